extension Plan {
    /// The end of a pause that had one.
    public struct Resumption: Hashable, Sendable {
        /// By uid, as the enrollment.
        public var person: String
        public var enrollment: String
        public var at: Instant
        /// Whether a file pauses it from here on, where what is over was an absence.
        public var isPausedByFile = false
        /// When that ends.
        public var until: Instant?
    }

    /// A step whose delay stood still, or stands still now: no run has to look at it before.
    public struct Postponement: Hashable, Sendable {
        /// By uid, as the enrollment.
        public var person: String
        public var enrollment: String
        public var until: Instant
    }
}

extension Membership {
    /// The end of its pause, where that has come.
    ///
    /// - Parameter wish: what the files want of it now.
    func resumption(_ wish: Wish, at now: Instant) -> Plan.Resumption? {
        guard status == .paused, let end = until, end <= now else { return nil }
        let resumption = Plan.Resumption(person: person, enrollment: enrollment, at: end)
        switch wish {
        case .active: return resumption
        case .paused(let until):
            guard reason != "file" else { return nil }
            var paused = resumption
            paused.isPausedByFile = true
            paused.until = until
            return paused
        case .ended: return nil
        }
    }

    mutating func take(_ resumption: Plan.Resumption) {
        guard resumption.isPausedByFile else { return resume(at: resumption.at) }
        reason = "file"
        until = resumption.until
    }
}

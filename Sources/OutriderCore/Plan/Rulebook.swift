/// A value that a rule obeys, with the key that set it.
struct Governed<Value: Hashable & Sendable>: Hashable, Sendable {
    var value: Value
    var setting: Setting

    /// The nearest of the levels that says it, else the default.
    init(_ key: String, _ levels: [Located<Value>?], default value: Value, _ text: (Value) -> String) {
        if let found = levels.lazy.compactMap(\.self).first {
            self.value = found.value
            setting = Setting(key, text(found.value), at: found.location)
        } else {
            self.value = value
            setting = Setting(key, text(value))
        }
    }
}

/// What an enrollment, its sequence and the book say together about when its steps go: the nearest level wins.
struct Rulebook: Hashable, Sendable {
    let minGap: Governed<Delay>
    let grace: Governed<Delay>
    let maxLateness: Governed<Delay>
    let quietAfterReply: Governed<Delay>
    let exclusive: Governed<Exclusive>
    let reenroll: Governed<Reenroll>
    let quietHours: Governed<Bool>
    let stopOn: Governed<Set<StopEvent>>
    let outOfOffice: Governed<OutOfOffice>

    init(_ enrollment: Enrollment, _ sequence: Sequence, _ configuration: Configuration) {
        let levels = [enrollment.policy, sequence.policy, configuration.policy]
        func delay(_ key: String, _ path: KeyPath<Policy, Located<Delay>?>, _ count: Int, _ unit: Delay.Unit)
            -> Governed<Delay>
        {
            Governed(key, levels.map { $0[keyPath: path] }, default: Delay(count, unit) ?? .none, \.description)
        }
        minGap = delay("minGap", \.minGap, 20, .hours)
        grace = delay("grace", \.grace, 15, .minutes)
        maxLateness = delay("maxLateness", \.maxLateness, 3, .days)
        quietAfterReply = delay("quietAfterReply", \.quietAfterReply, 14, .days)
        exclusive = Governed("exclusive", levels.map(\.exclusive), default: .any, \.text)
        reenroll = Governed("reenroll", levels.map(\.reenroll), default: .never, \.text)
        // Whoever wants quiet has it, however near the others are.
        let strict = levels.map(\.quietHours).filter { $0?.value == true } + levels.map(\.quietHours)
        quietHours = Governed("quietHours", strict, default: true) { $0 ? "on" : "off" }
        stopOn = Governed("stopOn", levels.map(\.stopOn), default: StopEvent.standard) { events in
            events.map(\.rawValue).sorted().joined(separator: ", ")
        }
        outOfOffice = Governed("outOfOffice", levels.map(\.outOfOffice), default: .pause, \.rawValue)
    }
}

extension Delay {
    /// Seconds of elapsed time; a day has 24 hours, a month 30 days.
    var seconds: Int64 {
        let unit: Int64 =
            switch self.unit {
            case .minutes: 60
            case .hours: 3_600
            case .days, .businessDays: 86_400
            case .weeks: 604_800
            case .months: 2_592_000
            }
        return Int64(count) * unit
    }
}

extension Exclusive {
    /// As it is written.
    fileprivate var text: String {
        switch self {
        case .any: "true"
        case .none: "false"
        case .group(let name): name
        }
    }
}

extension Reenroll {
    /// As it is written.
    fileprivate var text: String {
        switch self {
        case .never: "never"
        case .always: "always"
        case .after(let delay): delay.description
        }
    }
}

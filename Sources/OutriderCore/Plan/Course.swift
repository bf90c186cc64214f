/// An enrollment with its sequence: what decides which step comes next for a person in it, and when.
struct Course {
    let enrollment: Enrollment
    /// The enrollment's uid.
    let uid: String
    let sequence: Sequence
    /// The sequence's uid.
    let sequenceUID: String
    let configuration: Configuration
    let members: [String: Enrollment.Member]
    private let words: [String: StepWords]
    /// The place of every step id that the sequence ever had.
    private let places: [String: Int]

    /// - Returns: `nil` where the enrollment or its sequence is no longer in the book.
    init?(uid: String, in book: Book, identities: Identities, order: (String) throws -> [String]) throws {
        let id = identities.id(of: .enrollment, uid: uid)
        guard identities.uid(of: .enrollment, id) == uid, let configuration = book.configuration,
            let enrollment = book.enrollment(id),
            let sequence = book.sequence(enrollment.sequence.id)
        else { return nil }
        self.uid = uid
        self.enrollment = enrollment
        self.sequence = sequence
        self.configuration = configuration
        sequenceUID = identities.uid(of: .sequence, sequence.id)
        members = enrollment.members
        var words: [String: StepWords] = [:]
        for step in sequence.steps { words[step.id] = StepWords(step, of: sequence, in: book) }
        self.words = words
        var places: [String: Int] = [:]
        for (place, id) in try order(sequenceUID).enumerated() { places[id] = place }
        self.places = places
    }

    func words(of step: Step) -> StepWords? { words[step.id] }

    /// The step after the furthest that was received; steps before it, and those received, are never candidates.
    func step(after membership: Membership) -> Step? {
        let furthest = membership.done.compactMap { places[$0] }.max() ?? -1
        return sequence.steps.first { step in
            !membership.done.contains(step.id) && (places[step.id] ?? Int.max) > furthest
        }
    }

    /// The recipient's hours for a step: the step's window, else the enrollment's, the sequence's, the book's.
    func schedule(of step: Step, zone: Zone) -> Schedule {
        Schedule(
            zone: zone, window: step.window ?? enrollment.window ?? sequence.window ?? configuration.window)
    }

    /// When a step is due; `nil` where its window never opens.
    func due(_ step: Step, of membership: Membership, zone: Zone) -> Instant? {
        let schedule = schedule(of: step, zone: zone)
        if let due = membership.due { return schedule.nextOpening(onOrAfter: due) }
        guard membership.done.isEmpty else { return schedule.due(after: membership.at, delay: step.delay) }
        return schedule.due(after: max(start(in: zone), membership.at), delay: step.delay)
    }

    private func start(in zone: Zone) -> Instant {
        switch enrollment.start {
        case .instant(let instant): instant
        case .local(let date, let minute): zone.instant(date, minute: minute ?? 0)
        case nil: .min
        }
    }

    /// The message ids of the thread that a step answers, oldest first; empty where it answers none that was sent.
    func references(of step: Step, for membership: Membership) -> [String] {
        var ids: [String] = []
        var current = step
        while let thread = current.thread, let earlier = sequence.step(thread.value), ids.count < 20 {
            if let id = membership.thread[earlier.id] { ids.insert(id, at: 0) }
            current = earlier
        }
        return ids
    }
}

/// The courses of a book at one commit of its journal, made when they are asked for and kept.
final class Courses {
    private let book: Book
    private let identities: Identities
    private let order: (String) throws -> [String]
    private var known: [String: Course?] = [:]

    init(book: Book, identities: Identities, order: @escaping (String) throws -> [String]) {
        self.book = book
        self.identities = identities
        self.order = order
    }

    convenience init(_ ledger: Ledger) throws {
        self.init(book: ledger.book, identities: try ledger.identities, order: ledger.order)
    }

    convenience init(_ change: LedgerChange, book: Book) throws {
        self.init(book: book, identities: try change.identities, order: change.order)
    }

    /// The course of an enrollment by its uid.
    subscript(uid: String) -> Course? {
        get throws {
            if let course = known[uid] { return course }
            let course = try Course(uid: uid, in: book, identities: identities, order: order)
            known[uid] = .some(course)
            return course
        }
    }

    /// The person whose state goes by `uid`; `nil` where their file now continues another state.
    func person(_ uid: String) -> Person? {
        let id = identities.id(of: .person, uid: uid)
        return identities.uid(of: .person, id) == uid ? book.person(id) : nil
    }

    /// Keeps what is left of the next step's delay while the membership is not active.
    func keepRemaining(_ membership: inout Membership, at now: Instant) throws {
        guard let course = try self[membership.enrollment], let person = person(membership.person),
            let step = course.step(after: membership)
        else { return }
        let due = course.due(step, of: membership, zone: person.timezone ?? course.configuration.timezone)
        membership.remaining = due.map { max(0, Int(clamping: $0.seconds - now.seconds)) } ?? 0
    }

    /// Finds out anew when a run has to look at a membership; completes one that has no step left.
    ///
    /// - Returns: whether it was completed.
    @discardableResult
    func settle(_ membership: inout Membership) throws -> Bool {
        membership.next = nil
        guard membership.status == .active, let course = try self[membership.enrollment] else { return false }
        guard let step = course.step(after: membership) else {
            membership.complete()
            return true
        }
        guard membership.hold == nil, membership.claim == nil, membership.task == nil,
            let person = person(membership.person)
        else { return false }
        membership.next = course.due(step, of: membership, zone: person.timezone ?? course.configuration.timezone)
        return false
    }
}

extension Membership {
    /// Ends it because nothing is left to do.
    mutating func complete() {
        status = .completed
        reason = "finished"
        next = nil
        hold = nil
        task = nil
        due = nil
        remaining = nil
        lifted = []
    }

    /// Lets a message that was in doubt go once more, although its address counts as written to.
    mutating func goAgain() {
        claim = nil
        hold = nil
        if !lifted.contains(Reason.reenroll.rawValue) { lifted.append(Reason.reenroll.rawValue) }
    }

    /// Notes that a step was sent, skipped or done, and clears what held only for it.
    mutating func finish(_ step: String, at end: Instant) {
        if !done.contains(step) { done.append(step) }
        at = end
        gen = 0
        hold = nil
        claim = nil
        task = nil
        due = nil
        remaining = nil
        lifted = []
    }
}

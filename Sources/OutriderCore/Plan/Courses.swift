/// The courses of a book at one commit of its journal, made when they are asked for and kept.
final class Courses {
    private let book: Book
    private let identities: Identities
    private let order: (String) throws -> [String]
    private let pin: (String) throws -> Pin
    private var known: [String: Course?] = [:]
    private var pinned: [[String]: Course?] = [:]
    private var pins: [String: Pin] = [:]
    /// By the uid of the sequence.
    private var entryPins: [String: Pin] = [:]
    private var senders: SenderFinder?

    init(
        book: Book, identities: Identities, order: @escaping (String) throws -> [String],
        pin: @escaping (String) throws -> Pin
    ) {
        self.book = book
        self.identities = identities
        self.order = order
        self.pin = pin
    }

    convenience init(_ ledger: Ledger) throws {
        self.init(book: ledger.book, identities: try ledger.identities, order: ledger.order, pin: ledger.pin)
    }

    convenience init(_ change: LedgerChange, book: Book) throws {
        self.init(book: book, identities: try change.identities, order: change.order, pin: change.base.pin)
    }

    /// What whoever enters an enrollment now keeps; `nil` where its sequence lets them follow.
    func entryPin(_ enrollment: String) throws -> Pin? {
        guard let course = try self[enrollment], course.sequence.onEdit?.value == .pin else { return nil }
        if let known = entryPins[course.sequenceUID] { return known }
        let uid = course.sequenceUID
        let pin = try Pin(course.sequence.id, uid: uid, order: try order(uid), in: book)
        entryPins[uid] = pin
        if let pin { pins[pin.name] = pin }
        return pin
    }

    /// The course that a membership follows.
    ///
    /// - Throws: `JournalError` where what it keeps is not in the journal.
    subscript(membership: Membership) -> Course? {
        get throws {
            guard let name = membership.pin else { return try self[membership.enrollment] }
            let key = [membership.enrollment, name]
            if let course = pinned[key] { return course }
            let pin = try pins[name] ?? pin(name)
            pins[name] = pin
            let course = try Course(
                uid: membership.enrollment, in: book, identities: identities, pin: pin, order: order)
            pinned[key] = .some(course)
            return course
        }
    }

    /// The course of an enrollment by its uid, as whoever enters now follows it.
    subscript(uid: String) -> Course? {
        get throws {
            if let course = known[uid] { return course }
            let course = try Course(uid: uid, in: book, identities: identities, order: order)
            known[uid] = .some(course)
            return course
        }
    }

    /// The id that the person whose state goes by `uid` has now.
    func id(of uid: String) -> String { identities.id(of: .person, uid: uid) }

    /// The person whose state goes by `uid`; `nil` where their file now continues another state.
    func person(_ uid: String) -> Person? {
        let id = identities.id(of: .person, uid: uid)
        return identities.uid(of: .person, id) == uid ? book.person(id) : nil
    }

    /// Keeps what is left of the next step's delay while the membership is not active.
    ///
    /// - Parameter pauses: those of the journal, during which the delay stood still.
    func keepRemaining(_ membership: inout Membership, at now: Instant, pauses: PauseIndex) throws {
        guard let course = try self[membership], let person = person(membership.person),
            let step = course.step(after: membership, of: person.id)
        else { return }
        var due = course.due(step, of: membership, for: person)
        if let unmoved = due, !pauses.isEmpty, let recipient = recipient(of: membership, course, person) {
            let sender = sender(of: step, membership, course, recipient, at: now)
            let covering = pauses.covering(membership, course, recipient, channel: step.channel, sender: sender)
            due = course.shifted(unmoved, step, of: membership, for: recipient, by: covering, at: now)
        }
        membership.remaining = due.map { max(0, Int(clamping: $0.seconds - now.seconds)) } ?? 0
    }

    private func recipient(of membership: Membership, _ course: Course, _ person: Person) -> Recipient? {
        course.member(person.id, membership).map { member in
            course.recipient(person, member)
        }
    }

    /// The id of who writes the next step.
    private func sender(
        of step: Step, _ membership: Membership, _ course: Course, _ recipient: Recipient, at now: Instant
    ) -> String {
        var finder = senders ?? SenderFinder(book, course.configuration)
        defer { senders = finder }
        let answer = finder.sender(
            of: step, in: course.sequence, enrollment: course.enrollment, member: recipient.member,
            for: recipient.person, person: membership.person, history: membership.history, at: now)
        switch answer {
        case .writes(let sender, _, _), .away(let sender, _): return sender.id
        }
    }

    /// Whether the person has come to what the enrollment is for; a message in doubt is settled first.
    private func reachesGoal(_ membership: Membership, _ course: Course, _ person: Person) -> Bool {
        guard let goal = course.enrollment.goal, membership.isOpen, membership.claim == nil,
            let recipient = recipient(of: membership, course, person)
        else { return false }
        return goal.value.holds(for: ConditionRule.facts(membership, recipient))
    }

    /// Finds out anew when a run has to look at a membership; completes one that has no step left, or has reached its goal.
    ///
    /// - Parameter now: when that is, for one that ends; `nil` where the history alone tells it.
    /// - Returns: whether it was completed.
    @discardableResult
    func settle(_ membership: inout Membership, at now: Instant? = nil) throws -> Bool {
        membership.next = nil
        if membership.status == .paused { membership.next = membership.until }
        guard membership.isOpen, let course = try self[membership] else { return false }
        let person = person(membership.person)
        if let person, reachesGoal(membership, course, person) {
            membership.complete("goal", at: now)
            return true
        }
        guard membership.status == .active else { return false }
        if course.hasNoRound(membership) {
            membership.complete(at: now)
            return true
        }
        while course.step(after: membership, of: person?.id ?? "") == nil {
            if course.sequence.evergreen?.value == true {
                if membership.hold?.isSoft ?? false { membership.hold = nil }
                return false
            }
            guard course.beginsRound(&membership) else {
                membership.complete(at: now)
                return true
            }
        }
        guard let step = course.step(after: membership, of: person?.id ?? "") else { return false }
        // What a plan finds out anew is found out anew from here.
        if membership.hold?.isSoft ?? false {
            membership.hold = nil
            membership.freed = now ?? membership.freed
        }
        guard membership.hold == nil, membership.claim == nil, let person else { return false }
        guard !membership.hasTask(step) else {
            membership.next = course.timeout(of: step, membership, for: person)
            return false
        }
        membership.next =
            course.passed(step, of: membership, for: person, at: membership.at)
            ?? course.due(step, of: membership, for: person)
        if case .field(let name, _, _) = step.on, course.date(of: step, for: person) == nil {
            membership.hold = Membership.Hold(.missingVariable, detail: "fields.\(name)")
        } else if membership.next == nil {
            // The next run says that its hours never open, and looks again when they may.
            membership.next = membership.at
        }
        return false
    }
}

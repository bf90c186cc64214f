/// The next step of one person in one enrollment, as the rules look at it.
struct Candidate {
    let subject: Subject
    var item: PlanItem
    /// What holds it, in the order of the rules.
    var holds: [Hold] = []

    /// What does not change while it is settled, at one place, for it is large.
    final class Subject {
        let state: PersonState
        let membership: Membership
        let course: Course
        let recipient: Recipient
        /// The step with the channel and the words that this person gets.
        let step: Step
        /// When its delay lets it go.
        let due: Instant
        /// When its hours first let it go; from then on it is late.
        let opening: Instant
        /// When it goes if nothing holds it: now, or when its hours next open.
        let at: Instant
        /// Before when no hours of it open, where none do within `Schedule.searchLimit` days.
        let shutUntil: Instant?
        let addresses: KnownAddresses
        /// Names that messages to the person go by: their own, and those of their addresses.
        let names: [String]
        let sender: SenderIdentity
        /// Who gets the answers too, while the sender is away.
        let cover: SenderIdentity?
        /// When an absence that decides who writes ends.
        let back: Instant?

        init(
            state: PersonState, membership: Membership, course: Course, recipient: Recipient, step: Step, due: Instant,
            opening: Instant, at: Instant, shutUntil: Instant?, addresses: KnownAddresses, sender: SenderIdentity,
            cover: SenderIdentity?, back: Instant?
        ) {
            self.state = state
            self.membership = membership
            self.course = course
            self.recipient = recipient
            self.step = step
            self.due = due
            self.opening = opening
            self.at = at
            self.shutUntil = shutUntil
            self.addresses = addresses
            names = [Touch.name(ofPerson: membership.person)] + addresses.hashes
            self.sender = sender
            self.cover = cover
            self.back = back
        }
    }

    init(subject: Subject, item: PlanItem) {
        self.subject = subject
        self.item = item
    }

    var state: PersonState { subject.state }
    var membership: Membership { subject.membership }
    var course: Course { subject.course }
    var recipient: Recipient { subject.recipient }
    var step: Step { subject.step }
    var due: Instant { subject.due }
    var opening: Instant { subject.opening }
    var at: Instant { subject.at }
    var shutUntil: Instant? { subject.shutUntil }
    /// Hashes of all addresses of the person.
    var addresses: [String] { subject.addresses.hashes }
    var sender: SenderIdentity { subject.sender }
    var cover: SenderIdentity? { subject.cover }
    var back: Instant? { subject.back }
    var person: Person { recipient.person }
    var rules: Rulebook { course.rules }
    /// Whether a human does it, so that it counts under no cap and no gap.
    var isTask: Bool { sender.isManual(step.channel) }

    /// Whether a message to a person in an enrollment, by their uids, is of this one.
    func isOwn(_ person: String, _ enrollment: String?) -> Bool {
        person == membership.person && enrollment == membership.enrollment
    }

    /// Whether a human has lifted the rule for this step.
    func isLifted(_ reason: Reason) -> Bool { membership.lifted.contains(reason.rawValue) }
}

/// The addresses of a person and what the journal knows of them.
struct KnownAddresses {
    /// Hashes of those that are written to.
    let hashes: [String]
    /// Those of them that the journal knows.
    let states: [AddressState]
    /// What it knows of those that are not written to, but whose owner may have opted out.
    let others: [AddressState]

    init(_ person: Person, _ desk: PlanningBook, _ ledger: Ledger) throws {
        hashes = person.addresses.map { desk.hashes[$0] }
        states = try hashes.compactMap(ledger.address)
        others = try person.otherPhones.compactMap { try ledger.address(desk.hashes[.phone($0)]) }
    }

    /// Whether somebody besides a person, by uid, is known to have one of them.
    func areShared(by person: String) -> Bool {
        (states + others).contains { state in
            state.people.contains { $0 != person } || state.optedOut.contains { $0 != person }
        }
    }
}

/// A step of a sequence that somebody gets, by the name of the person or of an address.
struct Touch: Hashable {
    let name: String
    /// The sequence's uid.
    let sequence: String
    let step: String

    /// The name of a person by their uid; that of an address is its hash.
    static func name(ofPerson uid: String) -> String { "person \(uid)" }
}

/// What all rules look at.
struct RuleContext {
    let ledger: Ledger
    let desk: PlanningBook
    let now: Instant
    /// Whether the runner's environment pauses everything.
    let isPaused: Bool
    /// The journal's pauses, those that are over too.
    var pauses = PauseIndex([])
    /// People in enrollments with a message in flight, and until when.
    var inFlight: [[String]: Instant] = [:]
    /// Until when a message in flight is nobody else's; `nil` where there is none.
    func flight(of membership: Membership) -> Instant? {
        inFlight.isEmpty ? nil : inFlight[[membership.person, membership.enrollment]]
    }

    /// Messages that are claimed and not recorded yet, by person and by the address that they go to.
    var claimed: [String: [Contacted]] = [:]
    /// Enrollments with a message in flight, by person and by address.
    var begun: [String: [String]] = [:]
    /// What the run that asks has done so far.
    var run = RunSoFar()
    /// When the run before this one was; `nil` in a book's first.
    var lastRun: Instant? { run.began.map(\.lastRun) ?? ledger.header.lastRun }
}

/// A message to an address: when, to whom and in which enrollment, by their uids.
struct Contacted {
    let at: Instant
    let person: String
    let enrollment: String
}

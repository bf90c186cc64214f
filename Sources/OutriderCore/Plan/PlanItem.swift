/// One step of one person, and what becomes of it.
public struct PlanItem: Hashable, Sendable {
    /// Boxed, for a plan copies its items often.
    public indirect enum Action: Hashable, Sendable {
        case send(Draft)
        /// A human has to do it; the draft holds the words.
        case task(Draft)
        /// It stays; the rule that binds.
        case hold(Hold)
        /// It is left out for good, with the cause.
        case skip(String)
        /// The person's part in the enrollment ends before it, with the reason of that status.
        case end(Membership.Status, String)
        /// Its time has not come.
        case wait
    }

    /// What is the same whatever becomes of it.
    final class Subject: Hashable, Sendable {
        let key: DeliveryKey
        let gen: Int
        let occurrence: Int
        let person: String
        let enrollment: String
        let sequence: String
        let step: String
        let personUID: String
        let enrollmentUID: String
        let sequenceUID: String
        let channel: Channel
        let sender: String
        let zone: Zone
        let isFirst: Bool
        let address: String?
        let variant: String?
        let crowd: Int
        let location: SourceLocation

        init(
            key: DeliveryKey, membership: Membership, course: Course, recipient: Recipient, step: Step,
            sender: String, address: String?
        ) {
            self.key = key
            gen = membership.gen
            occurrence = membership.occurrence
            person = recipient.person.id
            enrollment = course.enrollment.id
            sequence = course.sequence.id
            self.step = step.id
            personUID = membership.person
            enrollmentUID = membership.enrollment
            sequenceUID = course.sequenceUID
            channel = step.channel
            self.sender = sender
            zone = recipient.zone
            isFirst = membership.isUntouched && membership.occurrence == 0
            self.address = address
            variant = step.variant
            crowd = membership.crowd ?? 0
            location = recipient.member.person.location
        }

        static func == (left: Subject, right: Subject) -> Bool {
            left === right
                || left.key == right.key && left.gen == right.gen && left.occurrence == right.occurrence
                    && left.person == right.person && left.enrollment == right.enrollment
                    && left.sequence == right.sequence && left.step == right.step
                    && left.personUID == right.personUID && left.enrollmentUID == right.enrollmentUID
                    && left.sequenceUID == right.sequenceUID && left.channel == right.channel
                    && left.sender == right.sender && left.zone == right.zone && left.isFirst == right.isFirst
                    && left.address == right.address && left.variant == right.variant
                    && left.crowd == right.crowd && left.location == right.location
        }

        func hash(into hasher: inout Hasher) { hasher.combine(key) }
    }

    private let subject: Subject
    /// When its delay and window let it go.
    public var due: Instant
    /// When it goes: `due`, or now where that is past, inside the window.
    public var at: Instant
    public var action: Action
    /// What the message counts against; `nil` where it is none.
    public var reservation: Reservation?
    /// Every rule that holds it, the binding one first.
    public var holds: [Hold] = []
    /// The next time at which it may have another sender or channel, or is left out, whatever holds it now.
    var turn: Instant?

    init(_ subject: Subject, due: Instant, at: Instant) {
        self.subject = subject
        self.due = due
        self.at = at
        action = .wait
    }

    public var key: DeliveryKey { subject.key }
    public var gen: Int { subject.gen }
    public var occurrence: Int { subject.occurrence }
    /// Ids as they are now.
    public var person: String { subject.person }
    public var enrollment: String { subject.enrollment }
    public var sequence: String { subject.sequence }
    public var step: String { subject.step }
    /// Names that state goes by.
    public var personUID: String { subject.personUID }
    public var enrollmentUID: String { subject.enrollmentUID }
    public var sequenceUID: String { subject.sequenceUID }
    public var channel: Channel { subject.channel }
    /// Id of the sender who writes it.
    public var sender: String { subject.sender }
    public var zone: Zone { subject.zone }
    /// Whether it is the person's first in the enrollment.
    public var isFirst: Bool { subject.isFirst }
    /// Hash of the address that it goes to.
    public var address: String? { subject.address }
    /// Id of the variant of the step, where it has some.
    public var variant: String? { subject.variant }
    /// How many entered with them in one run, where the guard allowed fewer; else 0.
    var crowd: Int { subject.crowd }
    /// Where the book says it: the person's line of the enrollment.
    public var location: SourceLocation { subject.location }

    /// Takes over what holds it where everybody's steps are planned together, and its place in the queue under a cap.
    ///
    /// - Parameter crowded: the same step in the plan of everybody; `nil` where that has none.
    mutating func join(_ crowded: PlanItem?) {
        let cap = crowded?.holds.first { $0.reason == .cap }
        if let index = holds.firstIndex(where: { $0.reason == .cap }) {
            // Behind another rule it stands in no queue.
            holds[index].place = nil
            if let cap { holds[index] = cap }
        }
        let known = Set(holds.map(\.reason))
        holds = (holds + (crowded?.holds ?? []).filter { !known.contains($0.reason) }).inOrder
        guard let binding = holds.first else { return }
        action = .hold(binding)
        reservation = nil
    }

    /// Whether something is to be done: a message or a task.
    public var isAction: Bool {
        switch action {
        case .send, .task, .skip, .end: true
        case .hold, .wait: false
        }
    }

    /// The rule that holds it; `nil` where it goes.
    public var reason: Reason? {
        if case .hold(let hold) = action { hold.reason } else { nil }
    }

    /// The earliest time at which it can go, where every rule that holds it has an end.
    public var earliest: Instant? {
        holds.reduce(at) { latest, hold in
            guard let latest, let until = hold.until else { return nil }
            return max(latest, until)
        }
    }
}

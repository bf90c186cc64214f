/// Where enrollments and people stand, as the journal tells it.
public struct StatusReport: Hashable, Sendable {
    /// How many people of an enrollment are where; each person is counted once, but `active` counts all that go on.
    public struct Counts: Hashable, Sendable {
        public var people = 0
        /// Of status ACTIVE: waiting, due, held, with a task or in doubt.
        public var active = 0
        /// For the time of the next step.
        public var waiting = 0
        /// For the next run.
        public var due = 0
        public var tasks = 0
        public var inDoubt = 0
        public var paused = 0
        public var completed = 0
        public var cancelled = 0
        /// By the rule that holds them.
        public var held: [Reason: Int] = [:]
        public var next: Instant?
    }

    public struct Row: Hashable, Sendable {
        /// Id as it is now.
        public var enrollment: String
        public var counts: Counts
    }

    /// A message of which it is not known whether it was delivered.
    public struct Doubt: Hashable, Sendable {
        public var key: String
        public var person: String
        public var enrollment: String
        public var step: String
        /// The claim under which it was sent.
        public var claim: String
    }

    /// A claim that a run has not recorded yet.
    public struct OpenClaim: Hashable, Sendable {
        public var id: String
        public var at: Instant
        /// Nobody else touches it before then.
        public var until: Instant
        public var host: String
        public var messages: Int
    }

    /// By id.
    public var rows: [Row] = []
    /// The people of the enrollments that were asked for, by enrollment and id.
    public var standings: [Standing] = []
    public var doubts: [Doubt] = []
    public var claims: [OpenClaim] = []
    /// What acts, or the environment, pause now.
    public var pauses: [Hold] = []
    public var lastRun: Instant?
    /// When the first step after now is due.
    public var next: Instant?
    /// The time zone of the book.
    public var zone: Zone

    /// Whether the journal knows nobody yet.
    public var isEmpty: Bool { rows.isEmpty }

    /// - Parameter enrollments: ids of the enrollments whose people are listed one by one, and which alone are counted;
    ///   empty for counts of all.
    /// - Parameter person: id of the person who alone is counted and listed; `nil` for everybody.
    /// - Parameter isPaused: whether the environment pauses everything.
    /// - Throws: `JournalError` where the journal is damaged.
    public static func make(
        _ ledger: Ledger, now: Instant, enrollments: [String] = [], person: String? = nil, isPaused: Bool = false
    ) throws -> StatusReport {
        var report = StatusReport(zone: ledger.book.configuration?.timezone ?? .utc)
        report.lastRun = ledger.header.lastRun
        report.claims = try ledger.openClaims().map {
            OpenClaim(id: $0.id, at: $0.at, until: $0.quietAt, host: $0.holder.host, messages: $0.messages.count)
        }
        report.pauses = PauseRule.acts(ledger, at: now, isPaused: isPaused)
        let finder = try StandingFinder(ledger, now: now, isPaused: isPaused)
        report.next = finder.next
        let wanted = Set(enrollments)
        var counts: [String: Counts] = [:]
        let uid = try person.map { try ledger.uid(of: .person, $0) }
        func look(at state: PersonState) throws {
            for membership in state.memberships where uid == nil || membership.person == uid {
                let standing = try finder.standing(of: membership)
                guard wanted.isEmpty || wanted.contains(standing.enrollment) else { continue }
                counts[standing.enrollment, default: Counts()].add(standing)
                if !wanted.isEmpty || person != nil { report.standings.append(standing) }
                if let claim = membership.claim, let step = standing.nextStep, membership.isOpen {
                    report.doubts.append(
                        Doubt(
                            key: standing.key ?? "", person: standing.person, enrollment: standing.enrollment,
                            step: step,
                            claim: claim))
                }
            }
        }
        if let uid {
            if let state = try ledger.state(of: uid) { try look(at: state) }
        } else {
            try ledger.forEachState(look)
        }
        report.rows = counts.map { Row(enrollment: $0.key, counts: $0.value) }.sorted { $0.enrollment < $1.enrollment }
        report.standings.sort { ($0.enrollment, $0.person) < ($1.enrollment, $1.person) }
        report.doubts.sort { ($0.claim, $0.key) < ($1.claim, $1.key) }
        return report
    }
}

extension StatusReport.Counts {
    fileprivate mutating func add(_ standing: Standing) {
        people += 1
        if standing.status == .active { active += 1 }
        switch standing.place {
        case .waiting: waiting += 1
        case .due: due += 1
        case .task: tasks += 1
        case .inDoubt: inDoubt += 1
        case .paused: paused += 1
        case .completed: completed += 1
        case .cancelled: cancelled += 1
        case .held(let reason): held[reason, default: 0] += 1
        }
        guard standing.place == .waiting, let due = standing.nextAt else { return }
        next = next.map { min($0, due) } ?? due
    }
}

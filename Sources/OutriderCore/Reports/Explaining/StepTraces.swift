/// What the history tells of single messages and tasks, by delivery key.
struct StepTraces {
    /// What it tells of one.
    struct Trace {
        var claimed: HistoryEvent?
        var sent: HistoryEvent?
        var task: HistoryEvent?
        var done: HistoryEvent?
        var skipped: HistoryEvent?
        /// A human's word that a message in doubt was delivered.
        var resolved: HistoryEvent?
        var outcomes: [StepExplanation.Outcome] = []
    }

    private var traces: [String: Trace] = [:]
    /// Events of enrollments by their ids.
    private var courses: [String: [HistoryEvent]] = [:]
    private(set) var answers: [HistoryEvent] = []

    /// - Parameter events: of one person, oldest first.
    init(_ events: [HistoryEvent]) {
        for event in events {
            if let key = event.key { traces[key, default: Trace()].add(event) }
            if let enrollment = event.enrollment { courses[enrollment, default: []].append(event) }
            if event.kind.isAnswer { answers.append(event) }
        }
    }

    subscript(key: DeliveryKey) -> Trace { traces[key.text] ?? Trace() }

    /// When something of these kinds last happened in an enrollment.
    func last(_ kinds: Set<HistoryEvent.Kind>, in enrollment: String) -> Instant? {
        courses[enrollment]?.last { kinds.contains($0.kind) }?.at
    }

    /// What came back after a step of an enrollment, which no key names.
    func answers(to step: String, in enrollment: String, since: Instant) -> [StepExplanation.Outcome] {
        answers.filter { $0.enrollment == enrollment && $0.step == step && $0.key == nil && $0.at >= since }
            .map(StepExplanation.Outcome.init)
    }
}

extension StepTraces.Trace {
    fileprivate mutating func add(_ event: HistoryEvent) {
        switch event.kind {
        case .claimed: claimed = event
        case .sent: sent = event
        case .task: task = event
        case .done: done = event
        case .skipped: skipped = event
        case .resolved: if event.code == Decision.sent.rawValue { resolved = event }
        case .failed, .delivered, .opened, .clicked, .bounced, .complained, .replied, .unsubscribed, .duplicate:
            guard sent != nil || resolved != nil, !outcomes.contains(where: { $0.kind == event.kind }) else { return }
            outcomes.append(StepExplanation.Outcome(event))
        case .enrolled, .released, .unknown, .paused, .resumed, .completed, .cancelled, .reopened, .repinned,
            .suppressed,
            .resubscribed:
            break
        }
    }
}

extension HistoryEvent.Kind {
    /// Whether it came back from the person, their machine or their provider.
    public var isAnswer: Bool {
        switch self {
        case .replied, .bounced, .complained, .unsubscribed: true
        default: false
        }
    }
}

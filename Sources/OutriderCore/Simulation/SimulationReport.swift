/// What a played calendar comes to, by day, by enrollment and in money.
public struct SimulationReport: Hashable, Sendable {
    /// Messages on one channel.
    public struct Count: Hashable, Sendable {
        /// First messages of somebody in an enrollment.
        public var new = 0
        public var followUp = 0
    }

    /// Whom a cap held on one day.
    public struct Queue: Hashable, Sendable {
        /// The key that sets it: `email.newPerDay`.
        public var cap: String
        /// Whom it counts for: `sender/jo/email`, `company/acme`, `domain/acme.example`, `book`.
        public var of: String
        public var limit: Int
        /// How many people waited that day.
        public var waited: Int
        /// How many at the same time, at most.
        public var longest: Int
    }

    public struct Day: Hashable, Sendable {
        public var channels: [Channel: Count] = [:]
        /// Tasks that were opened.
        public var tasks = 0
        public var skipped = 0
        /// What came back from people.
        public var answers = 0
        /// People who ended in an enrollment.
        public var ended = 0
        public var queues: [Queue] = []
    }

    public struct StepCount: Hashable, Sendable {
        public var sent = 0
        public var tasks = 0
        public var skipped = 0
        public var first: Instant?
        public var last: Instant?
    }

    public struct Part: Hashable, Sendable {
        /// How many people were in it.
        public var people = 0
        /// How many ended, by the reason.
        public var ended: [String: Int] = [:]
        /// When the last of them did.
        public var last: Instant?
        /// How many are in it still, by what they wait for.
        public var open: [String: Int] = [:]
        /// By id, in the order of the sequence.
        public var steps: [(id: String, count: StepCount)] { order.map { ($0, counts[$0] ?? StepCount()) } }
        fileprivate var order: [String] = []
        fileprivate var counts: [String: StepCount] = [:]
    }

    public struct Cost: Hashable, Sendable {
        public var currency: String
        public var segments = 0
        public var messages = 0
        /// Millionths of the currency; `nil` without a price.
        public var sms: Int?
        public var whatsapp: Int?

        public var total: Int { (sms ?? 0) + (whatsapp ?? 0) }
    }

    public let now: Instant
    public let until: Instant
    /// Seconds between two runs.
    public let every: Int64
    /// The book's zone, which days are counted in.
    public let zone: Zone
    /// Days on which something happened.
    public private(set) var days: [CivilDate: Day] = [:]
    /// By id.
    public private(set) var enrollments: [String: Part] = [:]
    public private(set) var people = 0
    public private(set) var cost: Cost?
    /// What the script says that could not happen.
    public private(set) var ignored: [Diagnostic] = []

    /// Plays the calendar forward.
    ///
    /// - Parameters:
    ///   - every: seconds between two runs, from `now` on.
    /// - Throws: as `Simulation.play`.
    public static func make(
        _ ledger: Ledger, now: Instant, until: Instant, every: Int64, script: SimulationScript
    ) throws -> SimulationReport {
        var simulation = try Simulation(ledger, now: now, pace: .every(every), script: script)
        try simulation.play(until: until)
        return try SimulationReport(simulation, until: until, every: every)
    }

    init(_ simulation: Simulation, until: Instant, every: Int64) throws {
        now = simulation.start
        self.until = until
        self.every = every
        let configuration = simulation.ledger.book.configuration
        zone = configuration?.timezone ?? .utc
        ignored = simulation.script.refused + simulation.script.unused
        cost = configuration?.prices.map { Cost(currency: $0.currency) }
        try addParts(simulation, at: until)
        for item in simulation.items { add(item, configuration?.prices) }
        for event in simulation.events { add(event) }
        for (date, queues) in simulation.queues.days {
            days[date, default: Day()].queues = queues.values.map { queue in
                let words = queue.limit.name.split(separator: " ")
                let of = words.first { $0.contains("/") || $0 == "book" } ?? ""
                return Queue(
                    cap: queue.limit.key, of: String(of), limit: queue.limit.count, waited: queue.waited,
                    longest: queue.longest)
            }.sorted { ($0.cap, $0.of) < ($1.cap, $1.of) }
        }
    }

    /// Who was in an enrollment, and where they stand at the end.
    private mutating func addParts(_ simulation: Simulation, at end: Instant) throws {
        var reasons: [[String]: String] = [:]
        for item in try simulation.rest(at: end).items {
            if let reason = item.reason { reasons[[item.personUID, item.enrollmentUID]] = reason.rawValue }
        }
        try simulation.ledger.forEachState { state in
            let ends = state.memberships.filter { $0.isOpen || $0.ended.map { $0 >= now } ?? false }
            if !ends.isEmpty { people += 1 }
            for membership in ends {
                let id = try simulation.ledger.id(of: .enrollment, uid: membership.enrollment)
                var part = enrollments[id] ?? Part()
                if part.people == 0 {
                    part.order = try simulation.desk.courses[membership.enrollment]?.sequence.steps.map(\.id) ?? []
                }
                part.people += 1
                if membership.isOpen {
                    let reason = reasons[[membership.person, membership.enrollment]] ?? "waiting"
                    part.open[reason, default: 0] += 1
                } else {
                    part.ended[membership.reason ?? "finished", default: 0] += 1
                    part.last = [part.last, membership.ended].compactMap(\.self).max()
                }
                enrollments[id] = part
            }
        }
    }

    private func date(_ instant: Instant) -> CivilDate { zone.local(instant).date }

    private mutating func add(_ item: PlanItem, _ prices: Prices?) {
        var day = days[date(item.at), default: Day()]
        var part = enrollments[item.enrollment] ?? Part()
        var step = part.counts[item.step] ?? StepCount()
        switch item.action {
        case .send(let draft):
            if item.isFirst {
                day.channels[item.channel, default: Count()].new += 1
            } else {
                day.channels[item.channel, default: Count()].followUp += 1
            }
            step.sent += 1
            if let prices { pay(for: draft, prices) }
        case .task:
            day.tasks += 1
            step.tasks += 1
        case .skip:
            day.skipped += 1
            step.skipped += 1
        case .end, .hold, .wait: return
        }
        step.first = min(step.first ?? item.at, item.at)
        step.last = max(step.last ?? item.at, item.at)
        days[date(item.at)] = day
        part.counts[item.step] = step
        if !part.order.contains(item.step) { part.order.append(item.step) }
        enrollments[item.enrollment] = part
    }

    private mutating func pay(for draft: Draft, _ prices: Prices) {
        guard var paid = cost else { return }
        switch draft.channel {
        case .sms:
            let segments = SMSSegments(draft.text).count
            paid.segments += segments
            if let price = prices.sms { paid.sms = (paid.sms ?? 0) + segments * price }
        case .whatsapp:
            paid.messages += 1
            if let price = prices.whatsapp { paid.whatsapp = (paid.whatsapp ?? 0) + price }
        case .email, .linkedin, .call, .task: break
        }
        cost = paid
    }

    /// What a report counts an event as.
    enum Telling {
        case ended, answers

        init?(_ kind: HistoryEvent.Kind) {
            switch kind {
            case .completed, .cancelled: self = .ended
            case .replied, .bounced, .complained, .unsubscribed: self = .answers
            default: return nil
            }
        }
    }

    private mutating func add(_ event: HistoryEvent) {
        switch Telling(event.kind) {
        case .ended: days[date(event.at), default: Day()].ended += 1
        case .answers: days[date(event.at), default: Day()].answers += 1
        case nil: break
        }
    }
}

extension SimulationReport.Day {
    /// People whom a cap let wait: each cap's own.
    public var waited: Int { queues.reduce(0) { $0 + $1.waited } }
}

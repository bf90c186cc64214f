/// When the steps of one person go if nothing else happens, played forward on a clock of its own.
///
/// Only this person is played, so what a crowd under a cap adds is not in it: every time is the earliest.
struct Foresight {
    /// Days that are played, one stretch after the other, until every step is seen.
    private static let stretches: [Int64] = [45, 400]

    private var items: [DeliveryKey: PlanItem] = [:]
    private var held: [DeliveryKey: PlanItem] = [:]

    /// - Parameters:
    ///   - person: by uid.
    ///   - keys: of the steps whose time is wanted.
    /// - Throws: `JournalError` where the journal is damaged.
    init(_ ledger: Ledger, of person: String, _ keys: Set<DeliveryKey>, now: Instant) throws {
        guard !keys.isEmpty else { return }
        var simulation = try Simulation(ledger, now: now, pace: .atOnce, person: person)
        for days in Self.stretches {
            try simulation.play(until: now.adding(seconds: days * 86_400))
            items = [:]
            for item in simulation.items where keys.contains(item.key) { items[item.key] = items[item.key] ?? item }
            held = simulation.held.filter { keys.contains($0.key) }
            if items.count == keys.count { return }
        }
    }

    /// What becomes of a step; `nil` where something holds it, or one before it, that nothing known ends.
    subscript(key: DeliveryKey) -> PlanItem? { items[key] }

    /// What will hold a step for good when its time comes, as far as it is known now.
    func holds(_ key: DeliveryKey) -> [Hold] {
        guard items[key] == nil, let item = held[key], item.reason != .task else { return [] }
        return item.holds
    }
}

/// A journal's state held in memory, with what was changed since and never written: what a simulation plays on.
///
/// Not for use by several threads at once.
final class LedgerMemory {
    /// By uid.
    private(set) var people: [String: PersonState] = [:]
    private(set) var addresses: [String: AddressState] = [:]
    private var days: [CivilDate: Counters] = [:]
    private var queue = TimeQueue<String>()
    /// Whose time has come, until their state says otherwise or somebody lays them aside.
    private(set) var due: Set<String> = []
    /// When those that were laid aside are looked at again.
    private var rests: [String: Instant] = [:]
    /// Claims that are settled in it, by id.
    var closed: Set<String> = []
    /// Who shares an address with somebody, so that what becomes of one may free another.
    var mates: [String: [String]] = [:]

    func state(of person: String) -> PersonState? { people[person] }

    func address(_ hash: String) -> AddressState? { addresses[hash] }

    func counters(on date: CivilDate) -> Counters? { days[date] }

    func set(_ state: PersonState) {
        people[state.person] = state
        due.remove(state.person)
        rests[state.person] = nil
        for membership in state.memberships {
            if let next = membership.next { queue.insert(state.person, at: next) }
        }
        for mate in mates[state.person] ?? [] { due.insert(mate) }
    }

    func set(_ state: AddressState) { addresses[state.address] = state }

    func set(_ counters: Counters) { days[counters.date] = counters }

    /// Takes out those whose time has come by `now`, each once.
    ///
    /// - Returns: uids, without those who are due already.
    func takeDue(by now: Instant) -> Set<String> {
        var taken: Set<String> = []
        while let (time, person) = queue.first, time <= now {
            queue.removeFirst()
            // An entry that a later state has replaced says nothing any more.
            let isMeant =
                rests[person] == time || people[person]?.memberships.contains { $0.next == time } ?? false
            if isMeant, !due.contains(person) { taken.insert(person) }
        }
        return taken
    }

    /// Uids of the people of whom something may be due by `now`, in order.
    func people(dueBy now: Instant) -> [String] {
        wake(takeDue(by: now))
        return due.sorted()
    }

    /// Uids of everybody, or of those who are held, in order.
    func people(isHeld: Bool) -> [String] {
        people.values.filter { !isHeld || $0.memberships.contains { $0.hold != nil } }.map(\.person).sorted()
    }

    /// Lets the next plan look at people, and at those who share an address with them.
    func wake(_ people: some Swift.Sequence<String>) {
        for person in people where due.insert(person).inserted { due.formUnion(mates[person] ?? []) }
    }

    /// Lets the next plan look at everybody of whom something may be due.
    func wakeAll(by now: Instant) {
        for (person, state) in people where state.memberships.contains(where: { $0.next.map { $0 <= now } ?? false }) {
            due.insert(person)
        }
    }

    /// Lays somebody aside of whom it is known that no plan would let them go before a time; for good where it is `nil`.
    func rest(_ person: String, until: Instant?) {
        due.remove(person)
        rests[person] = until
        if let until { queue.insert(person, at: until) }
    }

    /// The earliest time after `now` at which somebody's state is to be looked at; `nil` for never.
    func earliest(after now: Instant) -> Instant? {
        wake(takeDue(by: now))
        return queue.first?.time
    }
}

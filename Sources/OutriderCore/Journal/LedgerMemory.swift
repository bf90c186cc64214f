/// A journal's state held in memory, with what was changed since and never written: what a simulation plays on.
///
/// Not for use by several threads at once.
final class LedgerMemory {
    /// By uid.
    private(set) var people: [String: PersonState] = [:]
    private var addresses: [String: AddressState] = [:]
    private var days: [CivilDate: Counters] = [:]
    private var queue = TimeQueue()
    /// Whose time has come, until their state says otherwise.
    private var due: Set<String> = []

    func state(of person: String) -> PersonState? { people[person] }

    func address(_ hash: String) -> AddressState? { addresses[hash] }

    func counters(on date: CivilDate) -> Counters? { days[date] }

    func set(_ state: PersonState) {
        people[state.person] = state
        due.remove(state.person)
        for membership in state.memberships {
            if let next = membership.next { queue.insert(state.person, at: next) }
        }
    }

    func set(_ state: AddressState) { addresses[state.address] = state }

    func set(_ counters: Counters) { days[counters.date] = counters }

    /// Uids of the people of whom something may be due by `now`, in order.
    func people(dueBy now: Instant) -> [String] {
        while let (person, time) = queue.first, time <= now {
            queue.removeFirst()
            // An entry that a later state has replaced says nothing any more.
            if people[person]?.memberships.contains(where: { $0.next == time }) ?? false { due.insert(person) }
        }
        return due.sorted()
    }

    /// The earliest time after `now` at which somebody's state is to be looked at; `nil` for never.
    func earliest(after now: Instant) -> Instant? {
        _ = people(dueBy: now)
        return queue.first?.time
    }
}

/// People by time, the earliest first: a binary heap.
private struct TimeQueue {
    private var heap: [(person: String, time: Instant)] = []

    var first: (person: String, time: Instant)? { heap.first }

    mutating func insert(_ person: String, at time: Instant) {
        heap.append((person, time))
        var child = heap.count - 1
        while child > 0, heap[child].time < heap[(child - 1) / 2].time {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeFirst() {
        guard let last = heap.popLast(), !heap.isEmpty else { return }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[child].time < heap[least].time { least = child }
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}

/// The order of events that several runs wrote within one second.
///
/// A time has whole seconds and the names of runs of one second are random, so their files say nothing of the order: what
/// follows from what does.
enum HistoryOrder {
    /// By time; within a second what comes of an event stands behind it, and all else as it was.
    static func sorted(_ events: [HistoryEvent]) -> [HistoryEvent] {
        let byTime = events.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
        var result: [HistoryEvent] = []
        var start = 0
        while start < byTime.count {
            let end = byTime[start...].firstIndex { $0.at != byTime[start].at } ?? byTime.count
            result += ordered(Array(byTime[start..<end]))
            start = end
        }
        return result
    }

    /// Puts the runs of one second in order; the events of one run keep theirs.
    private static func ordered(_ events: [HistoryEvent]) -> [HistoryEvent] {
        var runs: [String] = []
        var groups: [String: [HistoryEvent]] = [:]
        for event in events {
            if groups[event.run] == nil { runs.append(event.run) }
            groups[event.run, default: []].append(event)
        }
        guard runs.count > 1 else { return events }
        // Where each thread of events is at how far in which run.
        var places: [Strand: [(rank: Int, run: String)]] = [:]
        for event in events {
            for (thread, rank) in ranks(event) { places[thread, default: []].append((rank, event.run)) }
        }
        var before: [String: Set<String>] = [:]
        for place in places.values {
            for (rank, run) in place {
                before[run, default: []].formUnion(place.lazy.filter { $0.rank < rank && $0.run != run }.map(\.run))
            }
        }
        var result: [HistoryEvent] = []
        while !runs.isEmpty {
            // A circle, which no real history has, is broken at its first run.
            let index = runs.firstIndex { before[$0, default: []].isDisjoint(with: runs) } ?? 0
            result += groups[runs.remove(at: index)] ?? []
        }
        return result
    }

    /// Events of which one follows from another.
    private enum Strand: Hashable {
        case message(String)
        case membership(String, String)
    }

    private static func ranks(_ event: HistoryEvent) -> [(Strand, Int)] {
        var ranks: [(Strand, Int)] = []
        if let key = event.key { ranks.append((.message("\(key) \(event.gen ?? 0)"), rank(event.kind))) }
        if let person = event.person, let enrollment = event.enrollment {
            let rank =
                switch event.kind {
                case .enrolled: 0
                case .completed, .cancelled: 2
                default: 1
                }
            ranks.append((.membership(person, enrollment), rank))
        }
        return ranks
    }

    /// How far a message is.
    private static func rank(_ kind: HistoryEvent.Kind) -> Int {
        switch kind {
        case .claimed, .task: 0
        case .unknown: 1
        case .resolved: 2
        default: 3
        }
    }
}

/// Things by time, the earliest first, those of one time in the order in which they came: a binary heap.
struct TimeQueue<Element> {
    private var heap: [(time: Instant, serial: Int, element: Element)] = []
    private var serial = 0

    /// All of them, in no order.
    var elements: [Element] { heap.map(\.element) }

    var first: (time: Instant, element: Element)? { heap.first.map { ($0.time, $0.element) } }

    mutating func insert(_ element: Element, at time: Instant) {
        serial += 1
        heap.append((time, serial, element))
        var child = heap.count - 1
        while child > 0, isBefore(child, (child - 1) / 2) {
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
                if isBefore(child, least) { least = child }
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    private func isBefore(_ one: Int, _ other: Int) -> Bool {
        (heap[one].time, heap[one].serial) < (heap[other].time, heap[other].serial)
    }
}

/// People whom the same caps hold, in the order in which they would go: as long as one before them is held, so are they.
struct CapLine {
    /// What all in a line have in common, so that a cap that holds one holds all behind it, and until the same time.
    struct Name: Hashable {
        let sender: String
        let channel: Channel
        let isFirst: Bool
        /// The cap of a company or domain, where it is such a one.
        let special: String?
        let schedule: Schedule
        let isQuiet: Bool

        /// By all but the calendar, whose days are many.
        func hash(into hasher: inout Hasher) {
            hasher.combine(sender)
            hasher.combine(channel)
            hasher.combine(isFirst)
            hasher.combine(special)
            hasher.combine(schedule.zone)
        }

        /// Whether a cap counts the messages of all in the line.
        func isUnder(_ limit: String) -> Bool {
            let own = Counters.Name.sender(sender, channel).text
            return limit == own || limit == "minute \(own)" || limit == Counters.Name.book.text || limit == special
                || isFirst && limit == "\(own) new"
        }
    }

    struct Order: Hashable, Comparable {
        let isFirst: Bool
        let due: Instant
        let key: DeliveryKey

        init(_ item: PlanItem) {
            isFirst = item.isFirst
            due = item.due
            key = item.key
        }

        static func < (left: Self, right: Self) -> Bool {
            (left.isFirst ? 1 : 0, left.due, left.key) < (right.isFirst ? 1 : 0, right.due, right.key)
        }
    }

    struct Entry {
        let order: Order
        let place: Place
        let serial: Int
    }

    /// A person in an enrollment, by uids.
    struct Place: Hashable {
        let person: String
        let enrollment: String
    }

    let step: Step
    let course: Course
    /// When the first of them may go.
    var opens: Instant
    /// How many are looked at first.
    var batch: Int
    /// The first one last.
    private(set) var entries: [Entry] = []

    init(step: Step, course: Course, opens: Instant) {
        self.step = step
        self.course = course
        self.opens = opens
        batch = 16
    }

    var front: Order? { entries.last?.order }

    mutating func add(_ new: [Entry]) {
        guard new.count < 32 else {
            entries = (entries + new).sorted { $0.order > $1.order }
            return
        }
        for entry in new {
            var index = entries.count
            while index > 0, entries[index - 1].order < entry.order { index -= 1 }
            entries.insert(entry, at: index)
        }
    }

    mutating func removeFirst() -> Entry? { entries.popLast() }
}

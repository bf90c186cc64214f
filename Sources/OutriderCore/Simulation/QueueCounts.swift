/// Where caps let people wait, by day of the book's zone.
struct QueueCounts {
    /// Whom a cap held on one day.
    struct Queue {
        let limit: Hold.Limit
        /// Those whom a plan names.
        fileprivate var keys: Set<DeliveryKey> = []
        fileprivate var behind = 0
        fileprivate var last: Instant?
        fileprivate var present = 0
        /// How many waited at the same time, at most.
        fileprivate(set) var longest = 0

        /// How many waited on that day.
        var waited: Int { max(keys.count + (limit.name.hasPrefix("minute ") ? 0 : behind), longest) }

        fileprivate mutating func add(_ count: Int, at now: Instant) {
            present = last == now ? present + count : count
            last = now
            longest = max(longest, present)
        }
    }

    private(set) var days: [CivilDate: [String: Queue]] = [:]

    mutating func note(_ limit: Hold.Limit, _ item: PlanItem, at now: Instant, in book: Book) {
        edit(limit, now, book) { queue in
            if queue.keys.insert(item.key).inserted || queue.last != now { queue.add(1, at: now) }
        }
    }

    /// - Parameter count: how many stand behind those whom the plan names.
    mutating func note(_ limit: Hold.Limit, behind count: Int, at now: Instant, in book: Book) {
        edit(limit, now, book) { queue in
            queue.behind += count
            queue.add(count, at: now)
        }
    }

    private mutating func edit(_ limit: Hold.Limit, _ now: Instant, _ book: Book, _ body: (inout Queue) -> Void) {
        let date = (book.configuration?.timezone ?? .utc).local(now).date
        body(&days[date, default: [:]][limit.name, default: Queue(limit: limit)])
    }
}

/// `cap`: so many messages a day of a sender, to a company, to a domain, of the book; so many a minute of a sender.
///
/// Follow-ups go before first steps, then what is due first, then by key.
struct CapRule {
    private let context: RuleContext
    /// What this plan adds, by day and name.
    private var added: [String: Int] = [:]
    /// How many wait for each cap.
    private var queues: [String: Int] = [:]
    /// What messages of a sender on a channel count against, whoever gets them.
    private var own: [Line: [Limit]] = [:]
    /// What the message counts against that was asked for last.
    private var latest: (key: DeliveryKey, limits: [Limit])?

    init(_ context: RuleContext) { self.context = context }

    private struct Line: Hashable {
        let sender: String
        let channel: Channel
        let isNew: Bool
    }

    private struct Limit {
        /// What is counted, and whether only first messages are.
        var name: Counters.Name
        var countsNew: Bool
        var key: String
        var limit: Int
        var location: SourceLocation?
        var day: CivilDate
        /// When the day is over.
        var end: Instant
        let text: String

        init(
            _ name: Counters.Name, _ key: String, _ limit: Int, _ location: SourceLocation?, _ day: CivilDate,
            _ zone: Zone, new: Bool = false
        ) {
            self.name = name
            countsNew = new
            self.key = key
            self.limit = limit
            self.location = location
            self.day = day
            end = zone.instant(day.adding(days: 1), minute: 0)
            text = "\(day.day) \(name.text) \(new)"
        }

        /// The same on every day.
        var title: String { countsNew ? "\(name.text) new" : name.text }
    }

    /// The binding cap of a message that nothing else holds.
    mutating func hold(_ candidate: Candidate) throws -> Hold? {
        guard !candidate.isTask else { return nil }
        var binding: Hold?
        for limit in limits(of: candidate) {
            let count = try count(limit)
            guard count >= limit.limit else { continue }
            let place = queues[limit.text, default: 0] + 1
            queues[limit.text] = place
            let schedule = candidate.course.schedule(of: candidate.step, for: candidate.person)
            // Under a cap of nothing no day is better than another.
            let until =
                limit.limit == 0
                ? nil : HoursRule.opening(candidate.step, candidate.course, schedule, onOrAfter: limit.end) ?? limit.end
            var hold = Hold(
                .cap, "\(limit.key): \(count) of \(limit.limit)", until: until,
                Setting(limit.key, String(limit.limit), at: limit.location))
            hold.place = place
            hold.limit = Hold.Limit(name: limit.title, key: limit.key, count: limit.limit, end: limit.end)
            if binding.map({ Self.end(of: $0) < Self.end(of: hold) }) ?? true { binding = hold }
        }
        if let hold = try rateHold(candidate), binding.map({ Self.end(of: $0) < Self.end(of: hold) }) ?? true {
            binding = hold
        }
        return binding
    }

    private static func end(of hold: Hold) -> Instant { hold.until ?? .max }

    /// Counts a message that goes.
    mutating func add(_ candidate: Candidate) {
        for limit in limits(of: candidate) { added[limit.text, default: 0] += 1 }
        added["minute \(candidate.sender.id)/\(candidate.step.channel.rawValue)", default: 0] += 1
    }

    private func count(_ limit: Limit) throws -> Int {
        let counters = try context.ledger.counters(on: limit.day)
        let names = [limit.name] + formerNames(of: limit.name)
        return names.reduce(added[limit.text, default: 0]) { count, name in
            count + (limit.countsNew ? counters.new(name) : counters.sent(name))
        }
    }

    /// What a record's messages of the day were counted under before it was renamed.
    private func formerNames(of name: Counters.Name) -> [Counters.Name] {
        let book = context.desk.book
        switch name {
        case .sender(let id, let channel):
            return (book.sender(id)?.formerly ?? []).filter { book.sender($0.id) == nil }.map {
                .sender($0.id, channel)
            }
        case .company(let id):
            return (book.company(id)?.formerly ?? []).filter { book.company($0.id) == nil }.map { .company($0.id) }
        case .domain, .book: return []
        }
    }

    /// So many a minute of a sender: what this plan adds and what was claimed in the same minute.
    private func rateHold(_ candidate: Candidate) throws -> Hold? {
        let (sender, channel) = (candidate.sender, candidate.step.channel)
        guard let rate = sender.overlay(channel)?.perMinute else { return nil }
        let minute = context.now.seconds / 60
        let day = sender.zone.local(context.now).date
        let count =
            try context.ledger.counters(on: day).inMinute(minute, .sender(sender.id, channel))
            + added["minute \(sender.id)/\(channel.rawValue)", default: 0]
        guard count >= rate.value else { return nil }
        let key = "\(channel.rawValue).perMinute"
        let end = Instant(seconds: (minute + 1) * 60)
        var hold = Hold(
            .cap, "\(key): \(count) of \(rate.value)", until: rate.value == 0 ? nil : end,
            Setting(key, String(rate.value), at: rate.location))
        hold.limit = Hold.Limit(
            name: "minute \(Counters.Name.sender(sender.id, channel).text)", key: key, count: rate.value, end: end)
        return hold
    }

    private mutating func limits(of candidate: Candidate) -> [Limit] {
        if let latest, latest.key == candidate.item.key { return latest.limits }
        let reservation = candidate.reservation(at: context.now)
        var limits = senderLimits(of: candidate, reservation)
        let course = candidate.course
        let zone = course.configuration.timezone
        if let cap = course.configuration.caps.company, let company = reservation.company {
            limits.append(Limit(.company(company), "caps.company", cap.value, cap.location, reservation.day, zone))
        }
        if let cap = course.configuration.caps.domain, let domain = reservation.domain {
            limits.append(Limit(.domain(domain), "caps.domain", cap.value, cap.location, reservation.day, zone))
        }
        if let cap = course.configuration.caps.book {
            limits.append(Limit(.book, "caps.book", cap.value, cap.location, reservation.day, zone))
        }
        latest = (candidate.item.key, limits)
        return limits
    }

    private mutating func senderLimits(of candidate: Candidate, _ reservation: Reservation) -> [Limit] {
        let (sender, channel) = (candidate.sender, candidate.step.channel)
        let line = Line(sender: sender.id, channel: channel, isNew: reservation.isNew)
        if let known = own[line] { return known }
        let overlay = sender.overlay(channel)
        let perDay = overlay?.perDay
        let daily = perDay?.value ?? Self.standard(channel)
        let name = Counters.Name.sender(sender.id, channel)
        let day = reservation.senderDay
        var limits = [Limit(name, "\(channel.rawValue).perDay", daily, perDay?.location, day, sender.zone)]
        if reservation.isNew {
            let new = overlay?.newPerDay
            limits.append(
                Limit(
                    name, "\(channel.rawValue).newPerDay", new?.value ?? (daily + 1) / 2,
                    new?.location ?? perDay?.location, day, sender.zone, new: true))
        }
        own[line] = limits
        return limits
    }

    /// Messages a day of a sender who has no `perDay`.
    static func standard(_ channel: Channel) -> Int { channel == .email ? 100 : 200 }
}

extension Candidate {
    /// What the message counts against when it is claimed.
    func reservation(at now: Instant) -> Reservation {
        var domain: String?
        if case .email(let address)? = recipient.address(step.channel) { domain = address.domain.lowercased() }
        return Reservation(
            senderDay: sender.zone.local(now).date, day: course.configuration.timezone.local(now).date,
            isNew: item.isFirst, company: recipient.employer?.id, domain: domain)
    }
}

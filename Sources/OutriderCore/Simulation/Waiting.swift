/// Whom a simulated run need not look at, because it is known that it would find what the one before has found.
///
/// Three kinds of people: those in a line under a cap, behind one whom the cap holds; those whom the guard holds, as long
/// as nobody joins or leaves them; and those whom only a change of their own state, or of somebody who shares an address
/// with them, would free.
final class Waiting {
    private struct Spot {
        let serial: Int
        let until: Instant
        let isPace: Bool
    }

    /// Those of one enrollment whom the guard holds.
    private struct Group {
        var people: Set<String> = []
        var keys: Set<DeliveryKey> = []
        /// Whether every message counts with them, not only the first ones of their enrollment.
        var isShared = false
    }

    private let memory: LedgerMemory
    private var lines: [CapLine.Name: CapLine] = [:]
    private var spots: [CapLine.Place: Spot] = [:]
    private var groups: [String: Group] = [:]
    private var serial = 0
    /// Whether messages have gone since the last plan.
    private var hasSent = false
    /// How many people each enrollment has, by its uid.
    private var sizes: [String: Int]?
    /// When those may go on whom a cap of a minute holds.
    private(set) var minute: Instant?

    init(_ memory: LedgerMemory) { self.memory = memory }

    /// Keys of the messages that the guard holds.
    var guarded: Set<DeliveryKey> { groups.values.reduce(into: []) { $0.formUnion($1.keys) } }

    /// Forgets what it knows: the next run looks at everybody.
    func forget(at now: Instant) {
        lines = [:]
        spots = [:]
        groups = [:]
        sizes = nil
        memory.wakeAll(by: now)
    }

    /// The next time at which somebody in a line may go.
    var opening: Instant? { lines.values.lazy.filter { $0.front != nil }.map(\.opens).min() }

    // MARK: Before a plan

    /// Wakes whose time has come.
    func wake(by now: Instant) {
        if let minute, minute <= now { self.minute = nil }
        for person in memory.takeDue(by: now) where !isInLine(person, at: now) { memory.wake([person]) }
        for name in lines.keys where lines[name]?.opens ?? .max <= now { release(name) }
        for (enrollment, group) in groups where hasSent && group.isShared { wake(group: enrollment) }
        // The guard counts who is in it: whoever comes back to a group, or leaves it, brings all of it.
        for (enrollment, group) in groups where !group.people.isDisjoint(with: memory.due) { wake(group: enrollment) }
    }

    /// Whether the only thing of somebody that is due stands in a line.
    private func isInLine(_ person: String, at now: Instant) -> Bool {
        let due = memory.state(of: person)?.memberships.filter { $0.next.map { $0 <= now } ?? false } ?? []
        guard due.count == 1, let membership = due.first,
            let spot = spots[CapLine.Place(person: person, enrollment: membership.enrollment)]
        else { return false }
        return isStanding(spot, membership)
    }

    private func isStanding(_ spot: Spot, _ membership: Membership) -> Bool {
        !spot.isPace && membership.hold?.reason == .cap && membership.hold?.until == spot.until
            && membership.next == spot.until
    }

    /// Lets the next plan look at the first of a line.
    private func release(_ name: CapLine.Name) {
        guard var line = lines[name] else { return }
        var left = line.batch
        while left > 0, let entry = line.removeFirst() {
            guard let spot = spots[entry.place], spot.serial == entry.serial else { continue }
            spots[entry.place] = nil
            guard let membership = memory.state(of: entry.place.person)?[entry.place.enrollment],
                spot.isPace || isStanding(spot, membership)
            else { continue }
            memory.wake([entry.place.person])
            left -= 1
        }
        line.batch *= 2
        lines[name] = line
    }

    private func wake(group enrollment: String) {
        guard let group = groups.removeValue(forKey: enrollment) else { return }
        memory.wake(group.people)
    }

    // MARK: After a plan

    /// Whether a plan has left out somebody who may go, or who counts; they are woken for another.
    func isShort(_ plan: Plan, at now: Instant) -> Bool {
        var isShort = false
        for (enrollment, group) in groups where isConcerned(group, of: enrollment, plan) {
            wake(group: enrollment)
            isShort = true
        }
        for (name, line) in lines where line.opens <= now {
            guard let front = line.front, evidence(plan, name, before: front) == nil else { continue }
            release(name)
            isShort = true
        }
        return isShort
    }

    /// Whether a plan has in it what the guard counts together with those whom it holds.
    private func isConcerned(_ group: Group, of enrollment: String, _ plan: Plan) -> Bool {
        plan.items.contains { item in
            switch item.action {
            case .send: group.isShared || item.isFirst && item.enrollmentUID == enrollment
            case .hold(let hold):
                hold.setting?.key == "guard.sends"
                    || hold.reason == .cap && item.isFirst && (group.isShared || item.enrollmentUID == enrollment)
            case .task, .skip, .end, .wait: false
            }
        }
    }

    /// What holds somebody before a place in a line, and so all behind it.
    private func evidence(_ plan: Plan, _ name: CapLine.Name, before front: CapLine.Order) -> Hold.Limit? {
        var latest: Hold.Limit?
        for item in plan.items {
            guard case .hold(let hold) = item.action, let limit = hold.limit, limit.end > latest?.end ?? .min,
                name.isUnder(limit.name), CapLine.Order(item) < front
            else { continue }
            latest = limit
        }
        return latest
    }

    /// Takes in what a plan has found.
    ///
    /// - Parameters:
    ///   - looked: who was looked at.
    ///   - changed: whose state is another now.
    ///   - blocked: messages that this run does not send.
    ///   - count: how many messages have gone.
    /// - Returns: how many wait under each cap behind those whom the plan names.
    func take(
        _ plan: Plan, looked: Set<String>, changed: Set<String>, blocked: Set<DeliveryKey>, count: Int,
        _ ledger: Ledger, _ desk: PlanningBook
    ) throws -> [(limit: Hold.Limit, count: Int)] {
        let behind = closeLines(plan)
        hasSent = count > 0
        var items: [String: [PlanItem]] = [:]
        for item in plan.items {
            // Whoever has got a message has another state now, and is looked at anew.
            if case .send = item.action, changed.contains(item.personUID), !blocked.contains(item.key) { continue }
            items[item.personUID, default: []].append(item)
        }
        var entries: [CapLine.Name: [CapLine.Entry]] = [:]
        for person in looked {
            for membership in spots.isEmpty ? [] : memory.state(of: person)?.memberships ?? [] {
                spots[CapLine.Place(person: person, enrollment: membership.enrollment)] = nil
            }
            let own = items[person] ?? []
            var isLined = true
            for item in own where !(try queue(item, plan.now, &entries, ledger, desk)) { isLined = false }
            // Also whose state has changed: if that takes them out of the count, it frees the others.
            for item in own where item.reason == .guard { try guardHolds(item, desk) }
            guard !changed.contains(person), !own.contains(where: { blocked.contains($0.key) && $0.reason == nil })
            else { continue }
            // What has just become of somebody with the same address may have freed them.
            guard !(memory.mates[person] ?? []).contains(where: changed.contains) else { continue }
            let bounds = isLined ? [] : try own.compactMap { try bound(of: $0, plan.now, desk) }
            memory.rest(person, until: bounds.min())
        }
        for (name, new) in entries { lines[name]?.add(new) }
        return behind
    }

    /// Lets everybody in an open line wait on: somebody before them is held.
    private func closeLines(_ plan: Plan) -> [(limit: Hold.Limit, count: Int)] {
        var behind: [(limit: Hold.Limit, count: Int)] = []
        for (name, line) in lines where line.opens <= plan.now {
            guard let front = line.front, let limit = evidence(plan, name, before: front) else {
                if line.front == nil { lines[name] = nil }
                continue
            }
            behind.append((limit, line.entries.count))
            lines[name]?.opens = opening(of: name, line, after: limit)
            lines[name]?.batch = limit.count + 8
        }
        return behind
    }

    private func opening(of name: CapLine.Name, _ line: CapLine, after limit: Hold.Limit) -> Instant {
        guard !limit.name.hasPrefix("minute ") else {
            minute = min(minute ?? limit.end, limit.end)
            return limit.end
        }
        return HoursRule.opening(line.step, line.course, name.schedule, onOrAfter: limit.end) ?? limit.end
    }

    /// Puts somebody whom a cap holds into its line.
    ///
    /// - Returns: whether there is one, so that nothing of the item is to be looked at before.
    private func queue(
        _ item: PlanItem, _ now: Instant, _ entries: inout [CapLine.Name: [CapLine.Entry]], _ ledger: Ledger,
        _ desk: PlanningBook
    ) throws -> Bool {
        guard case .hold(let hold) = item.action, let limit = hold.limit, let until = hold.until else { return false }
        if hold.isPace { minute = min(minute ?? until, until) }
        // The guard counts those whom a cap of a minute holds as new.
        if hold.isPace, item.isFirst, try guardMayHold(item, desk) { return false }
        guard ledger.header.pauses.isEmpty, let course = try course(of: item, desk),
            let plain = course.sequence.step(item.step), plain.on == nil, plain.channels.value.count == 1,
            item.channel != .whatsapp, desk.senders?.identity(item.sender)?.record?.away == nil,
            let person = desk.courses.person(item.personUID)
        else { return false }
        let step = plain.drawn(for: item.personUID, on: item.channel)
        let isSpecial = limit.name.hasPrefix("company/") || limit.name.hasPrefix("domain/")
        let name = CapLine.Name(
            sender: item.sender, channel: item.channel, isFirst: item.isFirst, special: isSpecial ? limit.name : nil,
            schedule: course.schedule(of: step, for: person),
            isQuiet: HoursRule.rings(item.channel) && course.rules.quietHours.value)
        if lines[name]?.front == nil, entries[name] == nil {
            lines[name] = CapLine(step: step, course: course, opens: until)
            lines[name]?.batch = limit.count + 8
        }
        guard lines[name]?.opens == until else { return false }
        serial += 1
        let place = CapLine.Place(person: item.personUID, enrollment: item.enrollmentUID)
        spots[place] = Spot(serial: serial, until: until, isPace: hold.isPace)
        entries[name, default: []].append(CapLine.Entry(order: CapLine.Order(item), place: place, serial: serial))
        return true
    }

    /// Whether an enrollment has more people than the guard lets begin at once.
    private func guardMayHold(_ item: PlanItem, _ desk: PlanningBook) throws -> Bool {
        var counts = sizes ?? [:]
        if sizes == nil {
            for state in memory.people.values {
                for membership in state.memberships { counts[membership.enrollment, default: 0] += 1 }
            }
            sizes = counts
        }
        let allowed = try desk.courses[item.enrollmentUID]?.enrollment.allow.newPeople?.value
        let limit = allowed ?? desk.book.configuration?.guard.newPeople ?? 0
        return counts[item.enrollmentUID, default: 0] > limit
    }

    private func guardHolds(_ item: PlanItem, _ desk: PlanningBook) throws {
        let isOfAll = item.holds.contains { $0.reason == .guard && $0.setting?.key == "guard.sends" }
        let counts = try desk.courses[item.enrollmentUID]?.enrollment.allow.sends != nil
        var group = groups[item.enrollmentUID] ?? Group()
        group.people.insert(item.personUID)
        group.keys.insert(item.key)
        group.isShared = group.isShared || isOfAll || counts
        groups[item.enrollmentUID] = group
    }

    /// The course that the person follows, with what they keep of it.
    private func course(of item: PlanItem, _ desk: PlanningBook) throws -> Course? {
        try memory.state(of: item.personUID)?[item.enrollmentUID].flatMap { try desk.courses[$0] }
    }

    /// The earliest time at which time alone may change what becomes of a step; `nil` for never.
    private func bound(of item: PlanItem, _ now: Instant, _ desk: PlanningBook) throws -> Instant? {
        guard let course = try course(of: item, desk), let person = desk.courses.person(item.personUID),
            let step = course.sequence.step(item.step)
        else { return now.adding(seconds: 3_600) }
        func midnight(_ zone: Zone) -> Instant { zone.instant(zone.local(now).date.adding(days: 1), minute: 0) }
        var bounds = item.holds.compactMap(\.until) + [item.due]
        if let turn = item.turn { bounds.append(turn) }
        if item.reason == .guard {
            let schedule = course.schedule(of: step, for: person)
            if let end = schedule.closing(after: now) { bounds.append(end) }
            if HoursRule.rings(item.channel), course.rules.quietHours.value {
                bounds.append(schedule.zone.instant(schedule.zone.local(now).date, minute: HoursRule.quiet.upperBound))
            }
            // A cap looks before anybody looks at the words.
            if try !hasWords(step.drawn(for: item.personUID, on: item.channel), course, person, item, desk) {
                bounds.append(midnight(item.zone))
            }
            if person.consent?.expires != nil { bounds.append(midnight(item.zone)) }
            if desk.senders?.identity(item.sender)?.record?.away != nil,
                let sender = desk.senders?.identity(item.sender)
            {
                bounds.append(midnight(sender.zone))
            }
        }
        return bounds.filter { $0 > now }.min()
    }

    private func hasWords(
        _ step: Step, _ course: Course, _ person: Person, _ item: PlanItem, _ desk: PlanningBook
    ) throws -> Bool {
        guard let membership = memory.state(of: item.personUID)?[item.enrollmentUID],
            let member = course.member(person.id, membership),
            let words = course.words(of: step, language: person.language),
            let sender = desk.senders?.identity(item.sender)
        else { return false }
        return course.recipient(person, member).problems(with: step, words, sender: sender).isEmpty
    }
}

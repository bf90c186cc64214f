/// Decides which candidates of a plan go: in their order, each counting for those behind it.
struct Settling {
    private let context: RuleContext
    private let explains: Bool
    private let claimed: [Touch: String]
    /// Whether a step that no journal keeps held would soon seem late.
    private(set) var wantsTrace = false

    /// What goes so far.
    private struct Going {
        var caps: CapRule
        /// What a person or address gets, and by whom.
        var taken: [Touch: String]
        var contacts: [String: [Contacted]] = [:]
        var begun: [String: [(enrollment: String, exclusive: Exclusive)]] = [:]
    }

    init(_ context: RuleContext, taken: [Touch: String], explains: Bool) {
        self.context = context
        self.explains = explains
        claimed = taken
    }

    /// Follow-ups before first steps, then by the time that they are due, then by key.
    mutating func settle(_ candidates: [Candidate]) throws -> [PlanItem] {
        // Ranks are sorted, for candidates are large.
        let ranks = candidates.indices.map { index in
            (candidates[index].item.isFirst ? 1 : 0, candidates[index].due, candidates[index].item.key, index)
        }
        let ordered = ranks.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }.map { candidates[$0.3] }
        // What a guard holds counts for nobody else.
        var guarded: [DeliveryKey: Hold] = [:]
        let lifted = Set(ordered.lazy.filter { $0.isLifted(.guard) }.map(\.item.key))
        let waiting = Set(ordered.lazy.filter { $0.membership.hold?.reason == .cap }.map(\.item.key))
        while true {
            let items = try pass(ordered, guarded)
            let more = try GuardRule.holds(items, lifted: lifted, waiting: waiting, context)
            guard !more.isEmpty else {
                wantsTrace = zip(ordered, items).contains { candidate, item in
                    guard case .hold(let hold) = item.action, !hold.isKept, !hold.isPace else { return false }
                    return LatenessRule.wantsTrace(candidate, context)
                }
                return items
            }
            guarded.merge(more) { first, _ in first }
        }
    }

    private func pass(_ candidates: [Candidate], _ guarded: [DeliveryKey: Hold]) throws -> [PlanItem] {
        var going = Going(caps: CapRule(context), taken: claimed)
        return try candidates.map { try settle($0, guarded, &going) }
    }

    private func settle(
        _ candidate: Candidate, _ guarded: [DeliveryKey: Hold], _ going: inout Going
    ) throws -> PlanItem {
        var candidate = candidate
        var item = candidate.item
        if let hold = guarded[item.key] { candidate.holds.append(hold) }
        let isInFlight =
            candidate.membership.claim != nil || candidate.holds.contains { $0.reason == .claimedElsewhere }
        let asksAll = explains && !isInFlight
        func ask(_ rule: () throws -> Hold?) rethrows {
            if asksAll || candidate.holds.isEmpty, let hold = try rule() { candidate.holds.append(hold) }
        }
        // Who has it already never gets it, whoever is waited for.
        try ask { try ReceivedRule.hold(candidate, context, taken: going.taken) }
        try ask { try ExclusiveRule.hold(candidate, context, begun: going.begun) }
        // What another rule held is not late; what waits for its hours alone may be.
        if candidate.holds.allSatisfy(\.isOfHours), let late = LatenessRule.hold(candidate, context) {
            var other: Hold?
            if !candidate.holds.isEmpty {
                other =
                    try ReceivedRule.hold(candidate, context, taken: going.taken)
                    ?? ExclusiveRule.hold(candidate, context, begun: going.begun)
            }
            candidate.holds.append(other ?? late)
        }
        try ask { try GapRule.hold(candidate, context, planned: going.contacts) }
        let isFree = candidate.holds.isEmpty
        if asksAll || isFree {
            if let hold = try going.caps.hold(candidate) { candidate.holds.append(hold) }
        }
        guard candidate.holds.isEmpty || asksAll else { return held(item, candidate.holds) }
        let rendering = try draft(of: candidate)
        // What is over before the step is due does not hold it.
        if candidate.due > context.now {
            let begin = candidate.at
            candidate.holds.removeAll { $0.until ?? .max <= begin && !$0.isOfHours }
        }
        switch rendering {
        case .hold(let hold):
            // The choice of the channel has said it already.
            if !candidate.holds.contains(where: { $0.reason == hold.reason }) { candidate.holds.append(hold) }
        case .words(let draft):
            guard candidate.holds.isEmpty else { break }
            guard candidate.due <= context.now else {
                item.action = .wait
                return item
            }
            item.action = candidate.isTask ? .task(draft) : .send(draft)
            item.reservation = candidate.isTask ? nil : candidate.reservation(at: context.now)
            count(candidate, &going)
            return item
        }
        return held(item, candidate.holds)
    }

    private func held(_ item: PlanItem, _ holds: [Hold]) -> PlanItem {
        var item = item
        item.holds = holds.inOrder
        if let binding = item.holds.first { item.action = .hold(binding) }
        return item
    }

    private func count(_ candidate: Candidate, _ going: inout Going) {
        let item = candidate.item
        for name in candidate.subject.names {
            going.taken[Touch(name: name, sequence: item.sequenceUID, step: item.step)] = item.personUID
            if !candidate.membership.hasBegun {
                going.begun[name, default: []].append((item.enrollmentUID, candidate.rules.exclusive.value))
            }
        }
        guard !candidate.isTask else { return }
        let contact = Contacted(at: candidate.at, person: item.personUID, enrollment: item.enrollmentUID)
        for name in candidate.subject.names { going.contacts[name, default: []].append(contact) }
        going.caps.add(candidate)
    }

    /// The words of a message, or why it has none.
    private enum Rendering {
        case words(Draft)
        case hold(Hold)
    }

    private func draft(of candidate: Candidate) throws -> Rendering {
        let (step, course) = (candidate.step, candidate.course)
        guard var words = course.words(of: step, language: candidate.person.language) else {
            return .hold(Hold(.missingVariable))
        }
        if ChannelRule.isSessionOpen(candidate.state, at: context.now) { words = words.inSession }
        switch candidate.recipient.draft(
            step, words, key: candidate.item.key.text, sender: candidate.sender, cover: candidate.cover,
            references: course.references(of: step, for: candidate.membership))
        {
        case .failure(.noAddress(let name)): return .hold(Hold(.noAddress, name))
        case .failure(.missingVariables(let names)):
            // Who is back has other words of their own, and of nobody else.
            let isSenders = names.allSatisfy { $0.hasPrefix("sender.") }
            return .hold(
                Hold(.missingVariable, names.joined(separator: ", "), until: isSenders ? candidate.back : nil))
        case .success(let draft): return .words(draft)
        }
    }
}

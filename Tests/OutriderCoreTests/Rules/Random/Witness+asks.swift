@testable import OutriderCore

/// Who opted out, and what is paused: by the acts that were made and the files as they are.
extension Witness {
    /// Somebody who must not be written to, by the word of an act.
    struct Closing {
        enum Target: Hashable {
            /// By the uid at that time, and the id.
            case person(uid: String, id: String)
            case address(String)
            case domain(String)
        }

        let target: Target
        var channels: Set<Channel>
    }

    struct Pause {
        let scope: JournalPause.Scope
        /// The uid of what has one.
        let uid: String?
        let id: String?
        let until: Instant?
    }

    // MARK: Acts

    /// Takes note of an act that could be made.
    ///
    /// - Parameter ledger: as it was before.
    mutating func note(_ act: RandomAct, _ book: RandomRules, _ ledger: Ledger, at now: Instant) throws {
        let identities = try ledger.identities
        switch act {
        case .pause(let scope, let id, let until):
            let uid = Self.uid(scope, id, identities)
            pauses.removeAll { $0.scope == scope && $0.uid == uid }
            pauses.append(Pause(scope: scope, uid: uid, id: id, until: until))
        case .resume(let scope, let id):
            let uid = Self.uid(scope, id, identities)
            pauses.removeAll { $0.scope == scope && $0.uid == uid }
        case .suppress(let target, let channel):
            for target in targets(target, book, identities) { close(target, channel) }
        case .resubscribe(let target, let channel):
            let open = Set(targets(target, book, identities))
            for index in closings.indices where open.contains(closings[index].target) {
                closings[index].channels.subtract(channel.map { [$0] } ?? Set(Channel.allCases))
            }
        case .record(let answer, let person, let channel, let enrollment, _):
            hear(answer, person, channel, isOfOne: enrollment != nil, book, identities)
        case .lift(.sameAddress, .send), .lift(.reenroll, .send):
            let plan = try Planner.plan(ledger, now: now, scope: .all)
            for item in plan.items where item.holds.contains(where: { [.sameAddress, .reenroll].contains($0.reason) }) {
                lifted.insert(item.key.text)
            }
        case .resolve(.notSent), .resolve(.send):
            let doubtful = try Planner.plan(ledger, now: now, scope: .all).items.filter { $0.reason == .unknownOutcome }
            let keys = Set(doubtful.map(\.key.text))
            forget { keys.contains($0.message.key) }
            lifted.formUnion(keys)
        case .mark(let key, .failed):
            let plan = try Planner.plan(ledger, now: now, scope: .all)
            guard plan.items.contains(where: { $0.key.text == key && $0.reason == .unknownOutcome }) else { return }
            forget { $0.message.key == key }
            lifted.insert(key)
        case .mark, .finish, .lift, .resolve, .reopen, .repin, .adopt, .adoptAll: break
        }
    }

    private static func uid(_ scope: JournalPause.Scope, _ id: String?, _ identities: Identities) -> String? {
        switch scope {
        case .sequence: id.map { identities.uid(of: .sequence, $0) }
        case .enrollment: id.map { identities.uid(of: .enrollment, $0) }
        case .person: id.map { identities.uid(of: .person, $0) }
        case .book, .channel, .sender, .company, .project: id
        }
    }

    private mutating func close(_ target: Closing.Target, _ channel: Channel?) {
        closings.append(Closing(target: target, channels: channel.map { [$0] } ?? Set(Channel.allCases)))
    }

    /// A person with the addresses they have and had, or what else is meant.
    private func targets(
        _ target: SuppressionTarget, _ book: RandomRules, _ identities: Identities
    ) -> [Closing.Target] {
        switch target {
        case .domain(let domain): return [.domain(domain)]
        case .address(.email(let address)): return [.address(address.text.lowercased())]
        case .address(.phone(let number)): return [.address(number.normalised)]
        case .person(let id): return targets(person: id, book, identities)
        }
    }

    private func targets(person id: String, _ book: RandomRules, _ identities: Identities) -> [Closing.Target] {
        let uid = identities.uid(of: .person, id)
        let present = book.persons[book.original("people", id)]?.addresses ?? []
        let written = sent.filter { $0.message.person == uid }.map(\.address)
        return [.person(uid: uid, id: id)] + present.union(written).sorted().map { .address($0) }
    }

    /// - Parameter isOfOne: whether it answers a named enrollment.
    private mutating func hear(
        _ answer: Answer, _ person: String, _ channel: Channel?, isOfOne: Bool, _ book: RandomRules,
        _ identities: Identities
    ) {
        let uid = identities.uid(of: .person, person)
        let own = sent.filter { $0.message.person == uid }
        switch answer {
        case .unsubscribe, .complaint:
            let known = Set(own.map(\.message.channel))
            // Of several channels nobody but the journal knows which one is meant.
            guard book.settings.optOut == "person" || channel != nil || known.count < 2 else { return }
            let closed = book.settings.optOut == "person" ? nil : channel ?? known.first
            for target in targets(person: person, book, identities) { close(target, closed) }
        case .bounce, .wrongPerson:
            let addresses = Set(own.filter { $0.message.channel == channel }.map(\.address))
            guard let channel, !isOfOne, addresses.count == 1, let address = addresses.first else { return }
            close(.address(address), answer == .bounce ? channel : nil)
        case .reply, .outOfOffice, .meeting, .interested, .notInterested: break
        }
    }

    // MARK: Judgement

    func forbidden(_ one: Case) -> [String] {
        let channel = one.message.channel
        var wrong: [String] = []
        for closing in closings where closing.channels.contains(channel) {
            let isMeant =
                switch closing.target {
                case .person(let uid, let id):
                    one.message.person == uid || one.identities.uid(of: .person, id) == one.message.person
                case .address(let address): one.person.addresses.contains(address)
                case .domain(let domain): one.person.isIn(domain)
                }
            if isMeant { wrong.append("opted out: \(closing.target)") }
        }
        if one.person.worksAtC, one.book.company.closesSMS, channel == .sms { wrong.append("the company says no") }
        for (id, other) in one.book.persons where one.book.isThere("people", id) {
            let isSame = id == one.personID || !other.addresses.isDisjoint(with: one.person.addresses)
            guard isSame else { continue }
            if let list = other.doNotContact, list.isEmpty || list.contains(channel) { wrong.append("\(id) says no") }
            let entries = one.book.suppressions.filter { $0.channels.isEmpty || $0.channels.contains(channel) }
            for case .person(id) in entries.map(\.target) { wrong.append("\(id) is in the list") }
        }
        for entry in one.book.suppressions where entry.channels.isEmpty || entry.channels.contains(channel) {
            switch entry.target {
            case .address(let address) where one.person.addresses.contains(address): wrong.append("listed")
            case .domain(let domain) where one.person.isIn(domain): wrong.append("of a listed domain")
            case .person, .address, .domain: break
            }
        }
        return wrong
    }

    func paused(_ one: Case) -> [String] {
        let (message, book) = (one.message, one.book)
        var wrong: [String] = []
        let hasProject = one.enrollment.hasProject && !one.enrollment.ignoresProject
        for pause in pauses where pause.until.map({ $0 > one.now }) ?? true {
            let isMeant =
                switch pause.scope {
                case .book: true
                case .channel: pause.id == message.channel.rawValue
                case .sender: pause.id == message.sender
                case .sequence: pause.uid == message.sequence
                case .enrollment: pause.uid == message.enrollment
                case .person:
                    pause.uid == message.person
                        || pause.id.map { one.identities.uid(of: .person, $0) } == message.person
                case .company: one.person.worksAtC
                case .project: hasProject
                }
            if isMeant { wrong.append("paused by an act: \(pause.scope) \(pause.id ?? "")") }
        }
        func expect(_ isPaused: Bool, _ what: String) { if isPaused { wrong.append("paused by a file: \(what)") } }
        let sequence = book.sequences[one.sequenceID]
        let member = one.enrollment.members?[one.personID]
        expect(book.settings.isPaused, "book")
        expect(book.settings.pausedChannel == message.channel, "channel")
        expect(book.senders[message.sender]?.isPaused ?? false, "sender")
        expect(sequence?.isPaused ?? false, "sequence")
        expect(sequence?.pausedUntil.map { one.instant($0) > one.now } ?? false, "sequence for a while")
        expect(one.person.worksAtC && book.company.isPaused, "company")
        expect(one.person.isPaused, "person")
        expect(hasProject && book.project == "ON_HOLD", "project")
        expect(one.enrollment.isPaused, "enrollment")
        expect(member?.status == "PAUSED" && member?.until.map { one.instant($0) > one.now } ?? true, "member")
        return wrong
    }
}

extension RandomPerson {
    func isIn(_ domain: String) -> Bool {
        addresses.contains { $0.hasSuffix("@\(domain)") || $0.contains("@") && $0.hasSuffix(".\(domain)") }
    }
}

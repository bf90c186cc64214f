extension PersonExplanation {
    /// Explains one person.
    ///
    /// - Parameters:
    ///   - person: id of the person.
    ///   - enrollment: id of the only enrollment that is told; `nil` for all of them.
    ///   - isPaused: whether the environment pauses everything.
    /// - Throws: `JournalError` where the journal is damaged, or what the source says when a file cannot be read.
    public static func make(
        _ ledger: Ledger, person: String, enrollment: String? = nil, now: Instant, isPaused: Bool = false
    ) throws -> PersonExplanation {
        let uid = try ledger.uid(of: .person, person)
        let desk = try PlanningBook(ledger)
        let record = desk.courses.person(uid)
        var explanation = PersonExplanation(
            now: now, person: person, zone: record.map(ledger.book.zone) ?? ledger.book.configuration?.timezone ?? .utc,
            isInBook: record != nil)
        let traces = StepTraces(try HistoryQuery(person: person).run(ledger).events)
        explanation.answers = Array(traces.answers.suffix(answerLimit))
        let state = try ledger.state(of: uid)
        if let record {
            try explanation.addFacts(of: record, uid: uid, ledger, desk)
            explanation.omissions = try omissions(of: person, in: ledger.book, enrollment) { id in
                try state?[ledger.uid(of: .enrollment, id)] != nil
            }
        }
        let plan = try Planner.plan(ledger, with: desk, now: now, scope: .person(uid), isPaused: isPaused)
        let memberships = try (state?.memberships ?? []).filter { membership in
            try enrollment == nil || ledger.id(of: .enrollment, uid: membership.enrollment) == enrollment
        }
        var explainer = try Explainer(ledger, desk, record, traces, plan, zone: explanation.zone)
        explanation.enrollments = try explainer.explain(memberships).sorted { $0.enrollment < $1.enrollment }
        return explanation
    }

    private static func omissions(
        of person: String, in book: Book, _ wanted: String?, isKnown: (String) throws -> Bool
    ) throws -> [Omission] {
        var omissions: [Omission] = []
        for id in try book.ids(of: .enrollment) where wanted == nil || wanted == id {
            guard let enrollment = book.enrollment(id), try !isKnown(id) else { continue }
            if let reference = enrollment.exclude.first(where: { $0.id == person }) {
                omissions.append(Omission(enrollment: id, cause: .excluded, location: reference.location))
            } else if let member = enrollment.members[person] {
                guard enrollment.status == .cancelled || member.status == .cancelled else { continue }
                omissions.append(Omission(enrollment: id, cause: .cancelled, location: member.person.location))
            }
        }
        return omissions
    }

    // MARK: The person

    private mutating func addFacts(of person: Person, uid: String, _ ledger: Ledger, _ desk: PlanningBook) throws {
        prohibitions = try Self.prohibitions(of: person, ledger, desk)
        if let consent = person.consent {
            self.consent = Located(consent, at: person.consentLocation ?? person.location)
        }
        pauses = Self.pauses(of: person, uid: uid, ledger, at: now, in: zone)
        namesakes = try Self.namesakes(of: person, uid: uid, ledger)
    }

    /// Channels that the same word closes stand together.
    private static func prohibitions(
        of person: Person, _ ledger: Ledger, _ desk: PlanningBook
    ) throws -> [Prohibition] {
        var found: [Prohibition] = []
        func add(_ channel: Channel, _ prohibition: Prohibition) {
            var same = prohibition
            if let index = found.firstIndex(where: { known in
                same.channels = known.channels
                return known == same
            }) {
                found[index].channels.append(channel)
            } else {
                var new = prohibition
                new.channels = [channel]
                found.append(new)
            }
        }
        for channel in Channel.allCases {
            if let place = try desk.suppressions.rule(against: person, on: channel) {
                add(channel, Prohibition(channels: [], location: place.location))
            }
            if let word = try ledger.suppression(of: person, on: channel) {
                add(channel, Prohibition(channels: [], reason: word.reason, at: word.at))
            }
        }
        return found
    }

    private static func pauses(of person: Person, uid: String, _ ledger: Ledger, at now: Instant, in zone: Zone)
        -> [Hold]
    {
        let employer = person.company.flatMap { ledger.book.company($0.id) }
        let files: [(what: String, pause: Located<Pause>?)] = [
            ("the book", ledger.book.configuration?.paused), ("the person's company", employer?.paused),
            ("the person", person.paused),
        ]
        var holds = files.compactMap { what, pause in
            pause.flatMap { PauseRule.hold(what, "paused", $0, at: now, in: zone) }
        }
        for pause in ledger.header.pauses where !pause.isFile && pause.holds(at: now) {
            switch pause.scope {
            case .book: break
            case .company: guard let employer, pause.id == employer.id else { continue }
            case .person: guard pause.id == uid else { continue }
            case .channel, .sender, .sequence, .project, .enrollment: continue
            }
            holds.append(PauseRule.hold(pause, in: ledger))
        }
        return holds
    }

    /// Those whose files have one of the addresses now, and those who were written to there.
    private static func namesakes(of person: Person, uid: String, _ ledger: Ledger) throws -> [String] {
        let addresses = Set(person.addresses.map(\.normalised))
        guard !addresses.isEmpty else { return [] }
        var ids: Set<String> = []
        for address in person.addresses {
            for other in try ledger.address(ledger.header.hasher.hash(address))?.people ?? [] where other != uid {
                ids.insert(try ledger.id(of: .person, uid: other))
            }
        }
        let sought = addresses.map(ByteSearch.init)
        for id in try ledger.book.ids(of: .person) where id != person.id && !ids.contains(id) {
            let path = RecordKind.person.path(of: id)
            guard let bytes = try ledger.book.source.read(path, limit: FileLimit.bytes(of: path)),
                sought.contains(where: { $0.mayBe(in: bytes) }),
                case .person(let other) = Record.parse(.person, id: id, bytes: bytes).record
            else { continue }
            if other.addresses.contains(where: { addresses.contains($0.normalised) }) { ids.insert(id) }
        }
        return ids.sorted()
    }
}

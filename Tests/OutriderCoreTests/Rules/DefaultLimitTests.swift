import Testing

@testable import OutriderCore

/// The limits of a book that sets none, and those of channels that ring.
@Suite struct DefaultLimitTests {
    private static let content = "whatsapp: {contentSid: HX0123456789abcdef0123456789abcdef}"

    /// A sequence of two steps on a channel, for people with every address.
    private static func book(_ channel: Channel, people: Int, more: String = "") -> [String: String] {
        let names = (0..<people).map { "p\($0)" }
        let words =
            switch channel {
            case .email: "subject: S, body: B"
            case .whatsapp: "\(content), body: B"
            default: "body: B"
            }
        var book = [String: String].book(
            people: names,
            steps: "  - {id: one, channel: \(channel.rawValue), \(words)}\n"
                + "  - {id: two, channel: \(channel.rawValue), delay: 1d, \(words)}")
        book["outrider.yaml"] = RuleBook.settings([:], more)
        for (index, name) in names.enumerated() {
            let number = "\"+2782\(1_000_000 + index)\""
            book["people/\(name).yaml"] =
                "firstName: P\nemail: \(name)@example.com\nphone: \(number)\nwhatsapp: \(number)\n"
        }
        return book
    }

    /// 100 emails, 200 texts, 200 of WhatsApp a day of a sender, half of them to new people.
    @Test(arguments: [(Channel.email, 100, 50), (.sms, 200, 100), (.whatsapp, 200, 100)])
    func caps(channel: Channel, perDay: Int, newPerDay: Int) throws {
        // At the edge all go; one more waits for the next day.
        for extra in [0, 1] {
            var stage = try Stage(Self.book(channel, people: newPerDay + extra))
            try stage.reconcile()
            #expect(stage.errors == [])
            let plan = try stage.plan()
            #expect(plan.sends.count == newPerDay)
            let held = plan.items.filter { $0.reason == .cap }.compactMap(\.holds.first)
            #expect(
                held.map(\.setting)
                    == Array(repeating: Setting("\(channel.rawValue).newPerDay", String(newPerDay)), count: extra))
            #expect(held.allSatisfy { $0.setting?.isDefault == true && $0.until?.rfc3339 == "2026-11-23T22:00:00Z" })
        }
        // Follow-ups of as many as the day allows, and of one more.
        let raised = "guard: {newPeople: 1000}\nchannels: {\(channel.rawValue): {perDay: 1000, newPerDay: 1000}}\n"
        var stage = try Stage(Self.book(channel, people: perDay + 1, more: raised))
        #expect(try stage.run().count == perDay + 1)
        stage.book["outrider.yaml"] = RuleBook.settings()
        try stage.move(to: "2026-11-24T07:00:00Z")
        try stage.reconcile()
        let plan = try stage.plan()
        #expect(plan.sends.count == perDay)
        let held = plan.items.filter { $0.reason == .cap }.compactMap(\.holds.first)
        #expect(held.map(\.setting) == [Setting("\(channel.rawValue).perDay", String(perDay))])
        #expect(held.first?.until?.rfc3339 == "2026-11-24T22:00:00Z")
    }

    private static let free = "channels: {email: {perDay: 10000, newPerDay: 10000}}\n"

    /// 200 new people of one enrollment in a run.
    @Test(arguments: [(200, 200), (201, 0)])
    func newPeople(count: Int, goes: Int) throws {
        var stage = try Stage(Self.book(.email, people: count, more: Self.free))
        try stage.reconcile()
        let plan = try stage.plan()
        #expect(plan.sends.count == goes)
        let held = Set(plan.items.compactMap(\.holds.first?.setting))
        #expect(held == (goes == 0 ? [Setting("guard.newPeople", "200")] : []))
    }

    /// 500 messages in a run, over all enrollments.
    @Test(arguments: [(500, 500), (501, 0)])
    func sends(count: Int, goes: Int) throws {
        var book = Self.book(.email, people: count, more: Self.free)
        for part in 0..<3 {
            let people = stride(from: part, to: count, by: 3).map { "p\($0)" }.joined(separator: ", ")
            book["enrollments/\(["e", "f", "g"][part]).yaml"] = "sequence: s\npeople: [\(people)]\n"
        }
        var stage = try Stage(book)
        try stage.reconcile()
        let plan = try stage.plan()
        #expect(plan.sends.count == goes)
        let held = Set(plan.items.compactMap(\.holds.first?.setting))
        #expect(held == (goes == 0 ? [Setting("guard.sends", "500")] : []))
    }

    /// 200 people whom one edit ends.
    @Test(arguments: [(200, nil), (201, 201)] as [(Int, Int?)])
    func cancels(count: Int, overrun: Int?) throws {
        var stage = try Stage(Self.book(.email, people: count))
        try stage.reconcile()
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: []\n"
        let after = Book(MemorySource(stage.book))
        let change = try #require(
            try Reconciliation.reconcile(
                try stage.ledger, with: after, files: stage.changes, now: stage.now, entered: stage.now))
        #expect(try CancelOverrun(change, with: after)?.count == overrun)
        if overrun != nil { #expect(try CancelOverrun(change, with: after)?.limit == 200) }
    }

    // MARK: limits of channels that ring

    @Test(
        arguments: [Channel.sms, .whatsapp],
        [
            ("perDay: 3, newPerDay: 4", 3, "perDay 3"), ("perDay: 4", 2, "newPerDay 2"),
            ("newPerDay: 1", 1, "newPerDay 1"),
            ("perMinute: 2", 2, "perMinute 2"), ("perDay: 4, newPerDay: 4, perMinute: 4", 4, nil),
        ] as [(String, Int, String?)])
    func channels(channel: Channel, limit: (keys: String, goes: Int, setting: String?)) throws {
        // Email of the same sender counts for itself.
        let more = "channels: {\(channel.rawValue): {\(limit.keys)}, email: {perDay: 1}}\n"
        var stage = try Stage(Self.book(channel, people: 4, more: more))
        try stage.reconcile()
        #expect(stage.errors == [])
        let plan = try stage.plan()
        #expect(plan.sends.count == limit.goes)
        for item in plan.items where item.reason == .cap {
            #expect(
                try stage.governor(item.personUID) == limit.setting.map { "\(channel.rawValue).\($0) outrider.yaml:6" })
        }
        #expect(try stage.run().count == limit.goes)
        #expect(try stage.run() == [])
        // The next minute, and the next day.
        try stage.move(to: "2026-11-23T07:01:00Z")
        #expect(try stage.run().isEmpty == !limit.keys.hasPrefix("perMinute: 2"))
        try stage.move(to: "2026-11-23T22:00:00Z")
        #expect(try !stage.run().isEmpty)
    }

    /// A list of channels counts where it goes: the cap of the channel that is used.
    @Test func theChannelThatIsUsed() throws {
        var book = Self.book(
            .sms, people: 3, more: "channels: {sms: {perDay: 1}, whatsapp: {perDay: 2, newPerDay: 2}}\n")
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: one, channel: [whatsapp, sms], \(Self.content), body: B}\n"
        book["people/p2.yaml"] = "firstName: P\nphone: \"+27829999999\"\n"
        var stage = try Stage(book)
        try stage.reconcile()
        let plan = try stage.plan()
        #expect(plan.sends.map(\.channel).sorted { $0.rawValue < $1.rawValue } == [.sms, .whatsapp, .whatsapp])
    }
}

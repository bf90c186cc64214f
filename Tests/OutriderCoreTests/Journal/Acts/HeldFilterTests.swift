import Testing

@testable import OutriderCore

/// `resolve --held REASON` with filters: each selects exactly what it names.
@Suite struct HeldFilterTests {
    /// Two sequences of two steps, three enrollments, and nobody has been looked at.
    private static func stage() throws -> Stage {
        var book = RuleBook.book(["ada", "bob"], more: "review: required\n")
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: intro, channel: email, subject: S, body: B}\n"
            + "  - {id: later, channel: sms, body: B}\n"
        book["sequences/t.yaml"] =
            "name: T\nsteps:\n  - {id: hello, channel: sms, body: B}\n  - {id: later, channel: email, subject: S, body: B}\n"
        book["enrollments/f.yaml"] = "sequence: t\npeople: [ada, cid]\n"
        book["enrollments/g.yaml"] = "sequence: s\npeople: [{dan: {startAt: later}}]\n"
        for (index, person) in ["ada", "bob", "cid", "dan"].enumerated() {
            book["people/\(person).yaml"] = .person(person) + "phone: \"+2782123456\(index)\"\n"
        }
        var stage = try Stage(book)
        #expect(try stage.run() == [])
        #expect(stage.errors == [])
        return stage
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var filter: HeldFilter
        var fits: [String]
        var testDescription: String { "\(filter)" }
    }

    static let all = ["ada e intro", "ada f hello", "bob e intro", "cid f hello", "dan g later"]
    static let rows = [
        Row(filter: HeldFilter(), fits: all),
        Row(filter: HeldFilter(person: "ada"), fits: ["ada e intro", "ada f hello"]),
        Row(filter: HeldFilter(enrollment: "e"), fits: ["ada e intro", "bob e intro"]),
        Row(filter: HeldFilter(enrollment: "g"), fits: ["dan g later"]),
        Row(filter: HeldFilter(sequence: "s"), fits: ["ada e intro", "bob e intro", "dan g later"]),
        Row(filter: HeldFilter(sequence: "t"), fits: ["ada f hello", "cid f hello"]),
        Row(filter: HeldFilter(step: "hello"), fits: ["ada f hello", "cid f hello"]),
        Row(filter: HeldFilter(step: "later"), fits: ["dan g later"]),
        Row(filter: HeldFilter(channel: .email), fits: ["ada e intro", "bob e intro"]),
        Row(filter: HeldFilter(channel: .sms), fits: ["ada f hello", "cid f hello", "dan g later"]),
        // Together, each narrows the others.
        Row(filter: HeldFilter(person: "ada", channel: .sms), fits: ["ada f hello"]),
        Row(filter: HeldFilter(sequence: "s", channel: .sms), fits: ["dan g later"]),
        Row(
            filter: HeldFilter(person: "ada", enrollment: "f", sequence: "t", step: "hello", channel: .sms),
            fits: ["ada f hello"]),
        Row(filter: HeldFilter(enrollment: "e", step: "hello"), fits: []),
        Row(filter: HeldFilter(channel: .whatsapp), fits: []), Row(filter: HeldFilter(person: "nobody"), fits: []),
    ]

    @Test(arguments: rows, [Decision.send, .skip])
    func selects(_ row: Row, decision: Decision) throws {
        var stage = try Self.stage()
        #expect(try Self.held(stage) == Self.all)
        let now = stage.now
        let count = try stage.act {
            try $0.lift(.review, decision, row.filter, at: now, Actor(by: "jo", reason: nil))
        }
        #expect(count == row.fits.count)
        let kind: HistoryEvent.Kind = decision == .send ? .resolved : .skipped
        #expect(stage.events.count { $0.kind == kind } == row.fits.count)
        var went: [String] = []
        for person in ["ada", "bob", "cid", "dan"] {
            for membership in try stage.ledger.state(of: person)?.memberships ?? [] {
                let isMeant = decision == .send ? membership.lifted == ["review"] : !membership.skipped.isEmpty
                guard isMeant else { continue }
                let step =
                    membership.skipped.first ?? ["e": "intro", "f": "hello", "g": "later"][membership.enrollment]
                went.append("\(person) \(membership.enrollment) \(step ?? "")")
            }
        }
        #expect(went == row.fits)
    }

    private static func held(_ stage: Stage) throws -> [String] {
        try stage.plan(.all).items.filter { $0.reason == .review }.map { "\($0.person) \($0.enrollment) \($0.step)" }
            .sorted()
    }
}

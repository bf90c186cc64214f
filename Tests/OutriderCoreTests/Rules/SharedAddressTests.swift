import Testing

@testable import OutriderCore

/// Two people with a second email or a number in common: rules that count by address count by each of them.
@Suite struct SharedAddressTests {
    /// What Ada and Eve have, and the channel that Ada is written to by.
    struct Pair: Sendable, CustomTestStringConvertible {
        var ada: String
        var eve: String
        var shares = true
        var testDescription: String { "\(ada) | \(eve)".replacing("\n", with: " ") }
    }

    private static let phone = "phone: \"+27821234567\"\n"

    static let pairs = [
        // The address that is written to is the second of the other, the other way round, or the second of both.
        Pair(
            ada: "email: ada@example.com\n", eve: "emails: [{address: eve@example.com}, {address: Ada@example.com}]\n"),
        Pair(
            ada: "emails: [{address: ada@example.com}, {address: eve@example.com}]\n", eve: "email: eve@example.com\n"),
        Pair(
            ada: "emails: [{address: ada@example.com}, {address: desk@example.com}]\n",
            eve: "emails: [{address: eve@example.com}, {address: desk@example.com}]\n"),
        // A number that no email goes to.
        Pair(ada: "email: ada@example.com\n" + phone, eve: "email: eve@example.com\n" + phone),
        Pair(
            ada: "email: ada@example.com\n" + phone, eve: "email: eve@example.com\n" + "whatsapp: \"+27821234567\"\n"),
        Pair(ada: "email: ada@example.com\n", eve: "email: eve@example.com\n" + phone, shares: false),
    ]

    /// Ada is in `e`, and Eve comes into `f` of the same or another sequence.
    private static func stage(_ pair: Pair, _ defaults: [String: String], isSame: Bool = false) throws -> Stage {
        var book = RuleBook.book(defaults: defaults)
        book["sequences/s.yaml", default: ""] += "  - {id: later, channel: email, delay: 5d, subject: S, body: B}\n"
        book["sequences/t.yaml"] = RuleBook.second()["sequences/t.yaml"]
        book["people/ada.yaml"] = "firstName: Ada\n" + pair.ada
        book["people/eve.yaml"] = "firstName: Eve\n" + pair.eve
        book["enrollments/f.yaml"] = "sequence: \(isSame ? "s" : "t")\npeople: [eve]\nstart: 2026-11-24\n"
        var stage = try Stage(book)
        try stage.reconcile()
        #expect(stage.errors == [])
        return stage
    }

    /// What each rule says of Eve, when Ada's message is recorded, and while it is on its way.
    @Test(arguments: pairs, [true, false])
    func eachRule(pair: Pair, isRecorded: Bool) throws {
        for (defaults, isSame, expected) in [
            (["minGap": "2d"], false, "gap until 2026-11-25T07:00:00Z"), (["exclusive": "true"], false, "exclusive"),
            ([:], true, "same-address"),
        ] {
            var stage = try Self.stage(pair, defaults, isSame: isSame)
            let claim = try #require(try stage.claim())
            #expect(claim.messages.map(\.person) == ["ada"])
            if isRecorded { try stage.record(claim) }
            try stage.move(to: "2026-11-24T07:00:00Z")
            #expect(try stage.next("eve", "f") == (pair.shares ? expected : "send"), "\(expected)")
            #expect(try stage.run().contains("eve \(isSame ? "intro" : "hello")") == !pair.shares, "\(expected)")
        }
    }

    /// Both begin in one plan: one of them goes, and the other not in a later claim of the run either.
    @Test(arguments: pairs)
    func inOneRun(pair: Pair) throws {
        for (defaults, isSame) in [(["minGap": "2d"], false), (["exclusive": "true"], false), ([:], true)] {
            var stage = try Self.stage(pair, defaults, isSame: isSame)
            stage.book["enrollments/f.yaml"] = "sequence: \(isSame ? "s" : "t")\npeople: [eve]\n"
            try stage.reconcile()
            let first = try #require(try stage.claim())
            // The record of the first claim is made in one commit with the next claim.
            let second = try stage.claim()
            #expect(first.messages.count + (second?.messages.count ?? 0) == (pair.shares ? 1 : 2), "\(defaults)")
        }
    }
}

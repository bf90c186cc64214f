import Testing

@testable import OutriderCore

/// `repeat` and `exclusive` together: between two rounds nobody is active, so others may begin, and the round waits.
@Suite struct RoundTurnTests {
    private static func stage(_ other: String = "start: 2026-11-25\n", repeats: String = "every: 1w") throws -> Stage {
        var book = RuleBook.book(defaults: ["exclusive": "true"])
        book["sequences/s.yaml"]?.replace("steps:", with: "repeat: {\(repeats)}\nsteps:")
        book["sequences/t.yaml"] =
            "name: T\nsteps:\n  - {id: hello, channel: email, subject: T, body: T}\n"
            + "  - {id: again, channel: email, delay: 9d, subject: T, body: T}\n"
        book["enrollments/f.yaml"] = "sequence: t\npeople: [ada]\n" + other
        return try Stage(book)
    }

    @Test func aRoundWaitsForTheOther() throws {
        var stage = try Self.stage()
        #expect(try stage.run() == ["ada intro"])
        // Between the rounds of `e` the other begins, as it may.
        try stage.move(to: "2026-11-25T07:00:00Z")
        #expect(try stage.run() == ["ada hello"])
        // The second round is due on Monday, and waits.
        try stage.move(to: "2026-11-30T07:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.next("ada", "e") == "exclusive")
        #expect(try stage.binding("ada", "e")?.detail == "after f")
        #expect(try stage.governor("ada", "e") == "exclusive true outrider.yaml:5")
        // The other ends on 4 December; then the round goes by itself.
        try stage.move(to: "2026-12-04T07:00:00Z")
        #expect(try stage.run() == ["ada again", "ada intro"])
        #expect(stage.sent.map(\.occurrence) == [0, 0, 0, 1])
        #expect(try stage.problems() == [])
    }

    /// Who is in the midst of a round is active, whichever round it is.
    @Test(arguments: [0, 1])
    func withinARoundTheOtherWaits(round: Int) throws {
        var stage = try Self.stage(round == 0 ? "start: 2026-11-24\n" : "start: 2026-12-01\n")
        stage.book["sequences/s.yaml", default: ""] += "\n  - {id: b, channel: email, delay: 3d, subject: B, body: B}\n"
        try stage.run()
        if round == 1 {
            for day in ["2026-11-26", "2026-11-30"] {
                try stage.move(to: "\(day)T07:00:00Z")
                #expect(try stage.run().count == 1)
            }
            #expect(try stage.membership("ada")?.occurrence == 1)
        }
        try stage.move(to: round == 0 ? "2026-11-24T07:00:00Z" : "2026-12-01T07:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.next("ada", "f") == "exclusive")
        try stage.move(to: round == 0 ? "2026-11-26T07:00:00Z" : "2026-12-03T07:00:00Z")
        #expect(try stage.run() == ["ada b", "ada hello"])
    }

    /// Two that are both between rounds and due at once: one begins, the other waits its turn.
    @Test func twoRoundsAtOnce() throws {
        var stage = try Self.stage()
        stage.book["sequences/t.yaml"]?.replace("steps:", with: "repeat: {every: 1w}\nsteps:")
        stage.book["sequences/t.yaml"]?.replace("9d", with: "1d")
        stage.book["sequences/s.yaml", default: ""] += "\n  - {id: b, channel: email, delay: 1d, subject: B, body: B}\n"
        var order: [String] = []
        for hour in 0..<(21 * 24) {
            stage.now = try Instant("2026-11-23T07:00:00Z").adding(seconds: Int64(hour) * 3_600)
            order += try stage.run().map { String($0.dropFirst(4)) }
        }
        // No round begins within another.
        let pairs = stride(from: 0, to: order.count - 1, by: 2).map { [order[$0], order[$0 + 1]] }
        #expect(pairs.allSatisfy { [["intro", "b"], ["hello", "again"]].contains($0) }, "\(order)")
        #expect(pairs.count >= 5)
    }

    /// A group of its own, and `exclusive: false`, wait for nobody.
    @Test(arguments: ["exclusive: false\n", "exclusive: care\n"])
    func whatExcludesNobodyGoesOn(line: String) throws {
        var stage = try Self.stage()
        stage.book["enrollments/e.yaml", default: ""] += line
        try stage.run()
        try stage.move(to: "2026-11-25T07:00:00Z")
        #expect(try stage.run() == ["ada hello"])
        try stage.move(to: "2026-11-30T07:00:00Z")
        #expect(try stage.run() == ["ada intro"])
    }
}

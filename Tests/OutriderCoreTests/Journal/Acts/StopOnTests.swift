import Testing

@testable import OutriderCore

/// `stopOn` word by word, and `stopColleagues` of those who came in by `match`.
@Suite struct StopOnTests {
    private static let required = "unsubscribe, complaint"

    /// Whoever says something finer has replied: `reply` ends on all of it, a finer word on itself alone.
    @Test(arguments: [
        ("reply", [Answer.reply, .meeting, .interested, .notInterested, .wrongPerson]), ("interested", [.interested]),
        ("not-interested", [.notInterested]), ("wrong-person", [.wrongPerson]), ("meeting", [.meeting]),
        ("bounce", [.bounce]), ("interested, wrong-person", [.interested, .wrongPerson]),
        ("Not-Interested, REPLY", [.reply, .meeting, .interested, .notInterested, .wrongPerson]),
    ])
    func words(list: String, ending: [Answer]) throws {
        for answer in Answer.allCases where answer != .outOfOffice {
            var stage = try Stage([String: String].book(people: ["ada", "bob"]))
            stage.book["enrollments/e.yaml", default: ""] += "stopOn: [\(list), \(Self.required)]\n"
            #expect(try stage.run().count == 2)
            #expect(stage.errors == [])
            try stage.record(answer, on: .email)
            let ends = ending.contains(answer) || answer == .unsubscribe || answer == .complaint
            #expect(try stage.membership("ada")?.isOpen == !ends, "\(answer)")
            try stage.move(to: "2026-11-24T07:00:00Z")
            // The address of a bounce, or of somebody else, is closed even where the enrollment goes on.
            let isClosed = answer == .bounce || answer == .wrongPerson
            #expect(
                try stage.run().sorted() == (ends || isClosed ? ["bob nudge"] : ["ada nudge", "bob nudge"]), "\(answer)"
            )
        }
    }

    /// An answer that ends nothing keeps every other enrollment quiet all the same.
    @Test(arguments: [Answer.reply, .interested, .notInterested])
    func whatEndsNothingIsHeard(answer: Answer) throws {
        var stage = try Stage(RuleBook.book(defaults: ["stopOn": "[meeting, \(Self.required)]"]))
        try stage.run()
        try stage.record(answer, on: .email)
        stage.book.merge(RuleBook.second()) { _, new in new }
        #expect(try stage.run() == [])
        #expect(try stage.next("ada", "f") == "recent-reply until 2026-12-07T07:00:00Z")
    }

    // MARK: stopColleagues

    private static func matched(_ line: String = "stopColleagues: true\n") throws -> Stage {
        var book = [String: String].book(people: ["ada", "bob", "cid", "dan"])
        book["companies/acme.yaml"] = "name: Acme\n"
        book["companies/other.yaml"] = "name: Other\n"
        for (person, company) in [("ada", "acme"), ("bob", "acme"), ("cid", "other"), ("dan", "")] {
            book["people/\(person).yaml", default: ""] +=
                "tags: [ios]\n" + (company.isEmpty ? "" : "company: \(company)\n")
        }
        book["enrollments/e.yaml"] = "sequence: s\nmatch: {tags: ios, enter: always}\n" + line
        return try Stage(book)
    }

    @Test(arguments: [Answer.reply, .meeting, .interested, .notInterested])
    func colleaguesWhoMatched(answer: Answer) throws {
        var stage = try Self.matched()
        #expect(try stage.run().count == 4)
        #expect(stage.errors == [])
        let outcome = try stage.record(answer, on: .email)
        #expect(outcome.ended.map(\.person) == ["ada", "bob"])
        #expect(try stage.membership("bob")?.reason == "colleague-replied")
        // Nobody is taken in again by the match.
        stage.book["people/bob.yaml", default: ""] += "title: CTO\n"
        stage.book["people/eve.yaml"] = .person("eve") + "tags: [ios]\ncompany: acme\n"
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run().sorted() == ["cid nudge", "dan nudge", "eve intro"])
        #expect(try stage.problems() == [])
    }

    /// Some are listed, some matched; without the key, or without a company, it is one's own.
    @Test(arguments: [
        ("", "ada", ["ada"]), ("stopColleagues: false\n", "ada", ["ada"]), ("stopColleagues: true\n", "dan", ["dan"]),
    ])
    func nobodyElse(line: String, person: String, ended: [String]) throws {
        var stage = try Self.matched(line)
        try stage.run()
        #expect(try stage.record(.reply, of: person, on: .email).ended.map(\.person) == ended)
    }

    /// A colleague who was through, or had opted out, is not ended another time; one who is paused is.
    @Test func colleaguesWhoAreNotActive() throws {
        var stage = try Self.matched()
        stage.book["people/eve.yaml"] = .person("eve") + "tags: [ios]\ncompany: acme\n"
        try stage.run()
        try stage.record(.unsubscribe, of: "bob", on: .email)
        try stage.record(.outOfOffice, of: "eve", on: .email)
        let outcome = try stage.record(.reply, on: .email)
        #expect(outcome.ended.map(\.person) == ["ada", "eve"])
        #expect(try stage.membership("bob")?.reason == "unsubscribed")
    }
}

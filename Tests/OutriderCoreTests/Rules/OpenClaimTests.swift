import Testing

@testable import OutriderCore

/// A message that is claimed and not recorded counts at every address of its person, as it will when it is recorded.
@Suite struct OpenClaimTests {
    /// Two people who share a number that no message goes to.
    private static func book(_ defaults: [String: String] = [:]) -> [String: String] {
        var book = RuleBook.book(["ann", "bob"], defaults: defaults)
        for person in ["ann", "bob"] { book["people/\(person).yaml", default: ""] += "phone: \"+27821234567\"\n" }
        return book
    }

    @Test func nobodyGetsTheStepBesideIt() throws {
        var stage = try Stage(Self.book())
        try stage.reconcile()
        let claim = try #require(try stage.claim())
        #expect(claim.messages.count == 1)
        #expect(try stage.claim() == nil)
        try stage.record(claim)
        #expect(try stage.run() == [])
        #expect(stage.sent.count == 1)
    }

    @Test(arguments: [["exclusive": "true"], ["minGap": "20h"]])
    func nobodyBeginsBesideIt(defaults: [String: String]) throws {
        var book = Self.book(defaults)
        book["enrollments/e.yaml"] = "sequence: s\npeople: [ann]\n"
        book.merge(RuleBook.second(["bob"])) { _, new in new }
        book["sequences/s.yaml", default: ""] += "  - {id: later, channel: email, delay: 5d, subject: S, body: B}\n"
        book["sequences/t.yaml", default: ""] += "  - {id: later, channel: email, delay: 5d, subject: S, body: B}\n"
        var stage = try Stage(book)
        try stage.reconcile()
        let claim = try #require(try stage.claim())
        #expect(claim.messages.count == 1)
        #expect(try stage.claim() == nil)
    }
}

import Testing

@testable import OutriderCore

/// A run does at once what its own decisions free, so that a second run at the same instant finds nothing.
@Suite struct SameInstantTests {
    @Test func whatEndsFreesTheNextInTheSameRun() throws {
        var book = RuleBook.book(step: "channel: call, timeout: 1d", defaults: ["exclusive": "true"])
        book["people/ada.yaml", default: ""] += "phone: \"+27821234567\"\n"
        book.merge(RuleBook.second()) { _, new in new }
        book["enrollments/f.yaml", default: ""] += "start: 2026-11-24\n"
        var stage = try Stage(book)
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.task != nil)
        try stage.move(to: "2026-11-24T06:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.next("ada", "f") == "exclusive")
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == ["ada hello"])
        #expect(try stage.run() == [])
    }
}

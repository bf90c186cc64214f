import Testing

@testable import OutriderCore

/// `guard.cancels`: an edit that ends more people than that is an accident until somebody has looked.
@Suite struct CancelGuardTests {
    /// Three people are in `e` and two in `f`; the edit takes out all of `e` and one of `f`.
    static func overrun(_ settings: String, allowed: Int? = nil) throws -> CancelOverrun? {
        var book = [String: String].book(people: ["a", "b", "c", "d"])
        book["enrollments/e.yaml"] = "sequence: s\npeople: [a, b, c]\n"
        book["enrollments/f.yaml"] = "sequence: s\npeople: [a, d]\n"
        var stage = try Stage(book)
        try stage.reconcile()
        stage.book["enrollments/e.yaml"] = nil
        stage.book["enrollments/f.yaml"] = "sequence: s\npeople: [d]\n"
        stage.book["outrider.yaml"] = Stage.settings + settings
        let after = Book(MemorySource(stage.book))
        let change = try #require(
            try Reconciliation.reconcile(
                try stage.ledger, with: after, files: stage.changes, now: stage.now, entered: stage.now))
        return try CancelOverrun(change, with: after, allowed: allowed)
    }

    @Test(
        arguments: [
            ("", nil, nil), ("guard: {cancels: 4}\n", nil, nil), ("guard: {cancels: 3}\n", nil, 3),
            ("guard: {cancels: 0}\n", nil, 0), ("guard: {cancels: 3}\n", 4, nil), ("guard: {cancels: 3}\n", 2, 3),
            ("guard: {cancels: 1}\n", 2, 2), ("guard: {cancels: 4}\n", 0, nil),
        ] as [(String, Int?, Int?)])
    func limits(settings: String, allowed: Int?, limit: Int?) throws {
        #expect(try Self.overrun(settings, allowed: allowed)?.limit == limit)
    }

    @Test func saysWhatAndHowToGoOn() throws {
        let overrun = try #require(try Self.overrun("guard: {cancels: 3}\n"))
        #expect(
            overrun.message
                == "the book would end 4 people at once, 3 of them of enrollment 'e', and guard.cancels allows 3")
        #expect(overrun.hint.contains("--allow-cancels 4"))
        #expect(overrun.hint.contains("guard: {cancels: 4}"))
    }

    /// People whom a sequence that lost its last steps, or a goal that everybody meets, completes are ended by an edit too.
    @Test(arguments: [
        ("sequences/s.yaml", "name: S\nsteps: [{id: one, channel: email, subject: x, body: y}]\n"),
        ("enrollments/e.yaml", "sequence: s\npeople: [a, b, c]\ngoal: {not: {tags: never}}\n"),
    ])
    func countsWhomAnEditCompletes(path: String, text: String) throws {
        var book = [String: String].book(people: ["a", "b", "c"])
        book["outrider.yaml"] = Stage.settings + "guard: {cancels: 2}\n"
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: one, channel: email, subject: x, body: y}\n"
            + "  - {id: two, channel: email, delay: 3d, subject: x, body: y}\n"
        book["enrollments/e.yaml"] = "sequence: s\npeople: [a, b, c]\n"
        var stage = try Stage(book)
        try stage.reconcile()
        try stage.run()
        #expect(stage.sent.count == 3)
        stage.book[path] = text
        let after = Book(MemorySource(stage.book))
        let change = try #require(
            try Reconciliation.reconcile(
                try stage.ledger, with: after, files: stage.changes, now: stage.now, entered: stage.now))
        #expect(change.events.count { $0.kind == .completed } == 3)
        #expect(try CancelOverrun(change, with: after)?.count == 3)
    }

    /// Pauses, goals that people come to by their own files, and what was ended before count for nothing.
    @Test func countsOnlyEndingsByFiles() throws {
        var book = [String: String].book(people: ["a", "b", "c"])
        book["outrider.yaml"] = Stage.settings + "guard: {cancels: 0}\n"
        book["enrollments/e.yaml"] = "sequence: s\npeople: [a, b, {c: {status: CANCELLED}}]\ngoal: {tags: [hired]}\n"
        var stage = try Stage(book)
        try stage.reconcile()
        stage.book["people/a.yaml", default: ""] += "tags: [hired]\n"
        stage.book["enrollments/e.yaml"] = "sequence: s\nstatus: PAUSED\npeople: [a, b]\ngoal: {tags: [hired]}\n"
        let after = Book(MemorySource(stage.book))
        let change = try #require(
            try Reconciliation.reconcile(
                try stage.ledger, with: after, files: stage.changes, now: stage.now, entered: stage.now))
        #expect(change.events.map(\.kind).contains(.completed))
        #expect(try CancelOverrun(change, with: after) == nil)
    }
}

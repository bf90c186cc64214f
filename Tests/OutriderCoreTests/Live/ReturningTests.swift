import Testing

@testable import OutriderCore

/// What was received counts whatever it is called now, and wherever its enrollment has gone.
@Suite struct ReturningTests {
    private static func steps(_ ids: [String]) -> String {
        "name: S\nsteps:\n"
            + ids.enumerated().map { index, id in
                "  - {id: \(id), channel: email, delay: \(index == 0 ? 0 : 1)d, subject: S, body: B}\n"
            }.joined()
    }

    @Test func aRenameThatIsTakenBackSendsNothingAgain() throws {
        var book = [String: String].book()
        book["sequences/s.yaml"] = Self.steps(["one", "two", "three"])
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada one"])
        stage.book["sequences/s.yaml"] = Self.steps(["one", "second", "three"])
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == ["ada second"])
        stage.book["sequences/s.yaml"] = Self.steps(["one", "two", "three"])
        #expect(try stage.run() == [])
        try stage.move(to: "2026-11-25T07:00:00Z")
        #expect(try stage.run() == ["ada three"])
    }

    @Test func aRenameFreesNobodyElseAtTheAddress() throws {
        var book = [String: String].book(people: ["ann", "bob"])
        book["people/bob.yaml"] = .person("bob", at: "ann")
        book["sequences/s.yaml"] = Self.steps(["one", "two"])
        var stage = try Stage(book)
        #expect(try stage.run().count == 1)
        stage.book["sequences/s.yaml"] = Self.steps(["first", "two"])
        #expect(try stage.run() == [])
        #expect(try ["ann", "bob"].compactMap { try stage.next($0) }.contains("same-address"))
    }

    /// The enrollment is deleted or names another sequence, and the address has changed: the person is the same.
    @Test(arguments: [nil, "sequence: t\npeople: [ada]\n"])
    func anEnrollmentThatIsGoneCounts(old: String?) throws {
        var book = [String: String].book()
        book["sequences/s.yaml"] = Self.steps(["one"])
        book["sequences/t.yaml"] = Self.steps(["other"])
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada one"])
        stage.book["enrollments/e.yaml"] = old
        stage.book["people/ada.yaml"] = .person("ada", at: "new")
        try stage.reconcile()
        stage.book["enrollments/f.yaml"] = "sequence: s\npeople: [ada]\n"
        #expect(try !stage.run().contains("ada one"))
        #expect(try stage.next("ada", "f") == "reenroll")
    }

    @Test func aMatchThatComesBackTakesInNobodyNew() throws {
        var book = [String: String].book(people: ["ada", "bob"])
        book["enrollments/e.yaml"] = "sequence: s\nmatch: {tags: [ios]}\n"
        book["people/ada.yaml", default: ""] += "tags: [ios]\n"
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada intro"])
        stage.book["people/bob.yaml", default: ""] += "tags: [ios]\n"
        #expect(try stage.run() == [])
        let match = stage.book["enrollments/e.yaml"]
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada]\n"
        #expect(try stage.run() == [])
        stage.book["enrollments/e.yaml"] = match
        #expect(try stage.run() == [])
        #expect(try stage.membership("bob") == nil)
        #expect(try stage.membership("ada")?.isOpen == true)
    }
}

import Testing

@testable import OutriderCore

/// Who is in an enrollment because they match.
@Suite struct MatchTests {
    /// Ada and Bob do iOS, Cid does not; the enrollment takes in whoever does.
    static func book(_ match: String, _ more: String = "") -> [String: String] {
        var book = [String: String].book(people: ["ada", "bob", "cid"])
        book["people/ada.yaml", default: ""] += "tags: [ios]\n"
        book["people/bob.yaml", default: ""] += "tags: [ios]\n"
        book["enrollments/e.yaml"] = "sequence: s\nmatch: {\(match)}\n\(more)"
        return book
    }

    /// `person: status reason` of everybody with a line, in order.
    static func standing(_ stage: Stage, _ enrollment: String = "e") throws -> [String] {
        var lines: [String] = []
        try stage.ledger.forEachState { state in
            guard let membership = state[enrollment] else { return }
            lines.append(
                [state.person, membership.status.rawValue, membership.reason].compactMap(\.self).joined(separator: " "))
        }
        return lines.sorted()
    }

    @Test(
        arguments: [
            ("tags: [ios]", "", ["ada", "bob"]), ("tags: [IOS, android]", "", ["ada", "bob"]),
            ("tags: [android]", "", []), ("tags: [ios]", "exclude: [bob]\n", ["ada"]),
            ("tags: [ios], source: referral", "", ["bob"]), ("type: CLIENT", "", ["ada", "bob"]),
            ("type: CANDIDATE", "", ["ada", "cid"]), ("type: BOTH", "", ["ada"]),
            ("type: CLIENT", "project: p\n", ["ada"]), ("type: CANDIDATE", "project: p\n", ["ada"]),
            ("type: CANDIDATE", "project: q\n", ["cid"]), ("stage: SOURCED", "", ["ada", "cid"]),
            ("stage: SOURCED", "project: p\n", ["ada"]), ("stage: REPLIED", "project: p\n", []),
            ("stage: [REPLIED, SOURCED], type: CANDIDATE", "project: q\n", ["cid"]),
        ] as [(String, String, [String])])
    func whoMatches(match: String, more: String, expected: [String]) throws {
        var book = Self.book(match, more)
        book["projects/p.yaml"] = "title: P\n"
        book["projects/q.yaml"] = "title: Q\n"
        book["companies/c.yaml"] = "name: C\n"
        book["people/ada.yaml", default: ""] +=
            "relationships: [{company: c, project: p, type: BOTH, stage: SOURCED}]\n"
        book["people/bob.yaml", default: ""] +=
            "source: referral\nrelationships: [{company: c, type: CLIENT, stage: REPLIED}]\n"
        book["people/cid.yaml", default: ""] +=
            "relationships: [{company: c, project: q, type: CANDIDATE, stage: SOURCED}]\n"
        var stage = try Stage(book)
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try Self.standing(stage) == expected.map { "\($0) ACTIVE" })
        try stage.run()
        #expect(stage.sent.map(\.person).sorted() == expected)
        #expect(try stage.problems() == [])
    }

    /// Cid comes to match, Bob no longer does, Eve is new and matches.
    @Test(
        arguments: [
            ("tags: [ios]", ["ada ACTIVE", "bob ACTIVE"]), ("tags: [ios], enter: once", ["ada ACTIVE", "bob ACTIVE"]),
            ("tags: [ios], enter: always", ["ada ACTIVE", "bob ACTIVE", "cid ACTIVE", "eve ACTIVE"]),
            ("tags: [ios], leave: true", ["ada ACTIVE", "bob CANCELLED left"]),
            (
                "tags: [ios], enter: always, leave: true",
                ["ada ACTIVE", "bob CANCELLED left", "cid ACTIVE", "eve ACTIVE"]
            ),
        ] as [(String, [String])])
    func whoEntersAndLeavesLater(match: String, expected: [String]) throws {
        var stage = try Stage(Self.book(match))
        try stage.run()
        stage.book["people/bob.yaml"] = .person("bob")
        stage.book["people/cid.yaml"] = .person("cid") + "tags: [ios]\n"
        stage.book["people/eve.yaml"] = .person("eve") + "tags: [ios]\n"
        try stage.reconcile()
        #expect(try Self.standing(stage) == expected)
        #expect(try stage.problems() == [])
    }

    @Test func whoMatchesAgainGoesOnWithTheRemainingDelay() throws {
        for enter in ["once", "always"] {
            var stage = try Stage(Self.book("tags: [ios], enter: \(enter), leave: true"))
            try stage.run()
            try stage.move(to: "2026-11-23T20:00:00Z")
            stage.book["people/bob.yaml"] = .person("bob")
            let events = try stage.reconcile() ?? []
            #expect(events.map(\.kind) == [.cancelled])
            #expect(events.map(\.reason) == ["left"])
            try stage.move(to: "2026-12-01T12:00:00Z")
            stage.book["people/bob.yaml"] = .person("bob") + "tags: [ios]\n"
            #expect(try stage.reconcile()?.map(\.kind) == [.resumed])
            #expect(try stage.membership("bob")?.next == (try Instant("2026-12-01T14:00:00Z")))
        }
    }

    @Test func excludingAndTakingBack() throws {
        var stage = try Stage(Self.book("tags: [ios]", "exclude: [bob]\n"))
        try stage.run()
        stage.book["enrollments/e.yaml"] = "sequence: s\nmatch: {tags: [ios]}\nexclude: [ada]\n"
        try stage.reconcile()
        // Bob matched when it first reached main, and nothing holds him off now.
        #expect(try Self.standing(stage) == ["ada CANCELLED removed", "bob ACTIVE"])
        stage.book["enrollments/e.yaml"] = "sequence: s\nmatch: {tags: [ios]}\n"
        try stage.reconcile()
        #expect(try Self.standing(stage) == ["ada ACTIVE", "bob ACTIVE"])
    }

    /// With `once` an edit brings in somebody only while nobody is in it.
    @Test func aMatchThatIsEdited() throws {
        var stage = try Stage(Self.book("tags: [android]"))
        try stage.run()
        #expect(try Self.standing(stage) == [])
        stage.book["people/cid.yaml"] = .person("cid") + "tags: [android]\n"
        try stage.reconcile()
        #expect(try Self.standing(stage) == [])
        stage.book["enrollments/e.yaml"] = "sequence: s\nmatch: {tags: [ios]}\n"
        try stage.reconcile()
        #expect(try Self.standing(stage) == ["ada ACTIVE", "bob ACTIVE"])
        stage.book["enrollments/e.yaml"] = "sequence: s\nmatch: {tags: [android]}\n"
        try stage.reconcile()
        #expect(try Self.standing(stage) == ["ada ACTIVE", "bob ACTIVE"])
        stage.book["enrollments/e.yaml"] = "sequence: s\nmatch: {tags: [android], enter: always, leave: true}\n"
        try stage.reconcile()
        #expect(try Self.standing(stage) == ["ada CANCELLED left", "bob CANCELLED left", "cid ACTIVE"])
    }

    @Test func aMatchAsksWhenItsEnrollmentBeginsToGoOn() throws {
        for (path, stopped, live) in [
            ("projects/p.yaml", "title: P\nstatus: CLOSED\n", "title: P\n"),
            (
                "enrollments/e.yaml", "sequence: s\nproject: p\nstatus: CANCELLED\nmatch: {tags: [ios]}\n",
                "sequence: s\nproject: p\nmatch: {tags: [ios]}\n"
            ),
        ] {
            var book = Self.book("tags: [ios]", "project: p\n")
            book["projects/p.yaml"] = "title: P\n"
            book[path] = stopped
            var stage = try Stage(book)
            try stage.reconcile()
            #expect(try Self.standing(stage) == [])
            stage.book["people/cid.yaml"] = .person("cid") + "tags: [ios]\n"
            try stage.reconcile()
            stage.book[path] = live
            try stage.reconcile()
            #expect(try Self.standing(stage) == ["ada ACTIVE", "bob ACTIVE", "cid ACTIVE"])
        }
    }

    @Test func listsBecomeMatchesAndBack() throws {
        var stage = try Stage(Self.book("tags: [ios]"))
        try stage.run()
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada, cid]\n"
        try stage.reconcile()
        #expect(try Self.standing(stage) == ["ada ACTIVE", "bob CANCELLED removed", "cid ACTIVE"])
        stage.book["enrollments/e.yaml"] = "sequence: s\nmatch: {tags: [ios]}\n"
        try stage.reconcile()
        #expect(try Self.standing(stage) == ["ada ACTIVE", "bob ACTIVE", "cid CANCELLED removed"])
        stage.book["enrollments/e.yaml"] = nil
        try stage.reconcile()
        #expect(
            try Self.standing(stage) == ["ada CANCELLED removed", "bob CANCELLED removed", "cid CANCELLED removed"])
        #expect(try stage.problems() == [])
    }

    @Test func peopleWhoAreRemovedReturnOrMove() throws {
        var stage = try Stage(Self.book("tags: [ios]"))
        try stage.run()
        let ada = stage.book["people/ada.yaml"]
        stage.book["people/ada.yaml"] = nil
        try stage.reconcile()
        #expect(try stage.membership("ada")?.reason == "removed")
        stage.book["people/ada.yaml"] = ada
        try stage.reconcile()
        #expect(try stage.membership("ada")?.status == .active)
        stage.book["people/ada.yaml"] = nil
        stage.book["people/za/ada.yaml"] = (ada ?? "") + "formerly: [ada]\n"
        try stage.reconcile()
        #expect(try Self.standing(stage) == ["ada ACTIVE", "bob ACTIVE"])
        stage.book["enrollments/f.yaml"] = (stage.book["enrollments/e.yaml"] ?? "") + "formerly: [e]\n"
        stage.book["enrollments/e.yaml"] = nil
        try stage.reconcile()
        #expect(try Self.standing(stage) == ["ada ACTIVE", "bob ACTIVE"])
        #expect(try Self.standing(stage, "f") == [])
        try stage.move(to: "2026-11-24T08:00:00Z")
        #expect(try stage.run().sorted() == ["ada nudge", "bob nudge"])
        #expect(try stage.problems() == [])
    }

    /// Of a change of one person only their file is read, however many enrollments match; a new one reads all.
    @Test func onlyChangedFilesAreAsked() throws {
        var book = [String: String].book(people: [])
        for index in 0..<300 {
            book["people/p\(index).yaml"] = .person("p\(index)") + "tags: [ios]\n"
        }
        for (name, match) in [
            ("a", "tags: [ios], enter: always"), ("b", "tags: [android], enter: always, leave: true"),
            ("c", "tags: [ios]"),
        ] { book["enrollments/\(name).yaml"] = "sequence: s\nmatch: {\(match)}\n" }
        book["enrollments/e.yaml"] = nil
        var stage = try Stage(book)
        try stage.reconcile()
        func read(_ path: String, _ text: String) throws -> [String] {
            stage.book[path] = text
            let after = CountingSource(MemorySource(stage.book))
            let before = CountingSource(MemorySource(stage.journal))
            let change = try #require(
                try Reconciliation.reconcile(
                    try Ledger(before), with: Book(after), files: stage.changes, now: stage.now, entered: stage.now))
            try stage.commit(
                {
                    var change = change
                    change.setBook("tree")
                    return change
                }())
            return Set(after.reads + before.reads.compactMap { $0.hasPrefix("book/") ? String($0.dropFirst(5)) : nil })
                .filter { $0.hasPrefix("people/") }.sorted()
        }
        #expect(try read("people/p7.yaml", .person("p7") + "tags: [android]\n") == ["people/p7.yaml"])
        #expect(try Self.standing(stage, "b") == ["p7 ACTIVE"])
        #expect(try read("people/new.yaml", .person("new") + "tags: [ios]\n") == ["people/new.yaml"])
        #expect(try Self.standing(stage, "a").count == 301)
        #expect(try Self.standing(stage, "c").count == 300)
        #expect(try read("enrollments/b.yaml", "sequence: s\nmatch: {tags: [none], enter: always}\n").count == 301)
    }
}

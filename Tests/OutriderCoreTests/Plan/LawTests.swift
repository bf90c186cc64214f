import Testing

@testable import OutriderCore

/// Laws over random books, clocks and histories of edits; the seeds are fixed.
@Suite struct LawTests {
    /// What a plan does: two plans that do the same things.
    private static func effects(_ plan: Plan) -> [PlanItem] {
        plan.items.filter {
            switch $0.action {
            case .send, .task, .skip, .end: true
            case .hold, .wait: false
            }
        }
    }

    private static func outcome(_ message: Claim.Message) -> Settlement {
        switch DeliveryKey(message.key).text.utf8.first.map({ $0 % 16 }) {
        case 0 where message.gen < 2: .released(code: "stopped")
        case 1: .unknown(code: "no-evidence")
        case 2: .failed(class: "permanent", code: "550")
        default: .sent(providerID: message.key)
        }
    }

    @Test(arguments: 0..<24)
    func runsKeepTheLaws(seed: UInt64) throws {
        var book = RandomBook(seed: seed)
        var stage = try Stage(book.files)
        var reasons: Set<Reason> = []
        for _ in 0..<5 {
            try stage.reconcile()
            try expectIndexLaw(stage)
            try expectWindows(stage)
            reasons.formUnion(try stage.plan(.all).items.compactMap(\.reason))
            try stage.run(Self.outcome)
            #expect(try stage.plan().sends.filter { $0.gen == 0 } == [], "the second run sends nothing")
            #expect(try stage.run(Self.outcome) == [])
            try expectIndexLaw(stage)
            #expect(try stage.problems() == [])
            try expectOrder(stage)
            book.edit()
            stage.book = book.files.merging(["outrider.yaml": book.files["outrider.yaml"] ?? Stage.settings]) {
                own, _ in own
            }
            stage.now = stage.now.adding(seconds: Int64.random(in: 0..<200_000, using: &book.random))
        }
        try expectOnce(stage)
    }

    /// Planning through the index, or by the lines, equals planning from all state.
    private func expectIndexLaw(_ stage: Stage) throws {
        let (some, all) = (try stage.plan(.index), try stage.plan(.all))
        #expect(Self.effects(some) == Self.effects(all), "\(Stage.text(some)) \(Stage.text(all))")
        #expect(try Self.effects(stage.plan(.lines)) == Self.effects(all))
    }

    private func expectWindows(_ stage: Stage) throws {
        let courses = try Courses(try stage.ledger)
        for item in Self.effects(try stage.plan(until: stage.now.adding(seconds: 5 * 86_400))) {
            let course = try #require(try courses[item.enrollmentUID])
            let step = try #require(course.sequence.step(item.step))
            #expect(
                course.schedule(of: step, for: try #require(courses.person(item.personUID))).isOpen(at: item.due),
                "\(item.step) at \(item.due)")
        }
    }

    /// No key, no address and no person gets a step of a sequence twice.
    private func expectOnce(_ stage: Stage) throws {
        var seen: Set<[String]> = []
        for message in stage.sent {
            #expect(seen.insert([message.key]).inserted)
            if let address = message.address {
                #expect(seen.insert([address, message.sequence, message.step]).inserted, "\(message.step)")
            }
        }
    }

    /// Within an enrollment nobody goes back.
    private func expectOrder(_ stage: Stage) throws {
        try stage.ledger.forEachState { state in
            for membership in state.memberships { #expect(Set(membership.done).count == membership.done.count) }
        }
    }

    @Test(arguments: 0..<16)
    func orderOfLinesAndFilesIsNothing(seed: UInt64) throws {
        let book = RandomBook(seed: seed)
        var stage = try Stage(book.files)
        var other = try Stage(book.files)
        for index in 0...1 {
            let path = "enrollments/e\(index).yaml"
            let parts = (book.files[path] ?? "").split(separator: "people:\n", maxSplits: 1)
            guard parts.count == 2 else { continue }
            other.book[path] =
                parts[0] + "people:\n" + parts[1].split(separator: "\n").reversed().map { $0 + "\n" }.joined()
        }
        for _ in 0..<4 {
            #expect(try stage.run(Self.outcome).sorted() == other.run(Self.outcome).sorted())
            #expect(
                stage.journal.filter { $0.key.hasPrefix("people/") }
                    == other.journal.filter { $0.key.hasPrefix("people/") })
            stage.now = stage.now.adding(seconds: 100_000)
            other.now = stage.now
        }
    }

    /// An edit and its revert, both before a step was due, leave what is to come as it was.
    @Test(arguments: 0..<50)
    func revertTakesBack(seed: UInt64) throws {
        var book = RandomBook(seed: seed)
        var stage = try Stage(book.files)
        try stage.run()
        let files = stage.book
        let until = stage.now.adding(seconds: 20 * 86_400)
        func pending() throws -> [String] {
            try stage.plan(.all, until: until).items.filter { if case .send = $0.action { true } else { false } }.map {
                "\($0.person) \($0.enrollment) \($0.step) \($0.at.rfc3339)"
            }
        }
        let before = try pending()
        book.edit()
        stage.book = book.files.merging(files.filter { $0.key == "outrider.yaml" }) { own, _ in own }
        try stage.reconcile()
        stage.book = files
        try stage.reconcile()
        // Whoever the edit left without a step has completed: ended is ended.
        var ended: Set<String> = []
        try stage.ledger.forEachState { state in
            for one in state.memberships where one.status == .completed {
                ended.insert("\(state.person) \(one.enrollment) ")
            }
        }
        let after = try pending()
        #expect(after == before.filter { line in !ended.contains { line.hasPrefix($0) } })
    }

    @Test(arguments: 0..<10)
    func stateIsReadAsItWasWritten(seed: UInt64) throws {
        var book = RandomBook(seed: seed)
        var stage = try Stage(book.files)
        for _ in 0..<4 {
            try stage.run(Self.outcome)
            for name in try stage.ledger.bucketNames() {
                let bucket = try stage.ledger.bucket(name)
                let states = try bucket.groups.map { try bucket.state(of: $0) }
                let bytes = PersonBucket.empty.replacing(states).bytes
                #expect(String(decoding: bytes, as: UTF8.self) == stage.journal[Ledger.path(ofPeople: name)])
            }
            book.edit()
            stage.book.merge(book.files) { _, new in new }
            stage.book = stage.book.filter { book.files[$0.key] != nil || $0.key == "outrider.yaml" }
            stage.now = stage.now.adding(seconds: 90_000)
        }
    }

    /// The commit that a rehearsal overlays and the commit that is made plan the same.
    @Test(arguments: 0..<20)
    func rehearsalEqualsTheRun(seed: UInt64) throws {
        var book = RandomBook(seed: seed)
        var stage = try Stage(book.files)
        try stage.run(Self.outcome)
        book.edit()
        stage.book = book.files.merging(stage.book.filter { $0.key == "outrider.yaml" }) { own, _ in own }
        let after = Book(MemorySource(stage.book))
        guard
            var change = try Reconciliation.reconcile(
                try stage.ledger, with: after, files: stage.changes, now: stage.now, entered: stage.now)
        else { return }
        change.setBook("")
        let edits = try change.edits(run: "rehearsal", n: 1, at: stage.now, version: "")
        let overlay = OverlaySource(MemorySource(stage.journal), edits: edits, book: MemorySource(stage.book))
        let ahead = try Planner.plan(try Ledger(overlay), now: stage.now, scope: .index)
        try stage.reconcile()
        #expect(try Stage.text(stage.plan()) == Stage.text(ahead))
    }
}

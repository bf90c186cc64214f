import Testing

@testable import OutriderCore

/// Edits of every kind while people are inside: nobody gets a step twice, and nobody is lost.
@Suite struct LiveEditTests {
    private static let people = (1...6).map { "p\($0)" }

    /// A random sequence and its people, edited as people edit.
    private struct Editor {
        var random: SplitMix64
        var steps: [(id: String, delay: String, body: String)] = []
        var files: [String: String]
        /// What was taken away for a while.
        var removed: [String: String] = [:]
        var serial = 0
        let header: String

        init(seed: UInt64, steps count: Int, header: String = "") {
            random = SplitMix64(seed: seed)
            self.header = header
            files = ["outrider.yaml": RuleBook.settings([:], "guard: {cancels: 100000}\n")]
            for person in LiveEditTests.people { files["people/\(person).yaml"] = .person(person) }
            for _ in 0..<count { steps.append(fresh()) }
            write()
            enroll(LiveEditTests.people, "s")
        }

        private mutating func pick<Value>(_ values: [Value]) -> Value {
            values[Int.random(in: values.indices, using: &random)]
        }

        private mutating func fresh() -> (id: String, delay: String, body: String) {
            serial += 1
            return ("s\(serial)", pick(["0d", "1d", "3h", "2d", "1bd"]), "B\(serial)")
        }

        private mutating func write(_ name: String = "s") {
            files["sequences/\(name).yaml"] =
                "name: S\n\(header)steps:\n"
                + steps.map {
                    "  - {id: \($0.id), channel: \($0.id.hasPrefix("t") ? "task" : "email, subject: S"), "
                        + "delay: \($0.delay), body: \($0.body)}\n"
                }.joined()
        }

        private mutating func enroll(_ people: [String], _ sequence: String) {
            files["enrollments/e.yaml"] = "sequence: \(sequence)\npeople: [\(people.joined(separator: ", "))]\n"
        }

        /// One edit of the sequence.
        mutating func edit() {
            let place = Int.random(in: steps.indices, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0: steps.insert(fresh(), at: place)
            case 1: if steps.count > 3 { steps.remove(at: place) }
            case 2: steps.swapAt(place, Int.random(in: steps.indices, using: &random))
            case 3:
                serial += 1
                steps[place].id = pick(["s\(serial)", "t\(serial)"])
            case 4: steps[place].delay = pick(["0d", "4h", "1d", "3d", "1bd"])
            case 5: steps[place].body += "x"
            case 6: steps.append(steps.remove(at: place))
            default: steps.insert(steps.remove(at: place), at: 0)
            }
            write()
        }

        /// One edit of other files: away, back, moved, another address or zone.
        mutating func editFiles() {
            let person = pick(LiveEditTests.people)
            let path = "people/\(person).yaml"
            switch Int.random(in: 0..<6, using: &random) {
            case 0:
                for path in ["enrollments/e.yaml", "sequences/s.yaml"] {
                    removed[path] = files[path] ?? removed[path]
                    files[path] = nil
                }
            case 1:
                guard files[path] != nil, files["enrollments/e.yaml"] != nil else { return }
                files[path] = nil
                enroll(LiveEditTests.people.filter { files["people/\($0).yaml"] != nil }, "s")
            case 2: if files[path] != nil { files[path] = .person(person, at: "\(person)-\(serial)") }
            case 3:
                if files[path] != nil { files[path] = .person(person) + pick(["", "timezone: Asia/Tokyo\n"]) }
            default:
                for (path, text) in removed { files[path] = text }
                removed = [:]
                for person in LiveEditTests.people where files["people/\(person).yaml"] == nil {
                    files["people/\(person).yaml"] = .person(person)
                }
                write()
                enroll(LiveEditTests.people, "s")
            }
        }
    }

    /// Plays everything to the end, each task done when it is opened.
    private func finish(_ stage: inout Stage) throws {
        for _ in 0..<400 {
            try stage.run()
            try finishTasks(&stage)
            guard let next = try stage.ledger.earliest(after: stage.now) else { break }
            stage.now = next
        }
        try stage.run()
    }

    private func finishTasks(_ stage: inout Stage) throws {
        for item in try stage.plan(.all).items where item.reason == .task {
            let now = stage.now
            try stage.act { try $0.finishTask(item.key.text, as: .done, at: now, Actor(by: nil, reason: nil)) }
        }
    }

    private func expectOnce(_ stage: Stage) {
        var seen: Set<[String]> = []
        for message in stage.sent {
            #expect(seen.insert([message.key]).inserted)
            #expect(seen.insert([message.address ?? "", message.sequence, message.step]).inserted)
            #expect(seen.insert([message.person, message.sequence, message.step]).inserted)
        }
    }

    /// Whoever is in it ends, or is held with a reason, or waits for a time.
    private func expectNobodyStuck(_ stage: Stage) throws {
        let held = Set(try stage.plan(.all).items.filter { $0.reason != nil }.map(\.personUID))
        try stage.ledger.forEachState { state in
            for membership in state.memberships where membership.isOpen {
                #expect(membership.next != nil || held.contains(membership.person), "\(membership)")
            }
        }
    }

    /// 50 steps, 200 edits, a run after each few.
    @Test(arguments: zip(0..<2, ["", "onEdit: pin\n"]))
    func fiftyStepsEditedTwoHundredTimes(seed: UInt64, header: String) throws {
        var editor = Editor(seed: seed, steps: 50, header: header)
        var stage = try Stage(editor.files)
        for number in 0..<200 {
            editor.edit()
            stage.book = editor.files
            #expect(try stage.reconcile() != nil, "\(stage.errors)")
            if number % 5 == 4 {
                try stage.run()
                try finishTasks(&stage)
                stage.now = stage.now.adding(seconds: Int64.random(in: 0..<150_000, using: &editor.random))
            }
        }
        try expectNobodyStuck(stage)
        try finish(&stage)
        expectOnce(stage)
        try stage.ledger.forEachState { state in
            for membership in state.memberships { #expect(membership.status == .completed, "\(membership)") }
        }
        #expect(try stage.problems() == [])
        #expect(!stage.journal.keys.contains { $0.hasPrefix("pins/") } || !header.isEmpty)
    }

    /// Files that go and come back, move, and get other addresses and zones, between edits of the steps.
    @Test(arguments: 0..<12, ["", "onEdit: pin\n"])
    func filesComeAndGo(seed: UInt64, header: String) throws {
        var editor = Editor(seed: seed &+ 100, steps: 6, header: header)
        var stage = try Stage(editor.files)
        for _ in 0..<40 {
            if Bool.random(using: &editor.random), editor.removed.isEmpty { editor.edit() } else { editor.editFiles() }
            stage.book = editor.files
            #expect(try stage.reconcile() != nil, "\(stage.errors)")
            try stage.run()
            #expect(try stage.run() == [])
            #expect(try stage.plan(.all).sends == [])
            try finishTasks(&stage)
            try stage.run()
            try expectNobodyStuck(stage)
            #expect(try stage.problems() == [])
            stage.now = stage.now.adding(seconds: Int64.random(in: 0..<100_000, using: &editor.random))
        }
        try finish(&stage)
        expectOnce(stage)
    }

    /// An edit, or several, and their reverts before a run leave the state of all who did not end as it was.
    @Test(arguments: 0..<30)
    func revertLeavesThePlan(seed: UInt64) throws {
        var editor = Editor(
            seed: seed &+ 500, steps: 8, header: ["", "onEdit: pin\n", "evergreen: true\n"][Int(seed % 3)])
        var stage = try Stage(editor.files)
        for _ in 0..<3 {
            try stage.run()
            try finishTasks(&stage)
            stage.now = stage.now.adding(seconds: 100_000)
        }
        try stage.run()
        let (files, until) = (stage.book, stage.now.adding(seconds: 30 * 86_400))
        let before = try pending(stage, until)
        var states: [[String: String]] = [files]
        for _ in 0...Int(seed % 4) {
            editor.edit()
            stage.book = editor.files
            states.append(editor.files)
            try stage.reconcile()
        }
        for book in states.reversed() {
            stage.book = book
            try stage.reconcile()
        }
        var ended: Set<String> = []
        try stage.ledger.forEachState { state in
            if state["e"]?.status == .completed { ended.insert(state.person) }
        }
        #expect(try pending(stage, until) == before.filter { !ended.contains(String($0.prefix(2))) })
    }

    private func pending(_ stage: Stage, _ until: Instant) throws -> [String] {
        try stage.plan(.all, until: until).items.filter(\.isAction).map { item in
            var words = ""
            if case .send(let draft) = item.action { words = draft.text }
            return "\(item.person) \(item.step) \(item.at.rfc3339) \(words)"
        }
    }

    // MARK: Single edits

    /// The channel and the words of a step to come are those of the day it goes.
    @Test func channelAndWords() throws {
        var stage = try Stage(.book())
        stage.book["people/ada.yaml", default: ""] += "phone: \"+27821234567\"\n"
        try stage.run()
        stage.book["sequences/s.yaml"]?.replace(
            "{id: nudge, channel: email, delay: 1d, thread: intro, body: Well?}",
            with: "{id: nudge, channel: sms, delay: 1d, body: Now by phone}")
        try stage.reconcile()
        stage.now = try #require(try stage.membership("ada")?.next)
        #expect(try stage.item("ada", "e", .index)?.channel == .sms)
        #expect(try stage.run() == ["ada nudge"])
    }

    /// A step that was inserted in the midst goes to those who are before it, and to nobody behind it.
    @Test func insertedInTheMidst() throws {
        var stage = try Stage(.book(people: ["ada"]))
        try stage.run()
        stage.book["people/bob.yaml"] = .person("bob")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada, bob]\n"
        stage.now = try #require(try stage.membership("ada")?.next)
        #expect(try Set(stage.run()) == ["ada nudge", "bob intro"])
        stage.book["sequences/s.yaml"]?.replace(
            "  - {id: nudge", with: "  - {id: early, channel: email, delay: 1d, subject: E, body: E}\n  - {id: nudge")
        var steps: [String] = []
        for _ in 0..<8 {
            steps += try stage.run()
            guard let next = try stage.ledger.earliest(after: stage.now) else { break }
            stage.now = next
        }
        #expect(steps.filter { $0.hasPrefix("ada") } == ["ada last"])
        #expect(steps.filter { $0.hasPrefix("bob") } == ["bob early", "bob nudge", "bob last"])
    }

    /// Another address and another zone count from the next step on, and the hours are those of the new zone.
    @Test func addressAndZoneInTheMidst() throws {
        var book = [String: String].book()
        book["sequences/s.yaml"]?.replace("name: S\n", with: "name: S\nwindow: mon-fri 09:00-17:00\n")
        var stage = try Stage(book)
        try stage.run()
        stage.book["people/ada.yaml"] = .person("ada", at: "new") + "timezone: America/New_York\n"
        try stage.reconcile()
        #expect(try stage.membership("ada")?.next?.rfc3339 == "2026-11-24T14:00:00Z")
        try stage.move(to: "2026-11-24T14:00:00Z")
        #expect(try stage.run() == ["ada nudge"])
        #expect(try stage.sent.last?.address == stage.hash(of: "new@example.com"))
    }

    /// The order of a file's lines and the order of files are nothing.
    @Test(arguments: 0..<8)
    func orderOfFilesIsNothing(seed: UInt64) throws {
        var editor = Editor(seed: seed &+ 900, steps: 5)
        var stage = try Stage(editor.files)
        try stage.run()
        for _ in 0..<10 { editor.edit() }
        stage.book = editor.files
        try stage.reconcile()
        let (state, plan) = (stage.journal.filter { $0.key.hasPrefix("people/") }, try stage.plan(.all))
        stage.book["enrollments/e.yaml"] =
            "people:\n" + Self.people.reversed().map { "  - \($0)\n" }.joined() + "sequence: s\n"
        try stage.reconcile()
        #expect(stage.journal.filter { $0.key.hasPrefix("people/") } == state)
        #expect(try Stage.text(stage.plan(.all)) == Stage.text(plan))
    }
}

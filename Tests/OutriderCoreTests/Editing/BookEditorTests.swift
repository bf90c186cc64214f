import Testing

@testable import OutriderCore

/// Edits of whole books: which files change how, and what is refused.
@Suite struct BookEditorTests {
    static let files = [
        "outrider.yaml": "version: 1\nname: Acme\ncalendar: za # here\n",
        "people/za/ada.yaml": "# Ada\nfirstName: Ada\nemail: ada@example.com\ncompany: engines\nowner: jo\n",
        "people/bob.yaml": "firstName: Bob\nphone: \"+27821234567\"\n",
        "people/eve.yaml":
            "firstName: Eve\nemail: eve@example.com\nrelationships:\n- {company: 'engines', type: CLIENT}\n",
        "companies/engines.yaml": "name: Analytical Engines\n",
        "projects/backend.yaml": "title: Backend Engineer\ncompany: engines # theirs\n",
        "senders/jo.yaml": "firstName: Jo\n",
        "senders/sam.yaml": "firstName: Sam\naway: {from: 2026-12-01, until: 2026-12-05, cover: jo}\n",
        "senders/kim.yaml": "firstName: Kim\n",
        "calendars/za.yaml": "weekend: [sat, sun]\n",
        "templates/intro.yaml": "subject: Hello\nbody: |\n  Hi {{firstName}}\n  {{> foot}}\n",
        "templates/intro.de.yaml": "subject: Hallo\nbody: Hallo {{firstName}} {{>foot}}\n",
        "templates/foot.yaml": "body: Bye\n",
        "sequences/four.yaml":
            "name: Four\nsteps:\n  - {id: intro, channel: email, template: intro}\n  - {id: nudge, channel: email, thread: intro, body: x, sender: [jo, sam]}\n",
        "enrollments/first.yaml": "sequence: four\nproject: backend\npeople:\n  - za/ada # first\n  - eve\n",
        "enrollments/second.yaml": "sequence: four\npeople:\n  - bob: {vars: {a: b}, sender: jo}\nsender: jo\n",
    ]

    private let source = MemorySource(Self.files)

    /// The files that an edit changes, as they are then; `nil` for those that go.
    private func change(
        _ files: [String: String] = Self.files, _ edit: (inout BookEditor) throws -> Void
    ) throws -> (files: [String: String?], notes: [String]) {
        var editor = BookEditor(Book(MemorySource(files)))
        try edit(&editor)
        let change = try editor.change()
        var result: [String: String?] = [:]
        for file in change.files {
            if let former = file.formerPath { result.updateValue(nil, forKey: former) }
            result.updateValue(file.after.map { String(decoding: $0, as: UTF8.self) }, forKey: file.path)
        }
        return (result, change.notes)
    }

    private func refusal(
        _ files: [String: String] = Self.files, _ edit: (inout BookEditor) throws -> Void
    ) -> String {
        do {
            _ = try change(files, edit)
            return "none"
        } catch let error as EditError {
            let problems = error.problems.map { " \($0.location.description) [\($0.code)]" }.joined()
            return "\(error.code.rawValue): \(error.message)\(problems)"
        } catch {
            return "\(error)"
        }
    }

    /// The book with a change made.
    private func applied(_ changed: [String: String?]) -> [String: String] {
        Self.files.merging(changed.compactMapValues(\.self)) { $1 }.filter { changed[$0.key] != .some(nil) }
    }

    private func assignments(_ texts: String...) throws -> [Assignment] { try texts.map(Assignment.init(parsing:)) }

    @Test func theBookIsGood() throws {
        #expect(try Check.all(Book(source)).diagnostics.filter { $0.severity == .error } == [])
    }

    // MARK: new, set, rm

    @Test func aNewRecord() throws {
        let made = try change {
            try $0.make(.person, "za/cy", assignments("tags+=a", "tags+=b", "email=cy@example.com", "firstName=Cy"))
        }
        #expect(made.files == ["people/za/cy.yaml": "firstName: Cy\nemail: cy@example.com\ntags: [a, b]\n"])
        #expect(
            try change { try $0.make(.company, "big-corp", []) }.files == [
                "companies/big-corp.yaml": "name: Big Corp\n"
            ])
        let steps = try assignments("steps+={id: a, channel: email, template: intro}")
        #expect(
            try change { try $0.make(.sequence, "x", steps) }.files
                == ["sequences/x.yaml": "name: X\nsteps:\n  - {id: a, channel: email, template: intro}\n"])
    }

    @Test func refusalsOfNewRecords() throws {
        #expect(refusal { try $0.make(.person, "ZA/Ada", []) } == "exists: there is a person 'za/ada' already")
        #expect(refusal { try $0.make(.person, "../x", []) }.hasPrefix("bad-value: "))
        #expect(refusal { try $0.make(.person, "new", []) }.hasPrefix("bad-value: the person needs more than its id"))
        #expect(
            refusal { try $0.make(.person, "new", assignments("email=x@y.zz")) }
                == "breaks-book: the book would have an error people/new.yaml:1:1 [missing-key]")
        #expect(refusal { try $0.make(.template, "a.b.c", assignments("body=x")) }.contains("[bad-id]"))
    }

    @Test func keysAreSet() throws {
        let set = try change {
            try $0.set(
                .person, "za/ada", assignments("company=", "tags+=a", "tags+=a", "fields.level=\"x", "email=a@b.cc"))
        }
        #expect(
            set.files == [
                "people/za/ada.yaml":
                    "# Ada\nfirstName: Ada\nemail: a@b.cc\ntags: [a]\nfields:\n  level: \"\\\"x\"\nowner: jo\n"
            ])
        #expect(
            try change { try $0.set(.sequence, "four", assignments("steps[nudge].delay=3d")) }.files[
                "sequences/four.yaml"]
                == "name: Four\nsteps:\n  - {id: intro, channel: email, template: intro}\n  - {id: nudge, channel: email, delay: 3d, thread: intro, body: x, sender: [jo, sam]}\n"
        )
        #expect(
            try change { try $0.setConfiguration(assignments("guard.newPeople=7")) }.files
                == ["outrider.yaml": "version: 1\nname: Acme\ncalendar: za # here\nguard:\n  newPeople: 7\n"])
        #expect(
            try change { try $0.set(.person, "bob", assignments("firstName=Bob", "email=", "tags-=x")) }.files == [:])
    }

    @Test(arguments: [
        ("emial=x", "bad-path: there is no key 'emial' in person files"),
        ("company+=x", "bad-value: 'company' is no list"),
        ("company=nothere", "breaks-book: the book would have an error people/za/ada.yaml:4:10 [dangling-reference]"),
        ("email=x", "breaks-book: the book would have an error people/za/ada.yaml:3:8 [bad-email]"),
        ("firstName=", "breaks-book: the book would have an error people/za/ada.yaml:2:1 [missing-key]"),
        ("firstName", "bad-path: 'firstName' sets nothing"), ("=x", "bad-path: '' names no key: an empty key"),
    ]) func refusalsOfValues(_ text: String, _ expected: String) throws {
        #expect(refusal { try $0.set(.person, "za/ada", assignments(text)) } == expected)
    }

    @Test func aBookWithErrorsCanBeMended() throws {
        var files = Self.files
        files["people/za/ada.yaml"] = "firstName: Ada\nemail: wrong\nphone: wrong\n"
        #expect(
            try change(files) { try $0.set(.person, "za/ada", assignments("email=a@b.cc")) }.files
                == ["people/za/ada.yaml": "firstName: Ada\nemail: a@b.cc\nphone: wrong\n"])
    }

    @Test func whatIsNamedIsNotRemoved() throws {
        #expect(
            refusal { try $0.remove(.company, "engines", force: false) }
                == "in-use: the company 'engines' is named in people/eve.yaml:4:13, people/za/ada.yaml:4:10, projects/backend.yaml:2:10"
        )
        let forced = try change { try $0.remove(.company, "engines", force: true) }
        #expect(
            forced.files == [
                "companies/engines.yaml": nil, "projects/backend.yaml": "title: Backend Engineer\n",
                "people/eve.yaml": "firstName: Eve\nemail: eve@example.com\nrelationships:\n- {type: CLIENT}\n",
                "people/za/ada.yaml": "# Ada\nfirstName: Ada\nemail: ada@example.com\nowner: jo\n",
            ])
        #expect(
            refusal { try $0.remove(.sequence, "four", force: true) }.hasPrefix("in-use: 'sequence' of the enrollment"))
        let person = try change { try $0.remove(.person, "eve", force: true) }
        #expect(
            person.files["enrollments/first.yaml"] == "sequence: four\nproject: backend\npeople:\n  - za/ada # first\n")
        #expect(person.notes == ["'eve' ends as CANCELLED in the enrollment 'first'"])
        #expect(
            try change { try $0.remove(.enrollment, "first", force: false) }.notes.first?.hasPrefix("2 people end")
                == true)
    }

    @Test func nobodyLeavesASuppressionList() throws {
        var files = Self.files
        files["suppressions/a.yaml"] = "entries: [{person: eve}, {address: x@y.zz}]\n"
        for force in [true, false] {
            #expect(
                refusal(files) { try $0.remove(.person, "eve", force: force) }
                    == "in-use: a suppression list names 'eve', and their opt-out would be forgotten")
        }
    }

    /// Who opted out is not forgotten by the way, unless the suppression lists know all of their addresses.
    @Test(arguments: [
        ("doNotContact: true\n", "", true), ("doNotContact: [sms]\n", "", true), ("doNotContact: false\n", "", false),
        ("doNotContact: [sms]\n", "{address: carl@x.yz}", true),
        ("doNotContact: [sms]\n", "{address: carl@x.yz}, {address: \"+27820000003\", channels: [email]}", true),
        ("doNotContact: [sms]\n", "{address: carl@x.yz}, {address: \"+27820000003\", channels: [sms]}", false),
        ("doNotContact: true\n", "{address: Carl@X.yz}, {address: \"+27820000003\"}", false),
    ])
    func anOptOutIsNotForgotten(_ optOut: String, _ entries: String, _ isRefused: Bool) throws {
        var files = Self.files
        files["people/carl.yaml"] = "firstName: Carl\nemail: carl@x.yz\nphone: \"+27820000003\"\n" + optOut
        files["suppressions/a.yaml"] = "entries: [\(entries)]\n"
        let refused = refusal(files) { try $0.remove(.person, "carl", force: false) }
        #expect(refused == (isRefused ? "ended: 'carl' has opted out, which would be forgotten" : "none"))
        #expect(
            try change(files) { try $0.remove(.person, "carl", force: true) }.files["people/carl.yaml"] == .some(nil))
    }

    @Test func aRestrictionIsNotForgotten() throws {
        let files = Self.files.merging(["companies/rival.yaml": "name: Rival\noffLimits: true\n"]) { $1 }
        #expect(refusal(files) { try $0.remove(.company, "rival", force: false) }.hasPrefix("ended: nobody at 'rival'"))
        #expect(try change(files) { try $0.remove(.company, "rival", force: true) }.files.count == 1)
    }

    /// What names a sender within a person's mapping goes; the person stays.
    @Test(arguments: [
        ("  - bob: {sender: kim}\n", "  - bob\n"),
        ("  - bob: {vars: {a: b}, sender: kim}\n", "  - bob: {vars: {a: b}}\n"),
        ("  - bob: {sender: kim, vars: {a: b}} # x\n", "  - bob: {vars: {a: b}} # x\n"),
        ("  - bob:\n      sender: kim\n", "  - bob\n"), ("  - bob: {sender: [kim]}\n", "  - bob\n"),
        ("  - bob: {sender: [kim, jo]}\n", "  - bob: {sender: [jo]}\n"),
        ("  - eve\n  - bob: {sender: kim}\n  - za/ada: {sender: kim}\n", "  - eve\n  - bob\n  - za/ada\n"),
    ])
    func aMembersSenderIsTakenOut(_ before: String, _ after: String) throws {
        let files = Self.files.merging(["enrollments/second.yaml": "sequence: four\npeople:\n" + before]) { $1 }
        let changed = try change(files) { try $0.remove(.sender, "kim", force: true) }
        let text = try #require(changed.files["enrollments/second.yaml"] ?? nil)
        #expect(text == "sequence: four\npeople:\n" + after)
    }

    @Test func aTemplateThatWordsTakeInIsNamed() {
        let files = Self.files.merging(["templates/intro.de.yaml": "body: x\n"]) { $1 }
        #expect(
            refusal(files) { try $0.remove(.template, "foot", force: true) }
                == "in-use: the words at templates/intro.yaml:4:7 take it in: {{> foot}}")
    }

    // MARK: mv, reassign

    @Test func aRenameRewritesEveryReference() throws {
        let moved = try change { try $0.rename(.company, "engines", to: "uk/engines", isPublished: false) }
        #expect(
            moved.files == [
                "companies/engines.yaml": nil,
                "companies/uk/engines.yaml": "name: Analytical Engines\nformerly: [engines]\n",
                "projects/backend.yaml": "title: Backend Engineer\ncompany: uk/engines # theirs\n",
                "people/za/ada.yaml": "# Ada\nfirstName: Ada\nemail: ada@example.com\ncompany: uk/engines\nowner: jo\n",
                "people/eve.yaml":
                    "firstName: Eve\nemail: eve@example.com\nrelationships:\n- {company: 'uk/engines', type: CLIENT}\n",
            ])
    }

    @Test(arguments: [
        (RecordKind.person, "za/ada", "ada"), (.person, "bob", "bobby"), (.company, "engines", "e"),
        (.project, "backend", "b/c"),
        (.sequence, "four", "five"), (.enrollment, "first", "2026/first"), (.template, "intro", "start"),
        (.template, "foot", "deep/footer"), (.sender, "jo", "Joanna"), (.calendar, "za", "ZA"),
    ]) func aRenameAndBackLeavesNothing(_ kind: RecordKind, _ old: String, _ new: String) throws {
        let there = try change { try $0.rename(kind, old, to: new, isPublished: false) }
        #expect(there.files[kind.path(of: old)] == .some(nil))
        #expect(there.files[kind.path(of: new)].flatMap(\.self)?.contains("formerly: [\(old)]") == true)
        let moved = applied(there.files)
        #expect(try Check.all(Book(MemorySource(moved))).errorCount == 0)
        let back = try change(moved) { try $0.rename(kind, new, to: old, isPublished: false) }
        let returned = moved.merging(back.files.compactMapValues(\.self)) { $1 }
            .filter { back.files[$0.key] != .some(nil) }
        #expect(returned == Self.files)
    }

    @Test func aPublishedIDIsKeptAsFormer() throws {
        let files = Self.files.merging(["people/bob.yaml": "firstName: Bob\nformerly: [rob]\n"]) { $1 }
        let back = try change(files) { try $0.rename(.person, "bob", to: "rob", isPublished: true) }
        #expect(back.files["people/rob.yaml"] == "firstName: Bob\nformerly: [bob]\n")
    }

    /// An id whose state is another's on the branch is not given away before a run has seen that one move.
    @Test(arguments: [
        (RecordKind.person, "bob", "ada"), (.enrollment, "second", "third"), (.sequence, "four", "five"),
    ])
    func anIDThatIsTakenOnTheBranchIsRefused(_ kind: RecordKind, _ old: String, _ new: String) throws {
        let refused = refusal { try $0.rename(kind, old, to: new, isPublished: true, isTaken: true) }
        #expect(refused.hasPrefix("exists: '\(new)' is another \(kind.rawValue) on the book's branch still"))
    }

    @Test func aMoveThatIsNotPublishedIsTakenBack() throws {
        let files = Self.files.merging(["people/bob.yaml": "firstName: Bob\nformerly: [rob]\n"]) { $1 }
        let back = try change(files) { try $0.rename(.person, "bob", to: "rob", isPublished: false, isTaken: true) }
        #expect(back.files["people/rob.yaml"] == "firstName: Bob\n")
        #expect(
            refusal(files) { try $0.rename(.person, "bob", to: "rob", isPublished: true, isTaken: true) }
                .hasPrefix("exists: "))
        #expect(
            try change { try $0.rename(.company, "engines", to: "e", isPublished: true, isTaken: true) }.files.count > 1
        )
    }

    @Test func refusalsOfRenames() {
        #expect(refusal { try $0.rename(.person, "bob", to: "EVE", isPublished: false) }.hasPrefix("exists: "))
        #expect(refusal { try $0.rename(.person, "bob", to: "/x", isPublished: false) }.hasPrefix("bad-value: "))
        #expect(refusal { try $0.rename(.person, "nobody", to: "x", isPublished: false) }.hasPrefix("not-there: "))
        let broken = Self.files.merging(["people/bad.yaml": "emial: x\n"]) { $1 }
        #expect(
            refusal(broken) { try $0.rename(.company, "engines", to: "x", isPublished: false) }
                .hasPrefix("unreadable: a file has errors, so what it names cannot be seen: people/bad.yaml"))
    }

    @Test func aSenderIsReassigned() throws {
        let changed = try change { try $0.reassign("jo", to: "kim") }
        #expect(
            changed.files.keys.sorted() == [
                "enrollments/second.yaml", "people/za/ada.yaml", "senders/sam.yaml", "sequences/four.yaml",
            ])
        #expect(
            changed.files["enrollments/second.yaml"]
                == "sequence: four\npeople:\n  - bob: {vars: {a: b}, sender: kim}\nsender: kim\n")
        #expect(changed.files["senders/sam.yaml"]??.contains("cover: kim") == true)
        let covered = try change { try $0.reassign("jo", to: "sam") }
        #expect(covered.files["sequences/four.yaml"]??.contains("sender: [sam]}") == true)
        #expect(covered.files.keys.contains("senders/sam.yaml") == false)
        #expect(
            covered.notes.first == "'sam' keeps 'jo' as cover: to change it, outrider set sender/sam away.cover=SENDER")
        #expect(refusal { try $0.reassign("jo", to: "nobody") }.hasPrefix("not-there: there is no sender 'nobody'"))
        #expect(refusal { try $0.reassign("joe", to: "sam") }.hasPrefix("not-there: there is no sender 'joe'"))
    }
}

import Testing

@testable import OutriderCore

/// Who is put into enrollments, taken out, paused.
@Suite struct MemberEditTests {
    /// The one file that an edit changes.
    private func changed(
        _ path: String, _ text: String? = nil, _ edit: (inout BookEditor) throws -> Void
    ) throws -> (text: String?, notes: [String]) {
        var files = BookEditorTests.files
        if let text { files[path] = text }
        var editor = BookEditor(Book(MemorySource(files)))
        try edit(&editor)
        let change = try editor.change()
        let file = change.files.first { $0.path == path }
        return (file?.after.map { String(decoding: $0, as: UTF8.self) }, change.notes)
    }

    private let first = "enrollments/first.yaml"

    @Test func peopleAreEnrolled() throws {
        let changed = try changed(first) { try $0.enroll(["+27 82 123 4567", "ada"], in: "first", .init()) }
        #expect(changed.text == "sequence: four\nproject: backend\npeople:\n  - za/ada # first\n  - eve\n  - bob\n")
        #expect(changed.notes == ["'za/ada' is in the enrollment 'first' already"])
        let same = try self.changed(first) { try $0.enroll(["eve"], in: "first", .init()) }
        #expect(same.text == nil && same.notes.count == 1)
    }

    @Test func aNewEnrollment() throws {
        #expect(
            try changed("enrollments/four-1.yaml") { try $0.enroll(["bob", "ada", "bob"], in: "four", .init()) }.text
                == "sequence: four\npeople:\n  - bob\n  - za/ada\n")
        let options = BookEditor.NewEnrollment(id: "2026/x", project: "backend", start: "2026-11-23 10:00")
        #expect(
            try changed("enrollments/2026/x.yaml") { try $0.enroll(["bob"], in: "four", options) }.text
                == "sequence: four\nstart: 2026-11-23 10:00\nproject: backend\npeople:\n  - bob\n")
        #expect(throws: EditError.self) { try changed(first) { try $0.enroll(["bob"], in: "first", options) } }
        #expect(throws: EditError.self) {
            try changed(first) { try $0.enroll(["bob"], in: "four", .init(id: "FIRST")) }
        }
        #expect(throws: LookupError.self) { try changed(first) { try $0.enroll(["nobody"], in: "four", .init()) } }
    }

    @Test func whoIsExcludedIsNotEnrolled() {
        let text = "sequence: four\npeople: [eve]\nexclude: [bob]\n"
        let error = #expect(throws: EditError.self) {
            try changed(first, text) { try $0.enroll(["bob"], in: "first", .init()) }
        }
        #expect(error?.hint == "outrider set enrollment/first exclude-=bob")
    }

    @Test func aPersonMoves() throws {
        let second = "enrollments/second.yaml"
        func move(_ editor: inout BookEditor) throws {
            try editor.move("bob", from: "second", to: "first", at: "nudge")
        }
        let left = try changed(second, nil, move)
        #expect(left.text == "sequence: four\npeople: []\nsender: jo\n")
        #expect(left.notes == ["'bob' ends as CANCELLED in the enrollment 'second'"])
        #expect(
            try changed(first, nil, move).text
                == "sequence: four\nproject: backend\npeople:\n  - za/ada # first\n  - eve\n  - bob: {startAt: nudge, vars: {a: b}, sender: jo}\n"
        )
        for (person, from, to, step) in [
            ("bob", "second", "first", "nope"), ("bob", "first", "second", nil), ("bob", "second", "second", nil),
        ] {
            #expect(throws: EditError.self) {
                try changed(first) { try $0.move(person, from: from, to: to, at: step) }
            }
        }
    }

    struct Step: CustomTestStringConvertible, Sendable {
        let change: BookEditor.StatusChange
        let person: String?
        let before: String
        /// The file then; `nil` for a refusal.
        let after: String?
        var testDescription: String { "\(change) \(person ?? "all") of \(before)" }
        init(_ change: BookEditor.StatusChange, _ person: String?, _ before: String, _ after: String?) {
            (self.change, self.person, self.before, self.after) = (change, person, before, after)
        }
    }

    @Test(arguments: [
        Step(.pause, nil, "sequence: four # s\npeople: [eve]\n", "sequence: four # s\nstatus: PAUSED\npeople: [eve]\n"),
        Step(
            .pause, nil, "sequence: four\nstatus: active # s\npeople: [eve]\n",
            "sequence: four\nstatus: PAUSED # s\npeople: [eve]\n"),
        Step(.pause, nil, "sequence: four\nstatus: paused\npeople: [eve]\n", ""),
        Step(.resume, nil, "sequence: four\nstatus: Paused\npeople: [eve]\n", "sequence: four\npeople: [eve]\n"),
        Step(.resume, nil, "sequence: four\npeople: [eve]\n", ""),
        Step(.resume, nil, "sequence: four\nstatus: CANCELLED\npeople: [eve]\n", nil),
        Step(.pause, nil, "sequence: four\nstatus: CANCELLED\npeople: [eve]\n", nil),
        Step(
            .cancel, nil, "sequence: four\nstatus: PAUSED\npeople: [eve]\n",
            "sequence: four\nstatus: CANCELLED\npeople: [eve]\n"),
        Step(.cancel, nil, "sequence: four\nstatus: CANCELLED\npeople: [eve]\n", ""),
        Step(.pause, "eve", "sequence: four\npeople: [eve]\n", "sequence: four\npeople: [eve: {status: PAUSED}]\n"),
        Step(
            .pause, "eve", "sequence: four\npeople:\n  - 'eve' # e\n",
            "sequence: four\npeople:\n  - 'eve': {status: PAUSED} # e\n"),
        Step(
            .resume, "eve", "sequence: four\npeople:\n  - eve: {status: PAUSED} # e\n",
            "sequence: four\npeople:\n  - eve # e\n"),
        Step(
            .cancel, "eve", "sequence: four\npeople:\n  - eve:\n      vars: {a: b}\n",
            "sequence: four\npeople:\n  - eve:\n      vars: {a: b}\n      status: CANCELLED\n"),
        Step(.resume, "eve", "sequence: four\npeople:\n  - eve: {status: CANCELLED}\n", nil),
        Step(.pause, "eve", "sequence: four\nstatus: CANCELLED\npeople: [eve]\n", nil),
        Step(.pause, "bob", "sequence: four\npeople: [eve]\n", nil),
    ]) func statuses(_ step: Step) throws {
        let edit = {
            try changed(first, step.before) { try $0.change(step.change, enrollment: "first", person: step.person) }
        }
        guard let after = step.after else {
            #expect(throws: EditError.self) { try edit() }
            return
        }
        #expect(try edit().text ?? "" == after)
    }
}

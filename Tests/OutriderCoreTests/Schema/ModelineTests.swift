import Testing

@testable import OutriderCore

/// The line by which an editor finds the schema: new files get it, and it stays right wherever they go.
@Suite struct ModelineTests {
    private static func line(_ way: String, _ kind: String) -> String {
        "# yaml-language-server: $schema=\(way).outrider/schemas/\(kind).schema.json\n"
    }

    /// A book with its schemas beside it.
    private static let files = BookEditorTests.files.merging(
        EditorFiles.schemas.map { ($0.path, $0.text) }
    ) { own, _ in own }

    private func change(
        _ files: [String: String] = Self.files, _ edit: (inout BookEditor) throws -> Void
    ) throws -> [String: String] {
        var editor = BookEditor(Book(MemorySource(files)))
        try edit(&editor)
        return Dictionary(
            uniqueKeysWithValues: try editor.change().files.map {
                ($0.path, $0.after.map { String(decoding: $0, as: UTF8.self) } ?? "")
            })
    }

    @Test func newFilesNameTheirSchema() throws {
        let made = try change {
            try $0.make(.person, "za/x/cy", [Assignment(parsing: "firstName=Cy")])
            try $0.make(.company, "corp", [])
            try $0.enroll(["bob"], in: "four", BookEditor.NewEnrollment(id: "2026/new"))
        }
        #expect(
            made == [
                "people/za/x/cy.yaml": Self.line("../../../", "person") + "firstName: Cy\n",
                "companies/corp.yaml": Self.line("../", "company") + "name: Corp\n",
                "enrollments/2026/new.yaml": Self.line("../../", "enrollment")
                    + "sequence: four\npeople:\n  - bob\n",
            ])
        #expect(throws: EditError.self) { try change { try $0.make(.person, "nobody", []) } }
    }

    @Test func aBookWithoutSchemasGetsNone() throws {
        let made = try change(BookEditorTests.files) { try $0.make(.company, "corp", []) }
        #expect(made == ["companies/corp.yaml": "name: Corp\n"])
        // It may have that of one kind only.
        let schema = EditorFiles.folder + "/person.schema.json"
        let some = BookEditorTests.files.merging([schema: "{}"]) { own, _ in own }
        #expect(try change(some) { try $0.make(.company, "corp", []) } == made)
    }

    @Test func importedRecordsNameTheirSchema() throws {
        var book = ImportBook(Self.files.filter { $0.key.hasPrefix(".") })
        let csv = "name,email,company\nAda Lovelace,ada@example.com,Engines\n"
        try book.take(csv, folder: "2026", createsCompanies: true)
        let person = try #require(book.source.files["people/2026/ada-lovelace.yaml"])
        #expect(person.hasPrefix(Self.line("../../", "person") + "name: Ada Lovelace\n"), "\(person)")
        #expect(book.source.files["companies/engines.yaml"] == Self.line("../", "company") + "name: Engines\n")
        let again = try book.take(csv, folder: "2026", createsCompanies: true)
        #expect(again.changes == [])
    }

    @Test func aMovedFileFindsItsSchema() throws {
        let keys = "# Ada\nfirstName: Ada\n"
        let text = Self.line("../../", "person") + keys
        let files = Self.files.merging(["people/za/ada.yaml": text, "enrollments/first.yaml": ""]) { _, new in new }
            .filter { !$0.value.isEmpty }
        let moved = try change(files) { try $0.rename(.person, "za/ada", to: "ada", isPublished: false) }
        #expect(moved == ["people/ada.yaml": Self.line("../", "person") + keys + "formerly: [za/ada]\n"])
        let there = files.merging(moved) { _, new in new }.filter { $0.key != "people/za/ada.yaml" }
        #expect(
            try change(there) { try $0.rename(.person, "ada", to: "za/ada", isPublished: false) } == [
                "people/za/ada.yaml": text
            ])
    }

    @Test(arguments: [
        ("people/a/b.yaml", line("../", "person"), line("../../", "person")),
        ("people/a.yaml", line("../", "company") + "name: x\n", line("../", "person") + "name: x\n"),
        ("outrider.yaml", line("../", "outrider"), line("", "outrider")),
        (
            "people/a.yaml", "# c\r\n\r\n#\tyaml-language-server:  $schema=.outrider/schemas/person.schema.json \r\n",
            "# c\r\n\r\n#\tyaml-language-server:  $schema=../.outrider/schemas/person.schema.json \r\n"
        ),
        ("people/a.yaml", "\u{FEFF}" + line("", "person"), "\u{FEFF}" + line("../", "person")),
    ]) func corrected(_ path: String, _ before: String, _ after: String) {
        #expect(Modeline.corrected(Array(before.utf8), path: path) == Array(after.utf8))
        #expect(Modeline.corrected(Array(after.utf8), path: path) == Array(after.utf8))
    }

    /// What is not ours, not at the head, or of a file of no kind.
    @Test(arguments: [
        (
            "people/a.yaml",
            "# yaml-language-server: $schema=https://acme.example/.outrider/schemas/person.schema.json\n"
        ),
        ("people/a.yaml", "# yaml-language-server: $schema=.outrider/schemas/mine.schema.json\n"),
        ("people/a.yaml", "# yaml-language-server: $schema=x/.outrider/schemas/person.schema.json\n"),
        ("people/a.yaml", "name: x\n" + line("", "person")), ("notes/a.yaml", line("", "person")),
        ("people/a.yaml", "# yaml-language-server: $schema="), ("people/a.yaml", "#"), ("people/a.yaml", ""),
    ]) func leftAsItIs(_ path: String, _ text: String) {
        #expect(Modeline.corrected(Array(text.utf8), path: path) == Array(text.utf8))
    }
}

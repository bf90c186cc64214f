import Testing

@testable import OutriderCore

@Suite("What names a record is found")
struct RecordUsesTests {
    private func uses(_ kind: RecordKind, _ id: String, _ changes: [String: String] = [:]) throws -> [String] {
        try RecordUses.find(kind, id, in: SmallBook.book(changes)).map { "\($0.location.path):\($0.location.line)" }
    }

    @Test func everyKindOfReferenceCounts() throws {
        #expect(try uses(.template, "intro") == ["sequences/hello.yaml:3"])
        #expect(try uses(.sequence, "hello") == ["enrollments/backend.yaml:1"])
        #expect(try uses(.person, "za/ada") == ["enrollments/backend.yaml:2"])
        #expect(try uses(.person, "in/ada") == [])
        let people = ["people/p.yaml": "firstName: P\ncompany: acme\nrelationships: [{company: acme, type: CLIENT}]\n"]
        #expect(try uses(.company, "acme", people) == ["people/p.yaml:2", "people/p.yaml:3"])
    }

    @Test func anIDHiddenByEscapesIsFound() throws {
        #expect(
            try uses(.company, "acme", ["people/p.yaml": "firstName: P\ncompany: \"\\x61cme\"\n"]) == [
                "people/p.yaml:2"
            ])
    }

    @Test(arguments: [
        ("ada@x.example", true), ("email: ADA@X.EXAMPLE", true), ("ada@x.exampl", false), ("", false),
        ("aada@x.example", true), ("\\", true),
    ])
    func bytesAreSearchedWithoutCase(text: String, found: Bool) {
        #expect(ByteSearch("Ada@x.example").mayBe(in: Array(text.utf8)) == found)
    }
}

import Testing

@testable import OutriderCore

/// The order of a person's addresses goes through every format: the first is the one that is written to, and the others
/// are shown as the author sorted them.
@Suite struct EmailOrderTests {
    private static let people = [
        "people/a.yaml": "firstName: A\nemails:\n  - address: a1@x.example\n  - {address: a2@x.example, label: work}\n",
        "people/b.yaml":
            "firstName: B\nemails: [{address: b3@x.example}, {address: b2@x.example, label: work}, {address: b1@x.example}]\n",
        "people/c.yaml":
            "firstName: C\nemails: [{address: c9@x.example, label: work}, {address: c8@x.example, label: Home Office},"
            + " {address: c7@x.example, label: home}, {address: c6@x.example}]\n",
        "people/d.yaml": "firstName: D\nemails: [{address: d2@x.example}, {address: d1@x.example}]\n",
    ]

    @Test(arguments: ExportTable.Format.allCases) func order(_ format: ExportTable.Format) throws {
        let text = try ImportBook(Self.people).export(format)
        let read: ImportTable.Format =
            switch format {
            case .csv: .csv
            case .json: .json
            case .vcard: .vcard
            }
        var copy = ImportBook()
        try copy.take(text, format: read)
        for id in ["a", "b", "c", "d"] {
            let old = try #require(Book(ImportBook(Self.people).source).person(id)).emails
            let new = try #require(Book(copy.source).person(id)).emails
            #expect(new.map(\.address.value.text) == old.map(\.address.value.text))
            #expect(new.map { $0.label?.lowercased() } == old.map { $0.label?.lowercased() })
        }
        #expect(try copy.take(text, format: read).changes.isEmpty)
    }
}

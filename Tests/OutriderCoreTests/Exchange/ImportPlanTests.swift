import Testing

@testable import OutriderCore
@testable import YAML

/// A book in memory into which files are imported.
struct ImportBook {
    var source: MemorySource

    init(_ files: [String: String] = [:]) {
        source = MemorySource(files.merging(["outrider.yaml": "version: 1\nname: Test\n"]) { own, _ in own })
    }

    func plan(
        _ text: String, _ options: ImportOptions, format: ImportTable.Format = .csv, maps: [String] = []
    ) throws -> ImportPlan {
        let table = try ImportTable(Array(text.utf8), format: format)
        let mapping = try ColumnMapping(table.columns, of: options.kind, maps: maps)
        return try ImportPlan(table, mapping, options, book: Book(source))
    }

    /// Imports and writes.
    @discardableResult mutating func take(
        _ text: String, format: ImportTable.Format = .csv, onMatch: ImportOptions.Treatment = .fill,
        country: String? = nil, folder: String = "", createsCompanies: Bool = false, kind: RecordKind = .person,
        match: [ImportOptions.Match] = ImportOptions.Match.allCases
    ) throws -> ImportPlan {
        let options = try ImportOptions(
            kind: kind, match: match, onMatch: onMatch, folder: folder, country: country,
            createsCompanies: createsCompanies)
        let plan = try plan(text, options, format: format)
        for change in plan.changes {
            #expect((source.files[change.path] == nil) == change.isNew)
            source.files[change.path] = String(decoding: change.bytes, as: UTF8.self)
        }
        return plan
    }

    func export(_ format: ExportTable.Format, _ kind: RecordKind = .person) throws -> String {
        String(decoding: try ExportTable(Book(source), kind).bytes(format, hasMark: false), as: UTF8.self)
    }

    /// Errors that `check` finds.
    var errors: [Diagnostic] {
        get throws { try Check.all(Book(source), warns: false).diagnostics.filter { $0.severity == .error } }
    }
}

@Suite struct ImportPlanTests {
    static let ada = "people/ada.yaml"

    static func book(_ ada: String) -> ImportBook { ImportBook([Self.ada: ada]) }

    @Test func newPeopleGetFiles() throws {
        var book = ImportBook()
        let plan = try book.take(
            """
            firstName,lastName,email,phone,company,tags,fields.level,doNotContact
            Zoë,O'Brien,zoe@x.example,082 123 4567,Acme,"a; b",5,sms
            Zoë,O'Brien,zoe@y.example,,,,,yes
            """, country: "ZA", folder: "za", createsCompanies: true)
        #expect(
            plan.changes.map(\.path) == [
                "companies/acme.yaml", "people/za/zoe-obrien.yaml", "people/za/zoe-obrien-2.yaml",
            ])
        #expect(
            book.source.files["people/za/zoe-obrien.yaml"] == """
                firstName: Zoë
                lastName: O'Brien
                company: acme
                email: zoe@x.example
                phone: +27821234567
                tags: [a, b]
                fields:
                  level: 5
                doNotContact: [sms]

                """)
        #expect(try book.errors.isEmpty)
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let before: String
        let row: String
        let onMatch: ImportOptions.Treatment
        let after: String
        init(_ name: String, _ before: String, _ row: String, _ onMatch: ImportOptions.Treatment, _ after: String) {
            (self.name, self.before, self.row, self.onMatch, self.after) = (name, before, row, onMatch, after)
        }
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            "fill sets what is empty, and keeps comments", "firstName: Ada # her name\nemail: ada@x.example\n",
            "firstName,email,title\nAugusta,ADA@x.example,Engineer\n", .fill,
            "firstName: Ada # her name\ntitle: Engineer\nemail: ada@x.example\n"),
        Case(
            "update sets what the row has", "firstName: Ada\ntitle: Clerk\nemail: ada@x.example\n",
            "firstName,email,title,lastName\n,ada@x.example,Engineer,\n", .update,
            "firstName: Ada\ntitle: Engineer\nemail: ada@x.example\n"),
        Case(
            "skip leaves the record", "firstName: Ada\nemail: ada@x.example\n",
            "email,title\nada@x.example,Engineer\n", .skip, "firstName: Ada\nemail: ada@x.example\n"),
        Case(
            "skip takes an opt-out", "firstName: Ada\nemail: ada@x.example\n",
            "email,title,doNotContact.email\nada@x.example,Engineer,yes\n", .skip,
            "firstName: Ada\nemail: ada@x.example\ndoNotContact: [email]\n"),
        Case(
            "nothing lifts an opt-out", "firstName: Ada\nemail: ada@x.example\ndoNotContact: true\n",
            "email,doNotContact\nada@x.example,no\n", .update,
            "firstName: Ada\nemail: ada@x.example\ndoNotContact: true\n"),
        Case(
            "an opt-out grows", "firstName: Ada\nemail: ada@x.example\ndoNotContact: [sms]\n",
            "email,doNotContact\nada@x.example,email\n", .fill,
            "firstName: Ada\nemail: ada@x.example\ndoNotContact: [email, sms]\n"),
        Case(
            "consent ends earlier, never later",
            "firstName: Ada\nemail: ada@x.example\nconsent: {basis: consent, expires: 2027-01-01}\n",
            "email,consent.expires,consent.basis\nada@x.example,2026-12-01,contract\n", .fill,
            "firstName: Ada\nemail: ada@x.example\nconsent: {basis: consent, expires: 2026-12-01}\n"),
        Case(
            "consent does not end later",
            "firstName: Ada\nemail: ada@x.example\nconsent: {basis: consent, expires: 2027-01-01}\n",
            "email,consent.expires\nada@x.example,2028-12-01\n", .update,
            "firstName: Ada\nemail: ada@x.example\nconsent: {basis: consent, expires: 2027-01-01}\n"),
        Case(
            "an old address is kept behind the new one",
            "firstName: Ada\nemail: ada@x.example\nphone: \"+27821234567\"\n",
            "firstName,email,phone\nAda,ada@new.example,+27821234567\n", .update,
            "firstName: Ada\nemails:\n  - address: ada@new.example\n  - address: ada@x.example\nphone: \"+27821234567\"\n"
        ),
        Case(
            "an old number is kept", "firstName: Ada\nemail: ada@x.example\nphone: \"+27821234567\"\n",
            "email,phone\nada@x.example,+27829999999\n", .update,
            "firstName: Ada\nemail: ada@x.example\nphone: \"+27829999999\"\nfields:\n  otherPhones: [+27821234567]\n"),
        Case(
            "tags are added", "firstName: Ada\nemail: ada@x.example\ntags: [a]\n",
            "email,tags\nada@x.example,b; a\n", .fill, "firstName: Ada\nemail: ada@x.example\ntags: [a, b]\n"),
        Case(
            "a labelled address finds its place", "firstName: Ada\nemail: ada@x.example\n",
            "email,emails.work\nada@x.example,ada@w.example\n", .fill,
            "firstName: Ada\nemails:\n  - address: ada@x.example\n  - {address: ada@w.example, label: work}\n"),
        Case(
            "a profile is not exchanged", "firstName: Ada\nemail: ada@x.example\nlinkedin: https://linkedin.com/in/a\n",
            "email,linkedin\nada@x.example,https://linkedin.com/in/b\n", .update,
            "firstName: Ada\nemail: ada@x.example\nlinkedin: https://linkedin.com/in/a\n"),
        Case(
            "the same profile in another spelling changes nothing",
            "firstName: Ada\nlinkedin: https://linkedin.com/in/a\n",
            "firstName,linkedin\nAda,https://www.linkedin.com/in/A/?trk=1\n", .update,
            "firstName: Ada\nlinkedin: https://linkedin.com/in/a\n"),
        Case(
            "a row without anything else is known by its name", "firstName: Ada\n", "firstName,title\nAda,Engineer\n",
            .fill, "firstName: Ada\ntitle: Engineer\n"),
    ]

    @Test(arguments: cases) func whoIsThere(_ sample: Case) throws {
        var book = Self.book(sample.before)
        try book.take(sample.row, onMatch: sample.onMatch)
        let text = try #require(book.source.files[Self.ada])
        let expected = try #require(node(sample.after))
        #expect(node(text)?.holdsSame(as: expected) == true, "\(text)")
        #expect(book.source.files.keys.filter { $0.hasPrefix("people/") } == [Self.ada])
        #expect(try book.errors.isEmpty)
        let second = try book.take(sample.row, onMatch: sample.onMatch)
        #expect(second.changes.isEmpty)
    }

    private func node(_ text: String) -> Node? {
        var reading = Reading(path: Self.ada, bytes: Array(text.utf8))
        return reading.root()
    }

    /// Rows that are refused, with what is said of them; people/ada and people/bob are there.
    @Test(arguments: [
        ("firstName,email,phone\nX,ada@x.example,+27820000002\n", "several records: ada, bob"),
        ("firstName,email\n,new@x.example\n", "no name"),
        ("firstName,phone\nCarl,+27820000002\n", "only the number is that of 'bob'"),
        ("firstName,doNotContact\nCarl,perhaps\n", "neither yes nor no"),
        ("firstName,consent.expires\nCarl,soon\n", "not a date"),
        ("id,firstName\n../x,Carl\n", "dot"),
        ("id,firstName\nADA,Carl\n", "taken"),
        ("firstName,owner\nCarl,nobody\n", "no sender 'nobody'"),
        ("firstName,relationships\nCarl,\"[{\"\"type\"\":\"\"FRIEND\"\"}]\"\n", "expected one of"),
    ])
    func refusedRows(_ text: String, _ reason: String) throws {
        var book = ImportBook([
            Self.ada: "firstName: Ada\nemail: ada@x.example\n",
            "people/bob.yaml": "firstName: Bob\nphone: \"+27820000002\"\n",
        ])
        let before = book.source.files
        let plan = try book.take(text)
        #expect(plan.refused.count == 1)
        #expect(plan.refused.first?.reason.contains(reason) == true, "\(plan.refused)")
        #expect(plan.refused.first?.isPartial == false)
        #expect(book.source.files == before)
    }

    @Test func wrongValuesAreLeftOutWithTheirReason() throws {
        var book = ImportBook()
        let text = "firstName,email,phone,timezone,country,linkedin\nAda,nobody,0821234567,Mars,Nowhere,hello\n"
        let plan = try book.take(text)
        #expect(plan.refused.map(\.column) == ["country", "email", "linkedin", "phone", "timezone"])
        #expect(plan.leftOutCount == 5)
        #expect(book.source.files[Self.ada] == "firstName: Ada\n")
    }

    @Test func rowsOfOnePersonAreJoined() throws {
        var book = ImportBook()
        let text = """
            firstName,email,phone,title,tags,doNotContact
            Ada,ada@x.example,+27820000001,Engineer,a,
            Ada,ada@x.example,+27820000002,Clerk,b,sms
            Ada,,+27820000002,,,
            """
        let plan = try book.take(text)
        #expect(plan.changes.map(\.rows) == [[2, 3, 4]])
        #expect(plan.refused.map(\.reason) == ["joined with row 2, which says something else of title"])
        let file = try #require(book.source.files[Self.ada])
        #expect(
            file.contains("title: Engineer") && file.contains("tags: [a, b]") && file.contains("doNotContact: [sms]"))
        #expect(try book.take(text).changes.isEmpty)
    }

    /// Words from outside are data: no line of them becomes a key.
    @Test func wordsNeverBecomeStructure() throws {
        var book = ImportBook()
        let text = """
            firstName,lastName,notes,fields.x,tags,title
            "Ada\ndoNotContact: false","{a: b}","- x\n# y\n\u{202E}z","[1, 2","a: b; *x; !y; &z","{{lastName}}\u{0}"
            """.replacing("\u{0}", with: "\u{1}")
        try book.take(text)
        #expect(try book.errors.isEmpty)
        let id = try #require(try Book(book.source).ids(of: .person).first)
        let person = try #require(Book(book.source).person(id))
        #expect(person.firstName == "Ada doNotContact: false")
        #expect(person.lastName == "{a: b}")
        #expect(person.notes == "- x\n# y\nz")
        #expect(person.fields["x"] == .text("[1, 2"))
        #expect(person.tags == ["a: b", "*x", "!y", "&z"])
        #expect(person.title == "{{lastName}}")
    }

    @Test func employersAreFoundByIDNameAndDomain() throws {
        var book = ImportBook([
            "companies/acme.yaml": "name: Acme Ltd.\ndomains: [acme.example]\n",
            "companies/other.yaml": "name: Other\nwebsite: https://www.other.example/x\n",
        ])
        try book.take(
            "firstName,email,company\nA,a@x.example,acme\nB,b@x.example,ACME  ltd\nC,c@x.example,acme.example\nD,d@x.example,other.example\nE,e@x.example,Nobody\n"
        )
        let people = Book(book.source)
        #expect(
            ["a", "b", "c", "d", "e"].map { people.person($0)?.company?.id } == ["acme", "acme", "acme", "other", nil])
        #expect(people.person("e")?.fields["companyName"] == .text("Nobody"))
    }

    @Test func aBrokenRecordStopsTheImport() {
        var book = ImportBook([Self.ada: "firstNmae: Ada\n"])
        #expect(throws: UnreadableRecords.self) { try book.take("firstName,email\nBob,b@x.example\n") }
    }

    @Test func refusedRowsCanBeMendedAndImported() throws {
        var book = ImportBook()
        let text = "firstName,email,tags\nAda,ada.example,x\n,b@x.example,y\nCarl,c@x.example,z\n"
        let table = try ImportTable(Array(text.utf8), format: .csv)
        let plan = try book.take(text)
        let rows = String(decoding: plan.errorRows(of: table).dropFirst(3), as: UTF8.self)
        #expect(
            rows == """
                row,reason,firstName,email,tags\r
                2,email: the address has no @,Ada,ada.example,x\r
                3,the row has no name,,b@x.example,y\r

                """)
        let mended = rows.replacing("Ada,ada.example", with: "Ada,ada@x.example").replacing(
            "name,,b@", with: "name,Bob,b@")
        let second = try book.take(mended)
        #expect(second.refused.isEmpty)
        #expect(try Book(book.source).ids(of: .person) == ["ada", "bob", "carl"])
        #expect(Book(book.source).person("ada")?.email(labelled: nil)?.value.text == "ada@x.example")
    }
}

import OutriderCore
import Testing

@Suite("Lists find records by any key")
struct RecordQueryTests {
    private static let files = [
        "people/ada.yaml":
            "firstName: Ada\nlastName: Lovelace\nemail: ada@home.example\nphone: \"+27821234567\"\ntags: iOS\ncompany: acme\nfields: {level: 4, a.b: dotted}\nrelationships:\n  - {project: backend, type: candidate}\n",
        "people/za/bob.yaml":
            "name: Bob\nwhatsapp: \"+27821234568\"\nlinkedin: https://www.linkedin.com/in/bob\ntags: [android, senior]\nfields: {level: 10}\n",
        "people/za/cho.yaml": "firstName: Cho\nemial: cho@home.example\ntags: [ios, android]\n",
        "people/broken.yaml": "firstName: [\n",
        "people/empty.yaml": "",
        "projects/backend.yaml": "title: Backend\n",
        "projects/closed.yaml": "title: Closed\nstatus: closed\n",
        "sequences/long.yaml":
            "name: Long\nsteps:\n  - {id: a, channel: email, delay: 90m, template: t}\n  - {id: b, channel: sms, delay: 1d, body: x}\n  - {id: c, channel: email, delay: 2bd, thread: a, body: x}\n",
        "enrollments/e.yaml": "sequence: long\npeople:\n  - ada\n  - za/bob: {status: PAUSED}\n",
        "enrollments/f.yaml": "sequence: long\nstatus: PAUSED\npeople: []\n",
    ]

    private func ids(
        _ kind: RecordKind, _ filters: [String] = [], sort: String? = nil, reversed: Bool = false, limit: Int? = nil
    ) throws -> [String] {
        var ids: [String] = []
        _ = try RecordQuery(
            kind, filters: filters.map { try RecordFilter(parsing: $0, of: kind) },
            sort: try sort.map { try RecordColumn($0, of: kind) }, isReversed: reversed, limit: limit
        ).run(MemorySource(Self.files)) { ids.append($0.id) }
        return ids
    }

    @Test(arguments: [
        (["tags=ios"], ["ada", "za/cho"]), (["tags=android", "tags=senior"], ["za/bob"]),
        (["tags!=ios"], ["za/bob"]), (["id=za/*"], ["za/bob", "za/cho"]), (["path=people/ada.yaml"], ["ada"]),
        (["email"], ["ada"]), (["!email"], ["za/bob", "za/cho"]), (["fields.level=10"], ["za/bob"]),
        (["fields.a.b=dotted"], ["ada"]), (["fields=level"], ["ada", "za/bob"]), (["company=ACME"], ["ada"]),
        (["relationships.project=backend"], ["ada"]), (["relationships.type=CANDIDATE"], ["ada"]),
        (["channels=sms"], ["ada"]), (["channels=linkedin"], ["za/bob"]), (["fullName=ada l*"], ["ada"]),
        (["notes=*"], []), (["company="], []), (["company!="], ["ada", "za/bob", "za/cho"]),
        ([], ["ada", "za/bob", "za/cho"]),
    ])
    func peopleAreFiltered(filters: [String], found: [String]) throws {
        #expect(try ids(.person, filters) == found)
    }

    @Test func aMissingStatusIsItsDefault() throws {
        #expect(try ids(.project, ["status=OPEN"]) == ["backend"])
        #expect(try ids(.project, ["status=closed"]) == ["closed"])
        #expect(try ids(.enrollment, ["status=ACTIVE"]) == ["e"])
    }

    @Test func peopleOfAnEnrollmentAreFoundInEitherForm() throws {
        #expect(try ids(.enrollment, ["people=ada"]) == ["e"])
        #expect(try ids(.enrollment, ["people=za/bob"]) == ["e"])
    }

    @Test func recordsAreSortedWithGapsLast() throws {
        #expect(try ids(.person, sort: "fields.level") == ["ada", "za/bob", "za/cho"])
        #expect(try ids(.person, sort: "fields.level", reversed: true) == ["za/bob", "ada", "za/cho"])
        #expect(try ids(.person, sort: "fullName", limit: 2) == ["ada", "za/bob"])
        #expect(try ids(.person, reversed: true) == ["za/cho", "za/bob", "ada"])
        #expect(try ids(.person, limit: 1) == ["ada"])
    }

    @Test func filesWithErrorsAreCounted() throws {
        let summary = try RecordQuery(.person).run(MemorySource(Self.files)) { _ in }
        #expect(summary.shown == 3 && summary.fitting == 3)
        #expect(summary.withErrors == 3 && summary.leftOut.count == 2)
    }

    @Test(arguments: ["tgs=ios", "=x", "!", "", "!=x", "tags.", "steps=1"])
    func anUnknownKeyIsAnError(filter: String) {
        let error = #expect(throws: LookupError.self) { try RecordFilter(parsing: filter, of: .person) }
        #expect(error?.hint.isEmpty == false)
    }

    @Test func columnsShowNumbersOfRecords() throws {
        var cells: [String] = []
        for kind in [RecordKind.sequence, .enrollment] {
            _ = try RecordQuery(kind, limit: 1).run(MemorySource(Self.files)) { record in
                cells += RecordColumn.standard(of: kind).map { "\($0.name)=\($0.cell(record))" }
            }
        }
        #expect(
            cells == [
                "id=long", "name=Long", "steps=3", "days=4", "channels=email, sms", "id=e", "sequence=long",
                "status=ACTIVE", "people=2", "start=", "project=",
            ])
    }

    @Test func valuesAreTypedAsTheSchemaSays() throws {
        let record = try #require(try RecordFile.read(.person, id: "ada", in: MemorySource(Self.files)))
        #expect(
            record.json == [
                "id": "ada", "firstName": "Ada", "lastName": "Lovelace", "email": "ada@home.example",
                "phone": "+27821234567", "tags": ["iOS"], "company": "acme", "fields": ["level": "4", "a.b": "dotted"],
                "relationships": [["project": "backend", "type": "CANDIDATE"]],
            ])
        #expect(try RecordFile.read(.person, id: "za/cho", in: MemorySource(Self.files))?.hasErrors == true)
        #expect(try RecordFile.read(.person, id: "broken", in: MemorySource(Self.files)) == nil)
        #expect(try RecordFile.read(.person, id: "nobody", in: MemorySource(Self.files)) == nil)
    }
}

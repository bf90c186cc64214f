import Foundation
import Testing

@testable import OutriderCore

@Suite("Schemas come from the reader's tables")
struct SchemaTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("schemas")

    @Test(arguments: SchemaDocument.all)
    func theFileInTheRepositoryIsTheTables(schema: SchemaDocument) throws {
        let file = Self.folder.appendingPathComponent(schema.fileName)
        let text = schema.json.pretty + "\n"
        if ProcessInfo.processInfo.environment["RECORD"] == "1" { try Data(text.utf8).write(to: file) }
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "RECORD=1 writes schemas/ anew")
    }

    @Test func theFolderHoldsNothingElse() throws {
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(found.sorted() == SchemaDocument.all.map(\.fileName).sorted())
    }

    @Test(arguments: SchemaDocument.all)
    func itNamesItself(schema: SchemaDocument) throws {
        let document = try #require(schema.json.members)
        #expect(document["$schema"]?.text == "https://json-schema.org/draft/2020-12/schema")
        #expect(document["$id"]?.text == "urn:outrider:schema:1:\(schema.name)")
        #expect(document["title"]?.text == "Outrider \(schema.name)")
        #expect(document["description"]?.text == schema.doc)
    }

    /// Keys of what people write are closed, members of the journal and of outputs open; all are described.
    @Test(arguments: SchemaDocument.all)
    func everyPropertyIsDescribed(schema: SchemaDocument) {
        var count = 0
        Self.visit(schema.json) { object in
            guard let properties = object["properties"]?.members else { return }
            #expect(object["additionalProperties"] == (schema.group == .book || schema.group == .input ? false : nil))
            for property in properties.members {
                count += 1
                let doc = property.value.members?["description"]?.text ?? ""
                #expect(doc.hasSuffix(".") || doc.hasSuffix("…"), "\(schema.name): \(property.key): \(doc)")
            }
        }
        #expect(count > 0)
    }

    /// The keys of a table as a file has them that writes down every default.
    private static func defaults(_ table: RecordTable) -> JSONObject {
        JSONObject(table.keys.map { ($0.name, $0.schema.members?["default"]) })
    }

    @Test func defaultsAreWhatTheReaderTakes() throws {
        var settings = Self.defaults(ConfigurationKeys.table)
        settings["journal"] = .object(Self.defaults(JournalKeys.table))
        settings["guard"] = .object(Self.defaults(GuardKeys.table))
        #expect(settings.members.map(\.key) == ["timezone", "branch", "stages", "journal", "guard"])
        #expect(Self.defaults(JournalKeys.table).members.count == JournalKeys.table.keys.count)
        #expect(Self.defaults(GuardKeys.table).members.count == GuardKeys.table.keys.count)
        func lines(_ object: JSONObject) -> String {
            object.members.map { "\($0.key): \($0.value.compact)\n" }.joined()
        }
        /// A book with the defaults written down, or left out.
        func book(_ isWritten: Bool) -> Book {
            func add(_ table: RecordTable) -> String { isWritten ? lines(Self.defaults(table)) : "" }
            let step = add(StepKeys.table).split(separator: "\n").map { ", \($0)" }.joined()
            let member = add(MemberKeys.table).split(separator: "\n").joined(separator: ", ")
            return Book(
                MemorySource([
                    "outrider.yaml": "version: 1\nname: Acme\n" + (isWritten ? lines(settings) : ""),
                    "projects/a.yaml": "title: A\n" + add(ProjectKeys.table),
                    "companies/a.yaml": "name: A\n" + add(CompanyKeys.table),
                    "calendars/a.yaml": "name: A\n" + add(CalendarKeys.table),
                    "sequences/a.yaml": "name: A\nsteps: [{id: a, channel: sms, body: Hi\(step)}]\n",
                    "enrollments/a.yaml": "sequence: a\npeople: [a: {\(member)}]\n" + add(EnrollmentKeys.table),
                ]))
        }
        let (plain, written) = (book(false), book(true))
        let (before, after) = (try #require(plain.configuration), try #require(written.configuration))
        #expect(before.timezone == after.timezone && before.branch == after.branch && before.stages == after.stages)
        #expect(before.journal == after.journal)
        let guards = [before.guard, after.guard].map { [$0.newPeople, $0.sends, $0.cancels] }
        #expect(guards[0] == guards[1])
        #expect(plain.project("a")?.status == written.project("a")?.status)
        #expect(plain.company("a")?.offLimits == nil && written.company("a")?.offLimits?.value == false)
        #expect(plain.calendar("a")?.days == written.calendar("a")?.days)
        #expect(plain.sequence("a")?.steps.map(\.delay) == written.sequence("a")?.steps.map(\.delay))
        #expect(plain.enrollment("a")?.status == written.enrollment("a")?.status)
        #expect(plain.enrollment("a")?.people.map(\.status) == written.enrollment("a")?.people.map(\.status))
        #expect(written.report.diagnostics == [])
    }

    /// Two records of one name in a document would share a definition.
    @Test(arguments: BookSchema.Kind.allCases.map { SchemaCase(name: $0.rawValue, raw: $0.table.schema) })
    func everyDefinitionHasOneMeaning(schema: SchemaCase) {
        var known: [String: JSONValue] = [:]
        Self.visit(schema.raw) { object in
            for member in object["$defs"]?.members?.members ?? [] {
                #expect(known.updateValue(member.value, forKey: member.key) ?? member.value == member.value)
            }
        }
        #expect(!known.isEmpty)
    }

    struct SchemaCase: CustomTestStringConvertible {
        var name: String
        var raw: JSONValue
        var testDescription: String { name }
    }

    /// Every object in a value, the outer ones first.
    static func visit(_ value: JSONValue, _ look: (JSONObject) -> Void) {
        switch value {
        case .object(let object):
            look(object)
            for member in object.members { visit(member.value, look) }
        case .array(let elements): for element in elements { visit(element, look) }
        default: break
        }
    }
}

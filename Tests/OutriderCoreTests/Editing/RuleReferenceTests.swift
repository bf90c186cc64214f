import Testing

@testable import OutriderCore

/// Records that rules name: they follow a new id, and are not taken out of a rule that would then mean something else.
@Suite struct RuleReferenceTests {
    static let files = [
        "outrider.yaml": "version: 1\nname: Acme\n",
        "people/ada.yaml": "firstName: Ada\ncompany: engines\nowner: jo\nphone: \"+27821234567\"\n",
        "companies/engines.yaml": "name: Engines\n", "companies/mills.yaml": "name: Mills\n",
        "senders/jo.yaml": "firstName: Jo\n", "templates/one.yaml": "body: Hi\n",
        "templates/foot.yaml": "body: Bye\n",
        "sequences/four.yaml": """
        name: Four
        steps:
          - id: a
            channel: whatsapp
            whatsapp: {contentSid: HX0123456789abcdef0123456789abcdef, contentVariables: {"1": "{{> foot}}"}}
            variants: [{id: x, template: one}, {id: y, body: Hi}]
          - {id: b, channel: call, body: Call, when: {not: {any: [{owner: jo}, {owner: ["jo"]}]}}}

        """,
        "enrollments/first.yaml": "sequence: four\nmatch: {company: [engines, 'mills']}\ngoal: {owner: jo}\n",
    ]

    private static func files(_ edit: (inout BookEditor) throws -> Void) throws -> [String: String] {
        var editor = BookEditor(Book(MemorySource(files)))
        try edit(&editor)
        return Dictionary(
            try editor.change().files.map { ($0.path, $0.after.map { String(decoding: $0, as: UTF8.self) } ?? "") },
            uniquingKeysWith: { first, _ in first })
    }

    @Test func theyFollow() throws {
        let company = try Self.files { try $0.rename(.company, "engines", to: "uk/engines", isPublished: false) }
        #expect(company["enrollments/first.yaml"]?.contains("match: {company: [uk/engines, 'mills']}") == true)
        let sender = try Self.files { try $0.rename(.sender, "jo", to: "joanna", isPublished: false) }
        #expect(sender["enrollments/first.yaml"]?.contains("goal: {owner: joanna}") == true)
        #expect(
            sender["sequences/four.yaml"]?.contains("{any: [{owner: joanna}, {owner: [\"joanna\"]}]}") == true)
        let template = try Self.files { try $0.rename(.template, "one", to: "two", isPublished: false) }
        #expect(template["sequences/four.yaml"]?.contains("{id: x, template: two}") == true)
        let partial = try Self.files { try $0.rename(.template, "foot", to: "feet", isPublished: false) }
        #expect(partial["sequences/four.yaml"]?.contains("{{> feet}}") == true)
    }

    @Test(arguments: [(RecordKind.company, "mills", "match"), (.sender, "jo", "goal")])
    func theyAreNotTakenOut(_ kind: RecordKind, _ id: String, _ rule: String) throws {
        #expect {
            _ = try Self.files { try $0.remove(kind, id, force: true) }
        } throws: { error in
            (error as? EditError)?.code == .inUse && (error as? EditError)?.hint == "change \(rule) there first"
        }
    }
}

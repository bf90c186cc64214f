internal import YAML

/// A message template that WhatsApp approved, known to Twilio by a content SID.
public struct WhatsAppContent: Hashable, Sendable {
    public var contentSid: Located<String>
    /// What stands for `{{1}}`, `{{2}}`, … of the approved words, by the number.
    var contentVariables: [String: Words]
    /// The approved words with their numbers, for previews and the history.
    var text: Words?
    public var location: SourceLocation

    /// The templates that its words take in.
    var partials: [Reference] { words.flatMap(\.partials) }

    /// The words with variables of the book, by their numbers.
    var words: [Words] { contentVariables.sorted { $0.key < $1.key }.map(\.value) }
}

enum WhatsAppContentKeys {
    static let contentSid = Key(
        "contentSid", ValueType<String>.contentSid.located, required: true,
        "Content SID of the approved template: HX and 32 hex digits.")
    static let contentVariables = Key(
        "contentVariables", ValueType<[String: Words]>.map(of: .words(.plain)),
        "What stands for {{1}}, {{2}}, …: {\"1\": \"{{firstName}}\"}.")
    static let text = Key(
        "text", ValueType<Words>.words(.plain), "The approved words with {{1}}, {{2}}, …, for previews and the history."
    )
    static let table = RecordTable(
        name: "content", doc: "A message template that WhatsApp approved.", keys: [contentSid, contentVariables, text])

    static let record = ValueType<WhatsAppContent>.record(table) { fields, reading in
        let variables = fields.value(contentVariables, &reading) ?? [:]
        let text = fields.value(text, &reading)
        let location = fields.location(contentVariables, reading)
        checkNumbers(variables, at: location, &reading.report)
        if let text { checkText(text, variables, &reading.report) }
        return fields.value(contentSid, &reading).map {
            WhatsAppContent(contentSid: $0, contentVariables: variables, text: text, location: location)
        }
    }

    /// Twilio numbers the variables from 1 without gaps.
    private static func checkNumbers(
        _ variables: [String: Words], at location: SourceLocation, _ report: inout Report
    ) {
        guard !variables.isEmpty else { return }
        let expected = Set((1...variables.count).map(String.init))
        guard let wrong = variables.keys.filter({ !expected.contains($0) }).min() else { return }
        let gap = (1...variables.count).first { variables[String($0)] == nil } ?? 1
        report.add(
            Diagnostic(
                .badContent, "the variables are numbered from 1: '\(wrong.printable)' is there, \(gap) is not",
                at: variables[wrong]?.location ?? location, hint: "write them as \"1\", \"2\" and so on, none left out")
        )
    }

    private static func checkText(_ text: Words, _ variables: [String: Words], _ report: inout Report) {
        for (reference, place) in zip(text.text.references, text.places) where variables[reference.name] == nil {
            report.add(
                Diagnostic(
                    .badContent, "contentVariables have no '\(reference.name.printable)'", at: place,
                    hint: "`text` names the numbers under contentVariables, and nothing else"))
        }
    }
}

extension ValueType where Value == String {
    /// A content SID of Twilio: `HX` and 32 hex digits.
    static let contentSid = ValueType.scalar(
        "a content SID",
        schema: Schema.text(matching: "^HX[0-9a-fA-F]{32}$", else: "not a content SID: HX and 32 hex digits")
    ) { text, node, reading in
        let digits = text.utf8.dropFirst(2)
        guard text.hasPrefix("HX"), digits.count == 32,
            digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) })
        else {
            reading.add(
                .badContent, "not a content SID", at: node,
                hint: "HX and 32 hex digits, from Twilio's Content Template Builder")
            return nil
        }
        return text
    }
}

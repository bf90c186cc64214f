import Foundation
import Testing

@testable import OutriderCore

/// The vectors of github.com/mustache/spec in Fixtures, run as html, which is how the specification escapes.
@Suite("Mustache specification")
struct MustacheSpecificationTests {
    struct Vector: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let data: JSONData
        let template: String
        let expected: String

        var testDescription: String { name }
        var usesUnescapedTag: Bool { template.contains("{{{") || template.contains("{{&") }
    }

    private struct File: Decodable {
        let tests: [Vector]
    }

    /// JSON as values of ours: `true` is a text, `false` and `null` are blank ones, numbers are as printed.
    struct JSONData: Decodable, Sendable {
        let value: TemplateValue

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                value = .text("")
            } else if let bool = try? container.decode(Bool.self) {
                value = .text(bool ? "true" : "")
            } else if let integer = try? container.decode(Int.self) {
                value = .text("\(integer)")
            } else if let number = try? container.decode(Double.self) {
                value = .text("\(number)")
            } else if let text = try? container.decode(String.self) {
                value = .text(text)
            } else if let items = try? container.decode([JSONData].self) {
                value = .list(items.map(\.value))
            } else {
                value = .record(try container.decode([String: JSONData].self).mapValues(\.value))
            }
        }
    }

    /// Where the specification interpolates a blank and a message of ours is held.
    private static let blanks: [String: [String]] = [
        "Basic Context Miss Interpolation": ["cannot"],
        "Dotted Names - Broken Chains": ["a.b.c"],
        "Dotted Names - Broken Chain Resolution": ["a.b.c.name"],
        "Dotted Names - Context Precedence": ["b.c"],
    ]

    private static func load(_ name: String) throws -> [Vector] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("Fixtures/mustache-\(name).json"))
        return try JSONDecoder().decode(File.self, from: data).tests
    }

    @Test("vectors", arguments: [("interpolation", 31), ("sections", 33), ("inverted", 21), ("comments", 11)])
    func vectors(file: String, count: Int) throws {
        let vectors = try Self.load(file)
        #expect(vectors.count == count)
        for vector in vectors {
            if vector.usesUnescapedTag {
                let causes = problems(in: vector.template).map(\.cause)
                #expect(!causes.isEmpty && causes.allSatisfy { $0 == .unescaped }, "\(vector.name)")
                continue
            }
            let text = try MessageText(scanning: vector.template, kind: .html)
            if file == "interpolation", let blank = Self.blanks[vector.name] {
                let error = #expect(throws: MissingVariables.self, "\(vector.name)") {
                    try text.render(vector.data.value)
                }
                #expect(error?.references.map(\.name) == blank)
            } else {
                #expect(try text.render(vector.data.value) == vector.expected, "\(vector.name)")
            }
        }
    }
}

/// What is wrong with a text; nothing if it is accepted.
func problems(in source: String, kind: MessageText.Kind = .plain) -> [TemplateSyntaxError] {
    do throws(TemplateSyntaxErrors) {
        _ = try MessageText(scanning: source, kind: kind)
        return []
    } catch {
        return error.problems
    }
}

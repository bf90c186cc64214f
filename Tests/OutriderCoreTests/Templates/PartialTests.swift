import Foundation
import Testing

@testable import OutriderCore

/// `{{> id}}` as the Mustache specification has it (github.com/mustache/spec, specs/partials.json).
@Suite struct PartialTests {
    private struct Specification: Decodable {
        struct Case: Decodable {
            var name: String
            var data: [String: Value]
            var template: String
            var partials: [String: String]
            var expected: String
        }

        var tests: [Case]
    }

    /// A value of a case: only texts are used by the cases that apply.
    private enum Value: Decodable {
        case text(String)
        case other

        init(from decoder: any Decoder) throws {
            self = (try? decoder.singleValueContainer().decode(String.self)).map(Value.text) ?? .other
        }
    }

    /// What is different on purpose, and why.
    private static let exceptions = [
        "Failed Lookup": "a template that is missing is an error, never an empty text",
        "Recursion": "a template that takes in itself is refused",
        "Standalone Line Endings": "a line stays a line, although the words have no line end",
        "Standalone Without Previous Line": "a line stays a line, although the words have no line end",
        "Standalone Indentation": "three braces are refused",
    ]

    @Test func specification() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/mustache-partials.json")
        let cases = try JSONDecoder().decode(Specification.self, from: Data(contentsOf: file)).tests
        #expect(cases.count == 11)
        #expect(Set(Self.exceptions.keys).isSubset(of: cases.map(\.name)))
        for test in cases where Self.exceptions[test.name] == nil {
            let text = try MessageText(scanning: test.template, kind: .plain)
            let expanded = try #require(text.source { test.partials[$0] }, "\(test.name)")
            var values: [String: TemplateValue] = [:]
            for case (let key, .text(let value)) in test.data { values[key] = .text(value) }
            let rendered = try MessageText(scanning: expanded, kind: .plain).render(.record(values))
            #expect(rendered == test.expected, "\(test.name)")
        }
    }

    @Test(arguments: [
        ("a\n  {{> p}}\nb\n", "x\ny\n", "a\n  x\n  y\nb\n"),
        ("{{> p}}\nb", "x", "x\nb"),
        ("a {{> p}} b", "x\n", "a x b"),
        ("{{> p}}", "x\n", "x"),
        ("  {{> p}}\n", "x\n\ny", "  x\n\n  y\n"),
    ])
    func lines(text: String, partial: String, expected: String) throws {
        #expect(try MessageText(scanning: text, kind: .plain).source { _ in partial } == expected)
    }

    @Test func placesAndNames() throws {
        let text = try MessageText(scanning: "Hi {{name}}\n{{> parts/sig-1.v2}}\n", kind: .plain)
        #expect(text.partials.map(\.name) == ["parts/sig-1.v2"])
        #expect(text.partials.map(\.offset) == [16])
        #expect(text.source { _ in nil } == nil)
    }
}

import Foundation
import OutriderCore
import Testing

@Suite("Schemas come from the reader's tables")
struct BookSchemaTests {
    @Test(arguments: BookSchema.Kind.allCases)
    func theFileInTheRepositoryIsTheTables(kind: BookSchema.Kind) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("schemas/\(kind.rawValue).schema.json")
        let text = BookSchema.document(kind).pretty + "\n"
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try Data(text.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "RECORD=1 writes schemas/ anew")
    }

    @Test(arguments: BookSchema.Kind.allCases)
    func itNamesItselfAndRefusesUnknownKeys(kind: BookSchema.Kind) throws {
        let document = try #require(BookSchema.document(kind).members)
        #expect(document["$schema"]?.text == "https://json-schema.org/draft/2020-12/schema")
        #expect(document["title"]?.text == "Outrider \(kind.rawValue)")
        #expect(document["additionalProperties"] == false)
        #expect(document["properties"]?.members?.isEmpty == false)
    }
}

import Foundation
import Testing

/// Import and export over the real binary.
@Suite struct ImportTests {
    private struct Result: Decodable {
        var new: Int
        var changed: Int
        var unchanged: Int
        var refused: Int
        var applied: Bool
        var preset: String
    }

    private func write(_ text: String, _ name: String, in book: TestBook) throws -> String {
        let path = book.root + "/scratch/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func take(_ book: TestBook, _ arguments: String...) throws -> Result {
        let finished = Finished(try book.begin(["import"] + arguments + ["--format", "json"]))
        #expect(finished.end == .exit(0), "\(finished.all)")
        return try JSONDecoder().decode(Result.self, from: Data(finished.output.utf8))
    }

    private func people(_ book: TestBook) throws -> [String: Data] {
        let folder = book.folder + "/people"
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
        return try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))) })
    }

    @Test func aFileIsPlannedWrittenAndImportedAgain() throws {
        let book = try TestBook(copying: Samples.three)
        let before = try people(book)
        let file = try write(
            """
            Notes:
            "When exporting your connection data, you may notice that some of the email addresses are missing."

            First Name,Last Name,URL,Email Address,Company,Position,Connected On
            Grace,Hopper,https://www.linkedin.com/in/grace,grace@navy.example,US Navy,"Rear Admiral, retired",15 Jul 2026
            Zoë,O'Brien,https://www.linkedin.com/in/zoe,,Acme,"He said ""hi"" twice",01 Jan 2026
            ,,https://www.linkedin.com/in/nobody,,,,01 Jan 2026

            """, "Connections.csv", in: book)
        let planned = try take(book, file, "--into", "li")
        #expect(planned.new == 2 && planned.refused == 1 && !planned.applied && planned.preset == "linkedin")
        #expect(try people(book) == before)

        let applied = try take(book, file, "--into", "li", "--apply")
        #expect(applied.new == 2 && applied.applied)
        let after = try people(book)
        #expect(Set(after.keys).subtracting(before.keys) == ["li/grace-hopper.yaml", "li/zoe-obrien.yaml"])
        let errors = try String(contentsOfFile: book.root + "/scratch/import-errors.csv", encoding: .utf8)
        #expect(errors.contains("7,the row has no name"))
        #expect(try book.outrider("check").end == .exit(0))

        let again = try take(book, file, "--into", "li", "--apply")
        #expect(again.new == 0 && again.changed == 0 && again.unchanged == 2)
        #expect(try people(book) == after)

        // As if the first import had been killed half-way.
        try FileManager.default.removeItem(atPath: book.folder + "/people/li/zoe-obrien.yaml")
        #expect(try take(book, file, "--into", "li", "--apply").new == 1)
        #expect(try people(book) == after)
    }

    @Test(arguments: ["people.csv", "people.json", "people.vcf"]) func anExportIsRead(_ name: String) throws {
        let book = try TestBook(copying: Samples.three)
        let before = try people(book)
        let file = book.root + "/scratch/" + name
        #expect(try book.outrider("export", "people", "--output", file).end == .exit(0))
        let result = try take(book, file, "--on-match", "update", "--apply")
        #expect(result.new == 0 && result.changed == 0 && result.refused == 0 && result.unchanged == before.count)
        #expect(try people(book) == before)
    }

    private static let calls: [(String, Int32)] = [
        ("import", 64), ("import nowhere.csv", 1), ("import outrider.yaml", 1),
        ("import x.csv --preset other", 64), ("import x.csv --match name", 64),
        ("import x.csv --on-match replace", 64), ("export", 64), ("export templates", 64),
        ("export companies --format vcard", 64), ("export people --format xml", 64),
        ("export people", 0), ("export companies --format json", 0), ("export projects", 0),
        ("export people --format vcard --at main", 0),
    ]

    @Test(arguments: calls) func exitCodes(_ line: String, _ exit: Int32) throws {
        let book = try TestBook(copying: Samples.three)
        let finished = Finished(try book.begin(line.split(separator: " ").map(String.init)))
        #expect(finished.end == .exit(exit), "\(finished.all)")
    }
}

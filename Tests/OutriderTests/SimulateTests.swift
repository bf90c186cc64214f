import Foundation
import Testing

/// `outrider simulate` on terminals of any width.
@Suite struct SimulateTests {
    @Test func noNumberIsCut() throws {
        let book = try ExampleTests.recruiting.copy(now: TestBook.monday)
        func table(_ width: Int) throws -> [[String]] {
            let shown = try book.outrider(
                "simulate", "--fresh", "--until", "14d", "--script", "replies.yaml",
                variables: ["COLUMNS": String(width)])
            #expect(shown.end == .exit(0), "\(shown.all)")
            #expect(!shown.output.contains("…"), "\(width): \(shown.output)")
            let above = shown.output.components(separatedBy: "\nEnrollments\n")[0]
            let rows = above.split(separator: "\n").dropFirst(2)
            #expect(rows.allSatisfy { $0.count <= width }, "\(width): \(rows)")
            return rows.map { $0.split(separator: " ").map(String.init) }
        }
        let wide = try table(200)
        let heads = ["Day", "email", "sms", "whatsapp", "tasks", "skipped", "answers", "ended"]
        #expect(wide.first == heads)
        #expect(try table(80) == wide)
        #expect(try table(100) == wide)
        let narrow = try table(40)
        #expect(narrow.filter { $0.first == "Day" }.flatMap { $0.dropFirst() } == Array(heads.dropFirst()))
        #expect(
            narrow.filter { $0.first == "In" }.flatMap { $0.dropFirst(2) }
                == wide.filter { $0.first == "In" }.flatMap { $0.dropFirst(2) })
    }
}

import Foundation
import Testing

/// `check` of a commit, whose many files threads read from git, and of the work tree say the same.
@Suite struct CheckRevisionTests {
    @Test func aCommitAndItsWorkTreeHaveTheSameProblems() throws {
        var files = ["outrider.yaml": "version: 1\nname: Many\njournal: {remote: none}\n"]
        for number in 0..<300 {
            files["people/t\(number % 7)/p\(number).yaml"] =
                number % 60 == 0 ? "name: P\ncompany: nowhere\n" : "name: P\nemail: p\(number)@example.com\n"
        }
        let book = try TestBook()
        for (path, text) in files { try book.write(path, text) }
        try book.git("init", "-q", "-b", "main")
        try book.git("add", "-A")
        try book.git("update-index", "--chmod=+x", "people/t1/p1.yaml")
        try book.commit("book: many people")
        try book.git("gc", "-q")
        let here = try book.outrider("check", "--format", "json")
        let there = try book.outrider("check", "--at", "HEAD", "--format", "json")
        #expect(here.end == .exit(4), "\(here.all)")
        #expect(here.output.contains("\"errors\": 5"), "\(here.output)")
        #expect(here.output == there.output)
    }
}

import Testing

/// What `init` adds to files that are there already.
@Suite struct InitTests {
    @Test func onlyWhatIsMissingIsAdded() throws {
        let book = try TestBook()
        try book.git("init", "-q", "-b", "main")
        try book.write("outrider.yaml", "# ours\nversion: 1 # one\nname: X\nbook:\n")
        try book.write(".gitignore", "node_modules")
        try book.commit("book: begin")
        let made = try book.outrider("init")
        #expect(made.end == .exit(0), "\(made.all)")
        let lines = try book.read("outrider.yaml").split(separator: "\n").map(String.init)
        #expect(lines.prefix(3) == ["# ours", "version: 1 # one", "name: X"])
        #expect(lines.count == 4 && lines.last?.wholeMatch(of: /book: "?[0-9a-f]{8}"?/) != nil)
        #expect(try book.read(".gitignore") == "node_modules\noutbox/\n")
        #expect(try book.outrider("check").end == .exit(0))
    }
}

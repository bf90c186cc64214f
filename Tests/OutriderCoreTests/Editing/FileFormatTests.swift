import Testing

@testable import OutriderCore

/// The normal form of files.
@Suite struct FileFormatTests {
    @Test(arguments: [
        ("name: x\n", "name: x\n"),
        ("name :   x  \n\n\n", "name: x\n"),
        ("name: x", "name: x\n"),
        ("\u{FEFF}name:x: y\r\ntags:  [a,  b]\t\r\n", "\u{FEFF}tags: [a,  b]\r\nname:x: y\r\n"),
        ("\u{FEFF}tags:  [a,  b] # c \r\nname:  x\r\n", "\u{FEFF}name: x\r\ntags: [a,  b] # c\r\n"),
        (
            "# head\n\n# about notes\nnotes:  |\n      one\n        two  \n\n# about name\nname:   x # c\n# end\n",
            "# head\n\n\n# about name\nname: x # c\n# about notes\nnotes: |\n      one\n        two  \n# end\n"
        ),
        (
            "tags:\n- a\n# c\n-   b # d\nfields:\n      x:   1\n      # e\n      y:\n            [1,\n            2]\n",
            "tags:\n  - a\n  # c\n  - b # d\nfields:\n  x: 1\n  # e\n  y:\n        [1,\n        2]\n"
        ),
        (
            "relationships:\n-   company: c\n    type:    CLIENT\n    notes: >\n       a\n\n       b\nname: x\n",
            "name: x\nrelationships:\n  - company: c\n    type: CLIENT\n    notes: >\n       a\n\n       b\n"
        ),
        ("name: x\nnotes: |+\n  a\n\n\n", "name: x\nnotes: |+\n  a\n\n\n"),
        ("name: \"a  \n   b\"   \n", "name: \"a  \n   b\"\n"),
        (
            "# yaml-language-server: $schema=.outrider/schemas/person.schema.json\n# Ada\nemail: a@b.cd\nname: x\n",
            "# yaml-language-server: $schema=../.outrider/schemas/person.schema.json\nname: x\n# Ada\nemail: a@b.cd\n"
        ),
        (
            "# yaml-language-server: $schema=https://acme.example/person.json\nemail: a@b.cd\nname: x\n",
            "# yaml-language-server: $schema=https://acme.example/person.json\nname: x\nemail: a@b.cd\n"
        ),
        ("{name: x}  \n", "{name: x}\n"), ("---\nname: x\n", "---\nname: x\n"), ("# only\n", "# only\n"),
    ]) func table(_ before: String, _ after: String) throws {
        let normal = try FileFormat.normal(path: "people/a.yaml", bytes: Array(before.utf8))
        #expect(String(decoding: normal, as: UTF8.self) == after)
    }

    @Test(arguments: 0..<600) func onceIsTwiceAndHoldsTheSame(_ seed: Int) throws {
        let record = RandomRecord(seed: seed)
        let bytes = Array(record.text.utf8)
        let once = try #require(try? FileFormat.normal(path: record.path, bytes: bytes), "\(record.text)")
        let twice = try FileFormat.normal(path: record.path, bytes: once)
        #expect(once == twice, "\(record.text) → \(String(decoding: once, as: UTF8.self))")
        let before = try #require(try FileEditor(path: record.path, bytes: bytes).root)
        let after = try #require(try FileEditor(path: record.path, bytes: once).root)
        #expect(after.holdsSame(as: before))
        // Every comment is there still.
        #expect(comments(bytes) == comments(once))
    }

    private func comments(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { line in
            line.firstIndex(of: "#").map { String(line[$0...]).trimmingSuffix { $0 == " " } }
        }.sorted()
    }
}

extension String {
    fileprivate func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return text
    }
}

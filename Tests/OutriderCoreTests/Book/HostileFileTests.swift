import Testing

@testable import OutriderCore

/// Files that no editor wrote: empty, binary, huge, deep, in other encodings.
@Suite struct HostileFileTests {
    static func problems(_ path: String, _ bytes: [UInt8]) throws -> [String] {
        var files = GoodBook.files.mapValues { Array($0.utf8) }
        files[path] = bytes
        return try GoodBook.problems(of: BytesSource(files: files))
    }

    private static let good = "name: Analytical Engines\n"
    private static let path = "companies/engines.yaml"

    @Test(
        arguments: [
            ([], "error[empty-file] the file is empty | delete it, or fill it in"),
            (Array("# nothing\n".utf8), "error[empty-file] the file is empty | delete it, or fill it in"),
            (Array("---\n".utf8), "error[empty-file] the file is empty | delete it, or fill it in"),
            (
                Array("name: \0x\n".utf8),
                ":1:7 error[encoding] a NUL byte: this is not a text file"
                    + " | save the file as UTF-8, and keep other files out of this folder"
            ),
            (
                Array("name: ".utf8) + [0xC3, 0x28, 0x0A],
                ":1:7 error[encoding] these bytes are not UTF-8 | save the file as UTF-8"
            ),
            (
                [0xFF, 0xFE] + good.utf8.flatMap { [$0, 0] as [UInt8] },
                ":1:1 error[encoding] the file is not UTF-8 but UTF-16 or UTF-32 | save the file as UTF-8"
            ),
            (Array("name:\n\t- x\n".utf8), ":2:1 error[tab] a tab cannot indent YAML | use spaces"),
            (
                Array("name: \(String(repeating: "[", count: 40))".utf8),
                ":1:38 error[too-deep] nested deeper than 32 levels | quote the value if the brackets belong to it"
            ),
        ] as [([UInt8], String)])
    func refused(bytes: [UInt8], expected: String) throws {
        let separator = expected.hasPrefix(":") ? "" : " "
        let problems = try Self.problems(Self.path, bytes)
        #expect(problems == [Self.path + separator + expected])
    }

    @Test(
        arguments: [
            Array(good.utf8), Array("\u{FEFF}\(good)".utf8), Array(good.replacing("\n", with: "\r\n").utf8),
            Array("---\n\(good)...\n".utf8), Array(good.dropLast().utf8),
        ] as [[UInt8]])
    func read(bytes: [UInt8]) throws { #expect(try Self.problems(Self.path, bytes) == []) }

    @Test func tooLarge() throws {
        let comment = Array("# \(String(repeating: "x", count: 1 << 20))\n".utf8)
        let enrollment = Array("sequence: four\npeople: [za/ada]\n".utf8)
        #expect(
            try Self.problems(Self.path, comment).contains(
                "companies/engines.yaml error[too-large] the file is larger than 1 MiB | split it into several files"))
        #expect(try Self.problems("enrollments/first.yaml", comment + enrollment) == [])
    }

    @Test func tooManyNodes() throws {
        let list = Array("name: E\ntags: [\(String(repeating: "a,", count: 100_001))a]\n".utf8)
        let problems = try Self.problems(Self.path, list)
        #expect(problems.count == 1)
        #expect(problems.first?.contains("error[too-many-nodes]") == true)
    }

    /// Every prefix and every single changed byte of a record: a report or a record, never a trap.
    @Test func cutAndChanged() throws {
        let bytes = Array(
            "name: Four\nwindow: [mon-fri 09:00-12:00]\nsteps:\n  - {id: a, channel: email, delay: 2bd, subject: 'x', body: \"{{a}}\"}\n"
                .utf8)
        for end in bytes.indices { _ = try Self.problems("sequences/four.yaml", Array(bytes[..<end])) }
        for index in bytes.indices {
            for byte: UInt8 in [0x00, 0x09, 0x0A, 0x22, 0x27, 0x2D, 0x39, 0x3A, 0x5B, 0x7B, 0x7D, 0xC3, 0xFF] {
                var changed = bytes
                changed[index] = byte
                _ = try Self.problems("sequences/four.yaml", changed)
            }
        }
    }

    /// No address of a person stands in what is printed.
    @Test func problemsNameNobody() throws {
        let ada = "firstName: Ada\nemail: ada.secret@@example.com\nphone: 0821234567\nwhatsapp: ada.secret\n"
        let problems = try GoodBook.problems(with: ["people/za/ada.yaml": ada])
        #expect(problems.count == 3)
        #expect(!problems.contains { $0.contains("secret") || $0.contains("0821234567") })
    }

    @Test func unprintableKeysAreMasked() throws {
        let problems = try GoodBook.problems(with: [Self.path: Self.good + "\"a\\e[31mb\\u202E\": 1\n"])
        #expect(
            problems == [
                "companies/engines.yaml:2:1 error[unknown-key] unknown key 'a\u{FFFD}[31mb\u{FFFD}' | keys of your own go under 'fields'"
            ])
    }

    @Test func scalarsKeepTheirText() throws {
        let ada = """
            firstName: No
            lastName: Null
            title: 007
            name: ~
            source: 09:00
            email: ada@example.com
            phone: +27821234567
            tags: [1e3, 0x10, on, 2026-11-23]
            fields: {a: 1_000, b: .inf, c: [Yes, null]}
            """
        let (record, report) = Record.parse(.person, id: "ada", bytes: Array(ada.utf8))
        #expect(report.diagnostics == [])
        guard case .person(let person) = try #require(record) else { return }
        #expect(person.firstName == "No")
        #expect(person.lastName == "Null")
        #expect(person.title == "007")
        #expect(person.name == "~")
        #expect(person.source == "09:00")
        #expect(person.phone?.value.text == "+27821234567")
        #expect(person.tags == ["1e3", "0x10", "on", "2026-11-23"])
        #expect(person.fields["a"] == .text("1_000"))
        #expect(person.fields["c"] == .list([.text("Yes"), .text("null")]))
    }

    @Test func numericIDsAreIDs() throws {
        let files = [
            "people/007.yaml": "firstName: James\nemail: j@example.com\n",
            "enrollments/first.yaml": "sequence: four\npeople:\n  - 007\n",
        ]
        #expect(try GoodBook.problems(with: files) == [])
    }

    @Test(arguments: ["ACTIVE", "active", "Active"])
    func enumsInAnyCase(word: String) throws {
        #expect(
            try GoodBook.problems(with: [
                "enrollments/first.yaml": "sequence: four\nstatus: \(word)\npeople: [za/ada]\n"
            ]) == [])
    }
}

import Testing

@testable import OutriderCore

/// An edit and its inverse give the same bytes, in whatever layout.
@Suite struct EditPropertyTests {
    private static let texts: [EditValue] = [
        "plain", "a: b", "it's", "two\nlines\n", "", "[x", "é 😀", "null", "  spaces ", "x # y", "{{x}}", "a, b",
    ]

    @Test(arguments: 0..<400) func whatIsSetAndRemovedLeavesNothing(_ seed: Int) throws {
        let record = RandomRecord(seed: seed)
        let bytes = Array(record.text.utf8)
        let isPerson = record.path.hasPrefix("people/")
        let keys =
            isPerson
            ? ["email", "country", "fields.new", "relationships[0].notes"] : ["window", "formerly", "vars.new"]
        for (index, key) in keys.enumerated() {
            let value = Self.texts[(seed + index) % Self.texts.count]
            var editor = try FileEditor(path: record.path, bytes: bytes)
            let path = try EditPath(parsing: key)
            if path.parts.contains(.index(0)), editor.value(at: path.parent) == nil { continue }
            try editor.set(path, to: value)
            #expect(editor.value(at: path) == value)
            #expect(
                isKept(bytes, in: editor.bytes), "\(record.text) → \(String(decoding: editor.bytes, as: UTF8.self))")
            try editor.remove(path)
            #expect(
                editor.bytes == bytes, "\(key) of \(record.text) → \(String(decoding: editor.bytes, as: UTF8.self))")
        }
    }

    @Test(arguments: 0..<400) func whatIsAppendedAndTakenOutLeavesNothing(_ seed: Int) throws {
        let record = RandomRecord(seed: seed)
        let bytes = Array(record.text.utf8)
        let list = record.path.hasPrefix("people/") ? "tags" : "people"
        let path = EditPath(key: list)
        var editor = try FileEditor(path: record.path, bytes: bytes)
        let had = editor.value(at: path)
        try editor.append(["new", "other"], to: path)
        guard case .list(let items) = editor.value(at: path) else { throw EditError(.notThere, "no list") }
        #expect(items.suffix(2) == ["new", "other"])
        #expect(isKept(bytes, in: editor.bytes), "\(record.text)")
        try editor.remove(path.appending(.item(seed.isMultiple(of: 3) ? "other" : "new")))
        try editor.remove(path.appending(.item(seed.isMultiple(of: 3) ? "new" : "other")))
        if had == nil, list == "people" { try editor.remove(path) }
        #expect(editor.bytes == bytes, "\(record.text) → \(String(decoding: editor.bytes, as: UTF8.self))")
    }

    @Test(arguments: 0..<400) func whoIsPausedAndResumedStandsAsBefore(_ seed: Int) throws {
        let record = RandomRecord(seed: 2 * seed + 1)
        let bytes = Array(record.text.utf8)
        var editor = try FileEditor(path: record.path, bytes: bytes)
        guard case .list(let items) = editor.value(at: EditPath(key: "people")) else { return }
        for name in ["p1", "p2", "p3", "p/4"].prefix(items.count) {
            let path = EditPath([.key("people"), .item(name), .key("status")])
            try editor.set(path, to: "PAUSED")
            #expect(editor.value(at: path) == "PAUSED")
            #expect(isKept(bytes, in: editor.bytes))
            try editor.remove(path)
            #expect(editor.bytes == bytes, "\(record.text) → \(String(decoding: editor.bytes, as: UTF8.self))")
        }
    }

    /// A plain or quoted text that is changed and changed back stands as before; no other byte is touched.
    @Test(arguments: 0..<400) func whatIsChangedBackStandsAsBefore(_ seed: Int) throws {
        let record = RandomRecord(seed: seed)
        let bytes = Array(record.text.utf8)
        for key in ["firstName", "company", "sequence", "status", "fields.a", "vars.a"] {
            var editor = try FileEditor(path: record.path, bytes: bytes)
            let path = try EditPath(parsing: key)
            guard case .text(let old)? = editor.value(at: path) else { continue }
            try editor.set(path, to: "word")
            let changed = editor.bytes
            let prefix = zip(bytes, changed).prefix { $0 == $1 }.count
            let suffix = zip(bytes.reversed(), changed.reversed()).prefix { $0 == $1 }.count
            #expect(bytes.count - prefix - suffix <= old.utf8.count + 4)
            try editor.set(path, to: .text(old))
            #expect(editor.bytes == bytes, "\(key) of \(record.text)")
        }
    }

    /// Removing any value leaves the rest with its meaning.
    @Test(arguments: 0..<200) func removingKeepsTheRest(_ seed: Int) throws {
        let record = RandomRecord(seed: seed)
        let bytes = Array(record.text.utf8)
        let editor = try FileEditor(path: record.path, bytes: bytes)
        guard case .mapping(let entries)? = editor.value(at: EditPath([])) else { return }
        for entry in entries {
            var edited = editor
            #expect(throws: Never.self, "\(entry.key) of \(record.text)") {
                try edited.remove(EditPath(key: entry.key))
            }
            let rest = entries.filter { $0.key != entry.key }
            #expect(edited.value(at: EditPath([])) == (rest.isEmpty ? nil : .mapping(rest)))
            #expect(isKept(edited.bytes, in: bytes))
        }
    }

    /// Cut anywhere, a file is refused or edited as it stands; nothing else happens.
    @Test(arguments: 0..<60) func halfWrittenFiles(_ seed: Int) {
        let bytes = Array(RandomRecord(seed: seed).text.utf8)
        for end in stride(from: 0, to: bytes.count, by: 3) {
            let part = Array(bytes[..<end])
            if let normal = try? FileFormat.normal(path: "people/a.yaml", bytes: part) {
                #expect((try? FileFormat.normal(path: "people/a.yaml", bytes: normal)) == normal)
            }
            guard var editor = try? FileEditor(path: "people/a.yaml", bytes: part) else { continue }
            try? editor.set(EditPath(key: "title"), to: "x")
            try? editor.append(["x"], to: EditPath(key: "tags"))
            try? editor.remove(EditPath(key: "fields"))
        }
    }

    /// Whether all bytes of `old` stand in `new` in their order.
    private func isKept(_ old: [UInt8], in new: [UInt8]) -> Bool {
        var rest = old[...]
        for byte in new where byte == rest.first { rest.removeFirst() }
        return rest.isEmpty
    }
}

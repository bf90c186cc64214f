import YAML

@testable import OutriderCore

/// What is fed with hostile bytes, by the fuzzer and, with the inputs that it found, by the tests.
enum FuzzTarget: String, CaseIterable, Sendable {
    /// The tree of a YAML file.
    case yaml
    /// One file of a book, and the whole check of the book that it stands in; the first byte names its kind.
    case book
    /// The scanning and rendering of a message; the first byte says whether it is HTML.
    case template
    /// One value with a grammar of its own; the first byte names its kind.
    case value
    case json
    /// The normal form of a file; the first byte names its kind.
    case format
    /// The import of a table or of cards into a book.
    case csv, vcard, rows

    /// - Returns: the law that does not hold; `nil` where all is well.
    func broken(by bytes: [UInt8]) -> String? {
        let first = Int(bytes.first ?? 0)
        let rest = Array(bytes.dropFirst())
        switch self {
        case .yaml: return Self.yaml(bytes)
        case .book: return Self.book(rest, at: Self.paths[first % Self.paths.count])
        case .template: return Self.template(String(decoding: rest, as: UTF8.self), first % 2 == 0 ? .plain : .html)
        case .value: return FuzzedValue.broken(by: String(decoding: rest, as: UTF8.self), kind: first)
        case .json: return Self.json(bytes)
        case .format: return Self.format(rest, path: Self.paths[first % Self.paths.count])
        case .csv: return FuzzedImport.broken(by: bytes, .csv)
        case .vcard: return FuzzedImport.broken(by: bytes, .vcard)
        case .rows: return FuzzedImport.broken(by: bytes, .json)
        }
    }

    static let paths = [Configuration.path] + RecordKind.allCases.map { $0.path(of: "a") }

    // MARK: The laws

    private static func yaml(_ bytes: [UInt8]) -> String? {
        guard let document = try? YAML.parse(bytes, limits: Limits(bytes: 1 << 20, depth: 32, nodes: 100_000)) else {
            return nil
        }
        var nodes = document.root.map { [$0] } ?? []
        while let node = nodes.popLast() {
            guard 0...bytes.count ~= node.start.offset, node.start.offset <= node.end.offset,
                node.end.offset <= bytes.count
            else { return "a node lies outside the file" }
            switch node.content {
            case .scalar(let text, _):
                let count = text.unicodeScalars.count
                for offset in [0, count / 2, count] {
                    guard 0...bytes.count ~= YAML.mark(inScalar: node, at: offset, of: bytes).offset else {
                        return "a character lies outside the file"
                    }
                }
            case .sequence(let items): nodes += items
            case .mapping(let entries): nodes += entries.flatMap { [$0.key, $0.value] }
            }
        }
        return nil
    }

    /// A book around the file, so that what it names may be there.
    private static let files: [String: [UInt8]] = [
        "outrider.yaml": "version: 1\nname: Acme\nunsubscribe: {mailto: stop@acme.example}\n",
        "people/a.yaml": "firstName: Ada\nemail: ada@example.com\nphone: \"+27821234567\"\ncompany: a\n",
        "companies/a.yaml": "name: Engines\n", "projects/a.yaml": "title: Backend\ncompany: a\n",
        "senders/a.yaml": "name: Jo\nemail: jo@acme.example\n", "templates/a.yaml": "subject: Hello\nbody: Hi\n",
        "sequences/a.yaml": "name: Four\nsteps:\n  - {id: a, channel: email, template: a}\n",
        "enrollments/a.yaml": "sequence: a\nproject: a\npeople: [a]\n",
    ].mapValues { Array($0.utf8) }

    private static func book(_ bytes: [UInt8], at path: String) -> String? {
        let source = BytesSource(files: files.merging([path: bytes]) { _, new in new })
        guard let report = try? Check.all(Book(source)) else { return "the check threw" }
        let lines = bytes.count { $0 == 0x0A || $0 == 0x0D || $0 == 0x85 || $0 == 0xA8 || $0 == 0xA9 } + 1
        let isOutside = report.diagnostics.contains { problem in
            problem.location.path == path && !(0...lines ~= problem.location.line)
        }
        return isOutside ? "a problem lies outside the file" : nil
    }

    private static let values = TemplateValue.record([
        "firstName": .text("Ada <3"), "lastName": .text(" "), "tags": .list([.text("a"), .text("&")]),
        "fields": .record(["x": .text("y"), "list": .list([.list([.text("in")]), .record(["a": .text("b")])])]),
    ])

    private static func template(_ source: String, _ kind: MessageText.Kind) -> String? {
        guard let text = try? MessageText(scanning: source, kind: kind) else { return nil }
        let isMissing = !text.missing(in: values).isEmpty
        let rendered = try? text.render(values)
        guard (rendered == nil) == isMissing else { return "render and missing disagree" }
        guard let line = try? text.renderLine(values) else { return nil }
        return line.utf8.contains { $0 < 0x20 } ? "a line has a control character" : nil
    }

    private static func json(_ bytes: [UInt8]) -> String? {
        guard let value = try? JSONParser.parse(bytes[...]) else { return nil }
        let again = try? JSONParser.parse(Array(value.compact.utf8)[...])
        return again == value ? nil : "what is written is not what was read"
    }

    private static func format(_ bytes: [UInt8], path: String) -> String? {
        guard let once = try? FileFormat.normal(path: path, bytes: bytes) else { return nil }
        guard let twice = try? FileFormat.normal(path: path, bytes: once) else { return "the normal form has none" }
        return once == twice ? nil : "the normal form is not normal"
    }
}

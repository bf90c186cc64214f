/// The place of a value in a file: `company`, `fields.currentTitle`, `emails[1].label`, `people[za/ada].status`.
public struct EditPath: Hashable, Sendable, CustomStringConvertible {
    public enum Part: Hashable, Sendable {
        case key(String)
        /// An item of a list, counted from 0.
        case index(Int)
        /// The item of a list that is that text, or a mapping with that text as its only key or its `id`.
        case item(String)
    }

    public var parts: [Part]

    public init(_ parts: [Part]) { self.parts = parts }

    /// A key at the top of a file.
    public init(key: String) { parts = [.key(key)] }

    /// Reads a path as it is typed; a key with dots or brackets is put in double quotes.
    ///
    /// - Throws: `EditError` where it is none.
    public init(parsing text: String) throws(EditError) {
        var parts: [Part] = []
        var rest = Substring(text)
        func bad(_ problem: String) -> EditError {
            EditError(
                .badPath, "'\(text.printable)' names no key: \(problem)",
                hint: "write it like fields.currentTitle, steps[nudge].delay or emails[0].label")
        }
        while !rest.isEmpty || parts.isEmpty {
            if rest.first == "[" {
                guard !parts.isEmpty, let end = rest.firstIndex(of: "]") else { throw bad("a [ without its ]") }
                let name = String(rest[rest.index(after: rest.startIndex)..<end])
                guard !name.isEmpty else { throw bad("nothing between [ and ]") }
                parts.append(Self.item(name))
                rest = rest[rest.index(after: end)...]
                continue
            }
            if !parts.isEmpty {
                guard rest.first == "." else { throw bad("a dot is missing") }
                rest.removeFirst()
            }
            let key: Substring
            if rest.first == "\"" {
                rest.removeFirst()
                guard let end = rest.firstIndex(of: "\"") else { throw bad("a quote without its end") }
                key = rest[..<end]
                rest = rest[rest.index(after: end)...]
            } else {
                key = rest.prefix { $0 != "." && $0 != "[" }
                rest = rest.dropFirst(key.count)
            }
            guard !key.isEmpty else { throw bad("an empty key") }
            parts.append(.key(String(key)))
            guard parts.count <= 32 else { throw bad("too deep") }
        }
        self.parts = parts
    }

    private static func item(_ name: String) -> Part {
        if name.count > 1, name.hasPrefix("\""), name.hasSuffix("\"") {
            return .item(String(name.dropFirst().dropLast()))
        }
        guard name.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = Int(name) else { return .item(name) }
        return .index(index)
    }

    public var description: String {
        var text = ""
        for part in parts {
            switch part {
            case .key(let key):
                let isPlain = !key.contains { ".[\"".contains($0) }
                text += (text.isEmpty ? "" : ".") + (isPlain ? key : "\"\(key)\"").printable
            case .index(let index): text += "[\(index)]"
            case .item(let name): text += "[\(name.printable)]"
            }
        }
        return text
    }

    func appending(_ part: Part) -> EditPath { EditPath(parts + [part]) }

    /// The path of that which holds it.
    var parent: EditPath { EditPath(Array(parts.dropLast())) }
}

/// What `set` is asked to do to one key: `company=x`, `tags+=ios`, `tags-=ios`, `notes=`.
public struct Assignment: Hashable, Sendable {
    public enum Operation: Hashable, Sendable {
        case set(String)
        /// Sets a list or mapping.
        case put(EditValue)
        /// Puts items into a list that does not have them.
        case add(String)
        /// Takes an item out of a list that has it.
        case subtract(String)
        case remove
    }

    public var path: EditPath
    public var operation: Operation

    init(_ path: EditPath, _ operation: Operation) {
        self.path = path
        self.operation = operation
    }

    /// Reads `key=value`, `key+=value`, `key-=value` or `key=`.
    ///
    /// - Throws: `EditError` where it is none of these.
    public init(parsing text: String) throws(EditError) {
        var isQuoted = false
        let equals = text.firstIndex { character in
            if character == "\"" { isQuoted.toggle() }
            return character == "=" && !isQuoted
        }
        guard let equals else {
            throw EditError(
                .badPath, "'\(text.printable)' sets nothing", hint: "write key=value, key+=value, key-=value or key=")
        }
        let name = text[..<equals]
        let value = String(text[text.index(after: equals)...])
        switch name.last {
        case "+": operation = .add(value)
        case "-": operation = .subtract(value)
        default: operation = value.isEmpty ? .remove : .set(value)
        }
        let hasSign = name.last == "+" || name.last == "-"
        path = try EditPath(parsing: String(hasSign ? name.dropLast() : name))
    }
}

extension FileEditor {
    /// Does what an assignment asks; what is so already stays.
    mutating func assign(_ assignment: Assignment) throws(EditError) {
        let path = assignment.path
        try requireKnown(path)
        switch assignment.operation {
        case .set(let text): try set(path, to: guide.value(text, at: path))
        case .put(let value): try set(path, to: value)
        case .remove: if has(path) { try remove(path) }
        case .add(let text):
            guard guide.allows("array", at: path) else {
                throw EditError(.badValue, "'\(path)' is no list", hint: "write \(path)=VALUE")
            }
            let new: [EditValue]
            switch guide.value(text, at: path.appending(.index(0)), lists: true) {
            case .list(let items): new = items
            case let value: new = [value]
            }
            let present = items(at: path)
            try append(new.filter { !present.contains($0) }, to: path)
        case .subtract(let text):
            guard let index = items(at: path).firstIndex(of: guide.value(text, at: path.appending(.index(0)))) else {
                let named = path.appending(.item(text))
                if has(named) { try remove(named) }
                return
            }
            if case .text? = value(at: path) { try remove(path) } else { try remove(path.appending(.index(index))) }
        }
    }

    /// The items of a list; one value alone is a list of one.
    func items(at path: EditPath) -> [EditValue] {
        switch value(at: path) {
        case .list(let items)?: items
        case let value?: [value]
        case nil: []
        }
    }

    private func requireKnown(_ path: EditPath) throws(EditError) {
        for (index, part) in path.parts.enumerated() {
            guard case .key(let key) = part else { continue }
            let whole = EditPath(Array(path.parts[...index]))
            guard !guide.knows(whole) else { continue }
            throw EditError(
                .badPath, "there is no key '\(whole)' in \(guide.table.name) files",
                hint: Spelling.hint(for: key, in: guide.keys(at: whole.parent))
                    ?? "its keys: outrider schema \(guide.table.name)")
        }
    }
}

extension KeyGuide {
    /// What a text from the command line is at a path: a list or mapping where it is written as one and may be one.
    func value(_ text: String, at path: EditPath, lists: Bool = false) -> EditValue {
        guard let value = EditValue(flow: text) else { return .text(text) }
        let isList = if case .list = value { true } else { false }
        return (isList && lists) || allows(isList ? "array" : "object", at: path) ? value : .text(text)
    }
}

internal import YAML

extension SimulationScript {
    /// What happens to a file of the book.
    struct Edit: Hashable, Sendable {
        enum Change: Hashable, Sendable {
            /// It is written anew, or made.
            case text(String)
            /// Some of its keys are changed.
            case set([Located<Assignment>])
            case remove
        }

        var path: String
        var change: Change
        var location: SourceLocation

        /// The file as it is from then on; `nil` where it is gone.
        ///
        /// - Parameter bytes: the file as it is; `nil` where there is none.
        /// - Throws: `ScriptError` where the keys cannot be changed.
        func bytes(from bytes: [UInt8]?) throws(ScriptError) -> [UInt8]? {
            switch change {
            case .text(let text): return Array(text.utf8)
            case .remove: return nil
            case .set(let assignments):
                guard let bytes else {
                    throw ScriptError(
                        message: "\(location.description): there is no such file by then",
                        hint: "give all of it as `text`, or another path")
                }
                var place = location
                do throws(EditError) {
                    var file = try FileEditor(path: path, bytes: bytes)
                    for assignment in assignments {
                        place = assignment.location
                        try file.assign(assignment.value)
                    }
                    return file.bytes
                } catch {
                    throw ScriptError(
                        message: "\(place.description): \(error.message)",
                        hint: error.hint ?? "change the item of the script")
                }
            }
        }
    }
}

extension ValueType where Value == [Located<Assignment>] {
    /// Keys of a record and what they hold, as `outrider set` takes them: `stage: X`, `tags+: [a, b]`, `tags-: a`; a key
    /// without a value is removed.
    static let assignments = ValueType(
        ["type": "object", "minProperties": 1, "additionalProperties": true]
    ) { node, reading in
        guard case .mapping(let entries) = node.content else {
            reading.add(
                .wrongType, "expected a mapping of keys to values", at: node,
                hint: "write `set: {title: CTO, tags+: senior}`")
            return nil
        }
        var assignments: [Located<Assignment>] = []
        for entry in entries {
            guard let name = entry.key.text else {
                reading.add(.wrongType, "expected the name of a key", at: entry.key)
                continue
            }
            do throws(EditError) {
                for assignment in try Assignment.list(name, entry.value) {
                    assignments.append(Located(assignment, at: reading.location(of: entry.key)))
                }
            } catch {
                reading.add(.wrongType, error.message, at: entry.key, hint: error.hint)
            }
        }
        return assignments
    }
}

extension Assignment {
    /// What a key with `+`, `-` or neither behind it and its value ask for.
    fileprivate static func list(_ name: String, _ value: Node) throws(EditError) -> [Assignment] {
        let sign = name.last.flatMap { "+-".contains($0) ? $0 : nil }
        let path = try EditPath(parsing: sign == nil ? name : String(name.dropLast()))
        if value.isMissing, sign == nil { return [Assignment(path, .remove)] }
        guard let sign else {
            if case .text(let text) = EditValue(value) { return [Assignment(path, .set(text))] }
            return [Assignment(path, .put(EditValue(value)))]
        }
        let items: [EditValue] = if case .list(let items) = EditValue(value) { items } else { [EditValue(value)] }
        var assignments: [Assignment] = []
        for item in items {
            guard case .text(let text) = item, !text.isEmpty else {
                throw EditError(
                    .badValue, "'\(name.printable)' takes names only",
                    hint: "write `\(path)` without the sign, and all of its items")
            }
            assignments.append(Assignment(path, sign == "+" ? .add(text) : .subtract(text)))
        }
        return assignments
    }
}

@testable import OutriderCore

/// One change of a book without an error, and what the check must then say of the marked place.
struct Mutation: CustomStringConvertible {
    let path: String
    let sample: Sample
    let code: DiagnosticCode
    let description: String

    /// Every mutation of one file.
    static func all(of sample: Sample, table: String, path: String) -> [Mutation] {
        var walk = MutationWalk(root: sample, path: path)
        walk.record(sample, table, at: [])
        return walk.found
    }
}

/// Walks a record with its table and collects what can go wrong at each place.
private struct MutationWalk {
    let root: Sample
    let path: String
    private(set) var found: [Mutation] = []

    init(root: Sample, path: String) {
        self.root = root
        self.path = path
    }

    private mutating func add(
        _ code: DiagnosticCode, _ description: String, at steps: [SampleStep], _ change: (Sample) -> Sample
    ) {
        found.append(
            Mutation(
                path: path, sample: root.changed(at: steps[...], change), code: code,
                description: "\(path): \(description)"))
    }

    mutating func record(_ sample: Sample, _ table: String, at steps: [SampleStep]) {
        guard case .map(let entries) = sample, let keys = Tables.all[table] else { return }
        for (index, entry) in entries.enumerated() {
            let shape = Shape.all[table]?[entry.key] ?? .text
            let name = "\(table).\(entry.key)"
            if !keys.open.contains(where: { $0.covers(entry.key) }) {
                add(.unknownKey, "\(name) misspelt", at: steps) { Self.edit($0, index) { $0.key += "x" } }
            }
            add(.duplicateKey, "\(name) twice", at: steps) { record in
                guard case .map(var entries) = record else { return record }
                var copy = entry
                copy.isMarked = true
                entries.append(copy)
                return .map(entries)
            }
            if keys.required.contains(entry.key), entries.count > 1 {
                add(.missingKey, "\(name) left out", at: steps) { record in
                    guard case .map(var entries) = record else { return record }
                    entries.remove(at: index)
                    entries[0].isMarked = true
                    return .map(entries)
                }
            }
            value(entry.value, shape, name, at: steps + [.key(index)])
        }
    }

    private static func edit(_ sample: Sample, _ index: Int, _ change: (inout Sample.Entry) -> Void) -> Sample {
        guard case .map(var entries) = sample else { return sample }
        entries[index].isMarked = true
        change(&entries[index])
        return .map(entries)
    }

    private mutating func value(_ sample: Sample, _ shape: Shape, _ name: String, at steps: [SampleStep]) {
        if let (text, code) = shape.wrong, sample.isText {
            add(code, "\(name) is '\(text)'", at: steps) { _ in .marked(.text(text)) }
        }
        if case .id = shape { add(.badID, "\(name) has a space", at: steps) { _ in .marked(.text("a b")) } }
        if case .words = shape { add(.emptyText, "\(name) is blank", at: steps) { _ in .marked(.text(" ")) } }
        if shape.isScalar {
            add(.wrongType, "\(name) is a mapping", at: steps) { _ in
                .marked(.map([Sample.Entry(key: "a", value: .text("b"))]))
            }
        }
        switch (shape, sample) {
        case (.record(let table), _): record(sample, table, at: steps)
        case (.stepDate, .map): record(sample, "on", at: steps)
        case (.pause, .map): record(sample, "pause", at: steps)
        case (.condition, .map): record(sample, "condition", at: steps)
        case (.member, .map(let entries)):
            record(entries[0].value, "member", at: steps + [.key(0)])
        case (.list(let item), .list(let items)):
            for (index, sample) in items.enumerated() { value(sample, item, name, at: steps + [.item(index)]) }
            repeated(items, name, at: steps)
        default: break
        }
    }

    /// What may stand only once in a list.
    private mutating func repeated(_ items: [Sample], _ name: String, at steps: [SampleStep]) {
        let rules: [String: (code: DiagnosticCode, key: [String])] = [
            "sequence.steps": (.duplicateStep, ["id"]), "calendar.holidays": (.duplicateHoliday, ["date", "yearly"]),
            "enrollment.people": (.duplicatePerson, []), "person.emails": (.duplicateAddress, ["address"]),
        ]
        guard let rule = rules[name], let first = items.first else { return }
        add(rule.code, "\(name) repeats its first item", at: steps) { list in
            guard case .list(let items) = list else { return list }
            return .list(items + [first.marked(at: rule.key)])
        }
    }
}

extension Sample {
    fileprivate var isText: Bool { if case .text = bare { true } else { false } }

    /// The value with its mark at one of these keys, or at its beginning.
    fileprivate func marked(at keys: [String]) -> Sample {
        guard case .map(var entries) = self else { return .marked(self) }
        let index = entries.firstIndex { keys.contains($0.key) } ?? 0
        entries[index].isMarked = true
        return .map(entries)
    }
}

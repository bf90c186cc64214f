/// Where two JSON documents differ, a line each: `days.2026-11-25.tasks: 3, expected 4`.
public enum JSONDifference {
    public static func lines(_ value: JSONValue, expected: JSONValue) -> [String] {
        var lines: [String] = []
        compare(value, expected, "", &lines)
        return lines
    }

    private static func compare(_ value: JSONValue, _ expected: JSONValue, _ path: String, _ lines: inout [String]) {
        func below(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
        switch (value, expected) {
        case (.object(let own), .object(let other)):
            var keys = own.members.map(\.key)
            let known = Set(keys)
            keys += other.members.map(\.key).filter { !known.contains($0) }
            for key in keys {
                switch (own[key], other[key]) {
                case (let one?, let two?): compare(one, two, below(key), &lines)
                case (let one?, nil): lines.append("\(below(key)): \(one.compact), expected nothing")
                case (nil, let two?): lines.append("\(below(key)): nothing, expected \(two.compact)")
                case (nil, nil): break
                }
            }
        case (.array(let own), .array(let other)) where own.count == other.count:
            for (index, (one, two)) in zip(own, other).enumerated() { compare(one, two, below(String(index)), &lines) }
        default:
            if value != expected { lines.append("\(path): \(value.compact), expected \(expected.compact)") }
        }
    }
}

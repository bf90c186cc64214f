/// Two texts line by line, in short: what a reviewer wants to see of an edit.
public enum LineDifference {
    public enum Line: Hashable, Sendable {
        case kept(String)
        case removed(String)
        case added(String)
        /// So many lines that are the same, left out.
        case skipped(Int)
    }

    private static let context = 2
    /// More changed lines than this are not compared with each other: all old ones go, all new ones come.
    private static let compared = 2_000

    /// The changed lines with two around them; line breaks are not part of the lines.
    public static func lines(from old: [UInt8], to new: [UInt8]) -> [Line] {
        let before = split(old)
        let after = split(new)
        let head = zip(before, after).prefix { $0 == $1 }.count
        let tail = zip(before.dropFirst(head).reversed(), after.dropFirst(head).reversed()).prefix { $0 == $1 }.count
        let removed = before[head..<before.count - tail]
        let added = after[head..<after.count - tail]
        var lines = before[..<head].map(Line.kept)
        lines += compare(Array(removed), Array(added))
        lines += before[(before.count - tail)...].map(Line.kept)
        return shortened(lines)
    }

    private static func split(_ bytes: [UInt8]) -> [String] {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func compare(_ old: [String], _ new: [String]) -> [Line] {
        guard old.count <= compared, new.count <= compared else {
            return old.map(Line.removed) + new.map(Line.added)
        }
        let difference = new.difference(from: old)
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var lines: [Line] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if removed.contains(left) {
                lines.append(.removed(old[left]))
                left += 1
            } else if added.contains(right) {
                lines.append(.added(new[right]))
                right += 1
            } else if left < old.count {
                lines.append(.kept(old[left]))
                left += 1
                right += 1
            } else {
                break
            }
        }
        return lines
    }

    private static func shortened(_ lines: [Line]) -> [Line] {
        func isKept(_ index: Int) -> Bool {
            if case .kept = lines[index] { true } else { false }
        }
        var shown = Set<Int>()
        for index in lines.indices where !isKept(index) {
            shown.formUnion(max(0, index - context)...min(lines.count - 1, index + context))
        }
        var result: [Line] = []
        var skipped = 0
        for index in lines.indices {
            guard shown.contains(index) else {
                skipped += 1
                continue
            }
            if skipped > 0 { result.append(.skipped(skipped)) }
            skipped = 0
            result.append(lines[index])
        }
        return skipped > 0 && !result.isEmpty ? result + [.skipped(skipped)] : result
    }
}

extension Zone {
    /// Names of zones near one that is no zone, best first, at most three: for "did you mean".
    ///
    /// Finds a wrong case, spaces for underscores, a city without its region and small misspellings. Abbreviations
    /// (`PST`) and offsets (`GMT+5`) get none: several zones share an abbreviation, and `Etc/GMT+5` is west of Greenwich.
    public static func suggestions(for misspelt: String) -> [String] {
        let longestName = 64
        guard misspelt.utf8.count <= longestName else { return [] }
        let wanted = misspelt.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: "_")
        guard !wanted.isEmpty, !wanted.contains(where: \.isNumber), !wanted.contains("+") else { return [] }
        let bytes = Array(wanted.utf8)
        let city = lastComponent(bytes)
        return best(candidates.filter { $0.name == bytes })
            ?? best(candidates.filter { $0.hasRegion && $0.city == city })
            ?? names(near: bytes)
    }

    private static func best(_ candidates: [Candidate]) -> [String]? {
        candidates.isEmpty ? nil : candidates.prefix(3).map(\.zone)
    }

    /// Names a few edits away, counted over the whole name or, for text without a region, over the city.
    private static func names(near wanted: [UInt8]) -> [String] {
        let shortestWord = 5
        guard wanted.count >= shortestWord else { return [] }
        let allowed = wanted.count / 5
        let hasRegion = wanted.contains(UInt8(ascii: "/"))
        let ranked = candidates.compactMap { candidate -> (distance: Int, name: String)? in
            let compared = hasRegion ? candidate.name : candidate.city
            return editDistance(wanted, compared, atMost: allowed).map { ($0, candidate.zone) }
        }
        return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    /// A zone's name in lower case, taken apart once.
    private struct Candidate {
        let zone: String
        let name: [UInt8]
        let city: [UInt8]

        var hasRegion: Bool { city.count < name.count }
    }

    private static let candidates = names.map { zone in
        let name = Array(zone.lowercased().utf8)
        return Candidate(zone: zone, name: name, city: lastComponent(name))
    }

    private static func lastComponent(_ name: [UInt8]) -> [UInt8] {
        name.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? name
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other (optimal string
    /// alignment), or nil when more than the limit.
    private static func editDistance(_ left: [UInt8], _ right: [UInt8], atMost limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in right.indices {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                var cost = min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            // No later row falls below this one, a swap included: it adds one to a row whose neighbour is one away.
            guard current.contains(where: { $0 <= limit }) else { return nil }
            (beforeLast, last) = (last, current)
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }
}

/// Which known word a misspelt one was meant to be.
enum Spelling {
    /// The nearest of `words`: by edit distance (a swap of neighbours counts 1), at most a third of the length; else `nil`.
    ///
    /// Cost is bounded: words over 64 characters and lists over 20,000 words are not compared.
    static func nearest(to word: String, in words: some Collection<String>) -> String? {
        let typed = Array(word.lowercased().utf8.prefix(65))
        guard typed.count <= 64, words.count <= 20_000 else { return nil }
        let allowed = max(1, typed.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in words where abs(candidate.utf8.count - typed.count) <= allowed {
            let distance = distance(typed, Array(candidate.lowercased().utf8))
            guard distance <= allowed else { continue }
            if let found = best, (found.distance, found.word) <= (distance, candidate) { continue }
            best = (candidate, distance)
        }
        return best?.word
    }

    /// `did you mean 'x'?`, or `nil` where nothing is near.
    static func hint(for word: String, in words: some Collection<String>) -> String? {
        nearest(to: word, in: words).map { "did you mean '\($0)'?" }
    }

    /// Optimal string alignment distance.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var before: [Int] = []
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in 0..<right.count {
                var best = min(last[column + 1] + 1, current[column] + 1)
                best = min(best, last[column] + (left[row] == right[column] ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, before[column - 1] + 1)
                }
                current.append(best)
            }
            before = last
            last = current
        }
        return last[right.count]
    }
}

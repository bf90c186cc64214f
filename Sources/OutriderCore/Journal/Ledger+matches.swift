extension Ledger {
    /// The uids of the enrollments that take in people by a match.
    func matchUIDs() throws -> [String] {
        let listed = try source.list("enrollments").map { entry in
            Self.decoded(entry.path.dropFirst("enrollments/".count).dropLast(".jsonl".count))
        }
        return try Set(listed).union(matches.keys).filter { try matched(by: $0) != nil }.sorted()
    }

    /// Whom the match of an enrollment has taken in; `nil` where it was never asked.
    func matched(by enrollment: String) throws -> MatchedPeople? {
        if let known = matches[enrollment] { return known }
        let path = MatchedPeople.path(of: enrollment)
        let bytes = try source.read(path, limit: Self.limit)
        let people = try bytes.map { try MatchedPeople(parsing: $0, path: path) }
        matches[enrollment] = .some(people)
        return people
    }
}

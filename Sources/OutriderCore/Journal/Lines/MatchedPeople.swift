/// Whom the match of an enrollment has taken in, whatever became of them; written by reconcile only.
struct MatchedPeople: Hashable, Sendable {
    /// The enrollment's uid.
    let enrollment: String
    /// When somebody was last taken in, or everybody asked.
    var at: Instant
    /// Uids.
    var people: Set<String> = []

    init(enrollment: String, at: Instant) {
        self.enrollment = enrollment
        self.at = at
    }

    init(parsing bytes: [UInt8], path: String) throws(JournalError) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        guard let first = lines.first else { throw JournalError(path: path, message: "the file is empty") }
        var head = try LineReader(parsing: first, path: path, line: 1)
        enrollment = try head.text("enrollment")
        at = try head.instant("at")
        let count = try head.int("people")
        for (index, line) in lines.dropFirst().enumerated() {
            var reader = try LineReader(parsing: line, path: path, line: index + 2)
            guard people.insert(try reader.text("person")).inserted else {
                throw reader.error("the line of this person stands twice")
            }
        }
        guard people.count == count else {
            throw JournalError(
                path: path, message: "the first line counts \(count) people, and \(people.count) follow")
        }
    }

    /// The file: a head, then the people in order.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        let head: JSONObject = [
            "enrollment": .string(enrollment), "at": at.json, "people": .integer(people.count),
        ]
        for object in [head] + people.sorted().map({ ["person": .string($0)] }) {
            object.write(into: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    static func path(of enrollment: String) -> String { "enrollments/\(Ledger.encoded(enrollment)).jsonl" }
}

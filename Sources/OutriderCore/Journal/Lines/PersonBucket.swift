/// One file of people's lines: scanned as bytes, decoded only where somebody asks, copied where nobody does.
///
/// Lines stand in the order of their person's uid, a person's head line before the memberships.
struct PersonBucket {
    /// The lines of one person, one behind the other.
    struct Group: Hashable {
        var person: String
        var range: Range<Int>
        var firstLine: Int
        var lineCount: Int
        /// The earliest `next` among them, as written; `9` for never.
        var next: String
    }

    let path: String
    private let bytes: [UInt8]
    let groups: [Group]

    static let empty = PersonBucket(path: "", bytes: [], groups: [])

    private init(path: String, bytes: [UInt8], groups: [Group]) {
        self.path = path
        self.bytes = bytes
        self.groups = groups
    }

    init(parsing bytes: [UInt8], path: String) throws(JournalError) {
        var groups: [Group] = []
        var line = 0
        var index = 0
        while index < bytes.count {
            line += 1
            guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) else {
                throw JournalError(path: path, line: line, message: "the last line is cut")
            }
            guard let next = Self.text(behind: Self.nextStart, in: bytes[index..<end]),
                let person = Self.text(behind: Self.personStart, in: bytes[(next.endIndex + 1)..<end])
            else { throw JournalError(path: path, line: line, message: "the line is damaged") }
            let name = String(decoding: person, as: UTF8.self)
            let time = String(decoding: next, as: UTF8.self)
            if let last = groups.indices.last, groups[last].person == name {
                groups[last].range = groups[last].range.lowerBound..<(end + 1)
                groups[last].lineCount += 1
                groups[last].next = min(groups[last].next, time)
            } else {
                guard groups.last.map({ $0.person < name }) ?? true else {
                    throw JournalError(path: path, line: line, message: "the line is out of order or stands twice")
                }
                groups.append(Group(person: name, range: index..<(end + 1), firstLine: line, lineCount: 1, next: time))
            }
            index = end + 1
        }
        self.init(path: path, bytes: bytes, groups: groups)
    }

    /// What stands between `start` and the next quote; `nil` where the bytes do not begin with `start`.
    private static func text(behind start: [UInt8], in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard bytes.count > start.count, bytes.starts(with: start),
            let end = bytes[(bytes.startIndex + start.count)...].firstIndex(of: UInt8(ascii: "\""))
        else { return nil }
        return bytes[(bytes.startIndex + start.count)..<end]
    }

    private static let nextStart = Array("{\"next\":\"".utf8)
    private static let personStart = Array(",\"person\":\"".utf8)

    /// The people who have a line whose `next` is not after `now`.
    func people(dueBy now: Instant) -> [String] {
        let limit = now.rfc3339
        return groups.filter { $0.next <= limit }.map(\.person)
    }

    /// The earliest `next` of a line behind a time, both as written; `nil` where there is none.
    func earliest(after limit: String) -> String? {
        let limit = Array(limit.utf8)
        var earliest: ArraySlice<UInt8>?
        var index = 0
        while index < bytes.count {
            let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            if let next = Self.text(behind: Self.nextStart, in: bytes[index..<end]), next.count > 1,
                limit.lexicographicallyPrecedes(next), earliest.map(next.lexicographicallyPrecedes) ?? true
            {
                earliest = next
            }
            index = end + 1
        }
        return earliest.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The decoded lines of one person; `nil` where there are none.
    func state(of person: String) throws(JournalError) -> PersonState? {
        var low = 0
        var high = groups.count
        while low < high {
            let middle = (low + high) / 2
            if groups[middle].person < person { low = middle + 1 } else { high = middle }
        }
        guard low < groups.count, groups[low].person == person else { return nil }
        return try state(of: groups[low])
    }

    func state(of group: Group) throws(JournalError) -> PersonState {
        var readers: [LineReader] = []
        var index = group.range.lowerBound
        for line in group.firstLine..<(group.firstLine + group.lineCount) {
            let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? group.range.upperBound
            readers.append(try LineReader(parsing: bytes[index..<end], path: path, line: line))
            index = end + 1
        }
        return try PersonState(person: group.person, lines: readers)
    }

    /// Whether a line of the group is held.
    func holds(_ group: Group) -> Bool {
        let marker = Array("\"hold\":{".utf8)
        var rest = bytes[group.range]
        while let quote = rest.firstIndex(of: marker[0]) {
            if rest[quote...].starts(with: marker) { return true }
            rest = rest[(quote + 1)...]
        }
        return false
    }

    /// The names of what lines of the group keep of the book as it was.
    func pins(of group: Group) -> [String] {
        let marker = Array("\"pin\":\"".utf8)
        var names: [String] = []
        var rest = bytes[group.range]
        while let quote = rest.firstIndex(of: marker[0]) {
            rest = rest[quote...]
            if rest.starts(with: marker) {
                names.append(String(decoding: rest.dropFirst(marker.count).prefix { $0 != marker[0] }, as: UTF8.self))
            }
            rest = rest.dropFirst()
        }
        return names
    }

    /// The file with some people's lines put in place of theirs, and what `due.jsonl` says of it.
    func replacing(_ states: [PersonState]) -> (bytes: [UInt8], next: String, lineCount: Int) {
        let states = states.sorted { $0.person < $1.person }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 256 * states.count)
        var next = "9"
        var count = 0
        var index = 0
        for group in groups {
            while index < states.count, states[index].person < group.person {
                write(states[index])
                index += 1
            }
            if index < states.count, states[index].person == group.person {
                write(states[index])
                index += 1
            } else {
                output.append(contentsOf: bytes[group.range])
                next = min(next, group.next)
                count += group.lineCount
            }
        }
        while index < states.count {
            write(states[index])
            index += 1
        }
        return (output, next, count)

        func write(_ state: PersonState) {
            state.write(into: &output)
            for membership in state.memberships { next = min(next, membership.next?.rfc3339 ?? "9") }
            count += state.lineCount
        }
    }
}

/// One file of addresses' lines, in the order of their hashes.
struct AddressBucket {
    let path: String
    private(set) var states: [String: AddressState] = [:]

    init(path: String) { self.path = path }

    init(parsing bytes: [UInt8], path: String) throws(JournalError) {
        self.path = path
        var line = 0
        for text in bytes.split(separator: UInt8(ascii: "\n")) {
            line += 1
            let state = try AddressState(try LineReader(parsing: text, path: path, line: line))
            guard states.updateValue(state, forKey: state.address) == nil else {
                throw JournalError(path: path, line: line, message: "the line of this address stands twice")
            }
        }
        guard bytes.last.map({ $0 == UInt8(ascii: "\n") }) ?? true else {
            throw JournalError(path: path, line: line, message: "the last line is cut")
        }
    }

    func replacing(_ changed: [AddressState]) -> [UInt8] {
        var all = states
        for state in changed { all[state.address] = state }
        var bytes: [UInt8] = []
        for (_, state) in all.sorted(by: { $0.key < $1.key }) { state.write(into: &bytes) }
        return bytes
    }
}

/// What `due.jsonl` says of one bucket of people.
struct DueEntry: Hashable {
    static let path = "due.jsonl"

    /// The earliest `next` in the bucket, as written; `9` for never.
    var next: String
    var bucket: String
    /// Lines in the bucket.
    var count: Int

    static func parse(_ bytes: [UInt8]) throws(JournalError) -> [String: DueEntry] {
        var entries: [String: DueEntry] = [:]
        var line = 0
        for text in bytes.split(separator: UInt8(ascii: "\n")) {
            line += 1
            var reader = try LineReader(parsing: text, path: path, line: line)
            let entry = DueEntry(
                next: try reader.text("next"), bucket: try reader.text("bucket"), count: try reader.int("count"))
            guard entries.updateValue(entry, forKey: entry.bucket) == nil else {
                throw JournalError(path: path, line: line, message: "the bucket stands twice")
            }
        }
        return entries
    }

    /// The buckets that hold something due by `now`, and the earliest time behind it in the others.
    ///
    /// Lines that are not due are not decoded: with 4,096 of them that would be most of the time of a run.
    static func scan(_ bytes: [UInt8], at now: Instant) throws(JournalError) -> (due: [String], earliest: String?) {
        let limit = Array(now.rfc3339.utf8)
        let start = Array("{\"next\":\"".utf8)
        var due: [String] = []
        var earliest: ArraySlice<UInt8>?
        var line = 0
        var index = 0
        while index < bytes.count {
            line += 1
            guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")), end - index > start.count,
                bytes[index..<(index + start.count)].elementsEqual(start)
            else { throw JournalError(path: path, line: line, message: "the line is damaged") }
            let time = bytes[(index + start.count)..<end].prefix { $0 != UInt8(ascii: "\"") }
            if !limit.lexicographicallyPrecedes(time) {
                var reader = try LineReader(parsing: bytes[index..<end], path: path, line: line)
                _ = try reader.text("next")
                due.append(try reader.text("bucket"))
            } else if earliest.map({ time.lexicographicallyPrecedes($0) }) ?? true {
                earliest = time
            }
            index = end + 1
        }
        let next = earliest.map { String(decoding: $0, as: UTF8.self) }
        return (due, next == "9" ? nil : next)
    }

    static func write(_ entries: [String: DueEntry]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (_, entry) in entries.sorted(by: { $0.key < $1.key }) {
            let object: JSONObject = [
                "next": .string(entry.next), "bucket": .string(entry.bucket), "count": .integer(entry.count),
            ]
            object.write(into: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}

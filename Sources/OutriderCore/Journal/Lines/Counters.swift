/// What was claimed on one day: `counters/<date>.json`.
///
/// Caps are counted here by the claim itself, so that no number of runs goes over them.
public struct Counters: Hashable, Sendable {
    /// Something whose messages of a day are limited.
    public enum Name: Hashable, Sendable {
        /// A sender by id, on one channel.
        case sender(String, Channel)
        /// A company by id.
        case company(String)
        /// A domain of addresses, in lower case.
        case domain(String)
        case book

        var text: String {
            switch self {
            case .sender(let id, let channel): "sender/\(id)/\(channel.rawValue)"
            case .company(let id): "company/\(id)"
            case .domain(let domain): "domain/\(domain)"
            case .book: "book"
            }
        }
    }

    private struct Count: Hashable {
        var sent: Int
        var new: Int
        /// The minute of the last message, since 1970, and how many were claimed in it.
        var minute: Int64 = 0
        var inMinute = 0

        var json: JSONValue {
            .object(
                JSONObject([
                    ("sent", .integer(sent)), ("new", .integer(new)),
                    ("minute", inMinute == 0 ? nil : .integer(Int(clamping: minute))),
                    ("inMinute", inMinute == 0 ? nil : .integer(inMinute)),
                ]))
        }
    }

    public let date: CivilDate
    private var counts: [String: Count] = [:]
    private var rest = JSONObject()

    public init(date: CivilDate) { self.date = date }

    static func path(of date: CivilDate) -> String { "counters/\(date).json" }

    var path: String { Self.path(of: date) }

    /// Messages that were claimed that day.
    public func sent(_ name: Name) -> Int { counts[name.text]?.sent ?? 0 }

    /// Those of them that were the first of their enrollment; counted for senders only.
    public func new(_ name: Name) -> Int { counts[name.text]?.new ?? 0 }

    /// Messages of a sender that were claimed in a minute, counted since 1970.
    func inMinute(_ minute: Int64, _ name: Name) -> Int {
        counts[name.text].map { $0.minute == minute ? $0.inMinute : 0 } ?? 0
    }

    /// Counts one message.
    public mutating func add(_ name: Name, isNew: Bool, at now: Instant) {
        var count = counts[name.text] ?? Count(sent: 0, new: 0)
        count.sent += 1
        if isNew, name.isSender { count.new += 1 }
        if name.isSender {
            let minute = now.seconds / 60
            count.inMinute = count.minute == minute ? count.inMinute + 1 : 1
            count.minute = minute
        }
        counts[name.text] = count
    }

    /// Takes back one message that was proved not to have been delivered.
    public mutating func giveBack(_ name: Name, isNew: Bool) {
        guard var count = counts[name.text] else { return }
        count.sent = max(0, count.sent - 1)
        if isNew, name.isSender { count.new = max(0, count.new - 1) }
        counts[name.text] = count
    }

    init(parsing bytes: [UInt8], date: CivilDate) throws(JournalError) {
        self.date = date
        let reader = try LineReader(parsing: bytes[...], path: Self.path(of: date), line: 0)
        for member in reader.rest.members {
            var one = reader
            if member.key.hasPrefix("sender/") {
                guard let object = try one.object(member.key) else { continue }
                var inner = one.inner(object)
                counts[member.key] = Count(
                    sent: try inner.int("sent"), new: try inner.int("new"),
                    minute: Int64(try inner.int("minute", default: 0)), inMinute: try inner.int("inMinute", default: 0))
            } else if member.key == "book" || member.key.hasPrefix("company/") || member.key.hasPrefix("domain/") {
                counts[member.key] = Count(sent: try one.int(member.key), new: 0)
            } else {
                rest.append(member.key, member.value)
            }
        }
    }

    var bytes: [UInt8] {
        var object = JSONObject()
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
            let isSender = name.hasPrefix("sender/")
            object.append(
                name,
                isSender ? count.json : .integer(count.sent))
        }
        object.append(rest: rest)
        return Array((JSONValue.object(object).pretty + "\n").utf8)
    }
}

extension Counters.Name {
    fileprivate var isSender: Bool { if case .sender = self { true } else { false } }
}

/// What a claimed message counts against, written into the claim so that whoever releases it gives back the same.
public struct Reservation: Hashable, Sendable {
    /// The sender's day.
    public var senderDay: CivilDate
    /// The book's day, by which company, domain and book count.
    public var day: CivilDate
    /// Whether it is the first message of its enrollment.
    public var isNew: Bool
    /// Id of the company that the person works for.
    public var company: String?
    /// Domain of the address, in lower case.
    public var domain: String?

    public init(senderDay: CivilDate, day: CivilDate, isNew: Bool, company: String?, domain: String?) {
        self.senderDay = senderDay
        self.day = day
        self.isNew = isNew
        self.company = company
        self.domain = domain
    }

    init(_ reader: LineReader) throws(JournalError) {
        var reader = reader
        senderDay = try reader.date("senderDay")
        day = try reader.date("day")
        isNew = reader.bool("new")
        company = try reader.optionalText("company")
        domain = try reader.optionalText("domain")
    }

    var json: JSONValue {
        .object(
            JSONObject([
                ("senderDay", .string("\(senderDay)")), ("day", .string("\(day)")), ("new", isNew ? true : nil),
                ("company", .optional(company)), ("domain", .optional(domain)),
            ]))
    }

    /// The counters that it names, each with its day.
    func names(sender: String, _ channel: Channel) -> [(name: Counters.Name, date: CivilDate)] {
        var names: [(Counters.Name, CivilDate)] = [(.sender(sender, channel), senderDay), (.book, day)]
        if let company { names.append((.company(company), day)) }
        if let domain { names.append((.domain(domain), day)) }
        return names
    }
}

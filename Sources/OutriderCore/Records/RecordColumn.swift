/// What a list shows of each record: a key, or what follows from several.
public struct RecordColumn: Hashable, Sendable {
    public let name: String
    private let kind: RecordKind
    private let path: RecordPath

    /// - Throws: `LookupError` where records of the kind have no such key.
    public init(_ name: String, of kind: RecordKind) throws(LookupError) {
        let path = RecordPath(name)
        let names = Self.names(of: kind)
        guard names.contains(name) || (names.contains(path.first) && name != path.first + ".") else {
            throw LookupError(
                "\(kind.folder) have no '\(name.printable)'",
                hint: Spelling.nearest(to: name, in: names).map { "did you mean '\($0)'?" }
                    ?? "there is \(names.joined(separator: ", "))")
        }
        self.init(known: name, of: kind)
    }

    private init(known name: String, of kind: RecordKind) {
        self.name = name
        self.kind = kind
        path = RecordPath(name)
    }

    /// The columns that a list shows if none are named.
    public static func standard(of kind: RecordKind) -> [RecordColumn] {
        let known = names(of: kind)
        return standardNames(of: kind).filter { known.contains(RecordPath($0).first) }.map {
            RecordColumn(known: $0, of: kind)
        }
    }

    /// Every name that a column may have.
    public static func names(of kind: RecordKind) -> [String] {
        ["id", "path"] + derived(of: kind) + BookSchema.keys(of: kind)
    }

    private static func standardNames(of kind: RecordKind) -> [String] {
        switch kind {
        case .person: ["id", "fullName", "title", "company", "owner", "channels", "tags"]
        case .company: ["id", "name", "industry", "website", "tags"]
        case .project: ["id", "title", "status", "company", "closedAt", "tags"]
        case .sender: ["id", "fullName", "title", "channels", "away.until", "away.cover"]
        case .template: ["id", "name", "channel", "subject"]
        case .sequence: ["id", "name", "steps", "days", "channels"]
        case .enrollment: ["id", "sequence", "status", "people", "start", "project"]
        case .calendar: ["id", "weekend", "holidays"]
        case .suppression: ["id", "entries", "notes"]
        }
    }

    /// What is worked out from several keys.
    private static func derived(of kind: RecordKind) -> [String] {
        switch kind {
        case .person, .sender: ["fullName", "channels"]
        case .sequence: ["days", "channels"]
        default: []
        }
    }

    /// The texts of a record that a filter compares.
    func texts(_ record: RecordFile) -> [String] {
        switch (kind, name) {
        case (_, "id"): [record.id]
        case (_, "path"): [record.path]
        case (.person, "fullName"), (.sender, "fullName"): record.fullName.map { [$0] } ?? []
        case (.person, "channels"): record.reachableOn
        case (.sender, "channels"): ["email", "sms", "whatsapp"].filter { record.members[$0] != nil }
        case (.sequence, "channels"): record.stepChannels
        case (.sequence, "days"): record.days.map { [$0] } ?? []
        case (.enrollment, "status"), (.project, "status"):
            path.texts(in: record.members).first.map { [$0] } ?? [kind == .project ? "OPEN" : "ACTIVE"]
        default: path.texts(in: record.members)
        }
    }

    /// The record's cell in a table: texts with commas between, a list of records as their number.
    public func cell(_ record: RecordFile) -> String {
        if Self.counted.contains(name), let count = record.members[name]?.elements?.count { return String(count) }
        return texts(record).joined(separator: ", ")
    }

    /// Lists of which a table shows the number.
    private static let counted: Set = ["steps", "people", "exclude", "entries", "holidays", "relationships"]

    /// The record's value for programs; `nil` where it has none.
    public func json(_ record: RecordFile) -> JSONValue? {
        if let value = record.members[name] { return value }
        let texts = texts(record)
        switch (kind, name) {
        case (_, "channels"): return .strings(texts)
        default: return texts.isEmpty ? nil : texts.count == 1 ? .string(texts[0]) : .strings(texts)
        }
    }
}

extension RecordFile {
    fileprivate var fullName: String? {
        if let name = members["name"]?.scalarText { return name }
        let parts = [members["firstName"], members["lastName"]].compactMap { $0?.scalarText }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// The channels that a person has an address for and has not closed.
    fileprivate var reachableOn: [String] {
        var closed: Set<String> = []
        switch members["doNotContact"] {
        case .bool(true): return []
        case .array(let channels): closed = Set(channels.compactMap(\.scalarText))
        case .string(let channel): closed = [channel]
        default: break
        }
        let channels = [
            ("email", "email"), ("emails", "email"), ("phone", "sms"), ("whatsapp", "whatsapp"),
            ("linkedin", "linkedin"),
        ]
        var found: [String] = []
        for (key, channel) in channels
        where members[key] != nil && !closed.contains(channel) && !found.contains(channel) {
            found.append(channel)
        }
        return found
    }

    /// The channels of a sequence, in the order of their first steps.
    fileprivate var stepChannels: [String] {
        var seen: Set<String> = []
        return RecordPath("steps.channel").texts(in: members).filter { seen.insert($0).inserted }
    }

    /// The delays of a sequence together, in days, rounded up.
    fileprivate var days: String? {
        let delays = RecordPath("steps.delay").texts(in: members).compactMap { try? Delay(parsing: $0) }
        guard !delays.isEmpty else { return nil }
        let minutes = delays.reduce(0) { $0 + $1.minutes }
        return String((minutes + 1_439) / 1_440)
    }
}

extension Delay {
    /// About how long it is: a business day counts as a day, a month as 30.
    fileprivate var minutes: Int {
        switch unit {
        case .minutes: count
        case .hours: count * 60
        case .days, .businessDays: count * 1_440
        case .weeks: count * 10_080
        case .months: count * 43_200
        }
    }
}

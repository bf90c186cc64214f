@testable import OutriderCore

/// A random book of every kind of record and key, without an error; the same for the same seed.
struct ValidBook {
    private var random: SplitMix64
    private var serial = 0
    /// Whether every key is there, and not each second.
    private let isFull: Bool
    /// By path, with the name of the file's table.
    private(set) var files: [String: (table: String, sample: Sample)] = [:]

    /// The ids that records name.
    private static let ids: [RecordKind: [String]] = [
        .person: ["ada", "za/bob", "za/sub/eve", "dan"], .company: ["engines", "uk/acme"],
        .project: ["backend", "ops"], .sender: ["jo", "sam"], .template: ["any", "mails/intro"],
        .sequence: ["four", "short"], .enrollment: ["first", "2026/second"], .calendar: ["za", "uk"],
        .suppression: ["2026"],
    ]

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        isFull = seed.isMultiple(of: 3)
        files["outrider.yaml"] = ("outrider", record("outrider"))
        for (kind, ids) in Self.ids.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let table = kind == .suppression ? "suppressions" : kind.rawValue
            for (index, id) in ids.enumerated() { files[kind.path(of: id)] = (table, record(table, index)) }
        }
    }

    /// The book in a random layout, and on which line the marked place came to stand.
    func written(seed: UInt64, changing path: String = "", to sample: Sample? = nil) -> (MemorySource, line: Int?) {
        var line: Int?
        var texts: [String: String] = [:]
        for (index, file) in files.sorted(by: { $0.key < $1.key }).enumerated() {
            var writer = SampleWriter(seed: seed &+ UInt64(index))
            texts[file.key] = writer.write(file.key == path ? sample ?? file.value.sample : file.value.sample)
            line = line ?? writer.markedLine
        }
        return (MemorySource(texts), line)
    }

    // MARK: Making records

    private mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }
    private mutating func pick<Element>(_ items: [Element]) -> Element {
        items[Int.random(in: items.indices, using: &random)]
    }

    /// A record of a table; `index` counts the records of its kind.
    private mutating func record(_ name: String, _ index: Int = 0) -> Sample {
        var values: [String: Sample] = [:]
        let table = Tables.all[name]
        let first = table?.requiresOneOf.first
        for (key, shape) in (Shape.all[name] ?? [:]).sorted(by: { $0.key < $1.key })
        where isFull || chance(2) || key == first || table?.required.contains(key) == true {
            values[key] = sample(shape, index)
        }
        mend(&values, name, index)
        if values.isEmpty, let key = table?.names.first { values[key] = sample(Shape.all[name]?[key] ?? .text, index) }
        let order = table?.names ?? []
        var entries = values.map { Sample.Entry(key: $0.key, value: $0.value) }
        entries.sort { (order.firstIndex(of: $0.key) ?? 0) < (order.firstIndex(of: $1.key) ?? 0) }
        if chance(2) { entries.shuffle(using: &random) }
        return .map(entries)
    }

    /// Makes the values of a record go together.
    private mutating func mend(_ values: inout [String: Sample], _ table: String, _ index: Int) {
        switch table {
        case "person": if values["emails"] != nil { values["email"] = nil }
        case "outrider":
            values["stages"] = values["stages"].map { _ in .list([.text("SOURCED"), .text("SCREENING")]) }
        case "journal":
            if values.isEmpty || values["branch"] != nil { values["branch"] = .text("outrider/journal") }
        case "away":
            (values["from"], values["until"]) = (.text("2026-12-01"), .text("2027-01-05"))
            values["cover"] = index == 0 ? values["cover"].map { _ in .text("sam") } : nil
        case "holiday": if values["yearly"] != nil, chance(2) { values["date"] = nil } else { values["yearly"] = nil }
        case "suppression":
            let target = pick(["address", "domain", "person"])
            for key in ["address", "domain", "person"] where key != target { values[key] = nil }
            if values[target] == nil { values[target] = sample(Shape.all[table]?[target] ?? .text, index) }
        case "template":
            if index == 0 { values["channel"] = nil }
            if values["channel"] != nil { values["whatsapp"] = nil }
        case "content": values["contentVariables"] = values["contentVariables"] ?? sample(.contentVariables, index)
        case "variant":
            values["id"] = .text("v\(index)")
            (values["template"], values["subject"], values["html"]) = (nil, nil, nil)
            values["body"] = values["body"] ?? .text("Hello")
        case "sequence": if values["repeat"] != nil { values["evergreen"] = nil }
        case "match": values["tags"] = values["tags"] ?? .list([.text("ios")])
        case "enrollment": values[values["match"] != nil && chance(2) ? "people" : "match"] = nil
        case "member": if values["until"] != nil { values["status"] = .text("PAUSED") }
        case "condition": if values["source"] == nil { values["fields.x"] = .list([.text("a"), .text("b")]) }
        case "relationship": values["company"] = index < 2 ? .text((Self.ids[.company] ?? [])[index]) : nil
        case "step": mendStep(&values, index)
        default: break
        }
    }

    private mutating func mendStep(_ values: inout [String: Sample], _ index: Int) {
        values["id"] = .text("s\(index)")
        if values["on"] != nil { values["delay"] = nil }
        let isEmail = index == 0 || chance(2)
        let channels =
            isEmail ? pick([["email"], ["EMAIL"]]) : pick([["sms"], ["whatsapp", "sms"], ["call"], ["task"]])
        let isManual = ["call", "task"].contains(channels[0])
        values["channel"] = channels.count > 1 || chance(3) ? .list(channels.map(Sample.text)) : .text(channels[0])
        if !isManual { values["timeout"] = nil } else { values["onFail"] = nil }
        if channels[0] != "whatsapp" { values["whatsapp"] = nil }
        if index > 0, case .map(let entries) = values["when"] {
            values["when"] = .map(entries + [Sample.Entry(key: "step.s0", value: .text("Sent"))])
        }
        if values["variants"] != nil {
            (values["template"], values["body"], values["html"]) = (nil, nil, nil)
        } else if values["template"] != nil, chance(2) || values["body"] == nil {
            (values["body"], values["html"]) = (nil, nil)
            values["template"] = .text(isEmail ? pick(["any", "mails/intro"]) : "any")
        } else {
            values["template"] = nil
            values["body"] = values["body"] ?? .text("Hello")
        }
        if !isEmail { (values["subject"], values["html"], values["thread"]) = (nil, nil, nil) }
        if index == 0 { values["thread"] = nil }
        if isEmail, values["thread"] == nil { values["subject"] = .text("A role") }
    }

    private mutating func sample(_ shape: Shape, _ index: Int) -> Sample {
        switch shape {
        case .list(let item):
            let count = Int.random(in: 1...3, using: &random)
            if case .id = item { return .list([sample(item, index)]) }
            return .list((0..<count).map { sample(item, $0) })
        case .map(let item):
            return .map(["x", "other name", "y"].map { Sample.Entry(key: $0, value: sample(item, index)) })
        case .record(let table): return record(table, index)
        case .member:
            let id = Sample.text((Self.ids[.person] ?? [])[index])
            guard chance(2), case .text(let key) = id else { return id }
            return .map([Sample.Entry(key: key, value: record("member"))])
        case .sender: return chance(3) ? .text("owner") : chance(2) ? .text("jo") : .list([.text("jo"), .text("sam")])
        case .exclusion: return chance(2) ? .text(pick(["true", "false"])) : .list([.text("sms"), .text("EMAIL")])
        case .stopOn: return .list(["unsubscribe", "Complaint", "reply", "not-interested"].map(Sample.text))
        case .pause: return chance(2) ? .text(pick(["true", "False"])) : record("pause")
        case .contentVariables:
            return .map(["1", "2"].map { Sample.Entry(key: $0, value: .text("{{firstName}}")) })
        case .condition:
            return .map([Sample.Entry(key: chance(2) ? "tags" : "fields.y", value: .list([sample(.text, index)]))])
        case .stepDate: return chance(2) ? .text("2026-12-01") : record("on")
        default: return .text(text(shape, index))
        }
    }

    private mutating func text(_ shape: Shape, _ index: Int) -> String {
        serial += 1
        switch shape {
        case .words:
            return pick(["Hi {{firstName}}", "Hello:\n\nyou are {{fields.x}} # 1\n", "{{company.name}}, \"é\""])
        case .html: return "<p>Hi {{firstName}}</p>"
        case .url: return "https://acme.example/\(serial)"
        case .secureURL: return "https://acme.example/u/{{token}}"
        case .country: return pick(["ZA", "NO"])
        case .language: return pick(["en", "pt-BR", "no"])
        case .domain: return "acme\(serial).example"
        case .zone: return pick(["Africa/Johannesburg", "America/Argentina/Buenos_Aires", "UTC", "Etc/GMT+5"])
        case .date: return "2026-\(10 + index % 3)-\(10 + serial % 18)"
        case .monthDay: return "0\(1 + index)-\(10 + serial % 18)"
        case .time: return pick(["09:30", "08:00"])
        case .delay: return pick(["0", "3", "30m", "4h", "1d", "2bd", "1w", "1mo"])
        case .spread: return pick(["0", "30m", "24h"])
        case .duration: return pick(["0", "15m", "20h", "3d", "1w", "2"])
        case .timeout: return pick(["5d", "3bd", "48h"])
        case .every: return pick(["12mo", "3650d"])
        case .exclusive: return pick(["true", "False", "hiring", "a.b"])
        case .reenroll: return pick(["never", "Always", "90d", "6mo"])
        case .currency: return pick(["USD", "ZAR"])
        case .price: return pick(["0.05", "0", "12", "1.000001"])
        case .contentSid: return "HX0123456789abcdef0123456789ABCDEF"
        case .contentText: return "Hi {{1}}, {{2}}"
        case .seconds: return pick(["2s", "5m", "1h"])
        case .offset: return pick(["3d", "-7d", "-1w", "+2"])
        case .window: return pick(["mon-fri 09:00-17:00", "daily 08:00-20:00", "sat,sun 10:00-24:00"])
        case .email: return "p\(serial)@example.com"
        case .mailbox: return pick(["\"Jo, X\" <jo@acme.example>", "jo@acme.example"])
        case .phone: return "+2782\(1_000_000 + serial)"
        case .address: return pick(["stop\(serial)@example.com", "+2783\(1_000_000 + serial)"])
        case .boolean: return pick(["true", "False"])
        case .start: return pick(["2026-11-23", "2026-11-23 10:00", "2026-11-23T08:00:00Z"])
        case .branch: return pick(["main", "release/book"])
        case .bookID: return "0123abcd"
        case .stage: return pick(["SCREENING", "screening"])
        case .thread, .startAt, .stepID: return "s0"
        case .formerID: return "old/\(serial)"
        case .weekday: return ["sat", "sun", "fri"][index % 3]
        case .dateField: return "fields.startDate"
        case .number(let range): return "\(Int.random(in: range, using: &random))"
        case .word(let words):
            let word = pick(words)
            return chance(2) ? word : word.lowercased()
        case .id(let kind):
            let ids = Self.ids[kind] ?? []
            return ids[index % ids.count]
        default: return pick(["Ada", "O'Neil", "é — \"x\": y, [z]", "No", "007", "two words", "{x} #1"]) + " \(serial)"
        }
    }
}

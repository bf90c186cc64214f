@testable import OutriderCore

/// Random small books in which every rule may bind, and random edits of them; the same for the same seed.
struct RandomRules {
    var random: SplitMix64
    /// The files of the book as it is now.
    private(set) var files: [String: String] = [:]
    var settings = RandomSettings()
    var sequences: [String: RandomSequence] = [:]
    var enrollments: [String: RandomEnrollment] = [:]
    var persons: [String: RandomPerson] = [:]
    var senders: [String: RandomSender] = [:]
    var company = RandomCompany()
    var project = "OPEN"
    var suppressions: [RandomSuppression] = []
    var words = "Hi {{firstName}}"
    /// Ids that moved files have now, by the path below the book that they had first, without the ending.
    var names: [String: String] = [:]
    /// What a moved file says of itself.
    var formerly: [String: [String]] = [:]
    /// Files that are away for a while.
    var away: Set<String> = []
    var serial = 0
    /// Paths that the last edit has changed.
    private(set) var latest: [String] = []
    /// The ids that steps had before they were renamed, by `sequence/step`.
    var roots: [String: String] = [:]
    static let people = ["ada", "bob", "cid", "dan", "eve", "fay", "gus", "hal"]

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        for part in 0..<Self.parts { write(part) }
        render()
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: values.indices, using: &random)] }

    /// One in so many.
    mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

    /// When the next run is: when somebody is due, or at any time.
    mutating func later(than now: Instant, _ ledger: Ledger) throws -> Instant {
        let next = try ledger.earliest(after: now)
        if let next, !chance(3), next < now.adding(seconds: 3 * 86_400) { return next }
        return now.adding(seconds: pick([0, 20_000, 86_400]) + Int64.random(in: 60..<7_200, using: &random))
    }

    /// Makes one edit of the kind that people make.
    mutating func edit() {
        let before = files
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: restructure()
        case 2: move()
        case 3: goOrReturn()
        default: write(Int.random(in: 0..<Self.parts, using: &random))
        }
        render()
        latest = Set(before.keys).union(files.keys).filter { before[$0] != files[$0] }.sorted()
    }

    private static let parts = 22

    private mutating func write(_ part: Int) {
        switch part {
        case 0: settings = randomSettings()
        case 1: sequences["s"] = randomSequence("s")
        case 2: sequences["t"] = randomSequence("t")
        case 3: enrollments["e"] = randomEnrollment(of: "s")
        case 4: enrollments["f"] = randomEnrollment(of: "t")
        case 5: enrollments["g"] = randomEnrollment(of: pick(["s", "t"]))
        case 6: enrollments["h"] = randomMatch()
        case 7:
            company = RandomCompany(
                isPaused: chance(20), closesSMS: chance(8), timezone: pick([nil, nil, "Asia/Tokyo"]))
        case 8: project = pick(["OPEN", "OPEN", "IN_PROGRESS", "OPEN", "ON_HOLD", "CLOSED"])
        case 9: senders["jo"] = randomSender("sam")
        case 10: senders["sam"] = randomSender(nil)
        case 11: suppressions = randomSuppressions()
        case 12: settings.isPaused = chance(14)
        case 13:
            words = pick([
                "Hi {{firstName}}", "Hello", "Dear {{firstName}}", "Dear {{firstName}}, hello", "Hello {{firstName}}",
                "{{title}}",
            ])
        default: persons[Self.people[part - 14]] = randomPerson(Self.people[part - 14])
        }
    }

    // MARK: Files

    /// The id that a record has now.
    func name(_ folder: String, _ id: String) -> String { names["\(folder)/\(id)"] ?? id }

    /// The id that a record had first.
    func original(_ folder: String, _ name: String) -> String {
        names.first { $0.value == name && $0.key.hasPrefix(folder + "/") }?.key.dropPrefix(folder + "/") ?? name
    }

    func isThere(_ folder: String, _ id: String) -> Bool { !away.contains("\(folder)/\(id)") }

    /// Writes all files anew.
    private mutating func render() {
        files = [
            "outrider.yaml": settings.text,
            "calendars/za.yaml": "weekend: [sat, sun]\nholidays: [{date: 2026-11-25}, {yearly: 12-01}]\n",
            "templates/t.yaml": "subject: Hi\nbody: \"\(words)\"\n",
            "companies/c.yaml": company.text,
            "projects/p.yaml": "title: P\nstatus: \(project)\n",
            "suppressions/x.yaml": suppressionText,
        ]
        for (id, sender) in senders { files["senders/\(id).yaml"] = "firstName: \(id)\n\(sender.text)" }
        for (id, sequence) in sequences { add("sequences", id, "name: \(id.uppercased())\n\(sequence.text)") }
        for (id, person) in persons { add("people", id, "firstName: \(id)\n\(person.text)") }
        for (id, enrollment) in enrollments where isThere("sequences", enrollment.sequence) {
            add("enrollments", id, text(of: enrollment))
        }
    }

    private mutating func add(_ folder: String, _ id: String, _ text: String) {
        guard isThere(folder, id) else { return }
        let former = formerly["\(folder)/\(id)"] ?? []
        let line = former.isEmpty ? "" : "formerly: [\(former.joined(separator: ", "))]\n"
        files["\(folder)/\(name(folder, id)).yaml"] = line + text
    }

    private var suppressionText: String {
        let entries = suppressions.compactMap { entry -> String? in
            guard case .person(let id) = entry.target else { return entry.text(nil) }
            return isThere("people", id) ? entry.text(name("people", id)) : nil
        }
        return "entries: [\(entries.joined(separator: ", "))]\n"
    }

    // MARK: Files that move, go and come back

    private mutating func move() {
        let (folder, id) = pick(Self.people.map { ("people", $0) } + ["e", "f", "g", "h"].map { ("enrollments", $0) })
        let path = chance(5) ? "sequences/s" : "\(folder)/\(id)"
        guard !away.contains(path) else { return }
        let old = names[path] ?? String(path.split(separator: "/")[1])
        // Whoever forgot the old id may add it later.
        if let unsaid = forgotten[path] {
            formerly[path, default: []].append(unsaid)
            forgotten[path] = nil
            return
        }
        serial += 1
        names[path] = "\(old.prefix { $0 != "-" })-\(serial)"
        if path.hasPrefix("sequences") || !chance(3) {
            formerly[path, default: []].append(old)
        } else {
            forgotten[path] = old
        }
    }

    /// Old ids that moved files do not name.
    private var forgotten: [String: String] = [:]

    private mutating func goOrReturn() {
        if !away.isEmpty, chance(2) {
            away = []
        } else {
            away.insert(
                pick(Self.people.map { "people/\($0)" } + ["enrollments/e", "enrollments/h", "sequences/s"]))
        }
    }
}

extension String {
    /// What follows a beginning that it has.
    fileprivate func dropPrefix(_ prefix: String) -> String { String(dropFirst(prefix.count)) }
}

@testable import OutriderCore

/// Random small books and random edits of them; the same for the same seed.
struct RandomBook {
    var random: SplitMix64
    private(set) var files: [String: String] = [:]
    private var people: [String] = []
    private var steps = ["a", "b", "c"]
    private var members: [[String: String]] = [[:], [:]]
    private var windows = ["", ""]
    private var serial = 0

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        for _ in 0..<4 { addPerson() }
        for index in members.indices {
            for person in people where Bool.random(using: &random) { members[index][person] = "ACTIVE" }
        }
        files["templates/t.yaml"] = "subject: Hi\nbody: \"Hi {{firstName}}\"\n"
        files["sequences/other.yaml"] = "name: O\nsteps:\n  - {id: x, channel: email, subject: X, body: X}\n"
        write()
    }

    private mutating func pick(_ words: [String]) -> String { words[Int.random(in: words.indices, using: &random)] }

    private mutating func addPerson() {
        serial += 1
        let id = pick(["", "za/", "us/"]) + "p\(serial)"
        people.append(id)
        writePerson(id)
    }

    /// One in four shares an address, one in six has none.
    private mutating func writePerson(_ id: String) {
        let address =
            Int.random(in: 0..<4, using: &random) == 0
            ? "shared" : "p\(serial)-\(Int.random(in: 0..<3, using: &random))"
        let email = Int.random(in: 0..<6, using: &random) == 0 ? "" : "email: \(address)@example.com\n"
        let zone = pick(["", "timezone: America/New_York\n", "timezone: Asia/Tokyo\n"])
        files["people/\(id).yaml"] = pick(["firstName: P\n", "firstName: Q\n", "lastName: R\n"]) + email + zone
    }

    private mutating func write() {
        files["sequences/s.yaml"] =
            "name: S\nsteps:\n"
            + steps.map { step in
                let kind = step.hasPrefix("t") ? "channel: task, body: Do" : "channel: email, template: t"
                return "  - {id: \(step), \(kind), delay: \(pick(["0d", "1d", "2bd", "3h"]))}\n"
            }.joined()
        for (index, members) in members.enumerated() {
            let lines = members.sorted { $0.key < $1.key }.map { "  - \($0.key): {status: \($0.value)}\n" }.joined()
            files["enrollments/e\(index).yaml"] =
                "sequence: \(index == 0 ? "s" : pick(["s", "s", "other"]))\n" + windows[index]
                + (lines.isEmpty ? "people: []\n" : "people:\n" + lines)
        }
    }

    /// Makes one edit of the kind that people make.
    mutating func edit() {
        let index = Int.random(in: members.indices, using: &random)
        let person = people.isEmpty ? nil : pick(people)
        switch Int.random(in: 0..<11, using: &random) {
        case 0: addPerson()
        case 1: if let person { members[index][person] = pick(["ACTIVE", "PAUSED", "CANCELLED"]) }
        case 2: if let person { members[index][person] = nil }
        case 3: if let person { writePerson(person) }
        case 4:
            steps.insert(
                pick(["n", "t"]) + "\(steps.count)\(Int.random(in: 0..<99, using: &random))",
                at: Int.random(in: 0...steps.count, using: &random))
        case 5: if steps.count > 1 { steps.remove(at: Int.random(in: steps.indices, using: &random)) }
        case 6: steps.shuffle(using: &random)
        case 7: windows[index] = pick(["", "window: mon-fri 09:00-17:00\n", "window: daily 20:00-02:00\n"])
        case 8:
            files["templates/t.yaml"] = "subject: Hi\nbody: \"\(pick(["Hi {{firstName}}", "Hello", "{{title}}"]))\"\n"
        case 9: if let person { move(person) }
        default:
            files["outrider.yaml"] =
                pick([
                    Stage.settings, Stage.settings(defaults: "window: daily 08:00-20:00"),
                    Stage.settings + "fallback: {title: x}\n",
                ])
        }
        steps = steps.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        write()
    }

    /// Moves a file, with or without `formerly:`.
    private mutating func move(_ person: String) {
        serial += 1
        let id = "m\(serial)"
        let formerly = Bool.random(using: &random) ? "formerly: [\(person)]\n" : ""
        files["people/\(id).yaml"] = (files["people/\(person).yaml"] ?? "").split(separator: "formerly")[0] + formerly
        files["people/\(person).yaml"] = nil
        people[people.firstIndex(of: person) ?? 0] = id
        for index in members.indices { members[index][id] = members[index].removeValue(forKey: person) }
    }
}

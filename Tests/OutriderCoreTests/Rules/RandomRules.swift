@testable import OutriderCore

/// Random small books in which every rule may bind, and random edits of them; the same for the same seed.
struct RandomRules {
    var random: SplitMix64
    private(set) var files: [String: String] = [:]
    private static let people = ["ada", "bob", "cid", "dan", "eve", "fay", "gus", "hal"]

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        files["calendars/za.yaml"] = "weekend: [sat, sun]\nholidays: [{date: 2026-11-25}, {yearly: 12-01}]\n"
        files["templates/t.yaml"] = "subject: Hi\nbody: \"Hi {{firstName}}\"\n"
        for part in 0..<Self.parts { write(part) }
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: values.indices, using: &random)] }

    /// Makes one edit of the kind that people make.
    mutating func edit() { write(Int.random(in: 0..<Self.parts, using: &random)) }

    private static let parts = 20

    private mutating func write(_ part: Int) {
        switch part {
        case 0: settings()
        case 1: sequence("s")
        case 2: sequence("t")
        case 3: enrollment("e", of: "s")
        case 4: enrollment("f", of: "t")
        case 5: enrollment("g", of: pick(["s", "t"]))
        case 6:
            files["companies/c.yaml"] =
                "name: C\n" + pick(["", "", "paused: true\n", "doNotContact: [sms]\n", "timezone: Asia/Tokyo\n"])
        case 7: files["projects/p.yaml"] = "title: P\nstatus: \(pick(["OPEN", "OPEN", "ON_HOLD", "IN_PROGRESS"]))\n"
        case 8:
            files["senders/jo.yaml"] =
                "firstName: Jo\n"
                + pick([
                    "", "email: {perDay: 2, newPerDay: 1}\n", "sms: {perMinute: 1}\n", "paused: true\n",
                    "timezone: Asia/Tokyo\nemail: {perDay: 1}\n",
                ])
                + pick([
                    "", "", "away: {from: 2026-11-24, until: 2026-11-26}\n",
                    "away: {from: 2026-11-24, until: 2026-11-26, cover: sam}\n",
                ])
        case 9: files["senders/sam.yaml"] = "firstName: Sam\n" + pick(["", "email: {perMinute: 1}\n"])
        case 10:
            files["suppressions/x.yaml"] =
                "entries: ["
                + pick([
                    "", "{person: ada, reason: asked, at: 2026-11-20}",
                    "{address: a1@example.com, reason: asked, at: 2026-11-20}",
                    "{domain: rival.example, reason: asked, at: 2026-11-20, channels: [email]}",
                ]) + "]\n"
        case 11:
            files["outrider.yaml"] =
                (files["outrider.yaml"] ?? "").replacing("paused: true\n", with: "") + pick(["", "", "paused: true\n"])
        default: person(Self.people[part - 12])
        }
    }

    private mutating func settings() {
        let defaults: [(String, [String])] = [
            ("grace", ["0m", "15m", "1d"]), ("minGap", ["0m", "20h", "3d"]),
            ("exclusive", ["false", "true", "hiring"]), ("quietHours", ["on", "off"]),
            ("reenroll", ["never", "never", "2d", "always"]), ("maxLateness", ["3d", "1d"]),
            ("window", ["mon-fri 09:00-17:00", "daily 07:00-23:00", "daily 20:00-02:00"]),
            ("spread", ["0m", "2h"]),
        ]
        var lines: [String] = []
        for (key, values) in defaults { lines.append("\(key): \(pick(values))") }
        // A window of the night alone is an error where the telephone may not ring in it.
        if lines.contains("window: daily 20:00-02:00"), let hours = lines.firstIndex(of: "quietHours: on") {
            lines[hours] = "quietHours: off"
        }
        files["outrider.yaml"] =
            "version: 1\nname: Acme\ntimezone: \(Stage.timezone)\njournal: {remote: none}\ncalendar: za\nbook: 7f3a9c2e\n"
            + "defaults: {\(lines.joined(separator: ", "))}\n"
            + pick(["", "caps: {company: 1}\n", "caps: {book: 2}\n", "caps: {domain: 1, book: 4}\n"])
            + pick(["", "channels: {email: {perDay: 3}}\n", "channels: {sms: {perDay: 1}, email: {perMinute: 2}}\n"])
            + pick(["", "", "guard: {newPeople: 3}\n", "guard: {sends: 2}\n"])
    }

    private mutating func sequence(_ id: String) {
        var text =
            "name: \(id.uppercased())\n"
            + pick(["", "", "window: mon-sat 10:00-21:00\n", "paused: {until: 2026-11-25}\n"])
        if pick([false, false, true]) { text += "repeat: {every: 2d, times: 3}\n" }
        text += "steps:\n"
        for name in ["a", "b", "c"] {
            text += "  - {id: \(name), delay: \(pick(["0d", "1d", "3h", "1bd"])), "
            let words = pick([
                "channel: email, template: t", "channel: [email, sms], template: t",
                "channel: [whatsapp, sms], body: B", "channel: sms, body: B", "channel: task, body: B, timeout: 1d",
                "channel: email, variants: [{id: x, template: t}, {id: y, weight: 2, subject: S, body: B}]",
            ])
            text += words
            if !words.contains("task") { text += pick(["", "", ", onFail: skip", ", onFail: stop"]) }
            if name != "a" {
                text += pick([
                    "", "", ", when: {step.a: sent}", ", when: {tags: vip}, otherwise: wait",
                    ", when: {not: {fields.x: y}}",
                    ", when: {step.a: skipped}, otherwise: stop",
                ])
            }
            text += "}\n"
        }
        files["sequences/\(id).yaml"] = text
    }

    private mutating func enrollment(_ id: String, of sequence: String) {
        var lines = "sequence: \(sequence)\n"
        lines += pick(["", "", "sender: jo\n", "sender: [jo, sam]\n", "project: p\n"])
        lines += pick(["", "", "exclusive: true\n", "minGap: 1h\n", "status: PAUSED\n", "goal: {tags: vip}\n"])
        lines += pick(["", "", "start: 2026-11-24\n"])
        let members = Self.people.filter { _ in Bool.random(using: &random) }
        lines += members.isEmpty ? "people: []\n" : "people:\n" + members.map { "  - \($0)\n" }.joined()
        files["enrollments/\(id).yaml"] = lines
    }

    private mutating func person(_ id: String) {
        var text = "firstName: \(id)\n"
        text += pick([
            "email: \(id)@example.com\n", "email: a1@example.com\n", "email: \(id)@rival.example\n",
            "emails: [{address: \(id)@example.com}, {address: a1@example.com}]\n", "",
        ])
        text += pick([
            "", "phone: \"+2782123456\(Self.people.firstIndex(of: id) ?? 0)\"\n",
            "phone: \"+27821234500\"\nwhatsapp: \"+27821234500\"\n",
        ])
        text +=
            pick(["", "", "company: c\n"])
            + pick(["", "", "", "tags: [vip]\n", "doNotContact: [email]\n", "paused: true\n"])
        text += pick(["", "", "timezone: America/New_York\n", "consent: {basis: consent, expires: 2026-11-25}\n"])
        files["people/\(id).yaml"] = text
    }
}

extension RandomRules {
    /// One act of a human or of the world, on the journal alone.
    mutating func act(_ stage: inout Stage) throws {
        let now = stage.now
        let person = pick(Self.people)
        let actor = Actor(by: "jo", reason: nil)
        switch Int.random(in: 0..<7, using: &random) {
        case 0:
            let scope: (JournalPause.Scope, String?) = pick([
                (.book, nil), (.channel, "email"), (.sender, "jo"), (.person, person), (.sequence, "s"),
            ])
            let until = pick([now.adding(seconds: 50_000), now.adding(seconds: 200_000)])
            try stage.journalPauses([JournalPause(scope.0, id: scope.1, until: until, at: now)])
        case 1:
            guard try stage.ledger.state(of: person) != nil else { return }
            let suppression = Suppression(
                channel: pick([nil, .email, .sms]), reason: "asked", at: now, event: .suppressed)
            try stage.edit(person) { $0.suppressed.add(suppression) }
        case 2:
            guard try stage.ledger.state(of: person) != nil else { return }
            try stage.edit(person) { $0.inbound[.whatsapp] = now }
        case 3, 4:
            let tasks = try stage.plan(.all).items.filter { $0.reason == .task }
            guard !tasks.isEmpty else { return }
            let (key, end) = (pick(tasks).key.text, pick(TaskEnd.allCases))
            try stage.act { try $0.finishTask(key, as: end, at: now, actor) }
        case 5:
            let reason = pick([Reason.failed, .tooLate, .guard])
            _ = try stage.act { try $0.lift(reason, .send, HeldFilter(), at: now, actor) }
        default:
            guard try stage.plan(.all).items.contains(where: { $0.reason == .unknownOutcome }) else { return }
            let decision = pick([Decision.sent, .notSent, .skip])
            _ = try stage.act { try $0.resolve(key: nil, run: nil, decision, at: now, actor) }
        }
    }
}

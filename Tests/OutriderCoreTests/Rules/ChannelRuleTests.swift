import Testing

@testable import OutriderCore

/// `no-address` and `suppressed`: which of a step's channels can be used when it goes.
@Suite struct ChannelRuleTests {
    private static let phone = "phone: \"+27821234567\"\n"
    private static let whatsapp = "whatsapp: \"+27821234567\"\n"

    private static func stage(_ step: String, _ person: String) throws -> Stage {
        var book = RuleBook.book(files: ["people/ada.yaml": "firstName: Ada\n\(person)"])
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: intro, \(step)\(step.contains("email") ? ", subject: S" : ""), body: B}\n"
            + "  - {id: after, channel: task, body: Do}\n"
        var stage = try Stage(book)
        try stage.reconcile()
        #expect(stage.errors == [])
        return stage
    }

    @Test(
        arguments: [
            ("channel: [email, sms]", "email: ada@example.com\nphone: \"+27821234567\"\n", "email"),
            ("channel: [sms, email]", "email: ada@example.com\nphone: \"+27821234567\"\n", "sms"),
            ("channel: [email, sms]", "phone: \"+27821234567\"\n", "sms"),
            (
                "channel: [email, sms]", "email: ada@example.com\nphone: \"+27821234567\"\ndoNotContact: [email]\n",
                "sms"
            ),
            ("channel: [whatsapp, email]", "email: ada@example.com\nwhatsapp: \"+27821234567\"\n", "email"),
        ])
    func fallback(step: String, person: String, channel: String) throws {
        let stage = try Self.stage(step, person)
        #expect(try stage.item()?.channel.rawValue == channel)
        #expect(try stage.next() == "send")
    }

    /// No channel is left: what stands in the way of the first binds; with an address it goes at once.
    @Test(
        arguments: [
            ("", "no-address", "email", nil),
            (
                "email: ada@example.com\ndoNotContact: [email]\n", "suppressed", "people/ada.yaml:3:15",
                "doNotContact email people/ada.yaml:3"
            ),
            ("whatsapp: \"+27821234567\"\n", "no-address", "email", nil),
        ] as [(String, String, String, String?)])
    func noChannel(person: String, reason: String, detail: String, setting: String?) throws {
        var stage = try Self.stage("channel: [email, sms]", person)
        #expect(try stage.next() == reason)
        #expect(try stage.binding()?.detail == detail)
        #expect(try stage.governor() == setting)
        #expect(try stage.run() == [])
        stage.book["people/ada.yaml"] = "firstName: Ada\nphone: \"+27821234567\"\n"
        #expect(try stage.run() == ["ada intro"])
        #expect(stage.sent.first?.channel == .sms)
    }

    /// None can be used: then `otherwise`; while something else holds the step it is not left out yet.
    @Test(arguments: [
        ("", "no-address"), (", otherwise: skip", "skip (no channel can be used)"),
        (", otherwise: stop", "end COMPLETED (no-address)"), (", otherwise: wait", "no-address"),
    ])
    func otherwise(word: String, expected: String) throws {
        var stage = try Self.stage("channel: [email, sms]\(word)", "")
        #expect(try stage.next() == expected)
        try stage.run()
        let membership = try #require(try stage.membership("ada"))
        switch word {
        case ", otherwise: skip": #expect(membership.skipped == ["intro"] && membership.task != nil)
        case ", otherwise: stop": #expect(membership.status == .completed && membership.reason == "no-address")
        default: #expect(membership.hold?.reason == .noAddress && membership.next == nil)
        }
        #expect(try stage.problems() == [])
        var closed = try Self.stage(
            "channel: [email, sms]\(word)", "paused: {until: \"2026-11-23 10:00\"}\n")
        #expect(try closed.next() == (expected == "no-address" ? expected : "paused until 2026-11-23T08:00:00Z"))
        #expect(try closed.run() == [])
        closed.book["people/ada.yaml"] = "firstName: Ada\nemail: ada@example.com\n"
        try closed.move(to: "2026-11-23T08:00:00Z")
        #expect(try closed.run() == ["ada intro"])
    }

    // MARK: WhatsApp

    @Test(
        arguments: [
            (nil, "no-address"), (23 * 3_600 + 50 * 60 - 1, "send"), (23 * 3_600 + 50 * 60, "no-address"),
        ] as [(Int64?, String)])
    func session(age: Int64?, expected: String) throws {
        var stage = try Self.stage("channel: whatsapp", Self.whatsapp)
        stage.book["sequences/s.yaml"] = "name: S\nsteps:\n  - {id: intro, channel: whatsapp, body: B}\n"
        try stage.reconcile()
        if let age {
            let at = stage.now.adding(seconds: -age)
            try stage.edit("ada") { $0.inbound[.whatsapp] = at }
        }
        stage.book["outrider.yaml"] = RuleBook.settings(["quietAfterReply": "0m"])
        try stage.reconcile()
        #expect(try stage.next() == expected)
        // An approved template needs no session.
        stage.book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: intro, channel: whatsapp, body: B, "
            + "whatsapp: {contentSid: HX0123456789abcdef0123456789abcdef}}\n"
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try stage.next() == "send")
    }

    /// A message to another channel opens no session.
    @Test func sessionOfAnotherChannel() throws {
        var stage = try Self.stage("channel: [whatsapp, sms]", Self.whatsapp + Self.phone)
        stage.book["sequences/s.yaml"] = "name: S\nsteps:\n  - {id: intro, channel: [whatsapp, sms], body: B}\n"
        stage.book["outrider.yaml"] = RuleBook.settings(["quietAfterReply": "0m"])
        let now = stage.now
        try stage.edit("ada") { $0.inbound[.sms] = now }
        try stage.reconcile()
        #expect(try stage.item()?.channel == .sms)
    }

    // MARK: suppressed

    /// Book, suppression files and journal together, by person, address, domain; somebody who shares an address too.
    @Test(arguments: ["person", "address", "domain", "parent", "colleague", "channel", "other"])
    func journal(_ kind: String) throws {
        var stage = try Self.stage("channel: email", "email: ada@mail.example.com\nphone: \"+27821234567\"\n")
        let now = stage.now
        let all = Suppression(channel: nil, reason: "asked", at: now, event: .suppressed)
        let hash = try stage.hash(of: "ada@mail.example.com")
        var change = LedgerChange(try stage.ledger)
        var address = AddressState(address: hash)
        switch kind {
        case "person":
            var state = try #require(try change.state(of: "ada"))
            state.suppressed = [all]
            try change.set(state)
        case "address", "colleague", "channel", "other":
            var one = all
            one.channel = kind == "channel" ? .email : kind == "other" ? .sms : nil
            address.suppressed = [one]
            change.set(address)
        case "domain": change.header.suppressedDomains["mail.example.com"] = [all]
        default: change.header.suppressedDomains["example.com"] = [all]
        }
        try stage.commit(change)
        if kind == "colleague" {
            stage.book["people/ada.yaml"] =
                "firstName: Eve\nemails: [{address: new@x.example}, {address: ADA@mail.Example.com}]\n"
            try stage.reconcile()
        }
        #expect(try stage.next() == (kind == "other" ? "send" : "suppressed"))
        if kind != "other" { #expect(try stage.binding()?.setting == Setting("suppress", "email")) }
    }

    /// Who shares an address with somebody whom a file names is free when that somebody has another address.
    @Test func aNamedPersonMovesAway() throws {
        var book = RuleBook.book(files: [
            "suppressions/x.yaml": "entries:\n  - {person: grace, reason: asked, at: 2026-11-20}\n"
        ])
        book["people/grace.yaml"] = .person("grace", at: "ada")
        var stage = try Stage(book)
        #expect(try stage.run() == [])
        #expect(try stage.membership("ada")?.hold?.reason == .suppressed)
        stage.book["people/grace.yaml"] = .person("grace")
        #expect(try stage.run() == ["ada intro"])
    }
}

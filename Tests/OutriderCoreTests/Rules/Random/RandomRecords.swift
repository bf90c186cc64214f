@testable import OutriderCore

/// A person of a random book.
struct RandomPerson {
    var emails: [String] = []
    var phone: String?
    var whatsapp: String?
    var worksAtC = false
    var tags: [String] = []
    /// `nil` for none, empty for all.
    var doNotContact: [Channel]?
    var isPaused = false
    var timezone: String?
    var hasExpiry = false

    var text: String {
        var text = emails.isEmpty ? "" : "emails: [\(emails.map { "{address: \($0)}" }.joined(separator: ", "))]\n"
        if let phone { text += "phone: \"\(phone)\"\n" }
        if let whatsapp { text += "whatsapp: \"\(whatsapp)\"\n" }
        if worksAtC { text += "company: c\n" }
        if !tags.isEmpty { text += "tags: [\(tags.joined(separator: ", "))]\n" }
        if let doNotContact {
            let list = doNotContact.map(\.rawValue).joined(separator: ", ")
            text += "doNotContact: \(list.isEmpty ? "true" : "[\(list)]")\n"
        }
        if isPaused { text += "paused: true\n" }
        if let timezone { text += "timezone: \(timezone)\n" }
        if hasExpiry { text += "consent: {basis: consent, expires: 2026-11-25}\n" }
        return text
    }

    /// Every address, as it is compared.
    var addresses: Set<String> { Set((emails + [phone, whatsapp].compactMap(\.self)).map { $0.lowercased() }) }
}

/// The company `c`.
struct RandomCompany {
    var isPaused = false
    var closesSMS = false
    var timezone: String?

    var text: String {
        "name: C\n" + (isPaused ? "paused: true\n" : "") + (closesSMS ? "doNotContact: [sms]\n" : "")
            + (timezone.map { "timezone: \($0)\n" } ?? "")
    }
}

/// What a sender, or the settings, say of a channel.
struct RandomCaps {
    var perDay: Int?
    var newPerDay: Int?
    var perMinute: Int?

    var text: String {
        let parts = [("perDay", perDay), ("newPerDay", newPerDay), ("perMinute", perMinute)]
        return "{\(parts.compactMap { key, value in value.map { "\(key): \($0)" } }.joined(separator: ", "))}"
    }
}

struct RandomSender {
    var caps: [Channel: RandomCaps] = [:]
    var isPaused = false
    var timezone: String?
    var away = ""

    var text: String {
        let lines = caps.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue): \($0.value.text)\n" }
        return lines.joined() + (isPaused ? "paused: true\n" : "") + (timezone.map { "timezone: \($0)\n" } ?? "") + away
    }
}

/// An entry of the suppression file.
struct RandomSuppression {
    enum Target {
        /// By the id that they had first.
        case person(String)
        case address(String)
        case domain(String)
    }

    var target: Target
    /// Empty for all.
    var channels: [Channel] = []

    func text(_ person: String?) -> String {
        let what =
            switch target {
            case .person(let id): "person: \(person ?? id)"
            case .address(let address): "address: \(address)"
            case .domain(let domain): "domain: \(domain)"
            }
        let list = channels.map(\.rawValue).joined(separator: ", ")
        return "{\(what), reason: asked, at: 2026-11-20\(list.isEmpty ? "" : ", channels: [\(list)]")}"
    }
}

extension RandomRules {
    mutating func randomPerson(_ id: String) -> RandomPerson {
        let number = Self.people.firstIndex(of: id) ?? 0
        var person = RandomPerson()
        person.emails = pick([
            ["\(id)@example.com"], ["\(id)@example.com"], ["\(id)@example.com"], ["\(id)3@example.com"],
            ["\(id)@example.com"], ["a1@example.com"], ["A1@Example.com"],
            ["\(id)@rival.example"],
            ["\(id)@example.com", "a1@example.com"], ["\(id)2@example.com"], [],
        ])
        person.phone = pick([nil, "+2782123456\(number)", "+2782123456\(number)", "+27821234500"])
        if chance(2) { person.whatsapp = person.phone }
        person.worksAtC = chance(3)
        person.tags = pick([[], [], [], ["vip"], ["ios"], ["vip", "ios"]])
        person.doNotContact = chance(14) ? pick([[.email], []]) : nil
        person.isPaused = chance(24)
        person.timezone = pick([nil, nil, "America/New_York"])
        person.hasExpiry = chance(16)
        return person
    }

    mutating func randomSender(_ cover: String?) -> RandomSender {
        var sender = RandomSender()
        switch Int.random(in: 0..<4, using: &random) {
        case 0: sender.caps[.email] = RandomCaps(perDay: 2, newPerDay: 1)
        case 1: sender.caps[.sms] = RandomCaps(perMinute: 1)
        case 2: sender.caps[.email] = RandomCaps(perDay: 1)
        default: break
        }
        sender.isPaused = chance(20)
        sender.timezone = pick([nil, nil, "Asia/Tokyo"])
        guard let cover else { return sender }
        let away = "away: {from: 2026-11-24, until: 2026-11-26"
        sender.away = pick(["", "", "\(away)}\n", "\(away), cover: \(cover)}\n"])
        return sender
    }

    mutating func randomSuppressions() -> [RandomSuppression] {
        pick([
            [], [], [], [], [], [RandomSuppression(target: .person("ada"))],
            [RandomSuppression(target: .address("a1@example.com"))],
            [
                RandomSuppression(target: .domain("rival.example"), channels: [.email]),
                RandomSuppression(target: .person("bob"), channels: [.sms]),
            ],
        ])
    }
}

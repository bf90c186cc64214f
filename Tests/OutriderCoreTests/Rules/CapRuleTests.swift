import Testing

@testable import OutriderCore

/// `cap`: so many a day of a sender, new ones, to a company, to a domain, of the book; so many a minute.
@Suite struct CapRuleTests {
    private static let people = ["ada", "bob", "cid", "dan"]

    private static func stage(_ more: String, _ files: [String: String] = [:]) throws -> Stage {
        var book = RuleBook.book(people, more: more)
        book["companies/c.yaml"] = "name: C\n"
        for person in ["ada", "bob"] { book["people/\(person).yaml"] = .person(person) + "company: c\n" }
        book["people/dan.yaml"] = "firstName: Dan\nemail: dan@rival.example\n"
        var stage = try Stage(book.merging(files) { _, own in own })
        try stage.reconcile()
        return stage
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var more: String
        var goes: Int
        var setting: String?
        var testDescription: String { more }
    }

    /// Not binding, just at the edge, binding; two at once: the one that ends last, else the first of them.
    @Test(arguments: [
        Case(more: "", goes: 4),
        Case(more: "channels: {email: {perDay: 4, newPerDay: 4}}\n", goes: 4),
        Case(
            more: "channels: {email: {perDay: 3, newPerDay: 4}}\n", goes: 3, setting: "email.perDay 3 outrider.yaml:6"),
        Case(more: "channels: {email: {perDay: 0}}\n", goes: 0, setting: "email.perDay 0 outrider.yaml:6"),
        Case(more: "channels: {email: {perDay: 4}}\n", goes: 2, setting: "email.newPerDay 2 outrider.yaml:6"),
        Case(more: "channels: {email: {perDay: 5}}\n", goes: 3, setting: "email.newPerDay 3 outrider.yaml:6"),
        Case(more: "channels: {email: {newPerDay: 1}}\n", goes: 1, setting: "email.newPerDay 1 outrider.yaml:6"),
        Case(more: "channels: {email: {perMinute: 2}}\n", goes: 2, setting: "email.perMinute 2 outrider.yaml:6"),
        Case(more: "channels: {email: {perMinute: 4}}\n", goes: 4),
        Case(more: "channels: {email: {perMinute: 0}}\n", goes: 0, setting: "email.perMinute 0 outrider.yaml:6"),
        Case(more: "caps: {book: 3}\n", goes: 3, setting: "caps.book 3 outrider.yaml:6"),
        Case(more: "caps: {book: 4}\n", goes: 4),
        Case(more: "caps: {company: 1}\n", goes: 3, setting: "caps.company 1 outrider.yaml:6"),
        Case(more: "caps: {company: 2}\n", goes: 4),
        Case(more: "caps: {domain: 2}\n", goes: 3, setting: "caps.domain 2 outrider.yaml:6"),
        Case(more: "caps: {domain: 3}\n", goes: 4),
        Case(
            more: "channels: {email: {perMinute: 1}}\ncaps: {book: 1}\n", goes: 1,
            setting: "caps.book 1 outrider.yaml:7"),
    ])
    func caps(_ one: Case) throws {
        var stage = try Self.stage(one.more)
        #expect(stage.errors == [])
        let plan = try stage.plan()
        #expect(plan.sends.count == one.goes)
        let held = plan.items.filter { $0.reason == .cap }
        #expect(held.count == 4 - one.goes)
        for item in held { #expect(try stage.governor(item.personUID) == one.setting) }
        #expect(try stage.run().count == one.goes)
        // A second run of the same minute sends nothing more.
        #expect(try stage.run() == [])
        let ends = try stage.plan(.all).items.compactMap { $0.holds.first?.until }
        #expect(ends.allSatisfy { $0 == (one.more.contains("caps") ? ends.first : $0) })
    }

    /// The day is the sender's for the sender's caps, and the book's for the others.
    @Test(arguments: [
        ("channels: {email: {perDay: 1}}\n", "Asia/Tokyo", "2026-11-23T15:00:00Z"),
        ("channels: {email: {perDay: 1}}\n", "America/New_York", "2026-11-24T05:00:00Z"),
        ("caps: {book: 1}\n", "Asia/Tokyo", "2026-11-23T22:00:00Z"),
    ])
    func days(more: String, zone: String, until: String) throws {
        var stage = try Self.stage(more, ["senders/default.yaml": "firstName: Jo\ntimezone: \(zone)\n"])
        #expect(try stage.run().count == 1)
        let held = try #require(try stage.plan(.all).items.first { $0.reason == .cap })
        #expect(held.holds.first?.until == (try Instant(until)))
        stage.now = try Instant(until).adding(seconds: -1)
        #expect(try stage.run() == [])
        try stage.move(to: until)
        #expect(try stage.run().count == 1)
    }

    /// A cap ends with the day, and the step goes when its window opens then.
    @Test func untilTheWindow() throws {
        var book = RuleBook.book(
            ["ada", "bob"], defaults: ["window": "mon-fri 09:00-17:00"], more: "caps: {book: 1}\n")
        book["people/bob.yaml", default: ""] += "timezone: America/New_York\n"
        book["people/ada.yaml", default: ""] += "timezone: America/New_York\n"
        var stage = try Stage(book, at: "2026-11-27T15:00:00Z")
        #expect(try stage.run().count == 1)
        #expect(try stage.plan(.all).items.first?.holds.first?.until == (try Instant("2026-11-30T14:00:00Z")))
    }

    /// Follow-ups before first steps, then what is due first, then by key; each waits at its place.
    @Test func orderAndPlaces() throws {
        var book = [String: String].book(people: ["ada", "bob"])
        book["outrider.yaml"] = RuleBook.settings()
        var stage = try Stage(book)
        #expect(try stage.run().count == 2)
        for person in ["cid", "dan", "eve"] { stage.book["people/\(person).yaml"] = .person(person) }
        stage.book["enrollments/f.yaml"] = "sequence: s\npeople: [cid, dan]\n"
        stage.book["enrollments/g.yaml"] = "sequence: s\nstart: 2026-11-23\npeople: [eve]\n"
        stage.book["outrider.yaml"] = RuleBook.settings([:], "caps: {book: 1}\n")
        try stage.move(to: "2026-11-24T06:00:00Z")
        try stage.reconcile(entered: try Instant("2026-11-24T05:00:00Z"))
        let plan = try stage.plan(.all)
        #expect(plan.sends.map(\.step) == ["nudge"])
        let queue = plan.items.filter { $0.reason == .cap }.sorted { $0.holds[0].place ?? 0 < $1.holds[0].place ?? 0 }
        #expect(queue.map { $0.holds[0].place } == [1, 2, 3, 4])
        #expect(queue.map(\.step) == ["nudge", "intro", "intro", "intro"])
        #expect(queue.dropFirst().map(\.key) == queue.dropFirst().map(\.key).sorted())
        // Whoever asks of one person hears of their place among all.
        for item in queue {
            let own = try #require(try stage.plan(.person(item.personUID)).items.first)
            #expect(own.holds.first { $0.reason == .cap }?.place == item.holds[0].place)
        }
    }

    /// A sender's cap is its own: another sender, another channel, a task count under none of it.
    @Test func eachSenderAndChannel() throws {
        var book = RuleBook.book(["ada", "bob", "cid"], more: "channels: {email: {perDay: 1}}\n")
        book["senders/jo.yaml"] = "firstName: Jo\nemail: {perDay: 2, newPerDay: 2}\n"
        book["enrollments/e.yaml"] = "sequence: s\nsender: jo\npeople: [ada, bob, cid]\n"
        book["people/dan.yaml"] = .person("dan")
        book["enrollments/d.yaml"] = "sequence: s\npeople: [dan]\n"
        var stage = try Stage(book)
        #expect(try stage.run().count == 3)
        let held = try #require(try stage.plan(.all).items.first { $0.reason == .cap })
        #expect(try stage.governor(held.personUID) == "email.perDay 2 senders/jo.yaml:2")
        stage.book["sequences/s.yaml"] = "name: S\nsteps:\n  - {id: intro, channel: task, body: Do}\n"
        try stage.reconcile()
        #expect(try stage.plan(.all).items.allSatisfy { $0.reason != .cap })
    }

    /// Raised, it lets go at once those that it held until tomorrow; what was not delivered is given back.
    @Test func endsEarly() throws {
        var stage = try Self.stage("caps: {book: 1}\n")
        #expect(try stage.run().count == 1)
        #expect(try stage.plan().items.isEmpty)
        stage.book["outrider.yaml"] = RuleBook.settings([:], "caps: {book: 2}\n")
        #expect(try stage.run().count == 1)
        try stage.move(to: "2026-11-24T07:00:00Z")
        try stage.reconcile()
        let claim = try #require(try stage.claim())
        #expect(try stage.claim() == nil)
        try stage.record(claim) { _ in .released(code: "stopped") }
        #expect(try stage.run().count == 2)
    }

    /// perMinute ends with the minute, and no line of the journal is written for it.
    @Test func theNextMinute() throws {
        var stage = try Self.stage("channels: {email: {perMinute: 1}}\n")
        try stage.move(to: "2026-11-23T07:00:40Z")
        #expect(try stage.run().count == 1)
        let held = try stage.plan().items.compactMap(\.holds.first)
        #expect(held.count == 3 && held.allSatisfy(\.isPace))
        #expect(Set(held.map(\.until)) == [try Instant("2026-11-23T07:01:00Z")])
        #expect(try stage.membership("ada")?.hold == nil)
        try stage.move(to: "2026-11-23T07:00:59Z")
        #expect(try stage.run() == [])
        for minute in 1...3 {
            try stage.move(to: "2026-11-23T07:0\(minute):00Z")
            #expect(try stage.run().count == 1)
        }
        #expect(stage.sent.count == 4)
    }
}

extension CapRuleTests {
    /// A sender or company that is renamed has sent what it has sent.
    @Test func aNewNameIsNoNewDay() throws {
        for (more, old, new) in [
            ("channels: {email: {perDay: 2, newPerDay: 2}}\n", "senders/jo", "senders/joe"),
            ("caps: {company: 1}\n", "companies/c", "companies/d"),
        ] {
            var book = RuleBook.book(["a", "b", "c"], more: more)
            book["enrollments/e.yaml", default: ""] += old.hasPrefix("senders") ? "sender: jo\n" : ""
            book[old + ".yaml"] = old.hasPrefix("senders") ? "firstName: Jo\n" : "name: C\n"
            let company = old.hasPrefix("companies")
            if company {
                for person in ["a", "b", "c"] { book["people/\(person).yaml", default: ""] += "company: c\n" }
            }
            var stage = try Stage(book)
            #expect(try stage.run().count == (company ? 1 : 2))
            stage.book[new + ".yaml"] =
                (stage.book[old + ".yaml"] ?? "") + "formerly: [\(old.split(separator: "/")[1])]\n"
            stage.book[old + ".yaml"] = nil
            stage.book["enrollments/e.yaml"] = stage.book["enrollments/e.yaml"]?.replacing(
                "sender: jo\n", with: "sender: joe\n")
            for person in ["a", "b", "c"] where company {
                stage.book["people/\(person).yaml"] = .person(person) + "company: d\n"
            }
            #expect(try stage.run() == [])
            #expect(stage.errors == [])
        }
    }
}

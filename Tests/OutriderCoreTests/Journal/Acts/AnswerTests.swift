import Testing

@testable import OutriderCore

/// What follows from what comes back: section 5, rule 5 of the book.
@Suite struct AnswerTests {
    private static let phone = "phone: \"+27821234567\"\n"
    private static let steps = """
          - {id: intro, channel: email, subject: Hello, body: "Hi {{firstName}}"}
          - {id: nudge, channel: sms, delay: 1d, body: Well?}
          - {id: last, channel: email, delay: 2d, subject: Bye, body: Bye}
        """

    /// Two enrollments: ada and bob have the intro of `e`, ada waits in `f`.
    ///
    /// - Parameters:
    ///   - defaults: what the book's settings say beside those of every stage.
    ///   - colleagues: whether a reply in `e` also ends it for colleagues.
    private func stage(
        sent: Bool = true, defaults: String = "", optOut: String = "person", colleagues: Bool = false
    ) throws -> Stage {
        var book: [String: String] = .book(people: ["ada", "bob"], steps: Self.steps)
        book["people/ada.yaml"] = .person("ada") + Self.phone + "company: acme\n"
        book["people/bob.yaml"] = .person("bob") + "phone: \"+27821234568\"\ncompany: acme\n"
        book["companies/acme.yaml"] = "name: Acme\n"
        book["sequences/t.yaml"] = "name: T\nsteps:\n  - {id: hello, channel: sms, delay: 9d, body: Hello}\n"
        book["enrollments/f.yaml"] = "sequence: t\npeople: [ada]\n"
        book["enrollments/e.yaml", default: ""] += "stopColleagues: \(colleagues)\n"
        book["outrider.yaml"] = Stage.settings(defaults: defaults) + "optOut: \(optOut)\n"
        var stage = try Stage(book)
        if sent { try stage.run() } else { try stage.reconcile() }
        return stage
    }

    private func standing(_ stage: Stage, _ person: String = "ada", _ enrollment: String = "e") throws -> String {
        let membership = try #require(try stage.membership(person, enrollment))
        return membership.status.rawValue + (membership.reason.map { " \($0)" } ?? "")
    }

    /// Each answer on the channel of the step that was sent.
    @Test(arguments: [
        (Answer.reply, "COMPLETED replied", "ACTIVE", ["replied ada e intro email", "completed ada e replied"]),
        (
            .meeting, "COMPLETED replied", "ACTIVE",
            ["replied ada e intro email meeting", "completed ada e replied"]
        ),
        (
            .interested, "COMPLETED replied", "ACTIVE",
            ["replied ada e intro email interested", "completed ada e replied"]
        ),
        (
            .notInterested, "COMPLETED replied", "ACTIVE",
            ["replied ada e intro email not-interested", "completed ada e replied"]
        ),
        (
            .wrongPerson, "COMPLETED replied", "ACTIVE",
            ["replied ada e intro email wrong-person", "completed ada e replied"]
        ),
        (
            .outOfOffice, "PAUSED out-of-office", "ACTIVE",
            ["replied ada e intro email out-of-office", "paused ada e out-of-office"]
        ),
        (.bounce, "CANCELLED bounced", "ACTIVE", ["bounced ada e intro email", "cancelled ada e bounced"]),
        (
            .complaint, "CANCELLED complained", "CANCELLED complained",
            ["complained ada email person", "cancelled ada e complained", "cancelled ada f complained"]
        ),
        (
            .unsubscribe, "CANCELLED unsubscribed", "CANCELLED unsubscribed",
            ["unsubscribed ada email person", "cancelled ada e unsubscribed", "cancelled ada f unsubscribed"]
        ),
    ])
    func ends(answer: Answer, there: String, elsewhere: String, told: [String]) throws {
        var stage = try stage()
        let outcome = try stage.record(answer, on: .email)
        #expect(outcome.isChange)
        #expect(try standing(stage) == there)
        #expect(try standing(stage, "ada", "f") == elsewhere)
        #expect(try standing(stage, "bob") == "ACTIVE")
        #expect(stage.told == told)
        #expect(stage.events.allSatisfy { $0.by == "jo" || $0.kind != answer.kind })
        #expect(outcome.ended.count == told.count { $0.hasPrefix("c") && !$0.hasPrefix("complained") })
        #expect(try stage.problems() == [])
        // The same once more changes nothing.
        let again = try stage.record(answer, on: .email)
        #expect(!again.isChange)
        #expect(stage.told == [])
        // What has ended is not sent any more.
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == ["bob nudge"])
    }

    /// What cannot come back by a file.
    @Test(arguments: [Answer.reply, .bounce, .unsubscribe, .complaint])
    func noFileUndoesIt(answer: Answer) throws {
        var stage = try stage()
        try stage.record(answer, on: .email)
        let ended = try standing(stage)
        let file = stage.book["enrollments/e.yaml"]
        for text in [
            "sequence: s\npeople: [bob]\n", file, "sequence: s\nstatus: CANCELLED\npeople: [ada, bob]\n", file,
        ] {
            stage.book["enrollments/e.yaml"] = text
            try stage.reconcile()
            #expect(try standing(stage) == ended)
        }
    }

    /// Who was taken out of the file by hand and then answers is not taken up again with the line.
    @Test func anAnswerOfARemovedPersonEndsThem() throws {
        var stage = try stage()
        let file = stage.book["enrollments/e.yaml"]
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [bob]\n"
        try stage.reconcile()
        #expect(try standing(stage) == "CANCELLED removed")
        try stage.record(.reply, on: .email)
        stage.book["enrollments/e.yaml"] = file
        try stage.reconcile()
        #expect(try standing(stage) == "COMPLETED replied")
    }

    @Test func whatIsNotInStopOnGoesOn() throws {
        var stage = try stage(defaults: "stopOn: [unsubscribe, complaint], outOfOffice: ignore")
        for answer in [Answer.reply, .meeting, .interested, .notInterested, .outOfOffice] {
            let outcome = try stage.record(answer, on: .email)
            #expect(outcome.ended == [])
        }
        #expect(try standing(stage) == "ACTIVE")
        #expect(try stage.membership("ada")?.replied == stage.now)
        try stage.record(.bounce, on: .email)
        #expect(try standing(stage) == "ACTIVE")
        // One of the finer words is enough where a plain reply is not.
        var other = try self.stage(defaults: "stopOn: [meeting, unsubscribe, complaint]")
        try other.record(.meeting, on: .email)
        #expect(try standing(other) == "COMPLETED replied")
    }

    @Test func anUnknownChannelEndsAll() throws {
        var stage = try stage()
        let outcome = try stage.record(.reply)
        #expect(outcome.ended.map(\.enrollment) == ["e", "f"])
        #expect(try stage.ledger.state(of: "ada")?.inbound == [.email: stage.now])
    }

    /// Nothing went by WhatsApp, so what the answer is about cannot be known: nobody who wrote to us is nudged.
    @Test func anAnswerOnAnotherChannelEndsAll() throws {
        var stage = try stage()
        let outcome = try stage.record(.reply, on: .whatsapp)
        #expect(outcome.ended.map(\.enrollment) == ["e", "f"])
        #expect(try stage.ledger.state(of: "ada")?.inbound == [.whatsapp: stage.now])
    }

    @Test func oneEnrollmentIsMeant() throws {
        var stage = try stage()
        let outcome = try stage.record(.reply, in: "f")
        #expect(outcome.ended.map(\.enrollment) == ["f"])
        #expect(try standing(stage) == "ACTIVE")
        #expect(throws: ActError.self) { try stage.record(.reply, of: "bob", in: "f") }
        #expect(throws: ActError.self) { try stage.record(.reply, of: "nobody") }
    }

    @Test func aLaterReplyIsNotedWhereItEnded() throws {
        var stage = try stage()
        try stage.record(.reply, on: .email)
        try stage.move(to: "2026-11-25T07:00:00Z")
        let outcome = try stage.record(.reply, on: .email)
        #expect(outcome.isChange && outcome.ended == [])
        #expect(try stage.membership("ada")?.replied == stage.now)
        #expect(try stage.membership("ada", "f")?.replied == nil)
        #expect(stage.told == ["replied ada email"])
    }

    @Test func stopColleagues() throws {
        var stage = try stage(colleagues: true)
        let outcome = try stage.record(.reply, on: .email)
        #expect(outcome.ended.map(\.person) == ["ada", "bob"])
        #expect(try standing(stage, "bob") == "COMPLETED colleague-replied")
        #expect(try stage.membership("bob")?.replied == nil)
        // An opt-out is nobody's but one's own.
        var other = try self.stage(colleagues: true)
        try other.record(.unsubscribe, on: .email)
        #expect(try standing(other, "bob") == "ACTIVE")
    }

    // MARK: Out of office

    @Test(arguments: [
        // Monday 23 November, five business days; else the day that the answer gives.
        (nil, "2026-11-29T22:00:00Z"), (CivilDate("2026-12-07"), "2026-12-06T22:00:00Z"),
    ])
    func outOfOfficeKeepsTheDelay(until: CivilDate?, end: String) throws {
        var stage = try stage()
        try stage.move(to: "2026-11-23T19:00:00Z")
        try stage.record(.outOfOffice, on: .email, until: until)
        let paused = try #require(try stage.membership("ada"))
        #expect(paused.until?.rfc3339 == end)
        #expect(paused.next == paused.until)
        // The nudge was due at midnight, three hours on.
        #expect(paused.remaining == 10_800)
        try stage.move(to: "2026-11-27T07:00:00Z")
        #expect(try stage.run().contains("ada nudge") == false)
        stage.now = try Instant(end).adding(seconds: 10_799)
        #expect(try stage.run().contains("ada nudge") == false)
        #expect(try standing(stage) == "ACTIVE")
        stage.now = try Instant(end).adding(seconds: 10_800)
        #expect(try stage.run().contains("ada nudge"))
    }

    @Test func aLaterAbsenceIsLonger() throws {
        var stage = try stage()
        try stage.record(.outOfOffice, on: .email, until: CivilDate("2026-12-07"))
        #expect(try !stage.record(.outOfOffice, on: .email, until: CivilDate("2026-12-01")).isChange)
        #expect(try stage.record(.outOfOffice, on: .email, until: CivilDate("2026-12-09")).isChange)
        #expect(try stage.membership("ada")?.until?.rfc3339 == "2026-12-08T22:00:00Z")
        // An absence that is over holds nobody.
        #expect(try !stage.record(.outOfOffice, of: "bob", on: .email, until: CivilDate("2026-11-20")).isChange)
        var other = try self.stage(defaults: "outOfOffice: stop")
        #expect(try other.record(.outOfOffice, of: "bob", on: .email).ended.count == 1)
    }

    @Test func thePauseOfTheFileOutlastsTheAbsence() throws {
        var stage = try stage()
        try stage.record(.outOfOffice, on: .email)
        stage.book["enrollments/e.yaml"] = "sequence: s\nstatus: PAUSED\npeople: [ada, bob]\n"
        try stage.move(to: "2026-12-02T07:00:00Z")
        try stage.run()
        #expect(try standing(stage) == "PAUSED file")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada, bob]\n"
        try stage.reconcile()
        #expect(try standing(stage) == "ACTIVE")
    }

    // MARK: Opting out

    private func closed(_ stage: Stage, _ person: String, _ address: String?, _ channel: Channel) throws -> Bool {
        let ledger = try stage.ledger
        let hashes = try address.map { text -> [String] in
            let address: ChannelAddress =
                text.contains("@")
                ? .email(try EmailAddress(parsing: text)) : .phone(try PhoneNumber(parsing: text))
            return [ledger.header.hasher.hash(address)]
        }
        return try ledger.suppression(of: person, addresses: hashes ?? [], channel: channel) != nil
    }

    /// By id and by each address, also under another id.
    @Test(arguments: [Answer.unsubscribe, .complaint]) func anOptOutClosesEverything(answer: Answer) throws {
        var stage = try stage(sent: false)
        try stage.record(answer, on: .sms)
        for channel in Channel.allCases {
            #expect(try closed(stage, "ada", nil, channel))
            #expect(try closed(stage, "other", "ada@example.com", channel))
            #expect(try closed(stage, "other", "+27821234567", channel))
            #expect(try !closed(stage, "bob", "bob@example.com", channel))
        }
    }

    @Test func anOptOutOfOneChannel() throws {
        var stage = try stage(optOut: "channel")
        try stage.record(.unsubscribe, on: .email)
        #expect(stage.told == ["unsubscribed ada e intro email channel", "cancelled ada e unsubscribed"])
        #expect(try standing(stage, "ada", "f") == "ACTIVE")
        #expect(try closed(stage, "ada", nil, .email))
        #expect(try !closed(stage, "ada", "ada@example.com", .sms))
        #expect(try closed(stage, "other", "ada@example.com", .email))
        #expect(try stage.problems() == [])
        // Where nobody knows the channel it is all of them.
        var other = try self.stage(sent: false, optOut: "channel")
        try other.record(.unsubscribe)
        #expect(try closed(other, "ada", nil, .call))
    }

    @Test func aBounceClosesOneAddressOnOneChannel() throws {
        var stage = try stage()
        try stage.record(.bounce, on: .email)
        #expect(try closed(stage, "other", "ada@example.com", .email))
        #expect(try !closed(stage, "ada", "+27821234567", .sms))
        #expect(try stage.ledger.state(of: "ada")?.suppressed == [])
        var wrong = try self.stage()
        try wrong.record(.wrongPerson, on: .sms)
        #expect(try closed(wrong, "other", "+27821234567", .whatsapp))
        #expect(try !closed(wrong, "ada", "ada@example.com", .email))
    }

    /// Who has left the book is known by the addresses that were written to.
    @Test func anOptOutOfSomebodyWhoIsGone() throws {
        var stage = try stage()
        stage.book["people/ada.yaml"] = nil
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [bob]\n"
        stage.book["enrollments/f.yaml"] = nil
        try stage.reconcile()
        try stage.record(.unsubscribe, on: .email)
        #expect(try closed(stage, "other", "ada@example.com", .sms))
        #expect(try standing(stage) == "CANCELLED unsubscribed")
    }

    @Test func whatHasNotComeYetIsRefused() throws {
        var stage = try stage()
        let now = stage.now
        #expect(throws: ActError.self) {
            try stage.act {
                let later = Received(.reply, person: "ada", at: now.adding(seconds: 1))
                return try $0.record(later, now: now, Actor(by: nil, reason: nil))
            }
        }
    }
}

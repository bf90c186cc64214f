import Testing

@testable import OutriderCore

/// Caps are reserved by the claim and given back by a release.
@Suite struct CounterTests {
    private let day = CivilDate(day: 20_780)

    @Test func countsAndGivesBack() throws {
        var counters = Counters(date: day)
        let names: [Counters.Name] = [.sender("team/jo", .email), .company("acme"), .domain("acme.example"), .book]
        for name in names {
            counters.add(name, isNew: true)
            counters.add(name, isNew: false)
        }
        #expect(names.map { counters.sent($0) } == [2, 2, 2, 2])
        #expect(names.map { counters.new($0) } == [1, 0, 0, 0])
        #expect(counters.sent(.sender("team/jo", .sms)) == 0)
        for name in names { for _ in 0..<3 { counters.giveBack(name, isNew: true) } }
        #expect(names.map { counters.sent($0) } == [0, 0, 0, 0])
        #expect(names.map { counters.new($0) } == [0, 0, 0, 0])
        counters.giveBack(.company("other"), isNew: false)
        #expect(counters.sent(.company("other")) == 0)
    }

    @Test func fileRoundTrip() throws {
        let text = """
            {
              "book": 3,
              "company/acme": 1,
              "domain/acme.example": 2,
              "sender/jo/email": {
                "sent": 3,
                "new": 1
              },
              "later": {
                "a": null
              }
            }

            """
        let counters = try Counters(parsing: Array(text.utf8), date: day)
        #expect(counters.sent(.sender("jo", .email)) == 3)
        #expect(counters.new(.sender("jo", .email)) == 1)
        #expect(String(decoding: counters.bytes, as: UTF8.self) == text)
    }

    @Test(arguments: [#"{"book":-1}"#, #"{"book":{}}"#, #"{"sender/jo/email":3}"#, "[]", "{"])
    func damaged(text: String) {
        #expect(throws: JournalError.self) { try Counters(parsing: Array(text.utf8), date: day) }
    }

    @Test(arguments: [
        (Settlement.sent(providerID: "x"), 1), (.released(code: "c"), 0), (.failed(class: "c", code: "c"), 1),
        (.unknown(code: "c"), 1),
    ])
    func aReleaseGivesBack(outcome: Settlement, left: Int) throws {
        var stage = try Stage(.book(people: ["ada", "bob"]))
        let reservation = Reservation(
            senderDay: day, day: day.adding(days: 1), isNew: true, company: "acme", domain: "example.com")
        try stage.reconcile()
        let claim = try #require(try stage.claim(counted: reservation))
        #expect(claim.messages.count == 2)
        let counts = { (ledger: Ledger) in
            let own = try ledger.counters(on: day)
            let book = try ledger.counters(on: day.adding(days: 1))
            return [
                own.sent(.sender("default", .email)), own.new(.sender("default", .email)), book.sent(.company("acme")),
                book.sent(.domain("example.com")), book.sent(.book), own.sent(.book),
            ]
        }
        #expect(try counts(stage.ledger) == [2, 2, 2, 2, 2, 0])
        try stage.record(claim) { $0.person == "ada" ? outcome : .sent(providerID: $0.key) }
        let all = left + 1
        #expect(try counts(stage.ledger) == [all, all, all, all, all, 0])
        // The outcome of a claim that is settled already gives nothing back a second time.
        try stage.record(claim) { $0.person == "ada" ? outcome : .sent(providerID: $0.key) }
        #expect(try counts(stage.ledger) == [all, all, all, all, all, 0])
    }
}

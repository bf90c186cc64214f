import Testing

@testable import OutriderCore

/// Consent only tightens: what the journal forbids goes only with the word of somebody who lifted it.
@Suite struct SuppressionTests {
    private let at = Instant(seconds: 1_800_000_000)

    private func suppression(_ channel: Channel?, _ kind: HistoryEvent.Kind = .suppressed) -> Suppression {
        Suppression(channel: channel, reason: "asked", at: at, event: kind)
    }

    /// A journal in which ada and one of her addresses are forbidden, with the events that tell of it.
    private func stage() throws -> Stage {
        var stage = try Stage(.book())
        try stage.reconcile()
        var change = LedgerChange(try stage.ledger)
        var state = try #require(try change.state(of: "ada"))
        state.suppressed.add(suppression(nil, .unsubscribed))
        try change.set(state)
        var address = AddressState(address: "h")
        address.suppressed.add(suppression(.email))
        change.set(address)
        change.header.suppressedDomains["rival.example"] = [suppression(nil)]
        var event = HistoryEvent(.unsubscribed, at: at)
        event.person = "ada"
        event.channel = .email
        event.code = "person"
        change.append(event)
        event = HistoryEvent(.bounced, at: at)
        event.channel = .email
        event.addresses = ["h"]
        change.append(event)
        event = HistoryEvent(.suppressed, at: at)
        event.to = "@rival.example"
        change.append(event)
        try stage.commit(change)
        return stage
    }

    /// Takes away one of the three, with or without the word for it.
    private func lose(_ what: String, _ stage: Stage, event: HistoryEvent?) throws -> LedgerChange {
        var change = LedgerChange(try stage.ledger)
        switch what {
        case "person":
            var state = try #require(try change.state(of: "ada"))
            state.suppressed = []
            try change.set(state)
        case "address": change.set(AddressState(address: "h"))
        default: change.header.suppressedDomains = [:]
        }
        if let event { change.append(event) }
        return change
    }

    private func resubscribed(_ what: String, _ channel: Channel? = nil) -> HistoryEvent {
        var event = HistoryEvent(.resubscribed, at: at)
        event.channel = channel
        switch what {
        case "person": event.person = "ada"
        case "address": event.addresses = ["h"]
        default: event.to = "@rival.example"
        }
        return event
    }

    static let targets = ["person", "address", "domain"]

    @Test(arguments: targets) func noCommitLosesOne(what: String) throws {
        let stage = try stage()
        #expect(try stage.problems() == [])
        for other in [nil] + Self.targets.filter({ $0 != what }).map({ resubscribed($0) }) {
            let change = try lose(what, stage, event: other)
            let error = #expect(throws: JournalError.self) {
                try change.edits(run: "r", n: 1, at: at, version: "test")
            }
            #expect(error?.message == "the commit would lose a suppression")
        }
        // The word for one channel does not open the others.
        let narrow = try lose(what, stage, event: resubscribed(what, .call))
        #expect(throws: JournalError.self) { try narrow.edits(run: "r", n: 1, at: at, version: "test") }
    }

    @Test(arguments: targets) func aLoggedWordTakesOneAway(what: String) throws {
        var stage = try stage()
        try stage.commit(try lose(what, stage, event: resubscribed(what)))
        #expect(try stage.problems() == [])
        // Forbidden once more, it is missed again.
        var change = LedgerChange(try stage.ledger)
        var event = resubscribed(what)
        event.kind = .suppressed
        event.at = at.adding(seconds: 1)
        change.append(event)
        try stage.commit(change)
        #expect(try stage.problems().count == 1)
    }

    /// What an older clone or a hand has lost is found in the history.
    @Test(arguments: [
        ("people/all.jsonl", #""suppressed":[{"channel":"all""#, #""once":[{"channel":"all""#),
        ("addresses/all.jsonl", #""suppressed":[{"channel":"email""#, #""suppressed":[{"channel":"sms""#),
        ("journal.json", "rival.example", "other.example"),
    ])
    func verificationMissesOne(path: String, old: String, new: String) throws {
        var stage = try stage()
        stage.damage(path) { $0.replacing(old, with: new) }
        #expect(
            try stage.problems() == ["\(path): a suppression that the history tells of is gone, and nobody lifted it"])
    }

    @Test func channels() {
        var list: [Suppression] = []
        let added = [list.add(suppression(.sms)), list.add(suppression(.sms)), list.add(suppression(nil))]
        #expect(added == [true, false, true])
        let narrower = list.add(suppression(.email))
        #expect(!narrower)
        #expect(list.rule(on: .email) != nil)
        let lifted = list.lift(.email)
        #expect(lifted)
        #expect(list.channels == Set(Channel.allCases).subtracting([.email]))
        let again = [list.lift(.email), list.lift(nil), list.lift(nil)]
        #expect(again == [false, true, false])
        #expect(list.isEmpty)
    }

    @Test func askedByPersonAddressAndDomain() throws {
        let ledger = try stage().ledger
        let rule = { try ledger.suppression(of: $0, addresses: $1, domains: $2, channel: $3)?.event }
        #expect(try rule("ada", [], [], .sms) == .unsubscribed)
        #expect(try rule("bob", [], [], .sms) == nil)
        #expect(try rule("bob", ["h"], [], .email) == .suppressed)
        #expect(try rule("bob", ["h"], [], .sms) == nil)
        #expect(try rule("bob", ["x"], ["mail.rival.example", "rival.example"], .call) == .suppressed)
        #expect(try EmailAddress(parsing: "a@Mail.Rival.example").domains == ["mail.rival.example", "rival.example"])
    }
}

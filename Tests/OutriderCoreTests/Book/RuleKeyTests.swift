import Testing

@testable import OutriderCore

/// The keys of the rules: what is read of them, and what each mistake in one is called.
@Suite struct RuleKeyTests {
    private static func configuration(_ text: String) -> (Configuration?, [String]) {
        let book = Book(MemorySource(["outrider.yaml": "version: 1\nname: Acme\n" + text]))
        let configuration = book.configuration
        return (configuration, book.report.diagnostics.map { "\($0.location.line):\($0.location.column) \($0.code)" })
    }

    @Test func everyRuleOfTheBook() throws {
        let (read, problems) = Self.configuration(
            """
            paused: {until: 2026-12-05 10:00, reason: move}
            optOut: Channel
            review: required
            caps: {company: 5, domain: 20, book: 500}
            prices: {currency: ZAR, sms: 0.05, whatsapp: 12}
            guard: {cancels: 7}
            channels: {sms: {perDay: 100, newPerDay: 50, perMinute: 10, paused: true}, email: {paused: false}}
            defaults:
              stopOn: [unsubscribe, COMPLAINT, wrong-person]
              outOfOffice: stop
              quietAfterReply: 2w
              maxLateness: 90m
              minGap: "1"
              grace: 0
              exclusive: hiring
              reenroll: 6mo
              quietHours: OFF
            """)
        let book = try #require(read, "\(problems)")
        #expect(problems == [])
        #expect(book.paused?.value == Pause(until: LocalTime("2026-12-05 10:00"), reason: "move"))
        #expect(book.optOut?.value == .channel && book.review?.value == true)
        #expect([book.caps.company, book.caps.domain, book.caps.book].map { $0?.value } == [5, 20, 500])
        #expect(book.prices == Prices(currency: "ZAR", sms: 50_000, whatsapp: 12_000_000))
        #expect(book.guard.cancels == 7 && book.guard.cancelsLocation?.line == 8 && book.guard.sendsLocation == nil)
        let sms = try #require(book.channels[.sms])
        #expect([sms.perDay, sms.newPerDay, sms.perMinute].map { $0?.value } == [100, 50, 10])
        #expect(sms.paused?.value == Pause() && book.channels[.email]?.paused == nil)
        let policy = book.policy
        #expect(policy.stopOn?.value == [.unsubscribe, .complaint, .wrongPerson] && policy.stopOn?.location.line == 11)
        #expect(policy.outOfOffice?.value == .stop && policy.quietHours?.value == false)
        #expect(policy.quietAfterReply?.value == Delay(2, .weeks) && policy.maxLateness?.value == Delay(90, .minutes))
        #expect(policy.minGap?.value == Delay(1, .days) && policy.grace?.value == Delay.none)
        #expect(policy.exclusive?.value == .group("hiring"))
        #expect(policy.reenroll?.value == Delay(6, .months).map(Reenroll.after))
    }

    static let mistakes: [(String, [String])] = [
        ("paused: yes\n", ["3:9 wrong-type"]), ("paused: {}\n", ["3:9 missing-key"]),
        ("paused: {until: soon}\n", ["3:17 bad-date"]), ("review: yes\n", ["3:9 unknown-value"]),
        ("caps: {company: -1}\n", ["3:17 bad-number"]), ("prices: {sms: 0.05}\n", ["3:10 missing-key"]),
        ("prices: {currency: USD, sms: 1.2.3}\n", ["3:30 bad-number"]),
        ("prices: {currency: USD, sms: 0.1234567}\n", ["3:30 bad-number"]),
        ("prices: {currency: USD, sms: .5}\n", ["3:30 bad-number"]),
        ("defaults: {grace: 1bd}\n", ["3:19 bad-delay"]), ("defaults: {minGap: 1mo}\n", ["3:20 bad-delay"]),
        ("defaults: {reenroll: 0d}\n", ["3:22 bad-delay"]), ("defaults: {reenroll: 3bd}\n", ["3:22 bad-delay"]),
        ("defaults: {exclusive: yes}\n", ["3:23 wrong-type"]),
        ("defaults: {quietHours: true}\n", ["3:24 unknown-value"]),
        ("defaults: {stopOn: []}\n", ["3:20 cannot-remove"]),
        ("defaults: {stopOn: [unsubscribe, complaint, click]}\n", ["3:45 unknown-value"]),
    ]

    @Test(arguments: mistakes) func mistake(_ text: String, _ expected: [String]) {
        #expect(Self.configuration(text).1 == expected)
    }

    @Test func everyRuleOfASequence() throws {
        let text = """
            name: Four
            paused: true
            evergreen: false
            repeat: {every: 1mo, times: 12}
            onEdit: pin
            steps:
              - id: nudge
                channel: [whatsapp, sms]
                whatsapp:
                  {contentSid: HX0123456789abcdef0123456789abcdef, contentVariables: {"1": "{{firstName}}"}, text: "Hi {{1}}"}
                test: tone
                variants: [{id: a, weight: 3, template: intro}, {id: b, body: Hi}]
                onFail: skip
              - {id: call, channel: call, body: Call, timeout: 3bd, when: {step.nudge: sent}, otherwise: wait}
            """
        let book = Book(MemorySource(["outrider.yaml": "version: 1\nname: Acme\n", "sequences/four.yaml": text]))
        let sequence = try #require(book.sequence("four"), "\(book.report.diagnostics)")
        #expect(sequence.paused?.value == Pause() && sequence.evergreen?.value == false)
        #expect(sequence.repeats?.every == Delay(1, .months) && sequence.repeats?.times == 12)
        #expect(sequence.onEdit?.value == .pin)
        let (nudge, call) = (sequence.steps[0], sequence.steps[1])
        #expect(
            nudge.channels.value == [.whatsapp, .sms] && nudge.channel == .whatsapp && nudge.channels.location.line == 8
        )
        #expect(nudge.whatsapp?.contentVariables["1"]?.text.source == "{{firstName}}")
        #expect(nudge.variants.map(\.id) == ["a", "b"] && nudge.variants.map(\.weight.value) == [3, 1])
        #expect(nudge.test?.value == "tone" && nudge.onFail?.value == .skip && nudge.references.map(\.id) == ["intro"])
        #expect(nudge.forms.map { $0.template?.id } == ["intro", nil] && nudge.on(.sms).channels.value == [.sms])
        #expect(call.forms == [call])
        #expect(call.timeout?.value == Delay(3, .businessDays) && call.otherwise?.value == .wait)
        #expect(call.when?.location.line == 14)
    }

    /// A sender's settings stand before the book's, key by key.
    @Test func aSenderOverlaysCaps() throws {
        let (read, _) = Self.configuration("channels: {email: {perDay: 100, newPerDay: 50, paused: true}}\n")
        let book = Book(MemorySource(["senders/jo.yaml": "firstName: Jo\nemail: {perDay: 60, paused: false}\n"]))
        let email = try #require(book.sender("jo")?.channels[.email]).over(read?.channels[.email])
        #expect(email.perDay?.value == 60 && email.perDay?.location.path == "senders/jo.yaml")
        #expect(email.newPerDay?.value == 50 && email.newPerDay?.location.path == "outrider.yaml")
        #expect(email.paused?.value == Pause())
    }
}

import Testing

@testable import OutriderCore

/// The journal's lines: what is written is read again, in the one canonical form.
@Suite struct LineTests {
    private static func reader(_ text: String) throws -> LineReader {
        try LineReader(parsing: Array(text.utf8)[...], path: "people/all.jsonl", line: 7)
    }

    static let membershipLine =
        #"{"next":"2026-11-25T07:00:00Z","person":"za/ada","enrollment":"2026-11/backend","status":"PAUSED","#
        + #""reason":"file","done":["intro"],"at":"2026-11-23T07:00:00Z","occurrence":2,"gen":1,"sender":"jo","senders":{"b":"sam"},"skipped":["z"],"#
        + #""thread":{"a":"<1>","intro":"<k.0@localhost>"},"hold":{"reason":"no-address","detail":"email"},"#
        + #""claim":"r-1","task":"2026-11-24T07:00:00Z","taskChannel":"call","remaining":90,"due":"2026-11-25T07:00:00Z","resumed":"2026-11-24T08:00:00Z","lifted":["guard"],"#
        + #""delivered":["intro"],"failed":["x"],"replied":"2026-11-25T08:00:00Z","until":"2026-11-26T07:00:00Z","away":"2026-11-28T07:00:00Z","#
        + #""freed":"2026-11-24T09:00:00Z","sequences":["s"],"crowd":9,"pin":"c0ffee","#
        + #""waiting":"2026-11-25T09:00:00Z","round":"2026-11-23T07:00:00Z","anchor":"2026-11-22T07:00:00Z","ended":"2026-11-27T07:00:00Z","variants":{"intro":"a"},"channels":{"intro":"sms"}}"#

    @Test(arguments: [
        membershipLine,
        #"{"next":"9","person":"ada","enrollment":"e","status":"ACTIVE","at":"2026-11-23T07:00:00Z"}"#,
        #"{"next":"9","person":"ada","enrollment":"e","status":"COMPLETED","reason":"finished","#
            + #""at":"2026-11-23T07:00:00Z","pin":"tree","new":{"a":[1,null]}}"#,
    ])
    func membership(line: String) throws {
        let membership = try Membership(try Self.reader(line))
        #expect(JSONValue.object(membership.object).compact == line)
        #expect(try Membership(try Self.reader(JSONValue.object(membership.object).compact)) == membership)
    }

    @Test func membershipFields() throws {
        let membership = try Membership(try Self.reader(Self.membershipLine))
        #expect(membership.next == (try Instant("2026-11-25T07:00:00Z")))
        #expect(membership.status == .paused)
        #expect(membership.hold == Membership.Hold(.noAddress, detail: "email"))
        #expect(membership.thread == ["a": "<1>", "intro": "<k.0@localhost>"])
        #expect(membership.remaining == 90)
        #expect(membership.isOpen)
    }

    @Test(arguments: [
        ("\"next\":\"soon\"", "'next' is no time"),
        ("\"status\":\"X\"", "'status' has a value that this version does not know"),
        ("\"at\":1", "'at' is no text"), ("\"done\":[1]", "'done' is no list of texts"),
        ("\"gen\":\"1\"", "'gen' is no number from 0 on"),
        ("\"hold\":[]", "'hold' is no object"),
    ])
    func damagedMembership(member: String, message: String) throws {
        let name = member.prefix { $0 != ":" }
        let good = [
            "\"next\":\"9\"", "\"person\":\"a\"", "\"enrollment\":\"e\"", "\"status\":\"ACTIVE\"",
            "\"at\":\"2026-11-23T07:00:00Z\"",
        ]
        let line = "{" + (good.filter { !$0.hasPrefix(name + ":") } + [member]).joined(separator: ",") + "}"
        #expect(throws: JournalError(path: "people/all.jsonl", line: 7, message: message)) {
            try Membership(try Self.reader(line))
        }
    }

    @Test func personState() throws {
        let text =
            #"{"next":"9","person":"ada","active":["a"],"last":{"at":"2026-11-23T07:00:00Z","key":"k"},"#
            + #""movedFrom":"bob","inbound":{"email":"2026-11-23T09:00:00Z","whatsapp":"2026-11-23T08:00:00Z"},"#
            + #""suppressed":[{"channel":"all","reason":"asked","at":"2026-11-23T09:00:00Z","event":"unsubscribed","new":1}],"#
            + #""later":true}"# + "\n"
            + #"{"next":"9","person":"ada","enrollment":"a","status":"ACTIVE","at":"2026-11-23T07:00:00Z"}"# + "\n"
            + #"{"next":"9","person":"ada","enrollment":"b","status":"CANCELLED","reason":"removed","at":"2026-11-23T07:00:00Z"}"#
            + "\n"
        let bucket = try PersonBucket(parsing: Array(text.utf8), path: "people/all.jsonl")
        let state = try #require(try bucket.state(of: "ada"))
        #expect(state.movedFrom == "bob")
        #expect(state.last?.key == "k")
        #expect(state.inbound[.whatsapp] == (try Instant("2026-11-23T08:00:00Z")))
        #expect(state.suppressed.map(\.reason) == ["asked"])
        #expect(state.suppressed.rule(on: .call)?.event == .unsubscribed)
        #expect(state.memberships.map(\.enrollment) == ["a", "b"])
        var bytes: [UInt8] = []
        state.write(into: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
        #expect(state.lineCount == 3)
        #expect(try bucket.state(of: "aaa") == nil)
        #expect(try bucket.state(of: "zzz") == nil)
    }

    @Test func addressState() throws {
        let line =
            #"{"address":"h","version":1,"people":["ada","bob"],"last":{"at":"2026-11-23T07:00:00Z","key":"k"},"#
            + #""steps":["s/intro"],"recent":[{"key":"k","person":"ada","id":"<m>","at":"2026-11-23T07:00:00Z"}],"#
            + #""suppressed":[{"channel":"email","reason":"bounced","at":"2026-11-23T07:00:00Z","event":"bounced"}],"#
            + #""sequences":{"s":"2026-11-23T07:00:00Z"},"later":1}"# + "\n"
        let bucket = try AddressBucket(parsing: Array(line.utf8), path: "a")
        #expect(String(decoding: bucket.replacing([]), as: UTF8.self) == line)
        var state = try #require(bucket.states["h"])
        for number in 0..<30 {
            state.note(
                AddressState.Recent(
                    key: "k\(number)", person: "cid", id: "<\(number)>",
                    at: try Instant("2026-11-24T07:00:00Z").adding(seconds: Int64(number))),
                sequence: "s", step: "nudge")
        }
        #expect(state.sequences == ["s": try Instant("2026-11-24T07:00:29Z")])
        #expect(state.suppressed.rule(on: .email)?.reason == "bounced")
        #expect(state.suppressed.rule(on: .sms) == nil)
        #expect(state.people == ["ada", "bob", "cid"])
        #expect(state.steps == ["s/intro", "s/nudge"])
        #expect(state.recent.map(\.key) == (10..<30).map { "k\($0)" })
        #expect(state.last?.key == "k29")
    }

    @Test func claim() throws {
        let at = try Instant("2026-11-22T08:12:00Z")
        let message = Claim.Message(
            key: "k", gen: 1, person: "za/ada", enrollment: "e", step: "intro", occurrence: 0, channel: .email,
            provider: "outbox", account: "acc", address: "h", request: "ff", messageID: "<k.1@localhost>", attempt: 2,
            sequence: "s", sender: "jo")
        var sms = message
        sms.channel = .sms
        sms.messageID = nil
        let claim = Claim(
            run: "20261122T081200Z-0011aabb", n: 2, at: at, sendBy: at.adding(seconds: 300),
            quietAt: at.adding(seconds: 750),
            holder: Claim.Holder(host: "box", boot: "b"), main: "c0ffee", messages: [message, sms])
        var bytes: [UInt8] = []
        claim.write(into: &bytes, version: "1.2.3")
        #expect(try Claim(parsing: bytes, path: "c") == claim)
        #expect(
            String(decoding: bytes, as: UTF8.self).hasPrefix(
                #"{"run":"20261122T081200Z-0011aabb","n":2,"at":"2026-11-22T08:12:00Z","sendBy":"2026-11-22T08:17:00Z","#
                    + #""quietAt":"2026-11-22T08:24:30Z","holder":{"host":"box","boot":"b"},"main":"c0ffee","version":"1.2.3"}"#
                    + "\n" + #"{"key":"k","gen":1,"person":"za/ada","enrollment":"e","step":"intro","occurrence":0,"#))
        for end in bytes.indices.dropFirst() where end < bytes.count {
            #expect((try? Claim(parsing: Array(bytes[..<end]), path: "c")) != claim)
        }
    }

    @Test func historyEvent() throws {
        var event = HistoryEvent(.claimed, at: try Instant("2026-11-22T08:12:00Z"))
        event.id = "r-1-1"
        event.run = "r"
        event.person = "za/ada"
        event.enrollment = "e"
        event.step = "intro"
        event.key = "k"
        event.gen = 0
        event.channel = .whatsapp
        event.provider = "outbox"
        event.account = "a"
        event.providerID = "p"
        event.to = "+27821234567"
        event.subject = "S\n"
        event.text = "é\"\\"
        event.bodyHash = "ff"
        event.attempt = 1
        event.failure = "class"
        event.code = "c"
        event.reason = "why"
        event.by = "jo"
        event.isLate = true
        let line = JSONValue.object(event.json).compact
        #expect(try HistoryEvent(parsing: Array(line.utf8)[...], path: "h", line: 1) == event)
        #expect(
            line.hasPrefix(
                #"{"v":1,"id":"r-1-1","t":"2026-11-22T08:12:00Z","event":"claimed","run":"r","key":"k","gen":0,"#))
        let least = HistoryEvent(.resolved, at: event.at)
        #expect(
            JSONValue.object(least.json).compact
                == #"{"v":1,"id":"","t":"2026-11-22T08:12:00Z","event":"resolved","run":""}"#)
    }

    @Test func header() throws {
        var header = JournalHeader(book: "7f3a9c2e", prefix: "crm", branch: "main", ref: "refs/heads/j", salt: "00ff")
        header.origins = ["example.com/a"]
        header.seq = 12
        header.main = "c0ffee"
        header.lastRun = try Instant("2026-11-22T08:12:00Z")
        header.simulated = true
        let text = header.json.pretty
        #expect(try JournalHeader(parsing: Array(text.utf8)) == header)
        let later = text.replacing("\"seq\": 12", with: "\"seq\": 12,\n  \"shard\": \"x\"")
        #expect(try JournalHeader(parsing: Array(later.utf8)).json.pretty.contains("\"shard\": \"x\""))
        let next = text.replacing("\"format\": 1", with: "\"format\": 2")
        #expect {
            try JournalHeader(parsing: Array(next.utf8))
        } throws: { error in
            (error as? JournalError)?.message == "the journal has format 2, this version knows up to 1"
        }
        #expect(throws: JournalError.self) {
            try JournalHeader(parsing: Array(text.replacing("\"buckets\": 1,", with: "\"buckets\": 7,").utf8))
        }
    }

    @Test func historySurvivesCutAndDamagedLines() throws {
        let path = "history/2026/11/22/r-1.jsonl"
        let line = #"{"v":1,"id":"r-1-1","t":"2026-11-22T08:12:00Z","event":"sent","run":"r"}"#
        let header = JournalHeader(book: "7f3a9c2e", prefix: "", branch: "main", ref: "r", salt: "00")
        let ledger = try Ledger(
            MemorySource([
                JournalHeader.path: header.json.pretty, path: "\(line)\n{\"v\":\n\n\(line)\n\(line.dropLast(4))",
            ]))
        var damaged: [String] = []
        let events = try ledger.history(path) { damaged.append($0.place) }
        #expect(events.map(\.id) == ["r-1-1", "r-1-1"])
        #expect(damaged == ["\(path):2", "\(path):5"])
    }
}

import Testing

@testable import OutriderCore

/// The files of people: read in part, rewritten in part, split when they grow.
@Suite struct BucketTests {
    private static func line(_ person: String, next: String = "9", enrollment: String = "e") -> String {
        #"{"next":"\#(next)","person":"\#(person)","enrollment":"\#(enrollment)","status":"ACTIVE","at":"2026-11-23T07:00:00Z","x":[1]}"#
            + "\n"
    }

    private static func head(_ person: String) -> String {
        #"{"next":"9","person":"\#(person)","active":["e"]}"# + "\n"
    }

    @Test func dueIsReadFromTheFirstBytes() throws {
        let text =
            Self.head("a") + Self.line("a", next: "2026-11-23T07:00:00Z") + Self.head("b") + Self.line("b")
            + Self.head("c") + Self.line("c", next: "2026-11-23T07:00:01Z")
        let bucket = try PersonBucket(parsing: Array(text.utf8), path: "p")
        let now = try Instant("2026-11-23T07:00:00Z")
        #expect(bucket.people(dueBy: now) == ["a"])
        #expect(bucket.people(dueBy: now.adding(seconds: 1)) == ["a", "c"])
        #expect(bucket.people(dueBy: now.adding(seconds: -1)) == [])
        let (bytes, next, count) = bucket.replacing([])
        #expect(String(decoding: bytes, as: UTF8.self) == text)
        #expect(next == "2026-11-23T07:00:00Z")
        #expect(count == 6)
    }

    @Test func onlyChangedLinesMove() throws {
        let text = Self.head("a") + Self.line("a") + Self.head("c") + Self.line("c", next: "2027-01-01T00:00:00Z")
        let bucket = try PersonBucket(parsing: Array(text.utf8), path: "p")
        var states = ["b", "d"].map { PersonState(person: $0) }
        states[0].memberships = [Membership(person: "b", enrollment: "e", at: try Instant("2026-11-23T07:00:00Z"))]
        states[0].memberships[0].next = try Instant("2026-12-01T00:00:00Z")
        let (bytes, next, count) = bucket.replacing(states)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.map { $0.contains("\"x\":[1]") } == [false, true, false, false, false, true, false])
        #expect(next == "2026-12-01T00:00:00Z")
        #expect(count == 7)
        let again = try PersonBucket(parsing: bytes, path: "p")
        #expect(again.groups.map(\.person) == ["a", "b", "c", "d"])
        #expect(try again.state(of: "b") == states[0])
    }

    @Test(arguments: [
        ("{\"next\":\"9\",\"person\":\"a\"", "the last line is cut"),
        ("{\"person\":\"a\",\"next\":\"9\"}\n", "the line is damaged"), ("\n", "the line is damaged"),
        ("{\"next\":\"9}\n", "the line is damaged"), ("{\"next\":\"9\"}\n", "the line is damaged"),
        (
            "{\"next\":\"9\",\"person\":\"b\"}\n{\"next\":\"9\",\"person\":\"a\"}\n",
            "the line is out of order or stands twice"
        ),
        (
            "{\"next\":\"9\",\"person\":\"a\"}\n{\"next\":\"9\",\"person\":\"b\"}\n{\"next\":\"9\",\"person\":\"a\"}\n",
            "the line is out of order or stands twice"
        ),
    ])
    func damaged(text: String, message: String) {
        #expect {
            try PersonBucket(parsing: Array(text.utf8), path: "p")
        } throws: { ($0 as? JournalError)?.message == message }
    }

    @Test func aLineTwiceIsDamage() throws {
        let bucket = try PersonBucket(parsing: Array((Self.line("a") + Self.line("a")).utf8), path: "p")
        #expect(throws: JournalError.self) { try bucket.state(of: "a") }
    }

    @Test func index() throws {
        let entries = [
            "3f": DueEntry(next: "2026-11-25T07:00:00Z", bucket: "3f", count: 4),
            "00": DueEntry(next: "9", bucket: "00", count: 2),
        ]
        let bytes = DueEntry.write(entries)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"next":"9","bucket":"00","count":2}"# + "\n"
                + #"{"next":"2026-11-25T07:00:00Z","bucket":"3f","count":4}"# + "\n")
        #expect(try DueEntry.parse(bytes) == entries)
        #expect(try DueEntry.scan(bytes, at: Instant("2026-11-25T07:00:00Z")).due == ["3f"])
        #expect(try DueEntry.scan(bytes, at: Instant("2026-11-25T06:59:59Z")).due == [])
        #expect(throws: JournalError.self) { try DueEntry.scan(Array("{}\n".utf8), at: .min) }
        #expect(throws: JournalError.self) { try DueEntry.parse(bytes + bytes) }
    }

    /// Growth to 16 and then 256 files loses nobody and no address.
    @Test func growth() throws {
        var stage = try Stage(.book(people: ["first"]))
        try stage.run()
        var known: [String: PersonState] = [:]
        for (count, buckets) in [(150, 16), (2100, 256)] {
            let people = (0..<count).map { "p\($0)" } + ["first"]
            let book = [String: String].book(people: people)
            stage.book.merge(book) { _, new in new }
            try stage.reconcile()
            let ledger = try stage.ledger
            #expect(ledger.header.buckets.count == buckets)
            var seen: [String: PersonState] = [:]
            try ledger.forEachState { seen[$0.person] = $0 }
            #expect(Set(seen.keys) == Set(people))
            for (person, state) in known { #expect(seen[person] == state) }
            known = seen
            #expect(try stage.problems() == [])
            #expect(try ledger.people(dueBy: stage.now).count == count)
            let hash = ledger.header.hasher.hash(.email(try EmailAddress(parsing: "first@example.com")))
            #expect(try ledger.address(hash)?.steps == ["s/intro"])
            #expect(stage.journal.keys.filter { $0.hasPrefix("people/") }.allSatisfy { $0 != "people/all.jsonl" })
        }
    }
}

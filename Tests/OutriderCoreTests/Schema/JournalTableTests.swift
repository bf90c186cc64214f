import Testing

@testable import OutriderCore

/// The journal's readers and writers are written by hand: here each is held to its table, in both directions.
@Suite("The journal's tables are what its readers take and its writers write")
struct JournalTableTests {
    /// One kind of line with all its members, and its way through reader and writer.
    struct Line: CustomTestStringConvertible {
        var name: String
        var table: FieldTable
        var full: String
        /// Whether members of a later version survive.
        var keepsOthers = true
        /// Reads the line and writes it again.
        var rewrite: @Sendable (JSONObject) throws -> JSONObject
        var testDescription: String { name }
    }

    private static func reader(_ object: JSONObject) -> LineReader { LineReader(object, path: "file", line: 1) }

    private static func bytes(_ object: JSONObject) -> [UInt8] {
        var bytes: [UInt8] = []
        object.write(into: &bytes)
        return bytes + [0x0A]
    }

    private static func line(_ number: Int, of bytes: [UInt8]) throws -> JSONObject {
        try #require(try JSONValue(parsing: bytes.split(separator: 0x0A)[number]).members)
    }

    private static let time = #""2026-11-23T07:00:00Z""#
    private static let suppression = #"{"channel":"all","reason":"r","at":\#(time),"event":"unsubscribed"}"#
    private static let claim =
        #"{"run":"r","n":1,"at":\#(time),"sendBy":\#(time),"quietAt":\#(time),"holder":{"host":"h","boot":"b"},"#
        + #""main":"c0ffee","version":"1.0"}"#
    private static let message =
        #"{"key":"k","gen":1,"person":"p","enrollment":"e","step":"s","occurrence":1,"channel":"email","#
        + #""provider":"outbox","account":"a","address":"h","request":"ff","messageId":"<m>","attempt":1,"sequence":"q","sender":"jo","#
        + #""counted":{"senderDay":"2026-11-23","day":"2026-11-22","new":true,"company":"c","domain":"d.example"}}"#

    static let lines = [
        Line(
            name: "journal.json", table: JournalTables.header,
            full: #"{"format":1,"book":"b","prefix":"","branch":"main","ref":"j","origins":["o"],"epoch":1,"seq":2,"#
                + #""salt":"s","canary":"c","buckets":16,"main":"c0ffee","lastRun":\#(time),"simulated":true,"#
                + #""holdsEverybody":true,"pauses":[{"scope":"sender","id":"jo","channel":"email","until":\#(time),"localUntil":"2026-12-05 09:00","reason":"r","by":"b","at":\#(time)}],"#
                + #""suppressedDomains":{"rival.example":[\#(suppression)]}}"#,
            rewrite: { try #require(try JournalHeader(parsing: bytes($0)).json.members) }),
        Line(
            name: "head", table: JournalTables.head,
            full:
                #"{"next":"9","person":"p","active":["e"],"waiting":["e"],"last":{"at":\#(time),"key":"k"},"movedFrom":"q","#
                + #""inbound":{"sms":\#(time)},"suppressed":[\#(suppression)]}"#,
            rewrite: { object in
                var written: [UInt8] = []
                var membership = Membership(person: "p", enrollment: "e", at: try Instant("2026-11-23T07:00:00Z"))
                membership.waiting = object["waiting"] == nil ? nil : membership.at
                var state = try PersonState(person: "p", lines: [reader(object)])
                if object["active"] != nil { state[membership.enrollment] = membership }
                state.write(into: &written)
                return try line(0, of: written)
            }),
        Line(
            name: "membership", table: JournalTables.membership, full: LineTests.membershipLine,
            rewrite: { try Membership(reader($0)).object }),
        Line(
            name: "address", table: JournalTables.address,
            full:
                #"{"address":"h","version":1,"people":["p"],"optedOut":["q"],"last":{"at":\#(time),"key":"k"},"steps":["q/s"],"#
                + #""recent":[{"key":"k","person":"p","id":"<m>","at":\#(time)}],"#
                + #""suppressed":[\#(suppression)],"sequences":{"q":\#(time)}}"#,
            rewrite: { object in
                var written: [UInt8] = []
                try AddressState(reader(object)).write(into: &written)
                return try line(0, of: written)
            }),
        Line(
            name: "due", table: JournalTables.due, full: #"{"next":\#(time),"bucket":"3f","count":4}"#,
            keepsOthers: false,
            rewrite: { try line(0, of: DueEntry.write(try DueEntry.parse(bytes($0)))) }),
        Line(
            name: "claim", table: JournalTables.claim, full: claim, keepsOthers: false,
            rewrite: { object in
                var written: [UInt8] = []
                try Claim(parsing: bytes(object), path: "c").write(into: &written, version: "1.0")
                return try line(0, of: written)
            }),
        Line(
            name: "message", table: JournalTables.message, full: message, keepsOthers: false,
            rewrite: { object in
                var written: [UInt8] = []
                let all = Array((claim + "\n").utf8) + bytes(object)
                try Claim(parsing: all, path: "c").write(into: &written, version: "1.0")
                return try line(1, of: written)
            }),
        Line(
            name: "pin", table: JournalTables.pin,
            full: #"{"sequence":"q","id":"s","order":["a","b"],"footer":"f"}"#, keepsOthers: false,
            rewrite: { object in
                let text = "name: S\nsteps: [{id: a, channel: task, body: B}]\n"
                let name = Pin.name(
                    object["sequence"]?.text ?? "", "s", object["order"] == nil ? [] : ["a", "b"],
                    object["footer"]?.text, ["sequences/s.yaml": Array(text.utf8)])
                let source = MemorySource([
                    Pin.path(of: name): String(decoding: bytes(object), as: UTF8.self),
                    "\(Pin.folder(of: name))/sequences/s.yaml": text,
                ])
                return try Pin(name, in: source).json
            }),
        Line(
            name: "matched", table: JournalTables.matched, full: #"{"enrollment":"e","at":\#(time),"people":0}"#,
            keepsOthers: false, rewrite: { try line(0, of: try MatchedPeople(parsing: bytes($0), path: "file").bytes) }),
        Line(
            name: "matchedPerson", table: JournalTables.matchedPerson, full: #"{"person":"p"}"#, keepsOthers: false,
            rewrite: { object in
                let head = Array(#"{"enrollment":"e","at":\#(time),"people":1}"#.utf8) + [0x0A]
                return try line(1, of: try MatchedPeople(parsing: head + bytes(object), path: "file").bytes)
            }),
        Line(
            name: "identity", table: JournalTables.identity, full: #"{"kind":"person","id":"a","uid":"b"}"#,
            keepsOthers: false,
            rewrite: { try line(0, of: try Identities(parsing: bytes($0)).bytes()) }),
        Line(
            name: "event", table: HistoryEvent.table,
            full: #"{"v":1,"id":"i","t":\#(time),"event":"claimed","run":"r","key":"k","gen":0,"person":"p","#
                + #""enrollment":"e","step":"s","channel":"sms","provider":"outbox","account":"a","providerId":"x","#
                + #""to":"h","subject":"S","text":"T","bodyHash":"ff","attempt":1,"class":"c","code":"d","reason":"w","#
                + #""by":"jo","addresses":["h"],"late":true}"#,
            keepsOthers: false,
            rewrite: { try HistoryEvent(parsing: bytes($0)[...], path: "h", line: 1).json }),
    ]

    private static func members(_ line: Line) throws -> JSONObject {
        try #require(try JSONValue(parsing: Array(line.full.utf8)).members)
    }

    @Test(arguments: lines) func theTableNamesWhatIsWritten(line: Line) throws {
        let full = try Self.members(line)
        #expect(full.members.map(\.key) == line.table.fields.map(\.name))
        #expect(try line.rewrite(full) == full)
    }

    @Test(arguments: lines) func theReaderNeedsWhatTheTableRequires(line: Line) throws {
        for field in line.table.fields {
            var object = try Self.members(line)
            object[field.name] = nil
            if field.isRequired {
                #expect(throws: JournalError.self, "without '\(field.name)'") { try line.rewrite(object) }
            } else {
                #expect(throws: Never.self, "without '\(field.name)'") { try line.rewrite(object) }
            }
        }
    }

    @Test(arguments: lines) func othersAreLetThrough(line: Line) throws {
        var object = try Self.members(line)
        object["later"] = ["a": [1, .null]]
        let written = try line.rewrite(object)
        #expect(written["later"] == (line.keepsOthers ? ["a": [1, .null]] : nil))
    }

    /// Objects within lines: the definitions name exactly what the full lines hold.
    @Test(arguments: lines) func innerObjectsAreNamedToo(line: Line) throws {
        for member in try Self.members(line).members {
            guard let object = member.value.members ?? member.value.elements?.first?.members,
                let field = line.table.fields.first(where: { $0.name == member.key }),
                // A map of the author's names has none.
                field.schema.members?["additionalProperties"] == nil
            else { continue }
            var names: [String]?
            SchemaTests.visit(field.schema) { schema in
                names = names ?? schema["properties"]?.members?.members.map(\.key)
            }
            guard let names else { continue }
            #expect(Set(object.members.map(\.key)).isSubset(of: names), "\(member.key)")
        }
    }
}

import Testing

@testable import OutriderCore

/// Who turns out to be somebody known keeps what was recorded under the new id.
@Suite struct JoinTests {
    private let actor = Actor(by: "jo", reason: nil)

    /// Ann has had the first step; her file is gone and Anne's is there, without a word that they are one.
    private func stage(_ address: String = "ann@example.com") throws -> Stage {
        var stage = try Stage(.book(people: ["ann"]))
        #expect(try stage.run() == ["ann intro"])
        stage.book["people/ann.yaml"] = nil
        stage.book["people/anne.yaml"] = "firstName: Anne\nemail: \(address)\n"
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [anne]\n"
        return stage
    }

    @Test func anOptOutIsKept() throws {
        var stage = try stage("anne@new.example")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: []\n"
        try stage.reconcile()
        let now = stage.now
        #expect(try stage.act { try $0.suppress(.person("anne"), nil, at: now, actor) })
        stage.book["people/anne.yaml"] = "firstName: Anne\nemail: anne@corrected.example\nformerly: [ann]\n"
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [anne]\n"
        #expect(try stage.run() == [])
        #expect(try stage.membership("ann")?.status == .active)
        try stage.move(to: "2026-11-27T07:00:00Z")
        #expect(try stage.run() == [])
        #expect(try stage.next("ann") == "suppressed")
        #expect(try stage.problems() == [])
    }

    @Test func anAnswerAndAPauseAreKept() throws {
        var stage = try stage()
        stage.book["outrider.yaml"] = Stage.settings(defaults: "quietAfterReply: 0m")
        try stage.reconcile()
        #expect(try stage.next("anne") == "looks-moved")
        try stage.record(.reply, of: "anne")
        let now = stage.now
        #expect(try stage.act { try $0.pause(.person, "anne", until: nil, at: now, actor) })
        try stage.act { try $0.adopt(person: "anne", at: now, actor) }
        #expect(try stage.membership("ann")?.reason == "replied")
        #expect(try stage.ledger.header.pauses.map(\.id) == ["ann"])
        try stage.move(to: "2026-11-30T07:00:00Z")
        #expect(try stage.run() == [])
    }

    @Test(arguments: [
        ("status: CANCELLED\n", "CANCELLED cancelled"), ("status: PAUSED\n", "PAUSED file"),
        ("project: p\n", "CANCELLED project-closed"), ("", "ACTIVE"),
    ])
    func whatTheFileSaysHolds(lines: String, expected: String) throws {
        var stage = try stage()
        stage.book["projects/p.yaml"] = "title: P\nstatus: CLOSED\n"
        try stage.reconcile()
        stage.book["enrollments/e.yaml"] = "sequence: s\n\(lines)people: [anne]\n"
        try stage.reconcile()
        let now = stage.now
        try stage.act { try $0.adopt(person: "anne", at: now, actor) }
        let membership = try #require(try stage.membership("ann"))
        #expect(
            [membership.status.rawValue, membership.reason].compactMap(\.self).joined(separator: " ") == expected)
        try stage.move(to: "2026-11-30T07:00:00Z")
        #expect(try stage.run() == (expected == "ACTIVE" ? ["ann nudge"] : []))
    }

    @Test func reopeningKeepsAPauseOfTheFile() throws {
        var stage = try Stage(RuleBook.book())
        #expect(try stage.run() == ["ada intro"])
        stage.book["sequences/s.yaml", default: ""] += "  - {id: next, channel: email, subject: S, body: B}\n"
        stage.book["enrollments/e.yaml", default: ""] += "status: PAUSED\n"
        try stage.reconcile()
        let now = stage.now
        #expect(try stage.act { try $0.reopen("e", people: [], at: now, actor) }.resumed.count == 1)
        #expect(try stage.membership("ada")?.status == .paused)
        #expect(try stage.run() == [])
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada]\n"
        #expect(try stage.run() == ["ada next"])
    }
}

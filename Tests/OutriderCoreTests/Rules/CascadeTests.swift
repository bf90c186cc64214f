import Testing

@testable import OutriderCore

/// Keys that may stand in `defaults`, in a sequence and in an enrollment: the nearest wins, and is named.
@Suite struct CascadeTests {
    /// Where a key may stand, the nearest last.
    private static let levels = ["outrider.yaml", "sequences/s.yaml", "enrollments/e.yaml"]

    /// What is set where, and what plan says of Ada in `e` then.
    struct Row: Sendable, CustomTestStringConvertible {
        var key: String
        /// In the book's defaults, the sequence, the enrollment; `nil` where it is left out.
        var values: [String?]
        var expected: String
        /// The place of the level that governs; `nil` for the default.
        var level: Int?
        var testDescription: String { "\(key): \(values.map { $0 ?? "-" }.joined(separator: ", "))" }
    }

    static let rows = [
        Row(key: "minGap", values: ["2d", nil, nil], expected: "gap until 2026-11-25T07:00:00Z", level: 0),
        Row(key: "minGap", values: ["2d", "3d", nil], expected: "gap until 2026-11-26T07:00:00Z", level: 1),
        Row(key: "minGap", values: ["2d", nil, "4d"], expected: "gap until 2026-11-27T07:00:00Z", level: 2),
        Row(key: "minGap", values: ["2d", "3d", "4d"], expected: "gap until 2026-11-27T07:00:00Z", level: 2),
        Row(key: "minGap", values: ["2d", "3d", "0m"], expected: "send"),
        Row(key: "minGap", values: ["2d", "0m", nil], expected: "send"),
        Row(key: "exclusive", values: ["true", nil, nil], expected: "exclusive", level: 0),
        Row(key: "exclusive", values: ["false", "true", nil], expected: "exclusive", level: 1),
        Row(key: "exclusive", values: ["false", nil, "true"], expected: "exclusive", level: 2),
        Row(key: "exclusive", values: ["true", "false", nil], expected: "send"),
        Row(key: "exclusive", values: ["true", "true", "false"], expected: "send"),
        Row(key: "exclusive", values: ["true", "true", "hiring"], expected: "send"),
        Row(key: "grace", values: ["2d", nil, nil], expected: "grace until 2026-11-26T07:00:00Z", level: 0),
        Row(key: "grace", values: ["2d", "3d", nil], expected: "grace until 2026-11-27T07:00:00Z", level: 1),
        Row(key: "grace", values: ["2d", "3d", "4d"], expected: "grace until 2026-11-28T07:00:00Z", level: 2),
        Row(
            key: "quietAfterReply", values: ["3d", nil, nil], expected: "recent-reply until 2026-11-26T07:00:00Z",
            level: 0),
        Row(
            key: "quietAfterReply", values: ["3d", "4d", nil], expected: "recent-reply until 2026-11-27T07:00:00Z",
            level: 1),
        Row(
            key: "quietAfterReply", values: ["3d", "4d", "5d"], expected: "recent-reply until 2026-11-28T07:00:00Z",
            level: 2),
        Row(key: "quietAfterReply", values: ["3d", "4d", "1d"], expected: "send"),
        Row(key: "quietAfterReply", values: [nil, nil, nil], expected: "recent-reply until 2026-12-07T07:00:00Z"),
    ]

    /// On the 23rd Ada gets `f`, which is not through; she enters `e` on the 24th.
    @Test(arguments: rows)
    func theNearestWins(_ row: Row) throws {
        var defaults: [String: String] = [:]
        if let value = row.values[0] { defaults[row.key] = value }
        var book = RuleBook.book(defaults: ["minGap": "0m"])
        book["enrollments/e.yaml"] = nil
        book["sequences/t.yaml"] =
            "name: T\nsteps:\n  - {id: hello, channel: email, subject: T, body: T}\n"
            + "  - {id: again, channel: email, delay: 30d, subject: T, body: T}\n"
        book["enrollments/f.yaml"] =
            "sequence: t\npeople: [ada]\nexclusive: \(row.key == "exclusive")\nstopOn: [unsubscribe, complaint]\n"
        var stage = try Stage(book)
        #expect(try stage.run() == ["ada hello"])
        if row.key == "quietAfterReply" { try stage.record(.reply, on: .email) }
        stage.book["outrider.yaml"] = RuleBook.settings(defaults)
        if let value = row.values[1] { stage.book["sequences/s.yaml", default: ""] += "\n\(row.key): \(value)\n" }
        stage.book["enrollments/e.yaml"] =
            "sequence: s\npeople: [ada]\n" + (row.values[2].map { "\(row.key): \($0)\n" } ?? "")
        try stage.move(to: "2026-11-24T07:00:00Z")
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try stage.next() == row.expected)
        guard row.expected != "send" else { return }
        #expect(try stage.binding()?.setting?.key == row.key)
        #expect(try stage.binding()?.setting?.value == row.values.compactMap(\.self).last ?? "14d")
        #expect(try stage.binding()?.setting?.location?.path == row.level.map { Self.levels[$0] })
    }

    /// Who had the sequence three days ago, elsewhere.
    @Test(
        arguments: [
            (["3d", nil, nil], "send", nil), (["4d", nil, nil], "reenroll until 2026-11-27T07:00:00Z", 0),
            (["always", "4d", nil], "reenroll until 2026-11-27T07:00:00Z", 1),
            (["always", "3d", "never"], "reenroll", 2), (["never", nil, "always"], "send", nil),
            (["never", "2d", nil], "send", nil), (["always", nil, "5d"], "reenroll until 2026-11-28T07:00:00Z", 2),
        ] as [([String?], String, Int?)])
    func reenroll(values: [String?], expected: String, level: Int?) throws {
        var stage = try Stage(RuleBook.book(defaults: values[0].map { ["reenroll": $0] } ?? [:]))
        if let value = values[1] { stage.book["sequences/s.yaml", default: ""] += "\nreenroll: \(value)\n" }
        try stage.run()
        stage.book["enrollments/f.yaml"] =
            "sequence: s\npeople: [ada]\n" + (values[2].map { "reenroll: \($0)\n" } ?? "")
        try stage.move(to: "2026-11-26T07:00:00Z")
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try stage.next("ada", "f") == expected)
        let path = try stage.binding("ada", "f")?.setting?.location?.path
        #expect(path == level.map { ["outrider.yaml", "sequences/s.yaml", "enrollments/f.yaml"][$0] })
    }

    /// The runner stood still for two days and an hour.
    @Test(
        arguments: [
            ([nil, nil, nil], "send", nil), (["2d", nil, nil], "too-late", 0), (["3d", "2d", nil], "too-late", 1),
            (["3d", "4d", "1d"], "too-late", 2), (["1d", "1d", "3d"], "send", nil), (["1d", "3d", nil], "send", nil),
        ] as [([String?], String, Int?)])
    func maxLateness(values: [String?], expected: String, level: Int?) throws {
        var book = RuleBook.book(defaults: values[0].map { ["maxLateness": $0] } ?? [:])
        if let value = values[1] { book["sequences/s.yaml", default: ""] += "\nmaxLateness: \(value)\n" }
        if let value = values[2] { book["enrollments/e.yaml", default: ""] += "maxLateness: \(value)\n" }
        var stage = try Stage(book)
        try stage.reconcile()
        #expect(stage.errors == [])
        try stage.ranLast(at: "2026-11-23T07:00:00Z")
        try stage.move(to: "2026-11-25T08:00:00Z")
        #expect(try stage.next() == expected)
        #expect(try stage.binding()?.setting?.location?.path == level.map { Self.levels[$0] })
    }

    /// Whether a reply, and a bounce, end the enrollment.
    @Test(
        arguments: [
            ([nil, nil, nil], true, true), (["[unsubscribe, complaint]", nil, nil], false, false),
            (["[unsubscribe, complaint]", "[reply, unsubscribe, complaint]", nil], true, false),
            (["[reply, unsubscribe, complaint]", nil, "[bounce, unsubscribe, complaint]"], false, true),
            ([nil, "[unsubscribe, complaint]", "[reply, bounce, unsubscribe, complaint]"], true, true),
        ] as [([String?], Bool, Bool)])
    func stopOn(values: [String?], reply: Bool, bounce: Bool) throws {
        for (answer, ends) in [(Answer.reply, reply), (.bounce, bounce), (.unsubscribe, true), (.complaint, true)] {
            var book = [String: String].book()
            book["outrider.yaml"] = RuleBook.settings(values[0].map { ["stopOn": $0] } ?? [:])
            if let value = values[1] { book["sequences/s.yaml", default: ""] += "\nstopOn: \(value)\n" }
            if let value = values[2] { book["enrollments/e.yaml", default: ""] += "stopOn: \(value)\n" }
            var stage = try Stage(book)
            #expect(try stage.run() == ["ada intro"])
            try stage.record(answer, on: .email)
            #expect(try stage.membership("ada")?.isOpen == !ends, "\(answer)")
            try stage.move(to: "2026-11-24T07:00:00Z")
            // Who bounced is not written to there, whether it ends or not.
            #expect(try stage.run() == (ends || answer == .bounce ? [] : ["ada nudge"]), "\(answer)")
        }
    }

    // MARK: spread

    /// The same draw at each level; the nearest counts.
    @Test(
        arguments: [
            (["2h", nil, nil, nil], "2h"), ([nil, "2h", nil, nil], "2h"), ([nil, nil, "2h", nil], "2h"),
            ([nil, nil, nil, "2h"], "2h"), (["2h", "30m", nil, nil], "30m"), (["2h", "30m", "4h", nil], "4h"),
            (["2h", nil, nil, "30m"], "30m"), (["30m", "2h", "4h", "1h"], "1h"),
        ] as [([String?], String)])
    func spread(values: [String?], effective: String) throws {
        func times(_ values: [String?]) throws -> [Instant?] {
            let people = (0..<8).map { "p\($0)" }
            var book = RuleBook.book(people, defaults: values[0].map { ["spread": $0] } ?? [:])
            let spread = values[3].map { ", spread: \($0)" } ?? ""
            book["sequences/s.yaml"] =
                "name: S\n\(values[1].map { "spread: \($0)\n" } ?? "")steps:\n"
                + "  - {id: intro, channel: email, delay: 1d\(spread), subject: S, body: B}\n"
            if let value = values[2] { book["enrollments/e.yaml", default: ""] += "spread: \(value)\n" }
            var stage = try Stage(book)
            try stage.reconcile()
            #expect(stage.errors == [])
            return try people.map { try stage.membership($0)?.next }
        }
        let found = try times(values).compactMap(\.self)
        #expect(try found == times([nil, nil, nil, effective]))
        let begin = try Instant("2026-11-23T22:00:00Z")
        let limit = ["30m": 1_800, "1h": 3_600, "2h": 7_200, "4h": 14_400][effective] ?? 0
        #expect(found.count == 8 && found.allSatisfy { $0 >= begin && $0 < begin.adding(seconds: Int64(limit)) })
        #expect(Set(found).count > 4)
    }

    // MARK: quiet hours

    /// On by default; lifted by any level, unless another wants them.
    @Test(
        arguments: [
            ([nil, nil, nil], true, nil), (["off", nil, nil], false, nil), ([nil, "off", nil], false, nil),
            ([nil, nil, "off"], false, nil), (["off", "on", nil], true, 1), (["off", "on", "off"], true, 1),
            (["on", "off", nil], true, 0), (["off", "off", "on"], true, 2), ([nil, "on", "off"], true, 1),
        ] as [([String?], Bool, Int?)])
    func quietHours(values: [String?], holds: Bool, level: Int?) throws {
        var book = RuleBook.book(
            step: "channel: sms", files: ["people/ada.yaml": "firstName: Ada\nphone: \"+27821234567\"\n"])
        book["outrider.yaml"] = RuleBook.settings().replacing(
            "quietHours: off", with: values[0].map { "quietHours: \($0)" } ?? "spread: 0m")
        if let value = values[1] { book["sequences/s.yaml", default: ""] += "\nquietHours: \(value)\n" }
        if let value = values[2] { book["enrollments/e.yaml", default: ""] += "quietHours: \(value)\n" }
        var stage = try Stage(book, at: "2026-11-23T22:00:00Z")
        try stage.reconcile()
        #expect(stage.errors == [])
        #expect(try stage.next() == (holds ? "quiet-hours until 2026-11-24T06:00:00Z" : "send"))
        #expect(try stage.binding()?.setting?.location?.path == level.map { Self.levels[$0] })
        if holds { #expect(try stage.binding()?.setting?.value == "on") }
    }
}

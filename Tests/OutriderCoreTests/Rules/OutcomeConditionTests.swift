import Testing

@testable import OutriderCore

/// Conditions on what came of a step: met, and not met, by what really happens.
@Suite struct OutcomeConditionTests {
    private let actor = Actor(by: "jo", reason: nil)

    /// A book in which a reply ends nothing.
    private static func stage(_ first: String, _ when: String, _ otherwise: String = ", otherwise: wait") throws
        -> Stage
    {
        var book = RuleBook.book(defaults: ["stopOn": "[unsubscribe, complaint]", "outOfOffice": "ignore"])
        book["sequences/s.yaml"] =
            "name: S\nsteps:\n  - {id: intro, \(first)}\n"
            + "  - {id: after, channel: email, when: {\(when)}\(otherwise), subject: A, body: A}\n"
        book["people/ada.yaml", default: ""] += "phone: \"+27821234567\"\n"
        let stage = try Stage(book)
        return stage
    }

    private static let mail = "channel: email, subject: S, body: B"

    /// Whatever a human says back is a reply; what a machine says is none, nor is what ends nothing here.
    @Test(
        arguments: ["replied: true", "step.intro: replied", "step.intro: [delivered, replied]"],
        [
            (Answer.reply, true), (.meeting, true), (.interested, true), (.notInterested, true), (.outOfOffice, false),
        ])
    func replies(when: String, answer: (Answer, meets: Bool)) throws {
        var stage = try Self.stage(Self.mail, when)
        #expect(try stage.run() == ["ada intro"])
        #expect(stage.errors == [])
        #expect(try stage.next() == "condition")
        try stage.record(answer.0, on: .email)
        #expect(try stage.run() == (answer.meets ? ["ada after"] : []))
        #expect(try stage.problems() == [])
    }

    /// A reply to another enrollment is none of this one; one that came before the step is due counts as well.
    @Test func theEnrollmentsOwnReply() throws {
        var stage = try Self.stage(Self.mail, "replied: true")
        stage.book["outrider.yaml"]?.replace("defaults: {", with: "defaults: {quietAfterReply: 0m, ")
        stage.book.merge(RuleBook.second([], "")) { _, new in new }
        stage.book["enrollments/f.yaml"] = "sequence: t\npeople: [ada]\n"
        #expect(try stage.run().sorted() == ["ada hello", "ada intro"])
        try stage.record(.reply, in: "f")
        #expect(try stage.run() == [])
        #expect(try stage.next() == "condition")
        try stage.record(.reply, in: "e")
        #expect(try stage.run() == ["ada after"])
    }

    /// The contrary, on the day: who has replied gets no reminder, who has not does.
    @Test(arguments: [true, false])
    func noReminderForWhoReplied(replies: Bool) throws {
        var stage = try Self.stage(Self.mail, "not: {replied: true}", ", delay: 1d")
        #expect(try stage.run() == ["ada intro"])
        #expect(stage.errors == [])
        if replies { try stage.record(.reply, on: .email) }
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == (replies ? [] : ["ada after"]))
        #expect(try stage.membership("ada")?.skipped == (replies ? ["after"] : []))
    }

    @Test(arguments: [
        ("done", TaskEnd.done, true), ("done", .skipped, false), ("done", .failed, false), ("skipped", .done, false),
        ("skipped", .skipped, true), ("skipped", .failed, true), ("sent", .done, true),
        ("[done, skipped]", .failed, true),
    ])
    func tasks(outcome: String, end: TaskEnd, goes: Bool) throws {
        for channel in ["call", "task", "linkedin"] {
            var stage = try Self.stage("channel: \(channel), body: Do", "step.intro: \(outcome)", "")
            try stage.run()
            #expect(stage.errors == [])
            let (key, now) = (try #require(try stage.item()?.key.text), stage.now)
            try stage.act { try $0.finishTask(key, as: end, at: now, actor) }
            #expect(try stage.run() == (goes ? ["ada after"] : []), "\(channel)")
            #expect(try stage.membership("ada")?.status == .completed)
        }
    }

    /// Given up when its time was over: left out, not done.
    @Test(arguments: [("skipped", true), ("done", false)])
    func timeout(outcome: String, goes: Bool) throws {
        var stage = try Self.stage("channel: task, body: Do, timeout: 1d", "step.intro: \(outcome)", "")
        try stage.run()
        try stage.move(to: "2026-11-24T07:00:00Z")
        #expect(try stage.run() == (goes ? ["ada after"] : []))
    }
}

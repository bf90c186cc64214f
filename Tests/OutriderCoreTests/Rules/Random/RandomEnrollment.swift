@testable import OutriderCore

/// An enrollment of a random book.
struct RandomEnrollment {
    struct Member {
        var status = "ACTIVE"
        var until: String?
        var startsLater = false
    }

    /// The id that its sequence had first.
    var sequence: String
    var lines: String
    var exclusive: String?
    var isPaused = false
    var isCancelled = false
    var hasProject = false
    var ignoresProject = false
    /// By the ids that they had first; `nil` where there is a match.
    var members: [String: Member]?
    var match = ""
    var excluded: [String] = []
}

extension RandomRules {
    mutating func randomEnrollment(of sequence: String) -> RandomEnrollment {
        var enrollment = RandomEnrollment(sequence: sequence, lines: "")
        enrollment.lines += pick(["", "", "sender: jo\n", "sender: [jo, sam]\n"])
        enrollment.lines += pick(["", "", "", "minGap: 1h\n", "goal: {tags: vip}\n", "stopColleagues: true\n"])
        enrollment.lines += pick(["", "", "", "start: 2026-11-24\n"])
        enrollment.exclusive = pick([nil, nil, nil, "true", "hiring"])
        enrollment.isPaused = chance(20)
        enrollment.isCancelled = chance(24)
        enrollment.hasProject = chance(4)
        enrollment.ignoresProject = chance(4)
        var members: [String: RandomEnrollment.Member] = [:]
        for person in Self.people where !chance(4) {
            members[person] = pick(
                Array(repeating: .init(), count: 16) + [
                    .init(startsLater: true), .init(startsLater: true), .init(status: "PAUSED"),
                    .init(status: "PAUSED", until: "2026-11-26"), .init(status: "CANCELLED"),
                ])
        }
        enrollment.members = members
        if chance(4) { enrollment.excluded = [pick(Self.people)] }
        return enrollment
    }

    mutating func randomMatch() -> RandomEnrollment {
        var enrollment = randomEnrollment(of: pick(["s", "t"]))
        enrollment.members = nil
        enrollment.match =
            "match: {tags: [\(pick(["vip", "ios", "vip, ios"]))]"
            + pick(["", ", enter: once", ", enter: always", ", enter: always, leave: true"]) + "}\n"
        return enrollment
    }

    func text(of enrollment: RandomEnrollment) -> String {
        var text = "sequence: \(name("sequences", enrollment.sequence))\n" + enrollment.lines
        if let exclusive = enrollment.exclusive { text += "exclusive: \(exclusive)\n" }
        if enrollment.isPaused {
            text += "status: PAUSED\n"
        } else if enrollment.isCancelled {
            text += "status: CANCELLED\n"
        }
        if enrollment.hasProject { text += "project: p\n" }
        if enrollment.ignoresProject { text += "ignoreProjectStatus: true\n" }
        let excluded = enrollment.excluded.filter { isThere("people", $0) }.map { name("people", $0) }
        if !excluded.isEmpty { text += "exclude: [\(excluded.joined(separator: ", "))]\n" }
        guard let members = enrollment.members else { return text + enrollment.match }
        let lines = members.sorted { $0.key < $1.key }.filter { isThere("people", $0.key) }.map { person, member in
            "  - \(name("people", person))\(words(of: member, in: enrollment))\n"
        }
        return text + (lines.isEmpty ? "people: []\n" : "people:\n" + lines.joined())
    }

    private func words(of member: RandomEnrollment.Member, in enrollment: RandomEnrollment) -> String {
        if member.startsLater, let steps = sequences[enrollment.sequence]?.steps, steps.count > 1 {
            return ": {startAt: \(steps[1].id)}"
        }
        if member.status == "ACTIVE" { return "" }
        return ": {status: \(member.status)\(member.until.map { ", until: \($0)" } ?? "")}"
    }
}

@testable import OutriderCore

/// A sequence of a random book.
struct RandomSequence {
    struct Step {
        var id: String
        var delay: String
        var words: String
        var onFail: String
        /// `FIRST` stands for the id of the sequence's first step.
        var when: String
    }

    var header: String
    var isPaused: Bool
    var pausedUntil: String?
    var steps: [Step]

    var text: String {
        let pause = isPaused ? "paused: true\n" : pausedUntil.map { "paused: {until: \($0)}\n" } ?? ""
        let first = steps.first?.id ?? ""
        let lines = steps.map { step in
            let when = step.id == first ? "" : step.when.replacing("FIRST", with: first)
            return "  - {id: \(step.id), delay: \(step.delay), \(step.words)\(step.onFail)\(when)}\n"
        }
        return header + pause + "steps:\n" + lines.joined()
    }
}

extension RandomRules {
    private static let longest = 5

    mutating func randomSequence(_ id: String) -> RandomSequence {
        let known = sequences[id]?.steps.map(\.id) ?? ["a", "b", "c"]
        let header =
            pick(["", "", "window: mon-sat 10:00-21:00\n"]) + pick(["", "", "", "onEdit: pin\n"])
            + pick(["", "", "repeat: {every: 4d, times: 3}\n", "evergreen: true\n"])
        return RandomSequence(
            header: header, isPaused: chance(40), pausedUntil: chance(20) ? "2026-11-25" : nil,
            steps: known.map { randomStep($0) })
    }

    private mutating func randomStep(_ id: String) -> RandomSequence.Step {
        let words = pick([
            "channel: email, template: t", "channel: email, template: t", "channel: [email, sms], template: t",
            "channel: [whatsapp, sms], body: B", "channel: sms, body: B", "channel: task, body: B, timeout: 1d",
            "channel: email, variants: [{id: x, template: t}, {id: y, weight: 2, subject: S, body: B}]",
        ])
        let when = pick([
            "", "", "", "", ", when: {step.FIRST: sent}", ", when: {tags: vip}, otherwise: wait",
            ", when: {not: {fields.x: y}}", ", when: {step.FIRST: skipped}, otherwise: stop",
        ])
        let onFail = words.contains("task") ? "" : pick(["", "", ", onFail: skip", ", onFail: stop"])
        return RandomSequence.Step(
            id: id, delay: pick(["0d", "0d", "1d", "3h", "1bd"]), words: words, onFail: onFail, when: when)
    }

    /// Inserts, removes, renames or moves one step of a sequence that is there.
    mutating func restructure() {
        let id = pick(["s", "t"])
        guard isThere("sequences", id), var sequence = sequences[id] else { return }
        let place = Int.random(in: sequence.steps.indices, using: &random)
        let other = Int.random(in: sequence.steps.indices, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0 where sequence.steps.count < Self.longest:
            serial += 1
            sequence.steps.insert(randomStep("n\(serial)"), at: place)
        case 1 where sequence.steps.count > 2: sequence.steps.remove(at: place)
        case 2:
            serial += 1
            let name = "r\(serial)"
            roots["\(id)/\(name)"] = root(of: sequence.steps[place].id, in: id)
            sequence.steps[place].id = name
        case 3: sequence.steps.swapAt(place, other)
        default: sequence.steps.append(sequence.steps.remove(at: place))
        }
        sequences[id] = sequence
    }

    /// The id that a step had before it was renamed.
    func root(of step: String, in sequence: String) -> String { roots["\(sequence)/\(step)"] ?? step }
}

@testable import OutriderCore

extension RandomRules {
    /// A script of acts and edits that come within some days, as a user writes it.
    ///
    /// - Returns: its text; the book is edited as far as it goes.
    mutating func script(from start: Instant, days: Int64, count: Int) -> String {
        let times = (0..<count).map { _ in Int64.random(in: 0..<days * 86_400, using: &random) }.sorted()
        var lines = [
            "- {do: done, rate: \(pick([30, 80]))%, after: 5h}", "- {do: failed, rate: 10%, after: 9h}",
            "- {do: reply, rate: \(pick([0, 10]))%, after: 20h}", "- {do: bounce, rate: 5%, after: 10m}",
        ]
        for time in times {
            let at = start.adding(seconds: time).rfc3339
            if chance(3) {
                let before = files
                edit()
                for path in Set(before.keys).union(files.keys).sorted() where before[path] != files[path] {
                    let text = files[path].map { "edit: \(path), text: \(JSONValue.string($0).compact)" }
                    lines.append("- {at: \"\(at)\", \(text ?? "remove: \(path)")}")
                }
            } else {
                lines.append("- {at: \"\(at)\", \(deed())}")
            }
        }
        return lines.joined(separator: "\n")
    }

    private mutating func deed() -> String {
        let person = "person: \(name("people", pick(Self.people)))"
        let enrollment = "enrollment: \(name("enrollments", pick(["e", "f", "g", "h"])))"
        let channel = pick(["", ", channel: email", ", channel: sms"])
        let until = pick(["", "", ", until: 2026-11-28"])
        let scope = pick([person, enrollment, "channel: email", "channel: sms"])
        switch Int.random(in: 0..<12, using: &random) {
        case 0, 1: return "do: \(pick(Answer.allCases).rawValue), \(person)\(channel)"
        case 2: return "do: out-of-office, \(person)\(until)"
        case 3, 4: return "do: \(pick(TaskEnd.allCases).rawValue), \(person), \(enrollment)"
        case 5: return "do: suppress, \(person)\(channel)"
        case 6: return "do: resubscribe, \(person)\(channel)"
        case 7: return "do: reopen, \(enrollment)" + pick(["", ", \(person)"])
        case 8: return "do: pause, until: 2026-11-25 12:00"
        case 9: return "do: pause, \(scope)\(until)"
        case 10: return "do: resume, \(scope)"
        default: return "do: resume"
        }
    }
}

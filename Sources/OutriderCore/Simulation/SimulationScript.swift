internal import YAML

/// What comes back from people while the calendar is played forward, what humans do, and how the book is edited.
public struct SimulationScript: Hashable, Sendable {
    /// What happens.
    public enum Deed: String, CaseIterable, Hashable, Sendable {
        case reply
        case outOfOffice = "out-of-office"
        case bounce, complaint, unsubscribe, meeting, interested
        case notInterested = "not-interested"
        case wrongPerson = "wrong-person"
        case done, skipped, failed
        case pause, resume, suppress, resubscribe, reopen

        var answer: Answer? { Answer(rawValue: rawValue) }
        var taskEnd: TaskEnd? { TaskEnd(rawValue: rawValue) }
    }

    /// When something happens.
    enum Time: Hashable, Sendable {
        case at(LocalTime)
        /// So long after the beginning or, of a rule, after what it answers.
        case after(Delay)

        func instant(from start: Instant, in zone: Zone) -> Instant {
            switch self {
            case .at(let time): time.instant(in: zone)
            case .after(let delay): start.adding(seconds: delay.seconds)
            }
        }
    }

    struct Act: Hashable, Sendable {
        var deed: Deed
        var person: String?
        var enrollment: String?
        var step: String?
        var channel: Channel?
        var until: LocalTime?
        var location: SourceLocation
    }

    /// What happens to a share of all messages, or tasks, that fit.
    struct Rule: Hashable, Sendable {
        var act: Act
        var after: Delay
        /// In millionths.
        var share: Int

        /// Whether it may happen to an item.
        func fits(_ item: PlanItem) -> Bool {
            switch item.action {
            case .send: guard act.deed.answer != nil else { return false }
            case .task: guard act.deed.taskEnd != nil else { return false }
            case .hold, .skip, .end, .wait: return false
            }
            return act.step.map { $0 == item.step } ?? true && act.channel.map { $0 == item.channel } ?? true
                && act.enrollment.map { $0 == item.enrollment } ?? true
        }

        /// Whether it happens to an item that fits, by a hash, so that it is the same each time.
        func applies(to item: PlanItem) -> Bool {
            Digest.prefix("\(item.key.text)\0\(act.deed.rawValue)\0\(act.step ?? "")") * 1_000_000 < share
                * 65_536
        }
    }

    var timed: [Timed] = []
    var rules: [Rule] = []

    struct Timed: Hashable, Sendable {
        var time: Time
        var what: What
        var location: SourceLocation { what.location }
    }

    enum What: Hashable, Sendable {
        case act(Act)
        case edit(Edit)

        var location: SourceLocation {
            switch self {
            case .act(let act): act.location
            case .edit(let edit): edit.location
            }
        }
    }

    public init() {}

    /// Reads a script: a YAML list, one thing that happens an item.
    ///
    /// - Parameter path: what the file is called in the problems.
    /// - Returns: the script, and what is wrong with it; a script with errors must not be played.
    public static func parse(_ bytes: [UInt8], path: String) -> (script: SimulationScript, report: Report) {
        var reading = Reading(path: path, bytes: bytes)
        var script = SimulationScript()
        guard let root = reading.root() else { return (script, reading.report) }
        guard case .sequence(let nodes) = root.content else {
            reading.add(
                .wrongType, "expected a list", at: root,
                hint: "write `- {after: 2d, do: reply, person: ada}`, one a line")
            return (script, reading.report)
        }
        for node in nodes {
            guard let fields = Fields(node, ScriptKeys.table, &reading) else { continue }
            script.add(fields, &reading)
        }
        return (script, reading.report)
    }
}

/// Why a script cannot be played on.
public struct ScriptError: Error, Hashable, Sendable {
    public var message: String
    public var hint: String
    /// Whether a guard would stop every run, as the edit ends so many people.
    public var isStopped = false
    /// Problems of the book that an edit has made.
    public var report: Report?
    /// The files with these problems as the edit has made them, by path.
    public var files: [String: String] = [:]
}

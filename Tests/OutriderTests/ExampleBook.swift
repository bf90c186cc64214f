import Foundation
import Testing

/// A folder below `examples/`, as somebody gets it who copies it.
struct ExampleBook: CustomTestStringConvertible {
    let name: String

    var folder: String { "\(Binary.package)/examples/\(name)" }
    var testDescription: String { name }

    /// Every file of it.
    var files: [(path: String, text: String)] {
        get throws {
            let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
            return try paths.sorted().compactMap { path in
                var isFolder: ObjCBool = false
                guard unsafe FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder),
                    !isFolder.boolValue
                else { return nil }
                return (path, try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8))
            }
        }
    }

    /// A copy in a repository of its own, committed.
    func copy(now: String) throws -> TestBook {
        let book = try TestBook(now: now)
        try book.git("init", "-q", "-b", "main")
        for (path, text) in try files { try book.write(path, text) }
        try book.commit("book: begin")
        return book
    }
}

/// An example whose runner comes at given times, and a human who does every task on the spot.
struct ExampleWalk {
    /// A message that went, as the history has it.
    struct Message: Decodable {
        var t: String
        var key: String
        var person: String
        var enrollment: String
        var step: String
        var channel: String
        var to: String
        var text: String
        var subject: String?

        var name: String { "\(person) \(enrollment) \(step)" }
        /// The day in `zone`, its weekday from 1 for Sunday, and the minute of the day.
        func local(_ zone: String) throws -> (date: String, weekday: Int, minute: Int) {
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = try #require(TimeZone(identifier: zone))
            let date = try Date(t, strategy: .iso8601)
            let parts = calendar.dateComponents([.year, .month, .day, .weekday, .hour, .minute], from: date)
            let day = [parts.month ?? 0, parts.day ?? 0].map { $0 < 10 ? "-0\($0)" : "-\($0)" }.joined()
            return ("\(parts.year ?? 0)\(day)", parts.weekday ?? 0, (parts.hour ?? 0) * 60 + (parts.minute ?? 0))
        }
    }

    private struct Task: Decodable {
        var key: String
        var person: String
        var step: String
        /// When it was opened; `nil` for one to come.
        var since: String?
    }

    private struct Kind: Decodable { var event: String }

    let book: TestBook
    private(set) var messages: [Message] = []
    /// `person step` of every task, in the order in which they came up.
    private(set) var tasks: [String] = []

    /// - Parameter clocks: when the runner comes; the second run at each finds nothing for the first three.
    init(_ example: ExampleBook, clocks: [String]) throws {
        let begin = try #require(clocks.first)
        book = try example.copy(now: begin)
        let made = try book.outrider("init")
        #expect(made.end == .exit(0), "\(made.all)")
        try book.pin()
        try book.commit("book: identity")
        var again = 3
        for clock in clocks {
            book.now = clock
            let report = try book.run()
            if report.tasks > 0 { try doTasks() }
            guard report.sent > 0, again > 0 else { continue }
            again -= 1
            #expect(try book.run().sent == 0)
            let plan = try book.outrider("plan", "--detailed-exitcode")
            #expect(plan.end == .exit(0), "something is due after a run: \(plan.all)")
        }
        let log = try book.outrider("log", "--all", "--format", "json")
        var sent: Set<String> = []
        var claims: [Message] = []
        for line in log.output.split(separator: "\n") {
            switch try JSONDecoder().decode(Kind.self, from: Data(line.utf8)).event {
            case "claimed": claims.append(try JSONDecoder().decode(Message.self, from: Data(line.utf8)))
            case "sent": sent.insert(try JSONDecoder().decode(Message.Key.self, from: Data(line.utf8)).key)
            default: break
            }
        }
        messages = claims.filter { sent.contains($0.key) }
        let verified = try book.outrider("journal", "verify")
        #expect(verified.end == .exit(0), "\(verified.all)")
        // Each went once, and is the same in the outbox.
        #expect(Set(messages.map(\.name)).count == messages.count)
        #expect(Set(book.outbox.messages.map(\.key)) == Set(messages.map(\.key)))
        #expect(book.outbox.messages.count == messages.count)
    }

    private mutating func doTasks() throws {
        let list = try book.outrider("tasks", "--format", "json")
        for task in try JSONDecoder().decode([Task].self, from: Data(list.output.utf8))
        where task.since != nil {
            tasks.append("\(task.person) \(task.step)")
            let done = try book.outrider("done", task.key)
            #expect(done.end == .exit(0), "\(done.all)")
        }
    }

    /// When a message went, in `zone`; `nil` for never.
    func day(_ name: String, _ zone: String) throws -> String? {
        try messages.first { $0.name == name }?.local(zone).date
    }

    /// The mail as it lies in the outbox.
    func mail(_ name: String) throws -> OutboxFolder.Message {
        let key = try #require(messages.first { $0.name == name }, "\(name) was not sent").key
        return try #require(book.outbox.messages.first { $0.key == key })
    }

    /// Times of each of some days of 2026: `("11", 23...30, ["05:45"])`.
    static func clocks(_ month: String, _ days: ClosedRange<Int>, _ times: [String]) -> [String] {
        days.flatMap { day in times.map { "2026-\(month)-\(day < 10 ? "0" : "")\(day)T\($0):00Z" } }
    }
}

extension ExampleWalk.Message {
    fileprivate struct Key: Decodable { var key: String }
}

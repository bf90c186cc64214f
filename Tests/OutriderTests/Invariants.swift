import Foundation
import Testing

/// What must hold after any crash, once a run has gone through to its end.
struct Invariants {
    /// What of the repository a run must never touch.
    struct Surroundings: Hashable {
        let head: String
        let references: String
        let index: Data?
        let status: String

        init(_ book: TestBook) throws {
            status = try book.git("status", "--porcelain", "--untracked-files=all")
            head = try book.git("rev-parse", "HEAD", "--symbolic-full-name", "HEAD")
            references = try book.git("for-each-ref", "--format=%(refname) %(objectname)")
                .split(separator: "\n").filter { !$0.contains(TestBook.journal) && !$0.contains(TestBook.witness) }
                .joined(separator: "\n")
            index = FileManager.default.contents(atPath: try book.git("rev-parse", "--absolute-git-dir") + "/index")
        }
    }

    let book: TestBook
    let before: Surroundings

    init(_ book: TestBook) throws {
        self.book = book
        before = try Surroundings(book)
    }

    /// - Parameter delivered: `person/step` of every message that must have been delivered, once.
    func check(delivered: Set<String>, _ place: SourceLocation = #_sourceLocation) throws {
        try checkDeliveries(delivered, place)
        try checkJournal(place)
        #expect(try logs() == [], "write-ahead logs stay", sourceLocation: place)
        #expect(try Surroundings(book) == before, "a run touched more than its journal", sourceLocation: place)
    }

    func checkDeliveries(_ expected: Set<String>, _ place: SourceLocation = #_sourceLocation) throws {
        let outbox = book.outbox
        let messages = outbox.messages
        #expect(Set(messages.map(\.key)).count == messages.count, "a key was delivered twice", sourceLocation: place)
        #expect(outbox.staged == [], "messages lie aside", sourceLocation: place)
        let done = outbox.marks.filter { $0.value.contains("done") }.keys.sorted()
        #expect(done == messages.map { "\($0.key).\($0.gen)" }.sorted(), sourceLocation: place)
        let events = try LogLine.all(book)
        let sent = events.filter { $0.event == "sent" }
        var names: [String: String] = [:]
        for event in sent {
            guard let key = event.key, let person = event.person, let step = event.step else { continue }
            names[key] = "\(person)/\(step)"
        }
        #expect(Set(sent.map { "\($0.key ?? "").\($0.gen ?? 0)" }) == Set(done), sourceLocation: place)
        #expect(Set(messages.compactMap { names[$0.key] }) == expected, sourceLocation: place)
        #expect(messages.count == expected.count, sourceLocation: place)
        let claimed = Set(events.filter { $0.event == "claimed" }.map { "\($0.key ?? "").\($0.gen ?? 0)" })
        #expect(claimed.isSuperset(of: done), "a message left that nobody claimed", sourceLocation: place)
    }

    func checkJournal(_ place: SourceLocation = #_sourceLocation) throws {
        let verified = try book.outrider("journal", "verify")
        #expect(verified.end == .exit(0), "\(verified.all)", sourceLocation: place)
        let log = try book.git(
            "log", "--reverse", "--format=", "-p", "--diff-filter=AM", TestBook.journal, "--", ":/journal.json")
        let numbers = log.matches(of: /\n\+  "seq": (\d+)/).compactMap { Int($0.1) }
        let commits = Int(try book.git("rev-list", "--count", TestBook.journal)) ?? 0
        #expect(numbers == Array(1..<(commits + 1)), "seq does not grow by one a commit", sourceLocation: place)
        #expect(
            try book.git("rev-parse", TestBook.journal) == book.git("rev-parse", TestBook.witness),
            "branch and witness differ", sourceLocation: place)
        let claims = try book.git("ls-tree", "-r", "--full-tree", "--name-only", TestBook.journal, "claims/")
        #expect(claims == "", "claims stay open", sourceLocation: place)
    }

    private func logs() throws -> [String] {
        let folder = try book.git("rev-parse", "--path-format=absolute", "--git-common-dir") + "/outrider/wal"
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}

/// More people ended at once by edits of the book than `guard.cancels` allows: an accident, until somebody has looked.
public struct CancelOverrun: Error, Hashable, Sendable {
    /// How many would end.
    public var count: Int
    public var limit: Int
    /// Id of the enrollment that would lose most of them, and how many.
    public var enrollment: String
    public var most: Int

    /// - Parameters:
    ///   - change: what a reconcile would commit.
    ///   - book: the one that was reconciled.
    ///   - allowed: how many somebody has allowed for this once; `nil` for what the book says.
    /// - Returns: `nil` where the change may be made.
    /// - Throws: `JournalError` where the journal is damaged.
    public init?(_ change: LedgerChange, with book: Book, allowed: Int? = nil) throws {
        let limit = max(allowed ?? 0, book.configuration?.guard.cancels ?? 0)
        var counts: [String: Int] = [:]
        for event in change.events {
            guard let enrollment = event.enrollment, let person = event.person else { continue }
            // Who comes to a goal by their own file has got there one by one.
            let isEnd = event.kind == .cancelled || event.kind == .completed && !change.edited.contains(person)
            if isEnd { counts[enrollment, default: 0] += 1 }
        }
        count = counts.values.reduce(0, +)
        guard count > limit, let largest = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else {
            return nil
        }
        self.limit = limit
        enrollment = try change.identities.id(of: .enrollment, uid: largest.key)
        most = largest.value
    }

    /// What is wrong, without a full stop.
    public var message: String {
        let place =
            count == most ? "all of enrollment '\(enrollment)'" : "\(most) of them of enrollment '\(enrollment)'"
        return "the book would end \(count) people at once, \(place), and guard.cancels allows \(limit)"
    }

    /// What to do.
    public var hint: String {
        "if that is meant: `outrider run --allow-cancels \(count)` for this once, or guard: {cancels: \(count)} in outrider.yaml"
    }
}

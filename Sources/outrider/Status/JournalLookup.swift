internal import OutriderCore
internal import OutriderDelivery

extension Workspace {
    /// The journal at its tip.
    ///
    /// - Throws: `WorkspaceError` where there is none yet, `JournalError`.
    func requireJournal() throws -> Ledger {
        guard let ledger = try journal() else {
            throw WorkspaceError(
                message: "there is no journal yet: no branch '\(journalBranch)' in this clone",
                hint:
                    "`outrider init` makes it; where another clone has it: git fetch origin \(journalBranch):\(journalBranch)"
            )
        }
        return ledger
    }

    /// The id of the person that somebody means, in the journal, else on the book's branch: no run may know them yet.
    ///
    /// - Throws: `LookupError`, `JournalError`.
    func findPerson(_ text: String, in ledger: Ledger) throws -> String {
        do {
            return try ledger.findPerson(text)
        } catch let error as LookupError where error.cause != .ambiguous {
            do {
                return try PersonLookup.find(text, in: Book(source(.main)))
            } catch is LookupError {
                throw error
            }
        }
    }
}

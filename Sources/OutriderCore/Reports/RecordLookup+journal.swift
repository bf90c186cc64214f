extension Ledger {
    /// The id of the person that somebody means; one who has left the book is known by their whole id.
    ///
    /// - Throws: `LookupError`, `JournalError`.
    public func findPerson(_ text: String) throws -> String {
        do {
            return try PersonLookup.find(text, in: book)
        } catch let error as LookupError {
            let uid = try uid(of: .person, text)
            guard try state(of: uid)?.memberships.contains(where: { $0.person == uid }) == true else { throw error }
            return text
        }
    }

    /// The id of the enrollment that somebody means; one that has left the book is known by its whole id.
    ///
    /// - Throws: `LookupError`, `JournalError`.
    public func findEnrollment(_ text: String) throws -> String {
        do {
            return try RecordLookup.find(text, kinds: [.enrollment], in: book).id
        } catch let error as LookupError {
            let uid = try uid(of: .enrollment, text)
            var isKnown = false
            try forEachState { isKnown = isKnown || $0[uid] != nil }
            guard isKnown else { throw error }
            return text
        }
    }
}

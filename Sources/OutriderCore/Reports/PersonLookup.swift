/// Finds the person that somebody means: by id, the end of an id, an email address or a phone number.
public enum PersonLookup {
    /// The id of the person; their file may still have errors.
    ///
    /// - Throws: `LookupError` where nobody or several fit, naming ids only, or what the source says when the folder
    ///   cannot be listed.
    public static func find(_ text: String, in book: Book) throws -> String {
        guard let address = address(text) else {
            return try RecordLookup.find(text, kinds: [.person], in: book).id
        }
        let ids = try book.ids(of: .person).filter { id in
            book.person(id)?.addresses.contains { $0.normalised == address } ?? false
        }
        guard let first = ids.first else {
            throw LookupError("nobody in the book has this address", hint: "name the person by id")
        }
        guard ids.count == 1 else {
            throw LookupError(
                "\(ids.count) people have this address",
                hint: "write one of \(ids.prefix(RecordLookup.listed).joined(separator: ", "))")
        }
        return first
    }

    /// What an address is compared by; `nil` where the text is none.
    private static func address(_ text: String) -> String? {
        if text.contains("@") {
            return (try? EmailAddress(parsing: text)).map { ChannelAddress.email($0).normalised }
        }
        // Numbers are typed with spaces and hyphens, which an id never holds together with a plus.
        guard text.hasPrefix("+") else { return nil }
        let digits = text.filter { !" -().".contains($0) }
        return (try? PhoneNumber(parsing: digits)).map { ChannelAddress.phone($0).normalised }
    }
}

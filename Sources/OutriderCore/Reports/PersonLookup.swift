/// Finds the person that somebody means: by id, the end of an id, an email address or a phone number.
public enum PersonLookup {
    /// The id of the person; their file may still have errors.
    ///
    /// - Throws: `LookupError` where nobody or several fit, naming ids only, or what the source says when the folder
    ///   cannot be listed.
    public static func find(_ text: String, in book: Book) throws -> String {
        guard let address = try address(text, in: book) else {
            return try RecordLookup.find(text, kinds: [.person], in: book).id
        }
        let sought = ByteSearch(address)
        var ids: [String] = []
        var withErrors: [String] = []
        var unreadable: [String] = []
        for id in try book.ids(of: .person) {
            let path = RecordKind.person.path(of: id)
            let read: [UInt8]?
            do {
                read = try book.source.read(path, limit: FileLimit.bytes(of: path))
            } catch {
                unreadable.append(id)
                continue
            }
            guard let bytes = read, sought.mayBe(in: bytes) else { continue }
            guard case .person(let person) = Record.parse(.person, id: id, bytes: bytes).record else {
                if sought.isThere(in: bytes) { withErrors.append(id) }
                continue
            }
            if person.addresses.contains(where: { $0.normalised == address }) { ids.append(id) }
        }
        guard let first = ids.first else { throw Self.nobody(withErrors, unreadable) }
        guard ids.count == 1 else {
            throw LookupError(
                "\(ids.count) people have this address", hint: "write one of \(RecordLookup.list(ids))",
                cause: .ambiguous)
        }
        return first
    }

    private static func nobody(_ withErrors: [String], _ unreadable: [String]) -> LookupError {
        guard !withErrors.isEmpty else {
            guard unreadable.isEmpty else {
                return LookupError(
                    "nobody whose file can be read has this address",
                    hint: "`outrider check` says what is wrong with \(RecordLookup.list(unreadable))", cause: .address)
            }
            return LookupError("nobody in the book has this address", hint: "name the person by id", cause: .address)
        }
        return LookupError(
            "this address stands only in files with errors",
            hint: "`outrider check` says what is wrong with \(RecordLookup.list(withErrors))", cause: .address)
    }

    /// What an address is compared by; `nil` where the text may be an id.
    ///
    /// - Throws: `LookupError`, which never quotes the text, where it is neither.
    private static func address(_ text: String, in book: Book) throws -> String? {
        if text.contains("@") {
            do throws(AddressError) {
                return ChannelAddress.email(try EmailAddress(parsing: text)).normalised
            } catch {
                throw LookupError("this is no email address: \(error.message)", hint: error.hint, cause: .address)
            }
        }
        // Numbers are typed with spaces, hyphens and brackets.
        let digits = text.filter { !" -().\u{A0}".contains($0) }
        if digits.hasPrefix("+") {
            do throws(AddressError) {
                return ChannelAddress.phone(try PhoneNumber(parsing: digits)).normalised
            } catch {
                throw LookupError("this is no phone number: \(error.message)", hint: error.hint, cause: .address)
            }
        }
        if digits.utf8.count >= 7, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            try !book.ids(of: .person).contains(where: { $0 == text || $0.hasSuffix("/" + text) })
        {
            throw LookupError(
                "no person has an id that ends in this number",
                hint: "a phone number is written with + and the country code", cause: .address)
        }
        return nil
    }
}

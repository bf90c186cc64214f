/// How an import treats who is in the book already.
public struct ImportOptions: Hashable, Sendable {
    /// By what a row is known to be about somebody.
    public enum Match: String, CaseIterable, Hashable, Sendable {
        case email, phone, linkedin
    }

    /// What a row does to somebody who is there.
    public enum Treatment: String, CaseIterable, Hashable, Sendable {
        /// Sets what is empty.
        case fill
        /// Leaves the record as it is.
        case skip
        /// Sets every value that the row has.
        case update
    }

    public var kind: RecordKind
    public var match: [Match]
    public var onMatch: Treatment
    /// Folder below that of the kind in which new files are put; empty for none.
    public var folder: String
    /// ISO 3166-1 alpha-2 code of the country whose national numbers are read.
    public var country: String?
    /// Whether employers that the book does not have are made.
    public var createsCompanies: Bool

    /// - Throws: `ExchangeError` where the folder cannot be one, or nothing is known of the country.
    public init(
        kind: RecordKind = .person, match: [Match] = Match.allCases, onMatch: Treatment = .fill, folder: String = "",
        country: String? = nil, createsCompanies: Bool = false
    ) throws(ExchangeError) {
        let folder = String(folder.drop { $0 == "/" })
        let trimmed = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        if !trimmed.isEmpty, let objection = RecordKind.objection(to: trimmed) {
            throw ExchangeError("'\(folder.printable)' cannot be a folder: \(objection)")
        }
        if let country, DiallingPlan.all[country.uppercased()] == nil {
            throw ExchangeError(
                "nothing is known of the telephone numbers of '\(country.printable)'",
                hint: "write numbers with + and the country code; known are "
                    + DiallingPlan.all.keys.sorted().joined(separator: " "))
        }
        self.kind = kind
        self.match = match
        self.onMatch = onMatch
        self.folder = trimmed.isEmpty ? "" : trimmed + "/"
        self.country = country?.uppercased()
        self.createsCompanies = createsCompanies
    }
}

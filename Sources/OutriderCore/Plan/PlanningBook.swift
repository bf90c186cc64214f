/// Everything of a plan that follows from the book alone: made once, used for each plan while the book stays the same.
///
/// Not for use by several threads at once.
public final class PlanningBook {
    let book: Book
    let courses: Courses
    let suppressions: Suppressions
    var senders: SenderFinder?
    let hashes: AddressHashes
    private let identities: Identities

    public init(_ ledger: Ledger) throws {
        book = ledger.book
        let hashes = AddressHashes(ledger.header.hasher)
        self.hashes = hashes
        identities = try ledger.identities
        courses = try Courses(ledger)
        suppressions = Suppressions(ledger.book) { address, person in
            guard let state = try ledger.address(hashes[address]) else { return [] }
            return try Set(state.optedOut + state.people).sorted().map { try ledger.id(of: .person, uid: $0) }
                .filter { $0 != person }
        }
        senders = ledger.book.configuration.map { SenderFinder(ledger.book, $0) }
    }

    /// Whether it still fits a ledger of the same book: nobody was taken for somebody else since.
    public func fits(_ ledger: Ledger) throws -> Bool { try ledger.identities == identities }
}

/// Hashes of addresses, each worked out once.
final class AddressHashes {
    private let hasher: AddressHasher
    private var known: [ChannelAddress: String] = [:]

    init(_ hasher: AddressHasher) { self.hasher = hasher }

    subscript(_ address: ChannelAddress) -> String {
        if let hash = known[address] { return hash }
        let hash = hasher.hash(address)
        known[address] = hash
        return hash
    }
}

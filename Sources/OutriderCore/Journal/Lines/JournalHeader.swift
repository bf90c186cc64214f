/// What `journal.json` says: whose journal this is and how far it is.
public struct JournalHeader: Hashable, Sendable {
    /// Major version of the format; a larger one than ours is refused.
    public static let format = 1
    public static let path = "journal.json"

    public var book: String
    /// The book's folder in the repository; empty for its root.
    public var prefix: String
    /// The book's branch.
    public var branch: String
    /// The journal's own branch.
    public var ref: String
    /// Remotes that this journal was used with: host and path.
    public var origins: [String]
    /// Grows by `adopt` and `compact`.
    public var epoch: Int
    /// Grows with each commit.
    public var seq: Int
    /// What address hashes are salted with, in hex.
    public var salt: String
    /// The salted hash of a fixed address, made again at each start.
    public var canary: String
    public var buckets: Buckets
    /// The commit of the book's branch that was last reconciled.
    public var main: String?
    /// When a run last wrote, acts not counted.
    public var lastRun: Instant?
    /// Whether a run with a set clock has written here.
    public var simulated: Bool
    /// Whether the journal before this one was lost: whoever enters is held as `adopted`.
    public var holdsEverybody = false
    /// Pauses that humans have put in force.
    public var pauses: [JournalPause] = []
    /// Domains, in lower case, to which nothing is sent; those below them likewise.
    public var suppressedDomains: [String: [Suppression]] = [:]
    private var rest = JSONObject()

    public init(book: String, prefix: String, branch: String, ref: String, salt: String) {
        self.book = book
        self.prefix = prefix
        self.branch = branch
        self.ref = ref
        origins = []
        epoch = 1
        seq = 0
        self.salt = salt
        buckets = Buckets(holding: 0)
        simulated = false
        canary = AddressHasher(salt: salt).canary
    }

    /// Whether this version makes the same address hashes as the one that wrote the journal.
    public var isCanarySound: Bool { canary == hasher.canary }

    /// The hasher of this journal's addresses.
    public var hasher: AddressHasher { AddressHasher(salt: salt) }

    /// - Throws: `JournalError` where the file is damaged or of a later format.
    public init(parsing bytes: [UInt8]) throws(JournalError) {
        var reader = try LineReader(parsing: bytes[...], path: Self.path, line: 0)
        let format = try reader.int("format")
        guard format <= Self.format else {
            throw JournalError(
                path: Self.path, message: "the journal has format \(format), this version knows up to \(Self.format)",
                hint: "use the outrider that wrote it, or a later one")
        }
        book = try reader.text("book")
        prefix = try reader.text("prefix")
        branch = try reader.text("branch")
        ref = try reader.text("ref")
        origins = try reader.texts("origins")
        epoch = try reader.int("epoch")
        seq = try reader.int("seq")
        salt = try reader.text("salt")
        canary = try reader.text("canary")
        guard let buckets = Buckets(count: try reader.int("buckets")) else {
            throw reader.error("'buckets' is not 1, 16, 256 or 4096")
        }
        self.buckets = buckets
        main = try reader.optionalText("main")
        lastRun = try reader.optionalInstant("lastRun")
        simulated = reader.bool("simulated")
        holdsEverybody = reader.bool("holdsEverybody")
        for object in try reader.objects("pauses") { pauses.append(try JournalPause(reader.inner(object))) }
        if let object = try reader.object("suppressedDomains") {
            var inner = reader.inner(object)
            for member in object.members { suppressedDomains[member.key] = try inner.suppressions(member.key) }
        }
        rest = reader.rest
    }

    public var json: JSONValue {
        var object = JSONObject([
            ("format", .integer(Self.format)), ("book", .string(book)), ("prefix", .string(prefix)),
            ("branch", .string(branch)), ("ref", .string(ref)), ("origins", .strings(origins)),
            ("epoch", .integer(epoch)), ("seq", .integer(seq)), ("salt", .string(salt)), ("canary", .string(canary)),
            ("buckets", .integer(buckets.count)), ("main", .optional(main)), ("lastRun", lastRun?.json),
            ("simulated", simulated ? true : nil), ("holdsEverybody", holdsEverybody ? true : nil),
            ("pauses", pauses.isEmpty ? nil : .array(pauses.map(\.json))),
            ("suppressedDomains", suppressedDomains.isEmpty ? nil : .object(domains)),
        ])
        object.append(rest: rest)
        return .object(object)
    }
}

extension JournalHeader {
    private var domains: JSONObject {
        JSONObject(suppressedDomains.sorted { $0.key < $1.key }.map { ($0.key, .array($0.value.map(\.json))) })
    }
}

/// Hashes addresses so that the journal can know one again without holding it.
public struct AddressHasher: Hashable, Sendable {
    /// Version of the spelling that is hashed.
    public static let version = 1
    let salt: String

    public func hash(_ address: ChannelAddress) -> String { hash(normalised: address.normalised) }

    /// The hash of a fixed address: another salt or another way to hash gives another.
    var canary: String { hash(normalised: "canary@outrider.example") }

    private func hash(normalised: String) -> String {
        Digest.base32([salt, String(Self.version), normalised])
    }
}

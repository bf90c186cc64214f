internal import Glibc

/// The outbox while its lock is held: nobody else changes the ledger or stages files.
///
/// In the root: `.lock`, `.id` (which outbox this is), `.sent` (the ledger), `.tmp` (staged messages), and the
/// folders people look into. Staged files are not kept in the Maildir's `tmp`, because mail readers delete what is
/// older than 36 hours there, and a staged file that is gone counts as delivered.
struct OutboxSession: ~Copyable {
    let root: Folder
    let staging: Folder
    var ledger: OutboxLedger { OutboxLedger(folder: ledgerFolder) }
    /// `outbox:` and the random id.
    let account: String

    private let ledgerFolder: Folder
    private let lock: FileDescriptor
    private let lockIdentity: FileDescriptor.Identity

    private static let ledgerName = ".sent"
    private static let identityName = ".id"
    private static let lockName = ".lock"
    private static let stagingName = ".tmp"

    private init(
        root: Folder, staging: Folder, ledgerFolder: Folder, account: String, lock: consuming FileDescriptor,
        lockIdentity: FileDescriptor.Identity
    ) {
        self.root = root
        self.staging = staging
        self.ledgerFolder = ledgerFolder
        self.account = account
        self.lock = lock
        self.lockIdentity = lockIdentity
    }

    /// Opens the outbox and takes its lock; made anew where it is missing or not whole.
    static func make(_ path: String, patience: Duration) throws(SystemError) -> OutboxSession {
        try start(Folder.make(path), patience, mayMake: true)
    }

    /// Opens an outbox that must exist and takes its lock.
    ///
    /// - Throws: `SystemError` with `ENOENT` where there is no whole outbox.
    static func open(_ path: String, patience: Duration) throws(SystemError) -> OutboxSession {
        guard let root = try Folder.open(path) else {
            throw SystemError(code: ENOENT, operation: "open", path: path)
        }
        return try start(root, patience, mayMake: false)
    }

    private static func start(
        _ root: Folder, _ patience: Duration, mayMake: Bool
    ) throws(SystemError) -> OutboxSession {
        let lock = try lock(in: root, until: ContinuousClock.now + patience)
        let lockIdentity = try lock.status().identity
        let (ledgerFolder, id) = try whole(root, mayMake: mayMake)
        return OutboxSession(
            root: root, staging: try root.makeFolder(stagingName), ledgerFolder: ledgerFolder, account: "outbox:" + id,
            lock: lock, lockIdentity: lockIdentity)
    }

    /// The id stands for the ledger: without the ledger it is another outbox.
    private static func whole(_ root: Folder, mayMake: Bool) throws(SystemError) -> (Folder, String) {
        if let folder = try root.folder(ledgerName), let id = try identity(in: root) { return (folder, id) }
        guard mayMake else {
            throw SystemError(code: ENOENT, operation: "open", path: root.path + "/" + identityName)
        }
        return (try root.makeFolder(ledgerName), try makeIdentity(in: root))
    }

    private static func lock(
        in root: Folder, until deadline: ContinuousClock.Instant
    ) throws(SystemError) -> FileDescriptor {
        while true {
            let file = try root.file(lockName, O_RDWR | O_CREAT)
            try file.lock(until: deadline)
            // Somebody may have deleted the file that we waited for: then the lock means nothing.
            if try root.identity(of: lockName) == file.status().identity { return file }
        }
    }

    /// Whether the lock file is still the one that was locked; it is not after somebody deleted it.
    var isLockHeld: Bool { (try? root.identity(of: Self.lockName)) == lockIdentity }

    private static func identity(in root: Folder) throws(SystemError) -> String? {
        guard let file = try root.existingFile(identityName, O_RDONLY), try file.status().isRegular else { return nil }
        let text = String(decoding: try file.contents(limit: 4096), as: UTF8.self)
        guard text.utf8.count == 27, text.hasSuffix("\n"), text.dropLast().allSatisfy(alphabet.contains) else {
            return nil
        }
        return String(text.dropLast())
    }

    private static func makeIdentity(in root: Folder) throws(SystemError) -> String {
        // 130 random bits, written aside so that no half an id is ever read.
        let id = String((0..<26).compactMap { _ in alphabet.randomElement() })
        let temporary = identityName + ".new"
        try root.remove(temporary)
        let file = try root.file(temporary, O_WRONLY | O_CREAT | O_EXCL)
        try file.write(Array((id + "\n").utf8))
        try file.synchronize()
        try root.remove(identityName)
        try root.move(temporary, to: root, as: identityName)
        try root.synchronize()
        return id
    }

    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")

    // MARK: - What is known

    /// All that the outbox knows of the given keys: ledger, staged files, delivered files.
    ///
    /// Also removes what dead holders staged and never began.
    func records(of keys: Set<String>) throws(SystemError) -> OutboxRecords {
        // Without the lock, what looks abandoned may be another holder's.
        guard isLockHeld else { throw SystemError(code: EWOULDBLOCK, operation: "lock", path: root.path) }
        var staged: Set<ProviderKey> = []
        try staging.forEachName { name in
            if let id = ProviderKey(parsing: name) { staged.insert(id) }
        }
        let marks = try ledger.marks(of: keys.union(staged.map(\.key)))
        for id in staged where marks[id] != .begin {
            try staging.remove(id.description)
            staged.remove(id)
        }
        return OutboxRecords(marks: marks, staged: staged, found: try OutboxFolders.messages(in: root, of: keys))
    }

    /// Makes sure of deliveries whose holder died before it could: only then may anybody be told of them.
    func confirm(_ ids: some Sequence<ProviderKey>, _ records: OutboxRecords) throws(SystemError) {
        let unmarked = ids.filter { records.marks[$0] != .done }
        guard !unmarked.isEmpty else { return }
        try root.synchronizeFilesystem()
        try ledger.append(unmarked.map { ($0, .done) })
    }
}

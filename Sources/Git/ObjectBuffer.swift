internal import CGit

/// New objects of one repository, readable through libgit2 but not yet on disk.
///
/// They lie in a memory backend before the disk's, and compressed in a pack. Flushing writes the pack (see
/// `flush`); dropping the buffer without it leaves nothing behind, if the repository's caches are dropped too.
@safe
final class ObjectBuffer {
    /// The size of a pack in memory at which it is written, though more is to come; bytes.
    private static let packLimit = 32 << 20
    /// The same for the objects before compression.
    private static let objectLimit = 128 << 20

    private let database: Owned<DatabaseKind>
    // Owned by the database, which keeps it as long as itself.
    private let backend: UnsafeMutablePointer<git_odb_backend>
    private let objectFolder: String
    private var pack: Pack
    private var held: Set<ObjectID> = []
    private var heldSize = 0
    /// Why something held is lost: from then on nothing of this buffer may be written.
    private var failure: GitError?

    init(_ database: consuming Owned<DatabaseKind>, objectFolder: String) throws(GitError) {
        var made: UnsafeMutablePointer<git_odb_backend>?
        try check(unsafe git_mempack_new(&made))
        guard let made = unsafe made else { throw GitError(.other, "libgit2 gave no memory backend") }
        do throws(GitError) {
            // The default backends have priorities 1 and 2; the highest takes all writes.
            try database.use { database throws(GitError) in
                _ = try check(unsafe git_odb_add_backend(database, made, 999))
            }
        } catch {
            unsafe made.pointee.free?(made)
            throw error
        }
        unsafe backend = made
        self.database = database
        self.objectFolder = objectFolder
        pack = try Pack()
    }

    var isEmpty: Bool { pack.count == 0 }

    /// Whether so much is held that it should be written before more comes.
    var isFull: Bool { pack.size > Self.packLimit || heldSize > Self.objectLimit }

    /// Adds an object and gives its id.
    ///
    /// The disk is not asked whether it has the object: that costs a look into every pack, and an object that another
    /// program wrote may not be durable.
    func add(_ bytes: [UInt8], type: git_object_t) throws(GitError) -> ObjectID {
        if let failure { throw failure }
        var raw = git_oid()
        try check(unsafe bytes.withUnsafeBytes { unsafe git_odb_hash(&raw, $0.baseAddress, $0.count, type) })
        let id = ObjectID(raw)
        if held.contains(id) { return id }
        guard let write = unsafe backend.pointee.write else { throw GitError(.other, "no memory backend") }
        let backend = unsafe backend
        try check(unsafe bytes.withUnsafeBytes { unsafe write(backend, &raw, $0.baseAddress, $0.count, type) })
        try hold(id, type: type, bytes)
        return id
    }

    /// Takes over an object that libgit2 just wrote; it is in the memory backend, or was on disk before.
    func adopt(_ id: ObjectID) throws(GitError) {
        guard !held.contains(id), let read = unsafe backend.pointee.read else { return }
        var raw = id.raw
        var data: UnsafeMutableRawPointer?
        var count = 0
        var type = GIT_OBJECT_INVALID
        let status = unsafe read(&data, &count, &type, backend, &raw)
        if status == GIT_ENOTFOUND.rawValue { return }
        try check(status)
        guard let data = unsafe data else { throw GitError(.other, "the memory backend gave no object") }
        defer { unsafe git_odb_backend_data_free(backend, data) }
        try hold(id, type: type, unsafe Array(UnsafeRawBufferPointer(start: data, count: count)))
    }

    /// Writes what is held as one pack and makes it durable: complete and synced before it has its name, the pack
    /// named before the index, by which alone git finds it. A process killed on the way leaves a file `tmp_pack_*`,
    /// which `git gc` removes, or a whole pack that nothing refers to.
    func flush() throws(GitError) {
        if let failure { throw failure }
        guard !isEmpty else { return }
        do throws(GitError) {
            let fresh = try Pack()
            try save(exchange(for: fresh).finish())
            try database.use { database throws(GitError) in _ = try check(unsafe git_odb_refresh(database)) }
            try check(unsafe git_mempack_reset(backend))
        } catch {
            failure = error
            throw error
        }
        held = []
        heldSize = 0
    }

    private func save(_ files: Pack.Files) throws(GitError) {
        let folder = objectFolder + "/pack"
        let stem = "\(folder)/pack-\(files.name)"
        let draft = "\(folder)/tmp_pack_\(UInt64.random(in: 0 ... .max))"
        try DurableFile.makeFolder(folder)
        do throws(GitError) {
            try DurableFile.write(files.pack, to: draft)
            try DurableFile.write(files.index, to: draft + "_idx")
            try DurableFile.rename(draft, to: stem + ".pack")
            try DurableFile.rename(draft + "_idx", to: stem + ".idx")
            try DurableFile.syncFolder(folder)
        } catch {
            DurableFile.remove(draft)
            DurableFile.remove(draft + "_idx")
            throw error
        }
    }

    private func hold(_ id: ObjectID, type: git_object_t, _ bytes: [UInt8]) throws(GitError) {
        do throws(GitError) {
            try pack.append(id, type: type, bytes)
            heldSize += bytes.count
        } catch {
            failure = error
            throw error
        }
        held.insert(id)
    }

    private func exchange(for fresh: consuming Pack) -> Pack {
        swap(&pack, &fresh)
        return fresh
    }
}

internal import CGit

extension Repository {
    /// The bytes of a blob of at most `limit` bytes, as git itself reads: their hash is not compared with the id.
    ///
    /// For reading many: a damaged disk shows only where the bytes can no longer be inflated. Throws as `blob` does.
    public func unverifiedBlob(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8] {
        var raw = id.raw
        let bytes = try openDatabase().use { database -> [UInt8]? in
            for index in 0..<(unsafe git_odb_num_backends(database)) {
                var found: UnsafeMutablePointer<git_odb_backend>?
                guard unsafe git_odb_get_backend(&found, database, index) == 0, let backend = unsafe found,
                    let readHeader = unsafe backend.pointee.read_header, let read = unsafe backend.pointee.read
                else { continue }
                var size = 0
                var type = GIT_OBJECT_INVALID
                guard unsafe readHeader(&size, &type, backend, &raw) == 0 else { continue }
                var data: UnsafeMutableRawPointer?
                guard size <= limit, type == GIT_OBJECT_BLOB, unsafe read(&data, &size, &type, backend, &raw) == 0,
                    let data = unsafe data
                else { return nil }
                defer { unsafe git_odb_backend_data_free(backend, data) }
                return unsafe Array(UnsafeRawBufferPointer(start: data, count: size))
            }
            return nil
        }
        // The slower way says what is wrong, and looks for packs that came since the repository was opened.
        guard let bytes else { return try blob(id, limit: limit) }
        return bytes
    }
}

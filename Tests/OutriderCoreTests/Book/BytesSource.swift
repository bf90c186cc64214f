import OutriderCore

/// Files given as bytes, and links: what a dictionary of texts cannot hold.
struct BytesSource: BookSource {
    var files: [String: [UInt8]]
    var links: Set<String> = []

    func read(_ path: String, limit: Int) throws -> [UInt8]? {
        guard !links.contains(path), let bytes = files[path] else { return nil }
        guard bytes.count <= limit else { throw BookSourceError.tooLarge(path, limit: limit) }
        return bytes
    }

    func list(_ folder: String) throws -> [BookEntry] {
        Set(files.keys).union(links).filter { $0.hasPrefix(folder + "/") }.sorted().map {
            BookEntry(path: $0, kind: links.contains($0) ? .symlink : .file)
        }
    }
}

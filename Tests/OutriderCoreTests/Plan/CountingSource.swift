import OutriderCore

/// A source that notes what is read.
final class CountingSource: BookSource {
    private let base: any BookSource
    private(set) var reads: [String] = []

    init(_ base: any BookSource) { self.base = base }

    func read(_ path: String, limit: Int) throws -> [UInt8]? {
        reads.append(path)
        return try base.read(path, limit: limit)
    }

    func list(_ folder: String) throws -> [BookEntry] { try base.list(folder) }
}

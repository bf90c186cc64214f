internal import Foundation

/// A file that a command reads beside the book: a script, an expectation.
enum InputFile {
    /// - Throws: `UsageError` where there is no such file, or it is larger than `limit` bytes.
    static func read(_ path: String, limit: Int) throws -> [UInt8] {
        let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        guard let size = try? FileManager.default.attributesOfItem(atPath: url.path)[.size] as? Int,
            let data = size <= limit ? try? Data(contentsOf: url) : Data()
        else { throw UsageError("'\(path.onOneLine)' cannot be read", hint: "check the path") }
        guard size <= limit else { throw UsageError("'\(path.onOneLine)' is larger than \(limit >> 20) MiB") }
        return Array(data)
    }
}

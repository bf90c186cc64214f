import Foundation

/// A folder of its own for one test, deleted when the value goes.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/outrider-delivery-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var outbox: String { path + "/outbox" }

    /// The names in a folder, sorted; none where there is no folder.
    static func names(in path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    static func text(of path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
}

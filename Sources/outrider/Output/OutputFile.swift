internal import Foundation
internal import OutriderDelivery

/// A file that a command writes beside the book: a report, an export, refused rows.
enum OutputFile {
    /// Writes the file as a whole or not at all.
    ///
    /// - Throws: `UsageError` for a name that a file of a book may have, `WorkspaceError` where it cannot be written.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let name = path.lowercased()
        guard !name.hasSuffix(".yaml"), !name.hasSuffix(".yml") else {
            throw UsageError(
                "'\(path.onOneLine)' has the name of a file of a book", hint: "choose a name that does not end in .yaml"
            )
        }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw WorkspaceError(
                message: "'\(path.onOneLine)' cannot be written", hint: "look at the folder and its rights")
        }
    }
}

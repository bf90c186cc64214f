internal import Foundation
internal import OutriderCore

/// Writes files of the book into the work tree.
enum BookFiles {
    /// Writes each file as a whole or not at all; what was written stays where a later one fails.
    ///
    /// - Throws: what the file system says; `UsageError` where a new file has come to be there meanwhile.
    static func write(_ changes: [ImportPlan.Change], in folder: String, _ progress: ProgressLine) throws {
        var made: Set<String> = []
        for (count, change) in changes.enumerated() {
            if count.isMultiple(of: 200) { progress.show("writing", count, of: changes.count) }
            let url = URL(fileURLWithPath: folder + "/" + change.path)
            let parent = url.deletingLastPathComponent().path
            if made.insert(parent).inserted {
                try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            }
            guard !change.isNew || !FileManager.default.fileExists(atPath: url.path) else {
                throw UsageError("\(change.path) has come to be there meanwhile", hint: "run the import again")
            }
            try Data(change.bytes).write(to: url, options: .atomic)
        }
    }
}

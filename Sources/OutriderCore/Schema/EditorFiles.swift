/// What `init` puts beside the book so that editors know its files.
public enum EditorFiles {
    /// The folder of the schemas, hidden, so that it never stands among the book's own.
    public static let folder = ".outrider/schemas"

    /// Path and text of the schema of each kind of file that people write.
    public static var schemas: [(path: String, text: String)] {
        SchemaDocument.all.filter { $0.group == .book || $0.group == .input }.map {
            ("\(folder)/\($0.fileName)", $0.json.pretty + "\n")
        }
    }

    /// Whether a file is a schema that some version of Outrider wrote.
    public static func isSchema(_ bytes: [UInt8]) -> Bool {
        let id = (try? JSONValue(parsing: bytes))?.members?["$id"]?.text
        return id?.hasPrefix("urn:outrider:schema:") ?? false
    }

    /// The first line of a file of the book, by which an editor finds its schema; `nil` for a file of no such kind.
    public static func modeline(for path: String) -> String? {
        guard let kind = kind(of: path) else { return nil }
        let up = String(repeating: "../", count: path.split(separator: "/").count - 1)
        return "# yaml-language-server: $schema=\(up)\(folder)/\(kind.rawValue).schema.json"
    }

    private static func kind(of path: String) -> BookSchema.Kind? {
        if path == Configuration.path { return .outrider }
        return RecordKind.record(at: path).flatMap { BookSchema.Kind(rawValue: $0.kind.rawValue) }
    }

    /// Path and text of the settings by which Visual Studio Code knows every file of the book, also without a modeline.
    public static var settings: (path: String, text: String) {
        var globs = JSONObject()
        for kind in BookSchema.Kind.allCases {
            let record = RecordKind(rawValue: kind.rawValue)
            globs["\(folder)/\(kind.rawValue).schema.json"] =
                .string(record.map { "\($0.folder)/**/*.yaml" } ?? Configuration.path)
        }
        let settings: JSONValue = ["yaml.schemas": .object(globs)]
        return (".vscode/settings.json", settings.pretty + "\n")
    }
}

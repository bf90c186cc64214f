internal import ArgumentParser
internal import OutriderCore

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of a kind of file, for editors.",
        discussion: """
            Without KIND it lists the kinds. An editor with a YAML language server takes a schema from a line at the \
            top of a file:

              # yaml-language-server: $schema=../schemas/person.schema.json

              outrider schema person > schemas/person.schema.json
            """)

    @Argument(
        help: ArgumentHelp("One of \(BookSchema.Kind.allCases.map(\.rawValue).joined(separator: ", "))."),
        completion: .list(BookSchema.Kind.allCases.map(\.rawValue)), transform: SchemaCommand.parse)
    var kind: BookSchema.Kind?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let console = common.console
        if let kind {
            console.out(BookSchema.document(kind))
        } else if common.format == .json {
            console.out(.strings(BookSchema.Kind.allCases.map(\.rawValue)))
        } else {
            let width = BookSchema.Kind.allCases.map(\.rawValue.count).max() ?? 0
            console.out(lines: BookSchema.Kind.allCases.map { "\($0.rawValue.padded(to: width))  \($0.doc)" })
        }
    }

    private static func parse(_ text: String) throws -> BookSchema.Kind {
        guard let kind = BookSchema.Kind(rawValue: text) else {
            throw ValidationError("kinds are \(BookSchema.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return kind
    }
}

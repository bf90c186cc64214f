internal import ArgumentParser
internal import OutriderCore

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of a kind of file, for editors.",
        discussion: """
            Without KIND it lists the kinds. `outrider init` puts the schemas of what people write into \
            .outrider/schemas/. An editor with a YAML language server takes one from a line at the top of a file:

              # yaml-language-server: $schema=../.outrider/schemas/person.schema.json
            """)

    @Argument(
        help: "A kind of file, or a command whose JSON output is meant.",
        completion: .list(SchemaDocument.all.map(\.name)), transform: SchemaCommand.parse)
    var kind: SchemaDocument?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let console = common.console
        if let kind {
            console.out(kind.json)
        } else if common.format == .json {
            console.out(.strings(SchemaDocument.all.map(\.name)))
        } else {
            console.out(lines: list(console.style))
        }
    }

    private func list(_ style: TextStyle) -> [String] {
        let width = SchemaDocument.all.map(\.name.count).max() ?? 0
        return SchemaDocument.Group.allCases.flatMap { group in
            [style(group.title, .strong)]
                + SchemaDocument.all.filter { $0.group == group }.map {
                    "  \(style($0.name.padded(to: width), .accent))  \($0.doc)"
                }
        }
    }

    private static func parse(_ text: String) throws -> SchemaDocument {
        guard let kind = SchemaDocument.all.first(where: { $0.name == text }) else {
            throw ValidationError("kinds are \(SchemaDocument.all.map(\.name).joined(separator: ", "))")
        }
        return kind
    }
}

extension SchemaDocument.Group {
    fileprivate var title: String {
        switch self {
        case .book: "Files of the book"
        case .input: "Files that a command is given"
        case .journal: "Files of the journal"
        case .output: "Output of commands"
        }
    }
}

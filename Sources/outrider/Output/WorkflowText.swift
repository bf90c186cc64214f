internal import Foundation

/// Keeps text of people from being a command to the CI system that reads the output.
///
/// GitHub's runner obeys `::command::` at the beginning of a line and `##[command]` anywhere in it (`ActionCommand` of
/// actions/runner), that of Azure Pipelines `##vso[` and `##[` (`LoggingCommand` of azure-pipelines-agent).
enum WorkflowText {
    /// How the text is written, and so how one of its characters is escaped.
    enum Syntax {
        case text, json, xml
        /// Commands that are meant.
        case commands
    }

    /// Whether such a system reads the output.
    static let isRead = Environment.value("GITHUB_ACTIONS") != nil || Environment.value("TF_BUILD") != nil

    /// The text without commands.
    static func neutral(_ text: String, _ syntax: Syntax) -> String {
        let hash: String
        switch syntax {
        case .text: hash = "\\u{23}"
        case .json: hash = "\\u0023"
        case .xml: hash = "&#35;"
        case .commands: return text
        }
        let quiet = ["##[", "##vso["].reduce(text) { escaped($0, at: $1, with: hash) }
        guard syntax == .text, quiet.contains("::") else { return quiet }
        let lines = quiet.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { line in
            let start = line.drop { $0.properties.isWhitespace }
            guard start.starts(with: "::".unicodeScalars) else { return String(Substring(line)) }
            return String(Substring(line[..<start.startIndex])) + "\\u{3a}" + String(Substring(start.dropFirst()))
        }.joined(separator: "\n")
    }

    /// The text with another first character wherever a command begins, in any case.
    private static func escaped(_ text: String, at command: String, with first: String) -> String {
        var quiet = ""
        var rest = text[...]
        while let range = rest.range(of: command, options: [.caseInsensitive, .literal]) {
            quiet += rest[..<range.lowerBound] + first
            rest = rest[rest.unicodeScalars.index(after: range.lowerBound)...]
        }
        return quiet + rest
    }
}

internal import OutriderCore

/// Writes a problem as a person reads it: place, message, the line with carets under what is meant, the hint.
final class DiagnosticPrinter {
    private let lines: SourceLines
    private let style: TextStyle
    private let width: Int

    /// - Parameters:
    ///   - source: where the lines are read from; `nil` for none.
    ///   - width: columns of the terminal.
    init(source: (any BookSource)?, style: TextStyle, width: Int) {
        lines = SourceLines(source)
        self.style = style
        self.width = width
    }

    func text(_ diagnostic: Diagnostic) -> String {
        let location = diagnostic.location
        let role = diagnostic.severity.role
        let severity = style("\(diagnostic.severity.rawValue)[\(diagnostic.code)]:", role)
        var lines = [
            "\(style(location.description.onOneLine + ":", .strong)) \(severity) \(diagnostic.message.onOneLine)"
        ]
        let number = String(location.line)
        if location.line > 0, let line = self.lines.text(location.line, of: location.path) {
            let excerpt = Excerpt(line, at: location, width: max(20, width - number.count - 6))
            let gutter = String(repeating: " ", count: number.count)
            lines.append(style("  \(number) | ", .faint) + excerpt.text)
            lines.append(style("  \(gutter) | ", .faint) + style(excerpt.carets, role))
        }
        if let hint = diagnostic.hint {
            let indent = String(repeating: " ", count: location.line > 0 ? number.count + 3 : 4)
            lines.append("\(indent)\(style("= hint:", .accent)) \(hint.onOneLine)")
        }
        return lines.joined(separator: "\n")
    }
}

extension DiagnosticPrinter {
    /// A line of a file and the carets under a part of it, cut to the terminal around that part.
    struct Excerpt {
        let text: String
        let carets: String

        init(_ line: String, at location: SourceLocation, width: Int) {
            // Far from the part nothing is shown, so a line of a megabyte costs no more than a short one.
            let reach = 2 * width
            let start = max(0, location.column - 1)
            let scalars = line.unicodeScalars
            let first = max(0, start - reach)
            let before = Self.shown(scalars.dropFirst(first).prefix(start - first))
            let meant = Self.shown(scalars.dropFirst(start).prefix(min(location.length, reach)))
            let after = Self.shown(scalars.dropFirst(start + location.length).prefix(reach))
            let meantWidth = max(1, meant.displayWidth)
            // Room for the part, or for the beginning of a long one.
            let room = max(4, width - min(meantWidth, width / 2) - 8)
            let head = first > 0 || before.displayWidth > room ? Self.end(of: before, width: room) : before
            let rest = (meant + after).cut(to: max(1, width - head.displayWidth))
            text = head + rest
            carets =
                String(repeating: " ", count: head.displayWidth)
                + String(repeating: "^", count: min(meantWidth, max(1, width - head.displayWidth)))
        }

        /// The scalars as a terminal shows them, tabs as four columns.
        private static func shown(_ scalars: some Swift.Sequence<Unicode.Scalar>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return String(view).replacing("\t", with: "    ").onOneLine
        }

        private static func end(of text: String, width: Int) -> String {
            var kept: [Character] = []
            var used = 1
            for character in text.reversed() {
                used += character.displayWidth
                guard used <= width else { break }
                kept.append(character)
            }
            return "…" + String(kept.reversed())
        }
    }
}

extension Diagnostic.Severity {
    /// How it looks.
    var role: TextStyle.Role {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .accent
        }
    }
}

extension Diagnostic {
    /// The problem for programs.
    var json: JSONValue {
        .object(
            JSONObject([
                ("severity", .string(severity.rawValue)), ("code", .string(code.rawValue)),
                ("message", .string(message)),
                ("path", .string(location.path)), ("line", .integer(location.line)),
                ("column", .integer(location.column)),
                ("length", .integer(location.length)), ("hint", .optional(hint)),
            ]))
    }
}

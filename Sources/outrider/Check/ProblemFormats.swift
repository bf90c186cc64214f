internal import OutriderCore

// The problems of a book for what shows them beside the lines of a change.

extension CheckedBook {
    /// Workflow commands of GitHub Actions, one a line, which become annotations; then the count.
    var gitHub: String {
        var lines = report.problems.map { diagnostic -> String in
            let location = diagnostic.location
            let command =
                switch diagnostic.severity {
                case .error: "error"
                case .warning: "warning"
                case .note: "notice"
                }
            var properties = [("file", repositoryPath(location.path))]
            if location.line > 0 {
                properties += [
                    ("line", String(location.line)), ("col", String(location.column)),
                    ("endColumn", String(location.column + location.length)),
                ]
            }
            properties.append(("title", diagnostic.code.rawValue))
            let list = properties.map { "\($0)=\(Self.property($1))" }.joined(separator: ",")
            return "::\(command) \(list)::\(Self.data(diagnostic.sentence))"
        }
        let counts = Diagnostic.Severity.allCases.map { report.count($0).counted($0.rawValue) }
        lines.append("\(counts.joined(separator: ", ")) in \(report.files.counted("file"))")
        return lines.joined(separator: "\n")
    }

    /// The text of a workflow command (`escapeData` of actions/toolkit).
    private static func data(_ text: String) -> String {
        text.onOneLine.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    /// A property of a workflow command (`escapeProperty` of actions/toolkit).
    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }

    /// A code quality report of GitLab.
    var gitLab: JSONValue {
        .array(
            zip(report.problems, report.fingerprints).map { diagnostic, fingerprint in
                let severity =
                    switch diagnostic.severity {
                    case .error: "critical"
                    case .warning: "minor"
                    case .note: "info"
                    }
                return [
                    "description": .string(diagnostic.sentence), "check_name": .string(diagnostic.code.rawValue),
                    "fingerprint": .string(fingerprint), "severity": .string(severity),
                    "location": [
                        "path": .string(repositoryPath(diagnostic.location.path)),
                        "lines": ["begin": .integer(max(1, diagnostic.location.line))],
                    ],
                ]
            })
    }

    /// A JUnit report: each problem a test case; what does not fail the command is a skipped one.
    var junit: String {
        let failures = report.problems.count(where: isFailure)
        let tests = max(1, report.problems.count)
        let counts = "tests=\"\(tests)\" failures=\"\(failures)\" skipped=\"\(report.problems.count - failures)\""
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites \(counts)>",
            "  <testsuite name=\"outrider check\" \(counts)>",
        ]
        for diagnostic in report.problems {
            let place = diagnostic.location.description
            let path = repositoryPath(diagnostic.location.path)
            let element = isFailure(diagnostic) ? "failure" : "skipped"
            let type = isFailure(diagnostic) ? " type=\"\(diagnostic.code)\"" : ""
            lines += [
                "    <testcase classname=\"\(Self.xml(path))\" name=\"\(Self.xml("\(diagnostic.code) at \(place)"))\">",
                "      <\(element)\(type) message=\"\(Self.xml(diagnostic.sentence))\"/>", "    </testcase>",
            ]
        }
        if report.problems.isEmpty {
            lines.append("    <testcase classname=\"outrider\" name=\"\(report.files.counted("file"))\"/>")
        }
        return (lines + ["  </testsuite>", "</testsuites>"]).joined(separator: "\n")
    }

    private func isFailure(_ diagnostic: Diagnostic) -> Bool {
        diagnostic.severity == .error || (report.isStrict && diagnostic.severity == .warning)
    }

    /// Text of an attribute; what XML 1.0 cannot hold (2.2) becomes U+FFFD.
    private static func xml(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&apos;"
            case "\t", "\n", "\r": escaped += "&#\(scalar.value);"
            case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension Diagnostic {
    /// The message and the hint.
    var sentence: String { hint.map { "\(message) (\($0))" } ?? message }
}

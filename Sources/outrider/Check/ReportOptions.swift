internal import ArgumentParser

/// How a report is written: for people, for programs, for what shows it in a pull request.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, markdown, github, gitlab, junit, sarif

    /// How a report of that format is written.
    var syntax: WorkflowText.Syntax {
        switch self {
        case .text, .markdown: .text
        case .json, .gitlab, .sarif: .json
        case .junit: .xml
        case .github: .commands
        }
    }
}

/// A report that goes to a file: `sarif=check.sarif`.
struct ReportOutput {
    let format: ReportFormat
    let path: String

    static func parse(_ text: String) throws -> ReportOutput {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let format = ReportFormat(rawValue: parts[0]) else {
            let formats = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("write FORMAT=FILE; formats are \(formats)")
        }
        return ReportOutput(format: format, path: parts[1])
    }
}

/// What commands understand that write reports.
struct ReportOptions: ParsableArguments {
    @OptionGroup var place: PlaceOptions

    @Option(
        help: ArgumentHelp(
            "text, json, markdown, github (annotations of a workflow), gitlab (code quality), junit or sarif.",
            valueName: "format"))
    var format: ReportFormat = .text

    @Option(
        help: ArgumentHelp(
            "Write the report to a file as well, in that format; may be given several times.", valueName: "format=file"),
        transform: ReportOutput.parse)
    var output: [ReportOutput] = []

    /// The same for what knows only text and JSON.
    var common: CommonOptions {
        var common = CommonOptions()
        common.place = place
        common.format = format == .json ? .json : .text
        return common
    }
}

internal import OutriderCore

/// One enrollment of an explained person: the answer, where it stands, and the steps in columns.
struct EnrollmentText {
    private let part: EnrollmentExplanation
    private let now: Instant
    private let zone: Zone
    private let style: TextStyle
    private let width: Int
    /// Columns of step and channel.
    private let stepWidth: Int
    private let channelWidth: Int

    init(_ part: EnrollmentExplanation, _ explanation: PersonExplanation, _ style: TextStyle, _ width: Int) {
        self.part = part
        now = explanation.now
        zone = explanation.zone
        self.style = style
        self.width = width
        stepWidth = min(24, part.steps.map(\.step.displayWidth).max() ?? 0)
        channelWidth = part.steps.compactMap(\.channel?.rawValue.count).max() ?? 0
    }

    func lines() -> [String] {
        let name = part.enrollment.onOneLine
        let answer = "\(name): \(AnswerText(part: part, now: now, zone: zone).sentence)".onOneLine.wrapped(to: width)
        var lines = answer
        lines[0] = style(name, .accent) + style(String(answer[0].dropFirst(name.count)), .strong)
        for index in lines.indices.dropFirst() { lines[index] = "  " + style(lines[index], .strong) }
        lines += standing
        return lines + part.steps.flatMap(self.lines)
    }

    private var standing: [String] {
        var words = part.status.rawValue
        if let reason = part.reason { words += " (\(reason.cut(to: 40)))" }
        if let since = part.since { words += " since \(zone.time(since))" }
        if let entered = part.entered, entered != part.since { words += ", entered \(zone.time(entered))" }
        if let sequence = part.sequence { words += ", sequence \(sequence)" }
        if part.round > 1 { words += ", round \(part.round.grouped)" }
        if part.isPinned { words += ", with the words of its beginning (`outrider repin` changes that)" }
        if let location = part.location { words += ", \(location.place)" }
        return words.onOneLine.wrapped(to: width - 4).enumerated().map { index, line in
            (index == 0 ? "  " : "    ") + style(line, .faint)
        }
    }

    private func lines(_ step: StepExplanation) -> [String] {
        let (mark, role) = step.state.mark
        let channel = (step.channel?.rawValue ?? "").padded(to: channelWidth)
        let head = "  \(style(mark, role)) \(step.step.cut(to: 24).padded(to: stepWidth))  \(channel)  "
        let indent = 2 + 2 + stepWidth + 2 + channelWidth + 2
        let words = StepText(step: step, now: now, zone: zone).words.onOneLine.wrapped(to: max(24, width - indent))
        let rest = words.dropFirst().map { String(repeating: " ", count: indent) + $0 }
        return ([head + words[0]] + rest).map(\.withoutSpacesAtEnd) + holds(step)
    }

    /// The rules that hold it, the binding one first.
    private func holds(_ step: StepExplanation) -> [String] {
        let reasonWidth = step.holds.map(\.reason.rawValue.count).max() ?? 0
        return step.holds.enumerated().flatMap { index, hold -> [String] in
            let text = HoldText(hold: hold, zone: zone)
            let mark = index == 0 ? style(">", .warning) : " "
            let name = style(hold.reason.rawValue, .attention) + spaces(reasonWidth - hold.reason.rawValue.count)
            let indent = 6 + reasonWidth + 2
            let words = text.words(width: 200)
            let all = words.isEmpty ? hold.reason.explanation : "\(hold.reason.explanation): \(words)"
            let lines = all.onOneLine.wrapped(to: max(24, width - indent))
            let isItself = hold.remedy.hasPrefix("it goes")
            let remedy = (isItself ? hold.remedy : "to lift it: \(hold.remedy)").wrapped(to: max(24, width - indent))
            let setting = text.setting.map { [style($0.onOneLine, .accent)] } ?? []
            let rest = lines.dropFirst() + setting + remedy.map { style($0, .faint) }
            return ["    \(mark) \(name)  \(lines[0])"] + rest.map { spaces(indent) + $0 }
        }
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}

extension StepExplanation.State {
    /// What stands before the step, as in a plan.
    fileprivate var mark: (String, TextStyle.Role) {
        switch self {
        case .sent, .done: ("+", .good)
        case .skipped, .never: ("-", .faint)
        case .inDoubt: ("?", .error)
        case .task: ("~", .attention)
        case .due: ("*", .good)
        case .held: ("!", .warning)
        case .waiting, .later: (".", .faint)
        }
    }
}

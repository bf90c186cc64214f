internal import OutriderCore
internal import OutriderDelivery

/// A plan as a person reads it.
struct PlanText {
    /// Items that are shown without `--all`.
    static let limit = 40
    /// People that are listed under a reason without `--all`.
    private static let heldLimit = 5

    private let plan: Plan
    private let zone: Zone
    private let style: TextStyle
    private let width: Int
    private let showsAll: Bool
    private let going: [PlanItem]
    private let held: [Reason: [PlanItem]]

    /// - Parameter zone: of the book, for times that belong to nobody.
    init(_ plan: Plan, zone: Zone, style: TextStyle, width: Int, showsAll: Bool) {
        self.plan = plan
        self.zone = zone
        self.style = style
        self.width = width
        self.showsAll = showsAll
        going = plan.items.filter { $0.reason == nil }
        held = Dictionary(grouping: plan.items.filter { $0.reason != nil }) { $0.reason ?? .paused }
    }

    func lines() -> [String] {
        var lines = goingLines()
        lines += heldLines()
        if !lines.isEmpty { lines.append("") }
        return [""] + lines + summary()
    }

    // MARK: What goes

    /// By day of the recipient, then person; what is due now comes first.
    private func goingLines() -> [String] {
        let shown = showsAll ? going : Array(going.prefix(Self.limit))
        var days: [(title: String, order: Int, items: [PlanItem])] = []
        for item in shown {
            let isNow = item.at <= plan.now
            let order = isNow ? Int.min : item.zone.local(item.at).date.day
            if let index = days.firstIndex(where: { $0.order == order }) {
                days[index].items.append(item)
            } else {
                let title = isNow ? "Due now, \(zone.fullTime(plan.now))" : item.zone.day(item.at)
                days.append((title, order, [item]))
            }
        }
        var lines: [String] = []
        for day in days.sorted(by: { $0.order < $1.order }) {
            if !lines.isEmpty { lines.append("") }
            lines.append(style(day.title, .strong))
            lines += people(of: day.items)
        }
        if shown.count < going.count {
            lines += ["", "… and \((going.count - shown.count).grouped) more: --all shows them"]
        }
        return lines
    }

    private func people(of items: [PlanItem]) -> [String] {
        var order: [String] = []
        var groups: [String: [PlanItem]] = [:]
        for item in items {
            let name = "\(item.person) in \(item.enrollment)"
            if groups[name] == nil { order.append(name) }
            groups[name, default: []].append(item)
        }
        return order.flatMap { name -> [String] in
            let items = groups[name] ?? []
            let zones = items.first.map { style(", \($0.zone.name)", .faint) } ?? ""
            return ["  \(style(name, .accent))\(zones)"] + items.flatMap(self.item)
        }
    }

    private func item(_ item: PlanItem) -> [String] {
        let clock = item.zone.clock(item.at)
        let draft: Draft
        let head: String
        let sender = item.sender == Sender.defaultID ? "" : " from \(item.sender)"
        switch item.action {
        case .send(let words):
            draft = words
            head = "    \(style("+", .good)) \(clock) send \(item.channel.rawValue) \(item.step)\(sender)"
        case .task(let words):
            draft = words
            head = "    \(style("~", .attention)) \(clock) task \(item.channel.rawValue) \(item.step)"
        case .skip(let why):
            return ["    \(style("-", .faint)) \(clock) skip \(item.channel.rawValue) \(item.step): \(why)"]
        case .end(let status, let why):
            return ["    \(style("-", .faint)) \(clock) end before \(item.step): \(status.rawValue), \(why)"]
        case .hold, .wait: return []
        }
        let used = "    + 00:00 send \(item.channel.rawValue) \(item.step)\(sender)".displayWidth
        let words = Self.beginning(of: draft.text)
        guard let subject = draft.subject else { return [head + ": " + words.cut(to: max(20, width - used - 2))] }
        return [
            head + ": " + style(subject.cut(to: max(20, width - used - 2)), .strong),
            "      " + style(words.cut(to: width - 6), .faint),
        ]
    }

    /// The words on one line, as far as any terminal could show them.
    private static func beginning(of text: String) -> String {
        text.prefix(600).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    // MARK: What is held

    private func heldLines() -> [String] {
        guard !held.isEmpty else { return [] }
        var lines = going.isEmpty ? [] : [""]
        lines.append(style("Held", .strong))
        for (reason, items) in held.sorted(by: { ($1.value.count, $0.key.rawValue) < ($0.value.count, $1.key.rawValue) }
        ) {
            lines.append(
                "  \(style("!", .warning)) \(items.count.grouped) \(style(reason.rawValue, .attention)): "
                    + "\(reason.explanation); \(reason.remedy)")
            let shown = showsAll ? items.count : Self.heldLimit
            lines += items.prefix(shown).map(heldLine)
            if items.count > shown {
                lines.append("      … and \((items.count - shown).grouped) more: --all shows them")
            }
        }
        return lines
    }

    private func heldLine(_ item: PlanItem) -> String {
        guard case .hold(let hold) = item.action else { return "" }
        let held = HoldText(hold: hold, zone: item.zone)
        var text = "      \(item.person) in \(item.enrollment), step \(item.step)"
        if hold.reason == .task || hold.reason == .unknownOutcome { text += " (\(item.key.text.prefix(8)))" }
        let words = held.words(namesZone: true)
        if !words.isEmpty { text += ": \(words)" }
        if item.holds.count > 1 { text += " (+\((item.holds.count - 1).counted("more rule")))" }
        return text + style("  \(held.setting ?? item.location.place)", .faint)
    }

    // MARK: The last lines

    private func summary() -> [String] {
        let counts = PlanCounts(plan)
        var lines: [String] = []
        if going.isEmpty {
            lines.append(
                plan.until > plan.now ? "Nothing is due until \(zone.fullTime(plan.until))." : "Nothing is due now.")
        } else {
            var parts: [String] = []
            if counts.sends > 0 { parts.append("\(counts.sends.counted("message")) to send") }
            if counts.tasks > 0 { parts.append(counts.tasks.counted("task")) }
            if counts.skips > 0 { parts.append("\(counts.skips.counted("step")) to skip") }
            if counts.held > 0 { parts.append("\(counts.held.grouped) held") }
            lines.append(
                style("\(parts.joined(separator: ", ")); \(counts.people.counted("person", "people"))", .strong))
        }
        if going.isEmpty, counts.held > 0 { lines.append("\(counts.held.counted("step")) held, as above.") }
        if let next = plan.next {
            lines.append(
                "\(going.isEmpty ? "Next" : "Next after that"): \(zone.fullTime(next)), \(next.distance(from: plan.now)); "
                    + "\(plan.waiting.counted("person", "people")) waiting for a later step.")
        } else if plan.items.isEmpty {
            lines.append("Nobody is waiting for a step: enroll people in a file under enrollments/.")
        }
        return lines
    }
}

extension PlanText {
    /// A plan for programs.
    static func json(_ plan: Plan, at revision: Workspace.Revision, differs: Bool) -> JSONValue {
        let counts = PlanCounts(plan)
        return .object(
            JSONObject([
                ("now", .string(plan.now.rfc3339)), ("until", .string(plan.until.rfc3339)),
                ("at", .string(revision.word)),
                ("differs", .bool(differs)), ("items", .array(plan.items.map(json))),
                (
                    "summary",
                    [
                        "sends": .integer(counts.sends), "tasks": .integer(counts.tasks), "held": .integer(counts.held),
                        "skips": .integer(counts.skips), "people": .integer(counts.people),
                        "waiting": .integer(plan.waiting),
                    ]
                ),
                ("next", .optional(plan.next?.rfc3339)),
            ]))
    }

    private static func json(_ item: PlanItem) -> JSONValue {
        var members: [(String, JSONValue?)] = [
            ("key", .string(item.key.text)), ("person", .string(item.person)), ("enrollment", .string(item.enrollment)),
            ("sequence", .string(item.sequence)), ("step", .string(item.step)),
            ("channel", .string(item.channel.rawValue)), ("sender", .string(item.sender)),
        ]
        let times: [(String, JSONValue?)] = [
            ("due", .string(item.due.rfc3339)), ("at", .string(item.at.rfc3339)), ("zone", .string(item.zone.name)),
            ("local", .string(item.zone.time(item.at))),
        ]
        switch item.action {
        case .send(let draft):
            members.append(("action", "send"))
            members += times
            members += [("subject", .optional(draft.subject)), ("text", .string(draft.text))]
        case .task(let draft):
            members.append(("action", "task"))
            members += times
            members += [("subject", .optional(draft.subject)), ("text", .string(draft.text))]
        case .skip(let why):
            members.append(("action", "skip"))
            members += times
            members.append(("explanation", .string(why)))
        case .end(let status, let why):
            members.append(("action", "end"))
            members += times
            members += [("status", .string(status.rawValue)), ("explanation", .string(why))]
        case .wait:
            members.append(("action", "wait"))
            members += times
        case .hold(let hold):
            members.append(("action", "hold"))
            members += times
            members += [
                ("reason", .string(hold.reason.rawValue)), ("explanation", .string(hold.reason.explanation)),
                ("remedy", .string(hold.remedy)), ("detail", .optional(hold.detail)),
                ("until", .optional(hold.until?.rfc3339)),
                ("holds", .array(item.holds.map { HoldText(hold: $0, zone: item.zone).json })),
            ]
        }
        members.append(("place", .string(item.location.place)))
        return .object(JSONObject(members))
    }
}

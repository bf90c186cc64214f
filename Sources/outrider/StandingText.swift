internal import OutriderCore

/// Where one person stands in one enrollment, on a line.
struct StandingText {
    let style: TextStyle

    func place(_ standing: Standing) -> String {
        if case .held(let reason) = standing.place { return "held: \(reason.rawValue)" }
        return standing.place.word
    }

    /// The last step and the next, with their times in the person's zone.
    func steps(_ standing: Standing) -> String {
        var parts: [String] = []
        if let last = standing.lastStep {
            parts.append("last \(last) \(standing.zone.time(standing.lastAt))")
        } else {
            parts.append("entered \(standing.zone.time(standing.lastAt))")
        }
        if standing.status == .active || standing.status == .paused, let next = standing.nextStep {
            let time = standing.place == .waiting ? standing.nextAt.map { " \(standing.zone.fullTime($0))" } ?? "" : ""
            parts.append("next \(next)\(time)")
        }
        if let key = standing.key, standing.place == .task || standing.place == .inDoubt {
            parts.append("key \(key.prefix(8))")
        }
        if let detail = standing.detail, standing.place != .task, standing.place != .inDoubt {
            parts.append("(\(detail.cut(to: 60)))")
        }
        if standing.status != .active, let reason = standing.reason { parts.append("(\(reason.cut(to: 60)))") }
        return parts.joined(separator: ", ").replacing(", (", with: " (")
    }

    /// A line each: a name, the place, the steps, in columns.
    func lines(_ standings: some Collection<Standing>, name: (Standing) -> String) -> [String] {
        let nameWidth = min(30, standings.map { name($0).displayWidth }.max() ?? 0)
        let placeWidth = standings.map { place($0).displayWidth }.max() ?? 0
        return standings.map { standing in
            let name = name(standing).onOneLine.padded(to: nameWidth)
            return "  \(style(name, .accent))  \(place(standing).padded(to: placeWidth))  \(steps(standing))"
        }
    }

    func json(_ standing: Standing) -> JSONValue {
        let isOpen = standing.status == .active || standing.status == .paused
        return .object(
            JSONObject([
                ("person", .string(standing.person)), ("enrollment", .string(standing.enrollment)),
                ("status", .string(standing.status.rawValue)), ("place", .string(standing.place.word)),
                ("reason", .optional(standing.reason)), ("detail", .optional(standing.detail)),
                ("lastStep", .optional(standing.lastStep)), ("lastAt", .string(standing.lastAt.rfc3339)),
                ("nextStep", isOpen ? .optional(standing.nextStep) : nil),
                ("nextAt", isOpen ? .optional(standing.nextAt?.rfc3339) : nil), ("key", .optional(standing.key)),
                ("zone", .string(standing.zone.name)),
            ]))
    }
}

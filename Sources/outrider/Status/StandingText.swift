internal import OutriderCore

/// Where one person stands in one enrollment, on a line.
struct StandingText {
    let style: TextStyle

    func place(_ standing: Standing) -> String {
        if case .held(let reason) = standing.place { return "held: \(reason.rawValue)" }
        return standing.place.word
    }

    /// The last step and the next, with their times in the person's zone, which is named once.
    func steps(_ standing: Standing) -> String {
        let isOpen = standing.status == .active || standing.status == .paused
        let nextAt = isOpen && standing.place == .waiting ? standing.nextAt : nil
        let lastAt = nextAt == nil ? standing.zone.fullTime(standing.lastAt) : standing.zone.time(standing.lastAt)
        var parts = [standing.lastStep.map { "last \($0) \(lastAt)" } ?? "entered \(lastAt)"]
        if isOpen, let next = standing.nextStep {
            parts.append("next \(next)" + (nextAt.map { " \(standing.zone.fullTime($0))" } ?? ""))
        }
        if let key = standing.key, standing.place == .task || standing.place == .inDoubt {
            parts.append("key \(key.prefix(8))")
        }
        if standing.place != .task, standing.place != .inDoubt {
            let words =
                standing.hold.map { HoldText(hold: $0, zone: standing.zone).words() } ?? standing.detail?.cut(to: 60)
            if let words, !words.isEmpty { parts.append("(\(words))") }
        }
        // A pause is told by what holds it.
        if standing.status != .active, standing.status != .paused || standing.hold == nil, let reason = standing.reason
        {
            parts.append("(\(reason.cut(to: 60)))")
        }
        return parts.joined(separator: ", ").replacing(", (", with: " (")
    }

    /// A line each: a name, the place, the steps, in columns; the steps on a line of their own where that is too wide.
    ///
    /// - Parameter width: columns of the terminal; `nil` for any.
    func lines(_ standings: some Collection<Standing>, width: Int?, name: (Standing) -> String) -> [String] {
        let names = standings.map { name($0).cut(to: 60) }
        let nameWidth = min(30, names.map(\.displayWidth).max() ?? 0)
        let placeWidth = standings.map { place($0).displayWidth }.max() ?? 0
        let steps = standings.map(steps)
        let widest = zip(names, steps).map { max(nameWidth, $0.displayWidth) + placeWidth + $1.displayWidth + 6 }.max()
        let isWide = width.map { (widest ?? 0) > $0 } ?? false
        return zip(standings, zip(names, steps)).flatMap { standing, words -> [String] in
            let name = "  \(style(words.0.padded(to: nameWidth), .accent))  "
            guard isWide else { return [name + place(standing).padded(to: placeWidth) + "  " + words.1] }
            return [name + place(standing), "    " + words.1]
        }
    }

    func json(_ standing: Standing) -> JSONValue {
        let isOpen = standing.status == .active || standing.status == .paused
        return .object(
            JSONObject([
                ("person", .string(standing.person)), ("enrollment", .string(standing.enrollment)),
                ("status", .string(standing.status.rawValue)), ("place", .string(standing.place.word)),
                ("reason", .optional(standing.reason)), ("detail", .optional(standing.detail)),
                ("hold", standing.hold.map { HoldText(hold: $0, zone: standing.zone).json }),
                ("lastStep", .optional(standing.lastStep)), ("lastAt", .string(standing.lastAt.rfc3339)),
                ("nextStep", isOpen ? .optional(standing.nextStep) : nil),
                ("nextAt", isOpen ? .optional(standing.nextAt?.rfc3339) : nil), ("key", .optional(standing.key)),
                ("zone", .string(standing.zone.name)),
            ]))
    }
}

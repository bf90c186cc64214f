internal import OutriderCore

/// A rule that holds a step, as `plan`, `status` and `explain` tell it: the same words everywhere.
struct HoldText {
    let hold: Hold
    /// Of the recipient.
    let zone: Zone

    /// What exactly, until when, and where in the queue; empty where there is nothing to add to the reason.
    ///
    /// - Parameters:
    ///   - width: columns that the detail may take.
    ///   - namesZone: whether the time names its zone.
    func words(width: Int = 60, namesZone: Bool = false) -> String {
        var parts: [String] = []
        if let detail { parts.append(detail.cut(to: width)) }
        if let place = hold.place { parts.append("place \(place.grouped) in the queue") }
        if let until = hold.until { parts.append("until \(namesZone ? zone.fullTime(until) : zone.time(until))") }
        return parts.joined(separator: ", ")
    }

    /// What exactly; `nil` where the place or the key says it already.
    var detail: String? {
        guard let detail = hold.detail, detail != hold.setting?.location?.description, hold.reason != .task,
            hold.reason != .unknownOutcome
        else { return nil }
        return detail
    }

    /// The key that governs it, with its value and its place: `minGap 20h  enrollments/q4.yaml:3`.
    var setting: String? {
        guard let setting = hold.setting else { return nil }
        let value = setting.value.cut(to: 40)
        if let location = setting.location { return "\(setting.key) \(value)  \(location.place)" }
        return setting.isDefault ? "\(setting.key) \(value)  (the default)" : "\(setting.key) \(value)"
    }

    var json: JSONValue {
        .object(
            JSONObject([
                ("reason", .string(hold.reason.rawValue)), ("explanation", .string(hold.reason.explanation)),
                ("remedy", .string(hold.remedy)), ("detail", .optional(hold.detail)),
                ("until", .optional(hold.until?.rfc3339)), ("key", .optional(hold.setting?.key)),
                ("value", .optional(hold.setting?.value)), ("place", .optional(hold.setting?.location?.place)),
                ("queue", hold.place.map(JSONValue.integer)),
            ]))
    }
}

extension SourceLocation {
    /// `path:line`, or the path alone where the whole file is meant.
    var place: String { line == 0 ? path : "\(path):\(line)" }
}

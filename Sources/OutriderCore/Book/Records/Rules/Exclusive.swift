internal import YAML

/// With what else a person's enrollment cannot go on at the same time.
public enum Exclusive: Hashable, Sendable {
    /// With any other that is exclusive.
    case any
    case none
    /// With those of the same group.
    case group(String)
}

/// Whether somebody who had a sequence may get it again, by sequence and address.
public enum Reenroll: Hashable, Sendable {
    case never, always
    /// So long after the last message of it.
    case after(Delay)
}

extension ValueType where Value == Exclusive {
    /// `true`, `false`, or the name of a group.
    static let exclusive = ValueType.scalar(
        "true, false or the name of a group",
        schema: Schema.text(
            matching: "^[A-Za-z0-9_-][A-Za-z0-9._-]*$", or: ["boolean", "number"],
            examples: ["true", "false", "hiring"],
            else: "write true, false, or the name of a group"),
        shape: .boolean
    ) { text, node, reading in
        switch text.lowercased() {
        case "true": return .any
        case "false": return Exclusive.none
        case "yes", "on", "no", "off":
            let meant = ["yes", "on"].contains(text.lowercased()) ? "true" : "false"
            reading.add(.wrongType, "expected true, false or the name of a group", at: node, hint: "write \(meant)")
            return nil
        default: return ValueType<String>.stepID.read(node, &reading).map(Exclusive.group)
        }
    }
}

extension ValueType where Value == Reenroll {
    private static let units: [Delay.Unit] = [.hours, .days, .weeks, .months]

    /// `never`, `always`, or a time such as `90d`.
    static let reenroll = ValueType.scalar(
        "never, always or a time",
        schema: Schema.text(
            matching: "^([Nn][Ee][Vv][Ee][Rr]|[Aa][Ll][Ww][Aa][Yy][Ss]|[0-9]+(h|d|w|mo)?)$", or: ["integer"],
            examples: ["never", "always", "90d"], else: "write never, always, or a time such as 90d")
    ) { text, node, reading in
        switch text.lowercased() {
        case "never": return .never
        case "always": return .always
        default:
            guard text.first?.isNumber == true else {
                reading.add(
                    .unknownValue, "expected never, always or a time", at: node,
                    hint: Spelling.hint(for: text, in: ["never", "always"]) ?? "a time is written like 90d")
                return nil
            }
            return ValueType<Delay>.delay(in: units, atLeast: 1, examples: ["90d", "6mo"]).read(node, &reading)
                .map(Reenroll.after)
        }
    }
}

internal import YAML

/// The channels on which somebody must not be written to.
public struct Exclusion: Hashable, Sendable {
    /// Empty for none.
    public var channels: Set<Channel>

    public static let none = Exclusion(channels: [])
    public static let all = Exclusion(channels: Set(Channel.allCases))

    public func covers(_ channel: Channel) -> Bool { channels.contains(channel) }
}

extension ValueType where Value == Exclusion {
    private static let schema: JSONValue = {
        var object = Schema.words(Channel.allCases.map(\.rawValue), or: ["true", "false"]).members ?? JSONObject()
        object["type"] = ["boolean", "string", "array"]
        object["items"] = ValueType<Channel>.enumeration.schema
        return .object(object)
    }()

    /// `true`, `false`, or a list of channels.
    static let exclusion = ValueType(schema, shape: .boolean) { node, reading in
        switch node.text?.lowercased() {
        case "true": return .all
        case "false": return Exclusion.none
        case "yes"?, "on"?:
            reading.add(.wrongType, "expected true or a list of channels", at: node, hint: "write true")
            return nil
        case "no"?, "off"?:
            reading.add(.wrongType, "expected true or a list of channels", at: node, hint: "leave the key out")
            return nil
        default:
            let channels = ValueType<[Channel]>.list(of: .enumeration).read(node, &reading)
            return channels.map { Exclusion(channels: Set($0)) }
        }
    }
}

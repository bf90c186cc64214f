/// Why a message was not rendered: a blank would stand where a variable is.
public struct MissingVariables: Error, Hashable, Sendable {
    /// The variable tags without a value, in the order of the text, each tag once; never empty.
    public let references: [MessageText.Reference]
    /// Whether the lists in the values multiply to a text too large to render; the tag where it got so is among them.
    public let isTooLarge: Bool
}

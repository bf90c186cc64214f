/// How a scalar is written in the file.
public enum ScalarStyle: Hashable, Sendable, CaseIterable {
    /// `text`
    case plain
    /// `'text'`
    case singleQuoted
    /// `"text"`
    case doubleQuoted
    /// A block after `|`: line breaks are kept.
    case literal
    /// A block after `>`: line breaks become spaces.
    case folded
}

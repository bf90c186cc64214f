internal import Foundation
internal import Glibc

/// Colours and weights of a terminal; plain text where they are off.
struct TextStyle {
    /// What a piece of text is, and so how it looks (ECMA-48 8.3.117).
    enum Role: String {
        case strong = "1"
        case faint = "2"
        case error = "1;31"
        case warning = "1;33"
        case good = "32"
        case attention = "33"
        case accent = "36"
    }

    let isColored: Bool

    func callAsFunction(_ text: String, _ role: Role) -> String {
        isColored && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// The style of a stream under `--color` and the environment: `NO_COLOR` (no-color.org), `CLICOLOR_FORCE`, `TERM`.
    static func resolve(_ choice: ColorChoice, descriptor: Int32) -> TextStyle {
        switch choice {
        case .always: TextStyle(isColored: true)
        case .never: TextStyle(isColored: false)
        case .auto: TextStyle(isColored: automatic(descriptor))
        }
    }

    private static func automatic(_ descriptor: Int32) -> Bool {
        if Environment.value("NO_COLOR") != nil { return false }
        if let force = Environment.value("CLICOLOR_FORCE"), force != "0" { return true }
        return isatty(descriptor) == 1 && Environment.value("TERM") != "dumb" && Environment.value("TERM") != nil
    }
}

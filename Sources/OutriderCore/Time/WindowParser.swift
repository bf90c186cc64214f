/// Why a text is no window.
public struct WindowSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Which of the spans, from 0.
    public let span: Int
    /// What is wrong, as a clause.
    public let message: String
    /// Characters of that span before the place that is wrong.
    public let offset: Int
    /// What to write instead.
    public let hint: String

    static let usage = "days and times: mon-fri 09:00-17:00, fri,sat 22:00-02:00 or daily 08:00-20:00"

    /// One line: message, place, hint.
    public var description: String { "\(message) at character \(offset + 1); \(hint)" }
}

/// Reads one span of a window, from its first character to its last.
struct WindowParser {
    private let characters: [Character]
    private let index: Int
    private var position = 0

    init(_ text: String, span index: Int) {
        characters = Array(text.prefix(Self.longestSpan + 1))
        self.index = index
    }

    private static let longestSpan = 200

    mutating func span() throws(WindowSyntaxError) -> Window.Span {
        guard characters.count <= Self.longestSpan else {
            throw failure("the span is too long", hint: WindowSyntaxError.usage, at: 0)
        }
        skipSpaces()
        guard !isAtEnd else { throw failure("the span is empty", hint: WindowSyntaxError.usage) }
        let days = try days()
        skipSpaces()
        guard next?.isNumber == true else {
            throw failure("times are missing after the days", hint: WindowSyntaxError.usage)
        }
        let start = try time(isEnd: false)
        try dash(hint: "a span has a start and an end: 09:00-17:00")
        let end = try time(isEnd: true)
        skipSpaces()
        guard isAtEnd else {
            throw failure(
                "text after the end of the span",
                hint: "write several spans as a list: [mon-fri 09:00-12:00, mon-fri 13:00-17:00]")
        }
        guard let span = Window.Span(days: days, start: start, end: end) else {
            throw failure("the span is no part of a day", hint: WindowSyntaxError.usage, at: 0)
        }
        return span
    }

    private mutating func days() throws(WindowSyntaxError) -> Set<Weekday> {
        guard next?.isNumber != true else {
            throw failure("days are missing before the times", hint: "daily, or mon-fri, in front of the times")
        }
        let start = position
        if word() == "daily" { return Set(Weekday.allCases) }
        position = start
        var days: Set<Weekday> = []
        repeat {
            skipSpaces()
            let first = try day()
            skipSpaces()
            let last = take("-") ? try day() : first
            var current = first
            days.insert(current)
            while current != last {
                current = current.next
                days.insert(current)
            }
            skipSpaces()
        } while take(",")
        return days
    }

    private mutating func day() throws(WindowSyntaxError) -> Weekday {
        skipSpaces()
        let start = position
        let name = word()
        if let day = Weekday(name) { return day }
        let near = Weekday.allCases.first { name.hasPrefix($0.name) }
        let hint = near.map { "did you mean \($0.name)?" } ?? "days are mon tue wed thu fri sat sun, or daily alone"
        throw failure(name.isEmpty ? "a day is missing" : "unknown day", hint: hint, at: start)
    }

    /// Minutes after midnight.
    private mutating func time(isEnd: Bool) throws(WindowSyntaxError) -> Int {
        skipSpaces()
        let start = position
        let text = digits()
        guard text.count == 2, let hour = Int(text), take(":") else {
            throw failure("a time is two digits, a colon and two digits", hint: "write 09:00", at: start)
        }
        let minuteText = digits()
        guard minuteText.count == 2, let minute = Int(minuteText) else {
            throw failure("a time is two digits, a colon and two digits", hint: "write 09:00", at: start)
        }
        if isEnd, hour == 24, minute == 0 { return 1_440 }
        guard hour < 24, minute < 60 else {
            let hint = hour == 24 && minute == 0 ? "a span that starts at midnight starts at 00:00" : "00:00 to 23:59"
            throw failure("there is no such time", hint: hint, at: start)
        }
        return hour * 60 + minute
    }

    private mutating func dash(hint: String) throws(WindowSyntaxError) {
        skipSpaces()
        guard !take("-") else { return }
        let longDashes: [Character] = ["\u{2013}", "\u{2014}", "\u{2212}"]
        let isLongDash = next.map(longDashes.contains) ?? false
        throw failure("a hyphen is missing between the times", hint: isLongDash ? "write a plain hyphen, -" : hint)
    }

    private var next: Character? { isAtEnd ? nil : characters[position] }

    private var isAtEnd: Bool { position >= characters.count }

    private mutating func take(_ character: Character) -> Bool {
        guard next == character else { return false }
        position += 1
        return true
    }

    private mutating func skipSpaces() {
        while next == " " { position += 1 }
    }

    /// The letters that come next, in lower case.
    private mutating func word() -> String { run(\.isLetter).lowercased() }

    /// The ASCII digits that come next.
    private mutating func digits() -> String { run { $0.isASCII && $0.isNumber } }

    private mutating func run(_ belongs: (Character) -> Bool) -> String {
        let start = position
        while let character = next, belongs(character) { position += 1 }
        return String(characters[start..<position])
    }

    private func failure(_ message: String, hint: String, at place: Int? = nil) -> WindowSyntaxError {
        WindowSyntaxError(span: index, message: message, offset: place ?? position, hint: hint)
    }
}

@testable import OutriderCore

/// What a message was asked to say, before anything was cleaned.
struct MessageSample: Codable {
    var fromName: String
    var toName: String
    var to: String
    var replyToName: String?
    var subject: String
    var text: String
    var html: String?
    var references: [String]

    func message(key: String) throws -> EmailMessage {
        let jo = try EmailAddress(parsing: "jo@acme.example")
        return try EmailMessage(
            messageID: "<\(key).0@acme.example>", secondsSince1970: 1_795_335_120,
            from: Mailbox(name: fromName, address: jo),
            to: Mailbox(name: toName, address: EmailAddress(parsing: to)),
            replyTo: replyToName.map { [Mailbox(name: $0, address: jo)] } ?? [],
            subject: subject, text: text, html: html, inReplyTo: references.last, references: references,
            headers: [MessageHeader(name: "X-Outrider-Key", value: "\(key).0")])
    }
}

/// Messages by chance, the same ones every time.
struct MessageSamples {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> MessageSample {
        MessageSample(
            fromName: text(upTo: 6, from: Self.names), toName: text(upTo: 12, from: Self.names),
            to: ["ada@example.com", "a..b@example.com", ".x@example.com", "x+y%z=w@example.org"][number(below: 4)],
            replyToName: number(below: 2) == 0 ? nil : text(upTo: 4, from: Self.names),
            subject: text(upTo: 30, from: Self.names + Self.hostile), text: text(upTo: 120, from: Self.bodies),
            html: number(below: 2) == 0 ? nil : text(upTo: 120, from: Self.bodies + ["<p class=\"a\">", "</p>\r\n"]),
            references: (0..<number(below: 12)).map { "<thread-\($0).\(number(below: 99))@mail.acme.example>" })
    }

    private static let names = [
        "Ada", "Lovelace", " ", " ", "Inc.", ",", "\"", "\\", "(", ")", "<", ">", "@", ";", ":", "'", "J\u{F6}rg",
        "\u{105}",
        "\u{4F60}\u{597D}", "\u{5E9}\u{5DC}\u{5D5}\u{5DD}", "\u{1F468}\u{200D}\u{1F469}", "e\u{301}", "\u{10FFFD}", "?",
        "=",
        "=?", "?=", "_", "\u{A0}", "&", "/", String(repeating: "w", count: 90),
    ]
    private static let hostile = [
        "\r\n", "\r", "\n", "\nBcc: evil@x.example", "\u{0}", "\u{1B}", "\u{85}", "\u{2028}", "\u{202E}", "\u{2066}",
        "=?utf-8?Q?hidden?=", " =?utf-8?B?aGlkZGVu?= ", "\t", String(repeating: "x", count: 1_100), "Re: ",
    ]
    private static let bodies =
        names + [
            "\n", "\n", "\r\n", "\r", "\n.", "\n..\r\n", "\nFrom me", "=", "=20", "=_", "\n--=_", " \n", "\t\n", "\t",
            "\u{0}",
            "\u{B}\u{C}\u{1F}\u{7F}", "\u{85}", "\u{2028}", "a whole sentence of plain words, ", "-- \n", "\u{FEFF}",
        ]

    private mutating func text(upTo count: Int, from pieces: [String]) -> String {
        // Half of the texts are of the plain pieces alone, so that both ways of writing are met.
        let limit = number(below: 2) == 0 ? min(6, pieces.count) : pieces.count
        return (0..<number(below: count)).map { _ in pieces[number(below: limit)] }.joined()
    }

    /// SplitMix64.
    private mutating func number(below limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }
}

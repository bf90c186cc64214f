/// Finds what looks like a password or a key among the bytes of a file.
///
/// Ids of providers (`HX…`, `MG…`, `AC…` alone), delivery keys, hashes and web addresses are none. One pass, linear in the
/// bytes; any bytes may be given.
public enum SecretScan {
    /// What a secret opens.
    enum Kind: Hashable {
        case twilio, resend, aws, google, gitHub, gitLab, slack, stripe, sendGrid, privateKey, urlPassword, assignment

        /// What it is called in a sentence.
        var name: String {
            switch self {
            case .twilio: "a Twilio key"
            case .resend: "a Resend API key"
            case .aws: "an AWS access key"
            case .google: "a Google API key"
            case .gitHub: "a GitHub token"
            case .gitLab: "a GitLab token"
            case .slack: "a Slack token"
            case .stripe: "a Stripe key"
            case .sendGrid: "a SendGrid API key"
            case .privateKey: "a private key"
            case .urlPassword: "a password in a web address"
            case .assignment: "a password or a key"
            }
        }

        /// Where the run takes such a secret from instead (BOOK section 2).
        var hint: String {
            let way =
                switch self {
                case .twilio: "a run takes it from TWILIO_AUTH_TOKEN in its environment"
                case .resend: "a run takes it from RESEND_API_KEY in its environment"
                case .urlPassword: "a run takes it from SMTP_URL or SMTP_PASSWORD in its environment"
                case .assignment: "secrets come from the environment; if it is none, give the key another name"
                default: "secrets come from the environment of a run, never from a file"
                }
            return "take it out, and revoke it if it was ever committed; " + way
        }
    }

    struct Finding: Hashable {
        var kind: Kind
        /// Bytes that must not be shown.
        var range: Range<Int>
    }

    /// Everything that looks like a secret, in the order of the file.
    static func findings(in bytes: [UInt8]) -> [Finding] {
        var findings: [Finding] = []
        let span = bytes.span
        var start = 0
        for offset in 0...span.count {
            if offset < span.count, isToken(span[offset]) { continue }
            if mayBegin(span, start, length: offset - start), let found = SecretToken(bytes, start..<offset).finding {
                findings.append(found)
            }
            if mayFollow(span, offset), let found = SecretAssignment(bytes, sign: offset).finding {
                findings.append(found)
            }
            start = offset + 1
        }
        return findings
    }

    /// Whether a run of token bytes is worth a look: nearly none is.
    private static func mayBegin(_ span: borrowing Span<UInt8>, _ start: Int, length: Int) -> Bool {
        guard length >= 10 else { return false }
        switch span[start] {
        case UInt8(ascii: "-"): return true
        case UInt8(ascii: "A"), UInt8(ascii: "S"), UInt8(ascii: "G"), UInt8(ascii: "g"), UInt8(ascii: "r"),
            UInt8(ascii: "s"), UInt8(ascii: "w"), UInt8(ascii: "x"):
            return length >= 20
        default: return length == 22
        }
    }

    /// Whether the byte is a `:` or `=` behind the last letters of a word like `password`, or the `:` of `://`.
    private static func mayFollow(_ span: borrowing Span<UInt8>, _ offset: Int) -> Bool {
        guard offset > 3, offset < span.count, span[offset] == UInt8(ascii: ":") || span[offset] == UInt8(ascii: "=")
        else { return false }
        if offset + 1 < span.count, span[offset + 1] == UInt8(ascii: "/") { return true }
        let isQuoted = span[offset - 1] == UInt8(ascii: "\"") || span[offset - 1] == UInt8(ascii: "'")
        let end = isQuoted ? offset - 1 : offset
        switch (span[end - 3] | 0x20, span[end - 2] | 0x20, span[end - 1] | 0x20) {
        case (UInt8(ascii: "o"), UInt8(ascii: "r"), UInt8(ascii: "d")),
            (UInt8(ascii: "s"), UInt8(ascii: "w"), UInt8(ascii: "d")),
            (UInt8(ascii: "r"), UInt8(ascii: "e"), UInt8(ascii: "t")),
            (UInt8(ascii: "k"), UInt8(ascii: "e"), UInt8(ascii: "n")),
            (UInt8(ascii: "k"), UInt8(ascii: "e"), UInt8(ascii: "y")):
            return true
        default: return false
        }
    }

    /// The bytes with each character of a secret as `*`, lines kept: for excerpts.
    public static func masked(_ bytes: [UInt8]) -> [UInt8] {
        let findings = findings(in: bytes)
        guard !findings.isEmpty else { return bytes }
        var masked: [UInt8] = []
        masked.reserveCapacity(bytes.count)
        var next = 0
        for range in findings.map(\.range) where range.upperBound > next {
            masked += bytes[next..<max(next, range.lowerBound)]
            for byte in bytes[max(next, range.lowerBound)..<range.upperBound] where byte & 0xC0 != 0x80 {
                masked.append(byte == 0x0A || byte == 0x0D ? byte : UInt8(ascii: "*"))
            }
            next = range.upperBound
        }
        return masked + bytes[next...]
    }

    /// Letters, digits, `_` and `-`.
    static func isToken(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F || byte == 0x2D
    }
}

extension Reading {
    /// Reports what looks like a secret; its text is in no message.
    mutating func findSecrets() {
        // Each place is found from the beginning of the file; who has so many has them all in one.
        for finding in SecretScan.findings(in: bytes).prefix(20) {
            report.add(
                Diagnostic(
                    .possibleSecret, "this looks like \(finding.kind.name)", at: location(ofBytes: finding.range),
                    hint: finding.kind.hint))
        }
    }

    /// The place of some bytes, on the line where they begin.
    func location(ofBytes range: Range<Int>) -> SourceLocation {
        var location = SourceLocation(path: path, line: 1, column: 1, length: 0)
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var lineStart = start
        for offset in start..<max(start, min(range.lowerBound, bytes.count)) {
            let isReturn = bytes[offset] == 0x0D && (offset + 1 == bytes.count || bytes[offset + 1] != 0x0A)
            guard bytes[offset] == 0x0A || isReturn else { continue }
            location.line += 1
            lineStart = offset + 1
        }
        location.column += bytes[lineStart..<max(lineStart, range.lowerBound)].count { $0 & 0xC0 != 0x80 }
        let line = bytes[range].prefix { $0 != 0x0A && $0 != 0x0D }
        location.length = max(1, line.count { $0 & 0xC0 != 0x80 })
        return location
    }
}

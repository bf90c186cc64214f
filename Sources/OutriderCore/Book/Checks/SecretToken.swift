/// A run of letters, digits, `_` and `-` that may be a key by the way it begins.
///
/// The forms are those that the providers publish and that gitleaks and GitHub's secret scanning look for.
struct SecretToken {
    private let bytes: [UInt8]
    private let range: Range<Int>

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        self.range = range
    }

    var finding: SecretScan.Finding? {
        switch bytes[range.lowerBound] {
        case UInt8(ascii: "-"): return privateKey
        case UInt8(ascii: "A"): return twilioAccount ?? known
        case UInt8(ascii: "S"), UInt8(ascii: "G"), UInt8(ascii: "g"), UInt8(ascii: "r"), UInt8(ascii: "s"),
            UInt8(ascii: "w"), UInt8(ascii: "x"):
            return known ?? sendGrid
        default: return sendGrid
        }
    }

    private var known: SecretScan.Finding? {
        let count = range.count
        guard count >= 20, let rule = Self.rules.first(where: { $0.lengths.contains(count) && begins($0.prefix) }),
            rest(behind: rule.prefix).allSatisfy(rule.alphabet.contains),
            rule.alphabet != .mixed || isMixed(rest(behind: rule.prefix))
        else { return nil }
        return SecretScan.Finding(kind: rule.kind, range: range)
    }

    private enum Alphabet {
        case hex, capitals, any
        /// Any, with small and capital letters and digits among them.
        case mixed

        func contains(_ byte: UInt8) -> Bool {
            switch self {
            case .hex: byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6
            case .capitals: byte &- 0x30 < 10 || byte &- 0x41 < 26
            case .any, .mixed: true
            }
        }
    }

    private struct Rule {
        let kind: SecretScan.Kind
        let prefix: String
        /// Of the whole token.
        let lengths: ClosedRange<Int>
        var alphabet = Alphabet.any
    }

    private static let rules = [
        Rule(kind: .twilio, prefix: "SK", lengths: 34...34, alphabet: .hex),
        Rule(kind: .resend, prefix: "re_", lengths: 24...100, alphabet: .mixed),
        Rule(kind: .aws, prefix: "AKIA", lengths: 20...20, alphabet: .capitals),
        Rule(kind: .aws, prefix: "ASIA", lengths: 20...20, alphabet: .capitals),
        Rule(kind: .google, prefix: "AIza", lengths: 39...39),
        Rule(kind: .google, prefix: "GOCSPX-", lengths: 35...35),
        Rule(kind: .gitHub, prefix: "ghp_", lengths: 40...40), Rule(kind: .gitHub, prefix: "gho_", lengths: 40...40),
        Rule(kind: .gitHub, prefix: "ghu_", lengths: 40...40), Rule(kind: .gitHub, prefix: "ghs_", lengths: 40...40),
        Rule(kind: .gitHub, prefix: "ghr_", lengths: 40...80),
        Rule(kind: .gitHub, prefix: "github_pat_", lengths: 40...255),
        Rule(kind: .gitLab, prefix: "glpat-", lengths: 26...60),
        Rule(kind: .slack, prefix: "xoxb-", lengths: 20...255), Rule(kind: .slack, prefix: "xoxp-", lengths: 20...255),
        Rule(kind: .slack, prefix: "xoxa-", lengths: 20...255), Rule(kind: .slack, prefix: "xoxr-", lengths: 20...255),
        Rule(kind: .slack, prefix: "xoxs-", lengths: 20...255), Rule(kind: .slack, prefix: "xapp-", lengths: 20...255),
        Rule(kind: .stripe, prefix: "sk_live_", lengths: 24...255),
        Rule(kind: .stripe, prefix: "sk_test_", lengths: 24...255),
        Rule(kind: .stripe, prefix: "rk_live_", lengths: 24...255),
        Rule(kind: .stripe, prefix: "whsec_", lengths: 24...255, alphabet: .mixed),
    ]

    private func rest(behind prefix: String) -> ArraySlice<UInt8> { bytes[range].dropFirst(prefix.utf8.count) }

    private func begins(_ prefix: String) -> Bool { bytes[range].starts(with: prefix.utf8) }

    private func isMixed(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.contains { $0 &- 0x30 < 10 } && bytes.contains { $0 &- 0x41 < 26 } && bytes.contains { $0 &- 0x61 < 26 }
    }

    /// `AC…:token`: the account alone is an id.
    private var twilioAccount: SecretScan.Finding? {
        let end = range.upperBound
        guard range.count == 34, begins("AC"), rest(behind: "AC").allSatisfy(Alphabet.hex.contains),
            end < bytes.count, bytes[end] == UInt8(ascii: ":")
        else { return nil }
        let token = bytes[(end + 1)...].prefix { Alphabet.hex.contains($0) }
        return token.count == 32 ? SecretScan.Finding(kind: .twilio, range: token.startIndex..<token.endIndex) : nil
    }

    /// `SG.…22….…43…`: this is the part of 22.
    private var sendGrid: SecretScan.Finding? {
        let end = range.upperBound
        guard range.count == 22, range.lowerBound >= 3,
            bytes[(range.lowerBound - 3)..<range.lowerBound].elementsEqual("SG.".utf8),
            end < bytes.count, bytes[end] == UInt8(ascii: ".")
        else { return nil }
        let key = bytes[(end + 1)...].prefix(while: SecretScan.isToken)
        return key.count == 43 ? SecretScan.Finding(kind: .sendGrid, range: range.lowerBound..<key.endIndex) : nil
    }

    /// A PEM block (RFC 7468): `-----BEGIN … PRIVATE KEY-----` and what follows, to its end.
    private var privateKey: SecretScan.Finding? {
        guard begins("-----BEGIN"), range.count == 10 else { return nil }
        let line = bytes[range.upperBound...].prefix { $0 != 0x0A && $0 != 0x0D }.prefix(64)
        let label = Array("PRIVATE KEY".utf8)
        guard line.indices.contains(where: { line[$0...].starts(with: label) }) else { return nil }
        let mark = Array("-----END".utf8)
        let end = bytes.indices[range.upperBound...].first { bytes[$0...].starts(with: mark) } ?? bytes.count
        return SecretScan.Finding(kind: .privateKey, range: range.lowerBound..<end)
    }
}

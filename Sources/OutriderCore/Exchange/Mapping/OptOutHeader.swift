/// Columns by which other systems say that somebody must not be written to.
enum OptOutHeader {
    private static let channels: [(words: [String], channel: Channel)] = [
        (["email", "emails", "mail", "mails", "allemail", "allemails"], .email),
        (["sms", "text", "texts", "textmessages"], .sms), (["call", "calls", "phone", "phonecalls"], .call),
        (["whatsapp"], .whatsapp), (["linkedin"], .linkedin),
    ]

    /// Key by header; letters and digits only, in lower case.
    private static let known: [String: String] = {
        var keys: [String: String] = [:]
        let all = ["optout", "optedout", "unsubscribe", "unsubscribed", "dnc", "donotcontact", "optoutofall"]
        for name in all { keys[name] = "doNotContact" }
        for (words, channel) in channels {
            for word in words {
                let names = [
                    "\(word)optout", "\(word)optedout", "\(word)unsubscribe", "\(word)unsubscribed", "optout\(word)",
                    "optedout\(word)", "optoutof\(word)", "optedoutof\(word)", "donot\(word)", "donotsend\(word)",
                    "donotcontactby\(word)", "unsubscribed\(word)", "unsubscribedfrom\(word)", "dnc\(word)",
                    "\(word)dnc",
                ]
                for name in names { keys[name] = "doNotContact.\(channel.rawValue)" }
            }
        }
        return keys
    }()

    /// The key that a header fills, whatever its case, punctuation and spaces: `Email Opt Out`, `HasOptedOutOfEmail`.
    static func key(of column: String) -> String? {
        let name = folded(column)
        if let key = known[name] { return key }
        for prefix in ["has", "is", "hs"] where name.hasPrefix(prefix) {
            if let key = known[String(name.dropFirst(prefix.count))] { return key }
        }
        return nil
    }

    /// Whether a header looks like one, so that leaving its column out needs somebody's word.
    static func isLikely(_ column: String) -> Bool {
        let words = column.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
        let name = folded(column)
        return ["optout", "optedout", "unsubscri"].contains { name.contains($0) }
            || ["do not", "donot", "dont", "don t", "dnc"].contains { " \(words)".contains(" \($0)") }
    }

    private static func folded(_ column: String) -> String {
        column.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}

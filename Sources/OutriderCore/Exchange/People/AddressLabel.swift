/// The label of an address as the book writes it: a word in lower case.
enum AddressLabel {
    /// `* Home`, `_$!<Work>!$_` and `Work` become `home` and `work`; `nil` where the label says nothing.
    static func normalised(_ text: String) -> String? {
        let word = Slug.make(text)
        return word.isEmpty || word == "other" || word == "internet" ? nil : String(word.prefix(40))
    }
}

/// The LinkedIn profile that an address leads to.
enum LinkedInProfile {
    /// `in/ada` for `https://za.linkedin.com/in/Ada/?trk=x`; `nil` where it is no such address.
    static func normalised(_ text: String) -> String? {
        var rest = Substring(text.trimmed.lowercased())
        for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        let host = rest[..<slash]
        guard host == "linkedin.com" || host.hasSuffix(".linkedin.com") else { return nil }
        let path = rest[rest.index(after: slash)...].prefix { $0 != "?" && $0 != "#" }
        let parts = path.split(separator: "/")
        guard parts.count >= 2, ["in", "pub", "talent", "sales", "recruiter"].contains(parts[0]) else { return nil }
        return parts[0] == "in" ? "in/\(parts[1])" : parts.joined(separator: "/")
    }
}

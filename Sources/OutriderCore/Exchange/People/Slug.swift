internal import Foundation

/// Part of an id made from a name: `ada-lovelace`.
enum Slug {
    /// Letters and digits in lower case with hyphens between words, at most 60; empty where nothing can be written so.
    ///
    /// Scripts are written in Latin letters as ICU does (`Any-Latin; Latin-ASCII`), so the result depends on the name alone.
    static func make(_ name: String) -> String {
        let ascii = name.utf8.allSatisfy { $0 < 0x80 } ? name : latin(name)
        var slug = ""
        for byte in ascii.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                slug.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): slug.unicodeScalars.append(Unicode.Scalar(byte + 32))
            case UInt8(ascii: "'"), UInt8(ascii: "`"): continue
            default: if !slug.isEmpty, !slug.hasSuffix("-") { slug += "-" }
            }
            if slug.utf8.count == 60 { break }
        }
        while slug.hasSuffix("-") { slug.removeLast() }
        return slug
    }

    private static func latin(_ name: String) -> String {
        let latin = name.applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false) ?? ""
        return latin.replacing("\u{2019}", with: "")
    }
}

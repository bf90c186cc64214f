/// One header on its way to the wire: its name and the words between which it may be folded (RFC 5322, 2.2.3).
struct HeaderField {
    /// The length that no line may pass, without its CRLF (RFC 5322, 2.1.1).
    static let maximumLineLength = 998
    /// The length kept where the words allow: the limit for lines with encoded words (RFC 2047, 2).
    static let preferredLineLength = 76

    let name: String
    let words: [String]

    /// Appends the header, folded, with its CRLF.
    ///
    /// The first word stays beside the name: a first line without a word is obsolete syntax.
    func write(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "\(name):".utf8)
        var column = name.utf8.count + 1
        for (index, word) in words.enumerated() {
            if index > 0, column + 1 + word.utf8.count > Self.preferredLineLength {
                bytes.append(contentsOf: "\r\n".utf8)
                column = 0
            }
            bytes.append(UInt8(ascii: " "))
            bytes.append(contentsOf: word.utf8)
            column += 1 + word.utf8.count
        }
        bytes.append(contentsOf: "\r\n".utf8)
    }
}

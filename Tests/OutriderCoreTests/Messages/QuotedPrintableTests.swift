import Testing

@testable import OutriderCore

@Suite struct QuotedPrintableTests {
    private func encode(_ text: String) -> String {
        String(decoding: MessageBody.quotedPrintable(text).bytes, as: UTF8.self)
    }

    /// The example of RFC 2045, 6.7 (5): soft line breaks go.
    @Test func readerDecodesTheExample() {
        let example = "Now's the time =\r\nfor all folk to come=\r\n to the aid of their country."
        let text = "Now's the time for all folk to come to the aid of their country."
        #expect(MessageReader.decodeQuotedPrintable(Array(example.utf8)) == Array(text.utf8))
    }

    /// Rules (1) to (4) of RFC 2045, 6.7, with the representations it names: =0C is refused here, =3D and =20 are its
    /// own.
    @Test(arguments: [
        ("a=b", "a=3Db\r\n"),
        ("!\"#$%&'()*+,-./:;<>?@[\\]^_`{|}~", "!\"#$%&'()*+,-./:;<>?@[\\]^_`{|}~\r\n"),
        ("end \nend\t\n", "end=20\r\nend=09\r\n"),
        (" in\tside ", " in\tside=20\r\n"),
        ("\u{E9}\u{1F44B}", "=C3=A9=F0=9F=91=8B\r\n"),
        (".\n..\na.", "=2E\r\n=2E.\r\na.\r\n"),
        ("From here\nFrom\nx From y", "=46rom here\r\nFrom\r\nx From y\r\n"),
        ("a\r\nb\rc\nd\r\r\n\n", "a\r\nb\r\nc\r\nd\r\n\r\n\r\n"),
        ("", "\r\n"),
        ("a\u{0}\u{1}\u{B}\u{C}\u{1B}\u{7F}b", "ab\r\n"),
        ("\u{85}\u{2028}", "=C2=85=E2=80=A8\r\n"),
    ])
    func encodes(_ text: String, _ encoded: String) {
        #expect(encode(text) == encoded)
    }

    @Test func breaksLinesAtSeventySix() {
        #expect(encode(String(repeating: "x", count: 76)) == String(repeating: "x", count: 76) + "\r\n")
        #expect(encode(String(repeating: "x", count: 77)) == String(repeating: "x", count: 75) + "=\r\nxx\r\n")
        #expect(encode(String(repeating: "x", count: 75) + ".a") == String(repeating: "x", count: 75) + "=\r\n=2Ea\r\n")
        let from = String(repeating: "x", count: 75) + "From me"
        #expect(encode(from) == String(repeating: "x", count: 75) + "=\r\n=46rom me\r\n")
        let blank = String(repeating: "x", count: 75) + " "
        #expect(encode(blank) == String(repeating: "x", count: 75) + "=\r\n=20\r\n")
    }

    @Test(arguments: 0..<80)
    func keepsScalarsWhole(_ offset: Int) throws {
        let text = String(repeating: "a", count: offset) + String(repeating: "\u{1F44B}\u{E9}\u{20AC}=", count: 30)
        let lines = encode(text).components(separatedBy: "\r\n").dropLast()
        for line in lines {
            #expect(line.utf8.count <= 76)
            let content = line.hasSuffix("=") ? line.dropLast() : line[...]
            let bytes = MessageReader.decodeQuotedPrintable(Array(content.utf8))
            #expect(String(validating: bytes, as: UTF8.self) != nil)
        }
        #expect(MessageReader.decodeQuotedPrintable(Array(encode(text).utf8)) == Array("\(text)\r\n".utf8))
    }

    @Test(arguments: [
        ("Hello\n", "7bit"), ("", "7bit"), (String(repeating: "x", count: 78), "7bit"),
        (String(repeating: "x", count: 79), "quoted-printable"), ("\u{E9}", "quoted-printable"),
        (".", "quoted-printable"), ("x\nFrom y", "quoted-printable"), ("From", "7bit"), ("-- \nJo", "quoted-printable"),
        ("a=b", "7bit"), ("a\u{0}b", "7bit"),
    ])
    func leavesAloneWhatServersLeaveAlone(_ text: String, _ encoding: String) {
        let body = MessageBody.plainest(text)
        #expect(body.encoding == encoding)
        #expect(body.bytes.suffix(2) == [0x0D, 0x0A])
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map { String($0) }
    }
}

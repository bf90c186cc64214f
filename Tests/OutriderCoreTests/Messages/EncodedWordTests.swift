import Testing

@testable import OutriderCore

@Suite struct EncodedWordTests {
    /// RFC 2047, section 8: the headers and the table, without the parentheses of the comments there.
    @Test(arguments: [
        ("=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>", "Keith Moore <moore@cs.utk.edu>"),
        ("=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?= <keld@dkuug.dk>", "Keld J\u{F8}rn Simonsen <keld@dkuug.dk>"),
        ("=?ISO-8859-1?Q?Andr=E9?= Pirard <PIRARD@vm1.ulg.ac.be>", "Andr\u{E9} Pirard <PIRARD@vm1.ulg.ac.be>"),
        (
            "=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\r\n    =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
            "If you can read this you understand the example."
        ),
        ("=?ISO-8859-1?Q?Olle_J=E4rnefors?= <ojarnef@admin.kth.se>", "Olle J\u{E4}rnefors <ojarnef@admin.kth.se>"),
        ("=?ISO-8859-1?Q?Patrik_F=E4ltstr=F6m?= <paf@nada.kth.se>", "Patrik F\u{E4}ltstr\u{F6}m <paf@nada.kth.se>"),
        ("=?ISO-8859-1?Q?a?=", "a"),
        ("=?ISO-8859-1?Q?a?= b", "a b"),
        ("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab"),
        ("=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=", "ab"),
        ("=?ISO-8859-1?Q?a?=\r\n    =?ISO-8859-1?Q?b?=", "ab"),
        ("=?ISO-8859-1?Q?a_b?=", "a b"),
        ("=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=", "a b"),
    ])
    func readerDecodesTheExamples(_ encoded: String, _ text: String) {
        #expect(MessageReader.decodeWords(encoded) == text)
    }

    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func base64(_ text: String, _ encoded: String) {
        #expect(EncodedWord.base64(Array(text.utf8)) == encoded)
    }

    @Test(arguments: [
        ("Andr\u{E9} Pirard", ["=?utf-8?Q?Andr=C3=A9_Pirard?="]),
        ("\u{1F44B}", ["=?utf-8?B?8J+Riw==?="]),
        ("\u{4F60}\u{597D}", ["=?utf-8?B?5L2g5aW9?="]),
        ("1 + 1 =? 2", ["=?utf-8?Q?1_+_1_=3D=3F_2?="]),
    ])
    func takesTheShorterEncoding(_ text: String, _ words: [String]) {
        #expect(HeaderText.unstructured(text) == words)
        #expect(HeaderText.phrase(text) == words)
    }

    static let families = String(repeating: "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", count: 40)

    /// What must survive: characters wider than a word, marks without end, either encoding, long words.
    @Test(arguments: [
        families, "x" + families, String(repeating: "\u{E9}", count: 500), String(repeating: "\u{10FFFF}", count: 99),
        "e" + String(repeating: "\u{301}", count: 400), String(repeating: "w", count: 5_000),
        String(repeating: "long words and \u{FC} ", count: 60) + "end", "=?utf-8?Q?x?= =?utf-8?Q?y?=", "?=", "=?",
        "_ = _ ? \u{E9} \t", "\u{65}\u{301}",
    ])
    func wordsDecodeToTheText(_ text: String) {
        let cleaned = HeaderText.cleaned(text)
        for words in [EncodedWord.encode(cleaned), HeaderText.unstructured(cleaned)] {
            #expect(words.allSatisfy { $0.utf8.count <= 75 && !$0.utf8.contains(0x20) })
            let decoded = MessageReader.decodeWords(words.joined(separator: "\r\n "))
            #expect(Array(decoded.unicodeScalars) == Array(cleaned.unicodeScalars))
        }
    }

    @Test func wordsEndBetweenCharacters() {
        for word in EncodedWord.encode(Self.families) {
            let decoded = MessageReader.decodeWords(word)
            #expect(decoded.allSatisfy { $0 == "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}" })
        }
    }

    @Test(arguments: [
        ("Hi\r\nBcc: evil@x", "Hi Bcc: evil@x"), ("  a \t b  ", "a b"), ("a\u{0}\u{1B}\u{7F}\u{9F}b", "a b"),
        ("\u{202E}a\u{2066}b\u{200E}", "a b"), ("a\u{2028}b\u{2029}c", "a b c"), ("\r\n", ""),
        ("\u{1F468}\u{200D}\u{1F469}", "\u{1F468}\u{200D}\u{1F469}"),
    ])
    func cleans(_ text: String, _ line: String) {
        #expect(HeaderText.cleaned(text) == line)
    }
}

import Testing

@testable import OutriderCore

/// The one JSON reader and writer against RFC 8259.
@Suite struct JSONTests {
    private static func parse(_ text: String) -> JSONValue? { try? JSONValue(parsing: Array(text.utf8)) }

    @Test(
        arguments: [
            ("null", .null), (" \t\r\ntrue\n", .bool(true)), ("false", .bool(false)), ("0", 0), ("-0", .number("-0")),
            ("-12", -12), ("9223372036854775807", .integer(Int64.max)), ("-9223372036854775808", .integer(Int64.min)),
            ("9223372036854775808", .number("9223372036854775808")), ("1.50", .number("1.50")),
            ("1E+2", .number("1E+2")),
            ("1e400", .number("1e400")), ("\"\"", ""), ("[]", []), ("{}", [:]),
            ("[1,[2,{}],\"x\"]", [1, [2, [:]], "x"]),
            (#"{"b":1,"a":2}"#, ["b": 1, "a": 2]),
            (#""\"\\\/\b\f\n\r\t\u00e9""#, "\"\\/\u{8}\u{C}\n\r\té"), (#""\uD83D\uDE00""#, "😀"), (#""\u0000""#, "\0"),
            (#""\uD83Dx""#, "\u{FFFD}x"), (#""\uDE00""#, "\u{FFFD}"), (#""\uD83D\u0041""#, "\u{FFFD}A"),
            ("\"\u{7F}é😀\"", "\u{7F}é😀"),
        ] as [(String, JSONValue)])
    func accepted(text: String, value: JSONValue) { #expect(Self.parse(text) == value) }

    /// From RFC 8259 and the cases that readers are known to differ on (JSONTestSuite, `n_` files).
    @Test(arguments: [
        "", " ", "nul", "nulll", "True", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{", "{}}", "{\"a\"",
        "{\"a\":",
        "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\" 1}", "'a'", "\"", "\"a", "\"\\", "\"\\\"",
        "\"\\x\"",
        "\"\\u\"", "\"\\u12\"", "\"\\u123g\"", "\"\\u+123\"", "\"\\u-123\"", "\"\t\"", "\"\n\"", "\"\u{0}\"", "01",
        "-01",
        "00", "+1", "-", "--1", "1-2", "1.", ".5", "-.5", "1.e2", "1e", "1e+", "0x10", "1_000", "NaN", "Infinity",
        "-Infinity", "1 2", "{} x", "[1]//", "/**/1", "\u{FEFF}1", "\u{A0}1", "[\"a\":1]", "{\"a\",1}",
    ])
    func refused(text: String) { #expect(Self.parse(text) == nil) }

    @Test func depth() throws {
        func nested(_ depth: Int, _ open: String, _ close: String) -> String {
            String(repeating: open, count: depth) + String(repeating: close, count: depth)
        }
        #expect(Self.parse(nested(64, "[", "]")) != nil)
        #expect(Self.parse(nested(65, "[", "]")) == nil)
        #expect(Self.parse(nested(1_000_000, "[", "")) == nil)
        #expect(Self.parse(String(repeating: "{\"a\":", count: 1_000_000)) == nil)
    }

    @Test func offsetOfTheFault() {
        #expect(throws: JSONError(offset: 5, message: "a number with a leading zero")) {
            try JSONValue(parsing: Array("[1,02]".utf8))
        }
        #expect(throws: JSONError(offset: 4, message: "the string does not end")) {
            try JSONValue(parsing: Array("\"abc".utf8))
        }
    }

    @Test func invalidUTF8NeverTraps() {
        for byte: UInt8 in [0x80, 0xC0, 0xC3, 0xE2, 0xF0, 0xFF] {
            _ = try? JSONValue(parsing: [0x22, byte, 0x22])
            _ = try? JSONValue(parsing: [0x22, 0x5C, byte, 0x22])
            _ = try? JSONValue(parsing: [byte])
        }
    }

    @Test(arguments: 0..<20)
    func writtenIsReadAgain(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<100 {
            let value = Self.value(&random, depth: 0)
            let compact = value.compact
            #expect(try JSONValue(parsing: Array(compact.utf8)) == value)
            #expect(try JSONValue(parsing: Array(value.pretty.utf8)) == value)
            #expect(compact.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
            for end in compact.utf8.indices where value.members != nil {
                #expect(Self.parse(String(decoding: compact.utf8[..<end], as: UTF8.self)) == nil, "\(compact)")
            }
        }
    }

    /// One changed byte gives another value or an error, never a trap.
    @Test func changedBytes() {
        let bytes = Array(#"{"a":[1,-2.5e3,"\u00e9\n",true,null],"b":{}}"#.utf8)
        for index in bytes.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = bytes
                changed[index] = byte
                _ = try? JSONValue(parsing: changed)
            }
        }
    }

    @Test func members() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["c"] = 3
        object["a"] = 4
        object["b"] = nil
        #expect(JSONValue.object(object).compact == #"{"a":4,"c":3}"#)
        #expect(object.take("a") == 4)
        #expect(object.take("a") == nil)
    }

    private static func value(_ random: inout SplitMix64, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 3 ? 5 : 7), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .integer(Int64.random(in: .min ... .max, using: &random))
        case 3: return .number("\(Int.random(in: 1...99, using: &random)).\(Int.random(in: 0...99, using: &random))e-7")
        case 4: return .string(text(&random))
        case 5: return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(&random, depth: depth + 1) })
        default:
            let count = Int.random(in: 0...4, using: &random)
            return .object(JSONObject((0..<count).map { ("\($0)\(text(&random))", value(&random, depth: depth + 1)) }))
        }
    }

    private static func text(_ random: inout SplitMix64) -> String {
        let scalars: [Unicode.Scalar] = ["a", "\"", "\\", "/", "\n", "\r", "\t", "\0", "\u{7F}", "é", "\u{2028}", "😀"]
        var text = ""
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            text.unicodeScalars.append(scalars[Int.random(in: scalars.indices, using: &random)])
        }
        return text
    }
}

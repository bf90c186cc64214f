import OutriderDelivery
import Testing

/// The fold of a write-ahead log, as a table: lines, and the states of two keys of claim 1.
@Suite struct LogContentTests {
    private static let keys = Messages.mails(0..<2).map(\.id)

    /// Short words for lines, as the format of the log has them.
    private static func line(_ word: String) -> String {
        let (a, b) = (keys[0].key, keys[1].key)
        return switch word {
        case "intent":
            #"{"type":"intent","run":"R-1","n":1,"commit":"c0ffee","boot":"b","at":100,"sendBy":400,"quietAt":850,"#
                + #""keys":[["\#(a)",0],["\#(b)",0]]}"#
        case "intent2":
            #"{"type":"intent","run":"R-1","n":2,"commit":"c0ffef","boot":"b","at":1,"sendBy":2,"quietAt":3,"#
                + #""keys":[["\#(a)",1]]}"#
        case "beginA": #"{"type":"begin","n":1,"key":"\#(a)","gen":0}"#
        case "beginB": #"{"type":"begin","n":1,"key":"\#(b)","gen":0}"#
        case "sentA": #"{"type":"done","n":1,"key":"\#(a)","gen":0,"class":"sent","providerId":"p"}"#
        case "unsentA": #"{"type":"done","n":1,"key":"\#(a)","gen":0,"class":"not-sent","code":"lease-over"}"#
        case "end": #"{"type":"end"}"#
        default: word
        }
    }

    enum Short: String { case new, begun, sent, unsent, none }

    private static func short(_ state: LogContent.State?) -> Short {
        switch state {
        case nil: .none
        case .notBegun: .new
        case .begun: .begun
        case .done(let outcome): outcome.isSent ? .sent : .unsent
        }
    }

    @Test(arguments: [
        (["intent"], Short.new, Short.new),
        (["intent", "beginA"], .begun, .new),
        (["intent", "beginA", "beginB", "sentA"], .sent, .begun),
        (["intent", "beginA", "unsentA", "end"], .unsent, .new),
        // A done without its begin still tells.
        (["intent", "sentA"], .sent, .new),
        // A begin that is written late does not undo an outcome.
        (["intent", "sentA", "beginA"], .sent, .new),
        // The claim was pushed again after a lost race.
        (["intent", "beginA", "intent"], .begun, .new),
        // Nothing.
        ([], .none, .none),
        (["", ""], .none, .none),
        (["beginA"], .none, .none),
    ])
    func folds(words: [String], first: Short, second: Short) {
        let content = LogContent(lines: Array(words.map { Self.line($0) + "\n" }.joined().utf8))
        #expect(Self.short(content.claims[1]?.states[Self.keys[0]]) == first)
        #expect(Self.short(content.claims[1]?.states[Self.keys[1]]) == second)
        #expect(content.hasEnd == words.contains("end"))
        #expect(content.damagedLines == (words == ["beginA"] ? [1] : []))
    }

    @Test(arguments: [
        "garbage", "{", "{}", "null", "[]", #"{"type":"begin"}"#, #"{"type":"later","n":1,"key":"a","gen":0}"#,
        #"{"type":"begin","n":7,"key":"unknown","gen":0}"#, #"{"type":"begin","n":99999999999999999999}"#, "\u{0}\u{0}",
        #"{"type":"done","n":1,"key":"a","gen":0,"class":"sent"}"#,
        #"{"type":"intent","run":"R","n":3,"commit":"c","boot":"b","at":1,"sendBy":2,"quietAt":3,"keys":[["a"]]}"#,
        String(repeating: "[", count: 100_000),
    ])
    func aDamagedLineMayHideABegin(line: String) {
        let words = ["intent", "sentA", line, "intent2"]
        let content = LogContent(lines: Array(words.map { Self.line($0) + "\n" }.joined().utf8))
        #expect(content.damagedLines == [3])
        #expect(Self.short(content.claims[1]?.states[Self.keys[0]]) == .sent)
        #expect(Self.short(content.claims[1]?.states[Self.keys[1]]) == .begun)
        // A claim whose intent comes later cannot have begun before it.
        #expect(content.claims[2]?.states.values.map(Self.short) == [.new])
    }

    /// Cut at every byte, the log tells no less than its whole lines.
    @Test func aCutLastLineIsLeftOut() {
        let bytes = Array(["intent", "beginA", "sentA", "end"].map { Self.line($0) + "\n" }.joined().utf8)
        for length in bytes.indices {
            let content = LogContent(lines: Array(bytes[..<length]))
            let whole = bytes[..<length].count { $0 == UInt8(ascii: "\n") }
            let expected: Short = [.none, .new, .begun, .sent, .sent][whole]
            #expect(Self.short(content.claims[1]?.states[Self.keys[0]]) == expected)
            #expect(content.damagedLines.isEmpty)
            #expect(!content.hasEnd)
        }
    }
}

import OutriderCore
import Testing

@Suite struct WindowTests {
    @Test(arguments: [
        ("mon-fri 09:00-17:00", "mon-fri 09:00-17:00"), ("fri,sat 22:00-02:00", "fri,sat 22:00-02:00"),
        ("daily 08:00-20:00", "daily 08:00-20:00"), ("sun-thu 09:00-17:00", "sun-thu 09:00-17:00"),
        ("Mon-Fri 09:00-17:00", "mon-fri 09:00-17:00"), ("DAILY 00:00-24:00", "daily 00:00-24:00"),
        ("  mon , wed - fri   09:00 - 17:00  ", "mon,wed-fri 09:00-17:00"),
        ("sat,fri 09:00-10:00", "fri,sat 09:00-10:00"),
        ("fri-mon 09:00-10:00", "fri-mon 09:00-10:00"), ("mon-sun 09:00-10:00", "daily 09:00-10:00"),
        ("tue-mon 09:00-10:00", "daily 09:00-10:00"), ("mon,mon 09:00-10:00", "mon 09:00-10:00"),
        ("mon-mon 09:00-10:00", "mon 09:00-10:00"), ("sun,mon 09:00-10:00", "sun,mon 09:00-10:00"),
        ("mon,wed,fri 09:00-10:00", "mon,wed,fri 09:00-10:00"), ("mon 22:00-00:00", "mon 22:00-24:00"),
        ("mon 09:00-09:00", "mon 09:00-09:00"), ("mon 00:00-00:00", "mon 00:00-24:00"),
        ("mon 23:59-24:00", "mon 23:59-24:00"),
    ])
    func readsToCanonicalForm(text: String, canonical: String) throws {
        let window = try Window(parsing: text)
        #expect(window.description == canonical)
        #expect(try Window(parsing: canonical) == window)
    }

    @Test(arguments: [
        ("", 0, "mon-fri"), ("   ", 3, "mon-fri"), ("09:00-17:00", 0, "daily"), ("mon-fri", 7, "mon-fri 09:00"),
        ("monday 09:00-17:00", 0, "did you mean mon?"), ("mon-friday 09:00-17:00", 4, "did you mean fri?"),
        ("xyz 09:00-17:00", 0, "days are"), ("mon, 09:00-17:00", 5, "days are"), ("mon- 09:00-17:00", 5, "days are"),
        ("daily,mon 09:00-17:00", 5, "mon-fri"), ("mon,daily 09:00-17:00", 4, "days are"),
        ("mon 9:00-17:00", 4, "write 09:00"), ("mon 09-17", 4, "write 09:00"), ("mon 0900-1700", 4, "write 09:00"),
        ("mon 09:00-5pm", 10, "write 09:00"), ("mon 09:00-17:0", 10, "write 09:00"), ("mon 09:60-17:00", 4, "23:59"),
        ("mon 24:00-02:00", 4, "starts at 00:00"), ("mon 09:00-24:01", 10, "23:59"), ("mon 09:00-25:00", 10, "23:59"),
        ("mon 09:00\u{2013}17:00", 9, "plain hyphen"), ("mon 09:00", 9, "start and an end"),
        ("mon 09:00-17:00, 18:00-19:00", 15, "as a list"), ("mon 09:00-17:00 tue", 16, "as a list"),
        ("mon ½:00-17:00", 4, "write 09:00"), ("mon ٠٩:00-17:00", 4, "write 09:00"),
        (String(repeating: "mon,", count: 100_000), 0, "mon-fri"),
    ])
    func refuses(text: String, offset: Int, hint: String) {
        let error = #expect(throws: WindowSyntaxError.self) { try Window(parsing: text) }
        #expect(error?.offset == offset)
        #expect(error?.hint.contains(hint) == true)
    }

    @Test func orderAndRepetitionOfSpansDoNotMatter() throws {
        let window = try Window(spans: ["sat 10:00-13:00", "mon-fri 08:30-12:00", "sat 10:00-13:00"])
        #expect(try window == Window(spans: ["mon-fri 08:30-12:00", "sat 10:00-13:00"]))
        #expect(window.description == "mon-fri 08:30-12:00; sat 10:00-13:00")
        #expect(window.spans.count == 2)
    }

    @Test func errorNamesTheSpan() {
        let error = #expect(throws: WindowSyntaxError.self) {
            try Window(spans: ["mon 09:00-10:00", "tue 09:00-10:00", "wed"])
        }
        #expect(error?.span == 2)
        #expect(throws: WindowSyntaxError.self) { try Window(spans: []) }
        let error51 = #expect(throws: WindowSyntaxError.self) {
            try Window(spans: Array(repeating: "mon 09:00-10:00", count: 51))
        }
        #expect(error51?.span == 50)
    }

    @Test func spanChecksItsTimes() {
        #expect(Window.Span(days: [], start: 0, end: 1) == nil)
        #expect(Window.Span(days: [.mon], start: 1_440, end: 1) == nil)
        #expect(Window.Span(days: [.mon], start: 0, end: 1_441) == nil)
        #expect(Window.Span(days: [.mon], start: .min, end: .max) == nil)
        #expect(Window.Span(days: [.mon], start: 1_320, end: 120)?.minutes == 1_320..<1_560)
    }
}

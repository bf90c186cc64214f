/// The times of the week at which something may be sent: spans such as `mon-fri 09:00-17:00`.
///
/// A window is the set of instants whose local wall-clock time is inside a span, closed at the start and open at the
/// end. When clocks go back over a span it may therefore be open twice; when they go forward over all of it, it does not
/// open that day. A span whose end is not after its start runs into the next day and belongs to the day it opened.
public struct Window: Hashable, Sendable {
    /// One daily stretch on some days of the week.
    public struct Span: Hashable, Sendable {
        /// The days on which it opens.
        public let days: Set<Weekday>
        /// Minutes after the midnight that begins the day it opens; the lower bound is 0...1,439, the upper bound at most
        /// 1,440 more, so over 1,440 when the span runs into the next day.
        public let minutes: Range<Int>

        /// A span on these days between two wall-clock times in minutes after midnight, start 0...1,439, end 0...1,440.
        ///
        /// Nil without days or with times out of range.
        public init?(days: Set<Weekday>, start: Int, end: Int) {
            guard !days.isEmpty, (0..<1_440).contains(start), (0...1_440).contains(end) else { return nil }
            self.days = days
            minutes = start..<(end > start ? end : end + 1_440)
        }
    }

    /// The spans in the order of their first day and start, none twice, at least one.
    public let spans: [Span]

    /// A window of one span: `mon-fri 09:00-17:00`, `fri,sat 22:00-02:00`, `daily 08:00-20:00`.
    ///
    /// Days are `mon tue wed thu fri sat sun` in any case, ranges of them (`sat-mon` too) or lists, or `daily`; times are
    /// `00:00` to `23:59`, an end also `24:00`.
    public init(parsing text: String) throws(WindowSyntaxError) {
        try self.init(spans: [text])
    }

    /// A window that is open whenever one of its spans is; at most 50.
    public init(spans texts: [String]) throws(WindowSyntaxError) {
        let mostSpans = 50
        guard !texts.isEmpty else {
            throw WindowSyntaxError(span: 0, message: "the window is empty", offset: 0, hint: WindowSyntaxError.usage)
        }
        guard texts.count <= mostSpans else {
            throw WindowSyntaxError(
                span: mostSpans, message: "the window has over \(mostSpans) spans", offset: 0, hint: "fewer spans")
        }
        var spans: Set<Span> = []
        for (index, text) in texts.enumerated() {
            var parser = WindowParser(text, span: index)
            spans.insert(try parser.span())
        }
        self.spans = spans.sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
    }

    /// A window of this span alone.
    public init(_ span: Span) {
        spans = [span]
    }
}

extension Window.Span {
    fileprivate var sortKey: [Int] {
        days.map(\.rawValue).sorted() + [minutes.lowerBound, minutes.upperBound]
    }

    /// Runs of days around the week: three or more are a range, so `mon-fri`, `sun-thu`, `fri,sat`.
    private var dayText: String {
        guard days.count < Weekday.allCases.count else { return "daily" }
        let starts = Weekday.allCases.filter { days.contains($0) && !days.contains($0.previous) }
        return starts.map { first in
            var run = [first]
            var day = first.next
            while days.contains(day) {
                run.append(day)
                day = day.next
            }
            let names = run.map(\.name)
            return run.count > 2 ? "\(names[0])-\(names[names.count - 1])" : names.joined(separator: ",")
        }.joined(separator: ",")
    }

    private static func clock(_ minute: Int) -> String {
        "\((minute / 60).padded(to: 2)):\((minute % 60).padded(to: 2))"
    }
}

extension Window.Span: CustomStringConvertible {
    /// The span as the parser reads it, in canonical form: `mon-fri 09:00-17:00`.
    public var description: String {
        let end = minutes.upperBound > 1_440 ? minutes.upperBound - 1_440 : minutes.upperBound
        return "\(dayText) \(Self.clock(minutes.lowerBound))-\(Self.clock(end))"
    }
}

extension Window: CustomStringConvertible {
    /// The spans in canonical form, joined by `; `.
    public var description: String { spans.map(\.description).joined(separator: "; ") }
}

internal import CYAML

/// One event of libyaml, in values of ours.
struct Event {
    enum Kind {
        case streamStart, streamEnd, documentStart, documentEnd
        case scalar(String, ScalarStyle)
        case sequenceStart, sequenceEnd
        case mappingStart(isFlow: Bool)
        case mappingEnd
    }

    var kind: Kind
    var start: Mark
    var end: Mark
}

/// The one owner of a libyaml parser.
///
/// The buffer it reads must outlive it. Every error of libyaml, and every anchor, alias and tag, leaves through `next`.
@safe struct EventStream: ~Copyable {
    let source: Source
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// The last quoted scalar over several lines: where a missing quote may hide.
    private var lastLongQuote: (start: Mark, end: Mark)?

    /// Reads the body of `source`, whose bytes are in `buffer`; the body must not be empty.
    @unsafe init(reading buffer: UnsafeBufferPointer<UInt8>, of source: Source) throws(YAMLError) {
        self.source = source
        unsafe parser = .allocate(capacity: 1)
        guard unsafe yaml_parser_initialize(parser) == 1, let base = buffer.baseAddress else {
            unsafe parser.deallocate()
            throw EventStream.outOfMemory
        }
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, base + source.bodyStart, buffer.count - source.bodyStart)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
    }

    /// The next event; not to be called behind `documentEnd` or `streamEnd`.
    mutating func next() throws(YAMLError) -> Event {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { unsafe yaml_event_delete(&event) }
        let start = mark(unsafe event.start_mark)
        let end = mark(unsafe event.end_mark)
        let kind: Event.Kind
        switch unsafe event.type {
        case YAML_STREAM_START_EVENT: kind = .streamStart
        case YAML_DOCUMENT_START_EVENT: kind = .documentStart
        case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            try refuse(hasAnchor: unsafe scalar.anchor != nil, hasTag: unsafe scalar.tag != nil, start, end)
            let text = unsafe String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let style = unsafe ScalarStyle(scalar.style)
            if style == .singleQuoted || style == .doubleQuoted, start.line != end.line { lastLongQuote = (start, end) }
            kind = .scalar(text, style)
        case YAML_SEQUENCE_START_EVENT:
            let sequence = unsafe event.data.sequence_start
            try refuse(hasAnchor: unsafe sequence.anchor != nil, hasTag: unsafe sequence.tag != nil, start, end)
            kind = .sequenceStart
        case YAML_MAPPING_START_EVENT:
            let mapping = unsafe event.data.mapping_start
            try refuse(hasAnchor: unsafe mapping.anchor != nil, hasTag: unsafe mapping.tag != nil, start, end)
            kind = .mappingStart(isFlow: unsafe mapping.style == YAML_FLOW_MAPPING_STYLE)
        case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
        case YAML_MAPPING_END_EVENT: kind = .mappingEnd
        case YAML_ALIAS_EVENT: throw SyntaxFault.property(.alias, from: start, to: end)
        default: kind = .streamEnd
        }
        return Event(kind: kind, start: start, end: end)
    }

    /// An anchor or a tag stands where the event begins; which of both does not follow from the event alone.
    private func refuse(hasAnchor: Bool, hasTag: Bool, _ start: Mark, _ end: Mark) throws(YAMLError) {
        guard hasAnchor || hasTag else { return }
        let code: YAMLError.Code = source.byte(at: start.offset) == UInt8(ascii: "&") ? .anchor : .tag
        throw SyntaxFault.property(code, from: start, to: nil)
    }

    private func failure() -> YAMLError {
        guard unsafe parser.pointee.error != YAML_MEMORY_ERROR, let problem = unsafe parser.pointee.problem else {
            return EventStream.outOfMemory
        }
        let context = unsafe parser.pointee.context
        let isReader = unsafe parser.pointee.error == YAML_READER_ERROR
        let fault = SyntaxFault(
            source: source,
            problem: unsafe String(cString: problem),
            context: unsafe context.map { unsafe String(cString: $0) } ?? "",
            mark: isReader
                ? source.mark(atByte: source.bodyStart + (unsafe parser.pointee.problem_offset))
                : mark(unsafe parser.pointee.problem_mark),
            opened: unsafe context.map { _ in mark(unsafe parser.pointee.context_mark) },
            lastLongQuote: lastLongQuote)
        return fault.error()
    }

    private func mark(_ mark: yaml_mark_t) -> Mark {
        Mark(line: mark.line + 1, column: mark.column + 1, offset: source.offset(ofScalar: mark.index))
    }

    private static let outOfMemory = YAMLError(code: .memory, message: "no memory left to read the file", mark: .start)
}

extension ScalarStyle {
    fileprivate init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: self = .literal
        case YAML_FOLDED_SCALAR_STYLE: self = .folded
        default: self = .plain
        }
    }
}

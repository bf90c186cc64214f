/// UTF-8 as libyaml accepts it: well formed, printable (YAML 1.1, section 5.1), with every kind of line break.
enum Encoding {
    /// The first byte that is not text and what is wrong with it.
    struct Fault {
        enum Kind { case utf16, nul, malformed, control, byteOrderMark }
        var kind: Kind
        var offset: Int

        func error(at mark: Mark) -> YAMLError {
            let resave = "save the file as UTF-8"
            switch kind {
            case .utf16:
                return YAMLError(
                    code: .encoding, message: "the file is not UTF-8 but UTF-16 or UTF-32", mark: mark, hint: resave)
            case .nul:
                return YAMLError(
                    code: .encoding, message: "a NUL byte: this is not a text file", mark: mark,
                    hint: "\(resave), and keep other files out of this folder")
            case .malformed:
                return YAMLError(code: .encoding, message: "these bytes are not UTF-8", mark: mark, hint: resave)
            case .control:
                return YAMLError(
                    code: .encoding, message: "a control character, which YAML text cannot hold", mark: mark,
                    hint: "remove it, or write it as an escape in double quotes")
            case .byteOrderMark:
                return YAMLError(
                    code: .byteOrderMark, message: "a byte order mark inside the file", mark: mark,
                    hint: "remove the invisible character U+FEFF; joining files leaves it behind")
            }
        }
    }

    /// Reads all bytes once; stops at the first fault.
    static func scan(_ bytes: [UInt8], from start: Int) -> (fault: Fault?, isASCII: Bool) {
        if isPlain(bytes) { return (nil, true) }
        if isWide(bytes) { return (Fault(kind: .utf16, offset: 0), false) }
        let span = bytes.span
        var isASCII = true
        var offset = start
        while offset < span.count {
            let byte = span[offset]
            if byte &- 0x20 < 0x5F || byte == 0x0A || byte == 0x09 || byte == 0x0D {
                offset += 1
                continue
            }
            if byte < 0x80 { return (Fault(kind: byte == 0 ? .nul : .control, offset: offset), isASCII) }
            isASCII = false
            guard let (value, length) = decode(span, at: offset) else {
                return (Fault(kind: .malformed, offset: offset), isASCII)
            }
            if value == 0xFEFF { return (Fault(kind: .byteOrderMark, offset: offset), isASCII) }
            if value < 0xA0 && value != 0x85 || value == 0xFFFE || value == 0xFFFF {
                return (Fault(kind: .control, offset: offset), isASCII)
            }
            offset += length
        }
        return (nil, isASCII)
    }

    /// Whether all is printable ASCII and LF; without an early end, so that many bytes are looked at in one step.
    private static func isPlain(_ bytes: [UInt8]) -> Bool {
        var plain = 0
        for byte in bytes {
            let printable = byte &- 0x20 < 0x5F ? 1 : 0
            let lineFeed = byte == 0x0A ? 1 : 0
            plain &+= printable | lineFeed
        }
        return plain == bytes.count
    }

    /// Whether the first bytes are those of UTF-16 or UTF-32 (YAML 1.2.2, section 5.2).
    private static func isWide(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, first == 0 || first >= 0xFE || (bytes.count > 1 && bytes[1] == 0) else {
            return false
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return true }
        guard bytes.count >= 2, bytes.count.isMultiple(of: 2) else { return false }
        return (bytes[0] == 0) != (bytes[1] == 0)
    }

    /// The well-formed sequence at an offset (Unicode 16.0, table 3-7).
    private static func decode(_ bytes: borrowing Span<UInt8>, at offset: Int) -> (value: UInt32, length: Int)? {
        let lead = bytes[offset]
        let least: UInt32
        switch lead {
        case 0xC2...0xDF: least = 0x80
        case 0xE0...0xEF: least = 0x800
        case 0xF0...0xF4: least = 0x10000
        default: return nil
        }
        let length = length(ofLead: lead)
        guard length <= bytes.count - offset else { return nil }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for next in offset + 1..<offset + length {
            guard bytes[next] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(bytes[next] & 0x3F)
        }
        guard value >= least, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value) else { return nil }
        return (value, length)
    }

    /// The bytes of the sequence that begins with this byte, in well-formed UTF-8.
    static func length(ofLead lead: UInt8) -> Int {
        switch lead {
        case ..<0xC0: 1
        case ..<0xE0: 2
        case ..<0xF0: 3
        default: 4
        }
    }

    /// The bytes of the line break at an offset: LF, CR, CR LF, U+0085, U+2028, U+2029; 0 when there is none.
    static func lineBreak(in bytes: [UInt8], at offset: Int) -> Int {
        guard offset < bytes.count else { return 0 }
        func next(_ distance: Int) -> UInt8? {
            offset + distance < bytes.count ? bytes[offset + distance] : nil
        }
        switch bytes[offset] {
        case 0x0A: return 1
        case 0x0D: return next(1) == 0x0A ? 2 : 1
        case 0xC2: return next(1) == 0x85 ? 2 : 0
        case 0xE2: return next(1) == 0x80 && (next(2) == 0xA8 || next(2) == 0xA9) ? 3 : 0
        default: return 0
        }
    }
}

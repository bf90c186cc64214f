/// The bytes of a file: proven to be text that libyaml accepts, with byte offsets for scalar indexes.
struct Source {
    let bytes: [UInt8]
    /// 3 behind a byte order mark, else 0.
    let bodyStart: Int
    private let isASCII: Bool
    /// The byte offset of every `stride`th scalar, so that one look-up is bounded; empty for ASCII.
    private let checkpoints: [Int]
    private static let stride = 32

    /// Checks size, then encoding.
    init(_ bytes: [UInt8], limits: Limits) throws(YAMLError) {
        guard bytes.count <= limits.bytes else {
            throw YAMLError(
                code: .tooLarge, message: "the file has \(bytes.count) bytes, more than \(limits.bytes)", mark: .start,
                hint: "split the file")
        }
        self.bytes = bytes
        bodyStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let scan = Encoding.scan(bytes, from: bodyStart)
        if let fault = scan.fault {
            throw fault.error(at: Source.mark(atByte: fault.offset, of: bytes, from: bodyStart))
        }
        isASCII = scan.isASCII
        checkpoints = isASCII ? [] : Source.checkpoints(of: bytes, from: bodyStart)
    }

    private static func checkpoints(of bytes: [UInt8], from start: Int) -> [Int] {
        var checkpoints: [Int] = []
        checkpoints.reserveCapacity((bytes.count - start) / stride + 1)
        var offset = start
        var index = 0
        while offset < bytes.count {
            if index % stride == 0 { checkpoints.append(offset) }
            offset += Encoding.length(ofLead: bytes[offset])
            index += 1
        }
        return checkpoints
    }

    /// The byte offset of the scalar with that index behind the byte order mark.
    func offset(ofScalar index: Int) -> Int {
        guard !isASCII, !checkpoints.isEmpty else { return min(bodyStart + index, bytes.count) }
        let checkpoint = min(index / Source.stride, checkpoints.count - 1)
        var offset = checkpoints[checkpoint]
        var remaining = index - checkpoint * Source.stride
        while remaining > 0, offset < bytes.count {
            offset += Encoding.length(ofLead: bytes[offset])
            remaining -= 1
        }
        return min(offset, bytes.count)
    }

    /// The mark of a byte; linear in the offset, so for errors only.
    func mark(atByte offset: Int) -> Mark {
        Source.mark(atByte: offset, of: bytes, from: bodyStart)
    }

    private static func mark(atByte offset: Int, of bytes: [UInt8], from start: Int) -> Mark {
        var mark = Mark(line: 1, column: 1, offset: offset)
        var index = start
        while index < min(offset, bytes.count) {
            let lineBreak = Encoding.lineBreak(in: bytes, at: index)
            if lineBreak > 0 {
                index += lineBreak
                guard index <= offset else { break }
                mark.line += 1
                mark.column = 1
            } else {
                index += 1
                while index < min(offset, bytes.count), bytes[index] & 0xC0 == 0x80 { index += 1 }
                mark.column += 1
            }
        }
        return mark
    }

    /// The mark, or the end of the last line that holds anything where it lies behind all of them.
    func inside(_ mark: Mark) -> Mark {
        guard mark.offset >= bytes.count else { return mark }
        var end = bytes.count
        while end > bodyStart, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return self.mark(atByte: end)
    }

    /// The byte at an offset, nil outside the file.
    func byte(at offset: Int) -> UInt8? {
        bytes.indices.contains(offset) ? bytes[offset] : nil
    }

    /// The offset where the line of a mark begins.
    func lineStart(of mark: Mark) -> Int {
        var offset = min(mark.offset, bytes.count)
        var column = mark.column
        while column > 1, offset > bodyStart {
            offset -= 1
            while offset > bodyStart, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
            column -= 1
        }
        return offset
    }

    /// The offset of the first line break at or behind an offset, or the end of the file.
    func lineEnd(from offset: Int) -> Int {
        var offset = offset
        while offset < bytes.count, Encoding.lineBreak(in: bytes, at: offset) == 0 { offset += 1 }
        return offset
    }
}

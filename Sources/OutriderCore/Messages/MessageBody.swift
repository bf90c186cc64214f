/// The bytes of one text of a message and how they are written.
struct MessageBody {
    /// The value of Content-Transfer-Encoding.
    let encoding: String
    /// Lines that end in CRLF, the last one too.
    let bytes: [UInt8]

    /// Leaves text as it is where every server passes it on unaltered, else makes it quoted-printable.
    static func plainest(_ text: String) -> MessageBody {
        let lines = lines(of: text)
        guard isSafe(lines) else {
            return MessageBody(encoding: "quoted-printable", bytes: QuotedPrintable.encode(lines))
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(lines.count + lines.count / 32)
        for byte in lines {
            if byte == UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\r")) }
            bytes.append(byte)
        }
        return MessageBody(encoding: "7bit", bytes: bytes)
    }

    static func quotedPrintable(_ text: String) -> MessageBody {
        MessageBody(encoding: "quoted-printable", bytes: QuotedPrintable.encode(lines(of: text)))
    }

    /// UTF-8 with every line ended by LF, the last one too: CRLF and CR become LF; other C0 characters but the tab, and
    /// DEL, are removed, since no mail reader shows them and servers refuse NUL.
    static func lines(of text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 1)
        var isAfterReturn = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\r"):
                bytes.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "\n"):
                if !isAfterReturn { bytes.append(byte) }
            case UInt8(ascii: "\t"), 0x20..<0x7F, 0x80...:
                bytes.append(byte)
            default:
                break
            }
            isAfterReturn = byte == UInt8(ascii: "\r")
        }
        if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        return bytes
    }

    /// ASCII in lines of at most 78 characters (RFC 5322, 2.1.1) of which none starts with `.` or `From ` or ends in a
    /// blank, the three things that servers and mailbox files alter.
    private static func isSafe(_ lines: [UInt8]) -> Bool {
        lines.split(separator: UInt8(ascii: "\n")).allSatisfy { line in
            line.count <= 78 && line.allSatisfy { $0 < 0x80 }
                && line.first != UInt8(ascii: ".") && !line.starts(with: "From ".utf8)
                && line.last != UInt8(ascii: " ") && line.last != UInt8(ascii: "\t")
        }
    }
}

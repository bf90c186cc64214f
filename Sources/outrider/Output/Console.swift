internal import Glibc
internal import OutriderCore

/// The only place that writes to the outside.
struct Console {
    /// How standard output looks.
    let style: TextStyle
    /// How standard error looks.
    let errorStyle: TextStyle
    private let isQuiet: Bool

    init(format: OutputFormat = .text, color: ColorChoice = .auto, isQuiet: Bool = false) {
        self.isQuiet = isQuiet
        style = format == .json ? TextStyle(isColored: false) : .resolve(color, descriptor: STDOUT_FILENO)
        errorStyle = .resolve(color, descriptor: STDERR_FILENO)
    }

    /// Writes a line, or several, of the result.
    func out(_ text: String, as syntax: WorkflowText.Syntax = .text) {
        Self.write((WorkflowText.isRead ? WorkflowText.neutral(text, syntax) : text) + "\n", to: STDOUT_FILENO)
    }

    /// Writes a JSON document of the result.
    func out(_ value: JSONValue) { out(value.pretty, as: .json) }

    /// Writes many lines of the result at once.
    func out(lines: [String]) {
        if !lines.isEmpty { out(lines.joined(separator: "\n")) }
    }

    /// Writes a document of the result as it is.
    /// Ends the process at once, all being well and all written.
    func end() -> Never { exit(0) }

    func out(bytes: [UInt8]) { Self.write(bytes, to: STDOUT_FILENO) }

    /// Writes a problem to standard error; never left out.
    func error(_ text: String) {
        Self.write((WorkflowText.isRead ? WorkflowText.neutral(text, .text) : text) + "\n", to: STDERR_FILENO)
    }

    /// Writes what is good to know to standard error; left out under `--quiet`.
    func note(_ text: String) {
        if !isQuiet { error(text) }
    }

    /// Whether somebody watches standard error, so that progress may be drawn.
    var isWatched: Bool { !isQuiet && isatty(STDERR_FILENO) == 1 && Environment.value("TERM") != "dumb" }

    /// Writes to standard error without a line end: what the next such text, or nothing, takes the place of.
    static func transient(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Whether standard output is a terminal, whose lines have an end.
    var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Columns of the terminal: 40 to 200, 100 where the output is no terminal.
    var width: Int {
        if let text = Environment.value("COLUMNS"), let columns = Int(text), columns > 0 {
            return min(max(columns, 40), 200)
        }
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
        return min(max(Int(size.ws_col), 40), 200)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        write(Array(text.utf8), to: descriptor)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: buffer[start...]).baseAddress, bytes.count - start)
            }
            guard count >= 0 else {
                guard errno == EINTR || errno == EAGAIN else { return }
                continue
            }
            start += count
        }
    }
}

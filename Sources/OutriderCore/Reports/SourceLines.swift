/// The lines of the book's files, for those who show them: what looks like a secret is masked.
///
/// Not for use by several threads at once.
public final class SourceLines {
    private let source: (any BookSource)?
    /// The file that was read last: problems come sorted by file.
    private var known: (path: String, lines: [ArraySlice<UInt8>])?

    /// - Parameter source: where the lines are read from; `nil` for none.
    public init(_ source: (any BookSource)?) { self.source = source }

    /// A line by its number, from 1, without its end; `nil` where there is none.
    public func text(_ number: Int, of path: String) -> String? {
        if known?.path != path {
            let bytes = (try? source?.read(path, limit: FileLimit.any)) ?? nil
            let lines = bytes.map {
                SecretScan.masked($0).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            }
            known = (path, lines ?? [])
        }
        guard number > 0, let lines = known?.lines, number <= lines.count else { return nil }
        var line = String(decoding: lines[number - 1], as: UTF8.self)
        if line.utf8.last == UInt8(ascii: "\r") { line = String(line.unicodeScalars.dropLast()) }
        if number == 1, line.unicodeScalars.first == "\u{FEFF}" { line = String(line.unicodeScalars.dropFirst()) }
        return line
    }
}

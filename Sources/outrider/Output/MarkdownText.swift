/// Pieces of Markdown for a pull request or the summary of a workflow.
enum MarkdownText {
    /// Lines as they stand on a terminal: in a code block nothing that a file holds is Markdown.
    static func block(_ lines: [String]) -> String {
        let block = lines.joined(separator: "\n")
        // A block ends at as many backticks as began it (CommonMark 0.31, 4.5).
        let longest = block.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)text\n\(block)\n\(fence)"
    }
}

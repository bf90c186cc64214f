/// Reads a message into a tree and finds all that is wrong with it, in time linear in its length.
struct TemplateParser {
    /// A section that is not closed yet.
    private struct OpenSection {
        let tag: TemplateTag
        /// The name as written, good or bad: a closing tag with the same one closes it.
        let name: String
        let path: [String]
        /// The reference of the section; none if it was refused.
        let reference: Int?
        /// What was read before it on its own level.
        let outerNodes: [TemplateNode]
    }

    private struct NameError: Error {
        let cause: TemplateSyntaxError.Cause
        let range: Range<Int>
    }

    private let scalars: [Unicode.Scalar]
    private var tree = TemplateTree()
    private var nodes: [TemplateNode] = []
    private var open: [OpenSection] = []
    private var problems: [(cause: TemplateSyntaxError.Cause, range: Range<Int>)] = []
    /// Where the text that is not in the tree yet begins.
    private var textStart = 0

    private init(_ source: String) {
        scalars = Array(source.unicodeScalars)
    }

    /// The tree of a message; throws all problems in the order of the text.
    static func parse(_ source: String) throws(TemplateSyntaxErrors) -> TemplateTree {
        let bytes = source.utf8.count
        guard bytes <= MessageText.byteLimit else {
            let error = TemplateSyntaxError(cause: .tooLarge(bytes: bytes), offset: 0, length: 0, line: 1, column: 1)
            throw TemplateSyntaxErrors(problems: [error])
        }
        var parser = TemplateParser(source)
        parser.readTags()
        guard parser.problems.isEmpty else { throw parser.located() }
        parser.tree.nodes = parser.nodes
        return parser.tree
    }

    private mutating func readTags() {
        var scanner = TagScanner(scalars)
        var count = 0
        while let tag = scanner.next() {
            count += 1
            guard count <= MessageText.tagLimit else { return report(.tooManyTags, tag.range) }
            let line = standaloneLine(of: tag) ?? tag.range
            appendText(upTo: line.lowerBound)
            textStart = line.upperBound
            read(tag)
        }
        appendText(upTo: scalars.count)
        for section in open { report(.unclosedSection, section.tag.range) }
    }

    private mutating func report(_ cause: TemplateSyntaxError.Cause, _ range: Range<Int>) {
        problems.append((cause, range))
    }

    // MARK: Text

    private mutating func appendText(upTo end: Int) {
        guard textStart < end else { return }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[textStart..<end])
        nodes.append(.text(tree.texts.count))
        tree.texts.append(String(text))
    }

    /// The line of a tag that stands alone on it, from its indentation to behind its line end (Mustache specification,
    /// sections: standalone); a comment or a tag may reach over several lines. `nil` if something else is there.
    private func standaloneLine(of tag: TemplateTag) -> Range<Int>? {
        guard tag.kind.canStandAlone else { return nil }
        var start = tag.range.lowerBound
        while start > 0, isBlank(scalars[start - 1]) { start -= 1 }
        guard start == 0 || scalars[start - 1] == "\n" else { return nil }
        var end = tag.range.upperBound
        while end < scalars.count, isBlank(scalars[end]) { end += 1 }
        if end == scalars.count { return start..<end }
        if scalars[end] == "\r" { end += 1 }
        guard end < scalars.count, scalars[end] == "\n" else { return nil }
        return start..<end + 1
    }

    private func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

    // MARK: Tags

    private mutating func read(_ tag: TemplateTag) {
        switch tag.kind {
        case .variable: readVariable(tag)
        case .section, .inverted: readOpening(tag)
        case .close: readClosing(tag)
        case .comment: readComment(tag)
        case .partial: readPartial(tag)
        case .delimiters: report(.delimiters, tag.range)
        case .unescaped: report(.unescaped, tag.range)
        case .pragma: report(.pragma, tag.range)
        case .parent, .block:
            report(.inheritance, tag.range)
            push(tag, path: [], reference: nil)
        case .unclosed: report(.unclosedTag, tag.range)
        case .unclosedComment: report(.unclosedComment, tag.range)
        }
    }

    private mutating func readVariable(_ tag: TemplateTag) {
        guard let path = path(of: tag) else { return }
        let isGuarded = open.contains { $0.tag.kind == .section && (path.isEmpty || $0.path == path) }
        nodes.append(.variable(addReference(tag, path: path, isGuarded: isGuarded, isSection: false)))
    }

    private mutating func readPartial(_ tag: TemplateTag) {
        checkSign(tag)
        let name = scalars[tag.content]
        guard !name.isEmpty else { return report(.emptyName, tag.range) }
        for (scalar, offset) in zip(name, name.indices) where scalar != "/" && !Self.isNameScalar(scalar) {
            return report(
                scalar.properties.isWhitespace ? .spaceInName : .unknownCharacter(scalar), offset..<offset + 1)
        }
        let line = standaloneLine(of: tag)
        tree.partials.append(
            MessageText.Partial(
                name: text(tag.content), offset: tag.content.lowerBound, range: line ?? tag.range,
                indentation: line.map { text($0.lowerBound..<tag.range.lowerBound) },
                endsLine: line.map { scalars[$0].last == "\n" } ?? false))
    }

    private mutating func readOpening(_ tag: TemplateTag) {
        checkSign(tag)
        let path = path(of: tag)
        let reference = path.map { addReference(tag, path: $0, isGuarded: true, isSection: true) }
        push(tag, path: path ?? [], reference: reference)
        if open.count == MessageText.depthLimit + 1 { report(.tooDeep, tag.range) }
    }

    private mutating func readClosing(_ tag: TemplateTag) {
        checkSign(tag)
        let name = text(tag.content)
        guard let innermost = open.last else { return report(.closesNothing, tag.range) }
        if let match = open.lastIndex(where: { $0.name == name }) {
            for section in open[(match + 1)...] { report(.unclosedSection, section.tag.range) }
            while open.count > match { pop() }
            return
        }
        pop()
        // What closes a refused section is part of the same mistake.
        guard innermost.reference != nil else { return }
        do throws(NameError) {
            _ = try parsePath(tag)
            report(.wrongClosingName(expected: innermost.name), tag.range)
        } catch {
            report(error.cause, error.range)
        }
    }

    private mutating func readComment(_ tag: TemplateTag) {
        checkSign(tag)
        let content = scalars[tag.content]
        for (scalar, offset) in zip(content, content.indices).dropLast()
        where scalar == "{" && content[offset + 1] == "{" {
            return report(.tagInComment, offset..<offset + 2)
        }
    }

    private mutating func checkSign(_ tag: TemplateTag) {
        if tag.hasSpaceBeforeSign { report(.spaceBeforeSign, tag.range) }
    }

    private mutating func push(_ tag: TemplateTag, path: [String], reference: Int?) {
        open.append(
            OpenSection(tag: tag, name: text(tag.content), path: path, reference: reference, outerNodes: nodes))
        nodes = []
    }

    private mutating func pop() {
        guard let section = open.popLast() else { return }
        let children = nodes
        nodes = section.outerNodes
        guard let reference = section.reference else { return }
        nodes.append(section.tag.kind == .inverted ? .inverted(reference, children) : .section(reference, children))
    }

    private mutating func addReference(_ tag: TemplateTag, path: [String], isGuarded: Bool, isSection: Bool) -> Int {
        tree.references.append(
            MessageText.Reference(
                name: text(tag.content), path: path, offset: tag.content.lowerBound, isGuarded: isGuarded,
                isSection: isSection))
        return tree.references.count - 1
    }

    // MARK: Names

    /// The parts of a tag's name; reports what is wrong with it.
    private mutating func path(of tag: TemplateTag) -> [String]? {
        do throws(NameError) {
            return try parsePath(tag)
        } catch {
            report(error.cause, error.range)
            return nil
        }
    }

    private func parsePath(_ tag: TemplateTag) throws(NameError) -> [String] {
        let name = scalars[tag.content]
        guard !name.isEmpty else { throw NameError(cause: .emptyName, range: tag.range) }
        guard !name.contains(where: { $0 == "(" || $0 == ")" }) else {
            throw NameError(cause: .transform, range: tag.range)
        }
        for (scalar, offset) in zip(name, name.indices) where !Self.isNameScalar(scalar) {
            let cause: TemplateSyntaxError.Cause =
                scalar.properties.isWhitespace ? .spaceInName : .unknownCharacter(scalar)
            throw NameError(cause: cause, range: offset..<offset + 1)
        }
        if name.count == 1, name.first == "." {
            guard open.contains(where: { $0.tag.kind == .section }) else {
                throw NameError(cause: .itemOutsideSection, range: tag.range)
            }
            return []
        }
        let parts = text(tag.content).split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard !parts.contains("") else { throw NameError(cause: .emptyNamePart, range: tag.content) }
        return parts
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".": true
        default: false
        }
    }

    private func text(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range])
        return String(text)
    }

    // MARK: Places

    private func located() -> TemplateSyntaxErrors {
        var lineStarts = [0]
        for (offset, scalar) in scalars.enumerated() where scalar == "\n" { lineStarts.append(offset + 1) }
        var line = 0
        let ordered = problems.sorted {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
        let located = ordered.map { problem in
            let offset = problem.range.lowerBound
            while line + 1 < lineStarts.count, lineStarts[line + 1] <= offset { line += 1 }
            return TemplateSyntaxError(
                cause: problem.cause, offset: offset, length: problem.range.count, line: line + 1,
                column: offset - lineStarts[line] + 1)
        }
        return TemplateSyntaxErrors(problems: located)
    }
}

/// All that is wrong with one message, in the order of the text; never empty.
public struct TemplateSyntaxErrors: Error, Hashable, Sendable {
    public let problems: [TemplateSyntaxError]
}

/// One thing wrong with a message: what, where, and what to write instead.
public struct TemplateSyntaxError: Error, Hashable, Sendable {
    public let cause: Cause
    /// Where it begins, in Unicode scalars from the start of the text.
    public let offset: Int
    /// How much of the text it covers, in Unicode scalars.
    public let length: Int
    /// The line within the text, from 1; lines end with LF or CR LF.
    public let line: Int
    /// The column within the line, from 1, in Unicode scalars.
    public let column: Int

    /// What is wrong, in one sentence.
    public var message: String { cause.message }
    /// What to do about it, in one sentence.
    public var hint: String { cause.hint }

    /// Why a message is refused.
    public enum Cause: Hashable, Sendable {
        case tooLarge(bytes: Int)
        case tooManyTags
        case tooDeep
        case delimiters
        case unescaped
        case transform
        case pragma
        case inheritance
        case unclosedTag
        case unclosedComment
        case tagInComment
        case unclosedSection
        case closesNothing
        case wrongClosingName(expected: String)
        case emptyName
        case emptyNamePart
        case spaceInName
        case unknownCharacter(Unicode.Scalar)
        case spaceBeforeSign
        case itemOutsideSection
        /// The library refuses what the scanner accepted; a defect of Outrider.
        case notCompiled
    }
}

extension TemplateSyntaxError.Cause {
    /// What is wrong, in one sentence.
    public var message: String {
        switch self {
        case .tooLarge(let bytes): "the text has \(bytes) bytes, the limit is \(MessageText.byteLimit)"
        case .tooManyTags: "the text has more than \(MessageText.tagLimit) tags"
        case .tooDeep: "sections are nested more than \(MessageText.depthLimit) deep"
        case .delimiters: "set delimiter tags {{=…=}} are not available"
        case .unescaped: "unescaped tags {{{…}}} and {{&…}} are not available"
        case .transform: "transforms such as {{name(x)}} are not available"
        case .pragma: "pragmas {{%…}} are not available"
        case .inheritance: "inheritance tags {{<…}} and {{$…}} are not available"
        case .unclosedTag: "the tag is not closed with }}"
        case .unclosedComment: "the comment is not closed with }}"
        case .tagInComment: "a comment holds {{"
        case .unclosedSection: "the section is not closed"
        case .closesNothing: "the closing tag has no section to close"
        case .wrongClosingName(let expected):
            "the closing tag has the wrong name, the open section is \(Self.quoted(expected))"
        case .emptyName: "the tag has no name"
        case .emptyNamePart: "a part of the dotted name is empty"
        case .spaceInName: "the name holds white space"
        case .unknownCharacter(let scalar): "the name holds \(Self.described(scalar))"
        case .spaceBeforeSign: "white space stands between {{ and the sign of the tag"
        case .itemOutsideSection: "{{.}} stands outside of any section"
        case .notCompiled: "the template library refuses the text"
        }
    }

    /// What to do about it, in one sentence.
    public var hint: String {
        switch self {
        case .tooLarge, .tooManyTags: "shorten the text"
        case .tooDeep: "take inner sections out of the outer ones"
        case .delimiters: "write {{ and }} around names"
        case .unescaped: "write {{name}}; plain text is never escaped and html always is"
        case .transform: "keep the value in its final form in the file and write {{name}}"
        case .pragma, .inheritance: "remove the tag"
        case .unclosedTag: "write {{name}}, with two braces on both sides"
        case .unclosedComment: "write }} where the comment ends"
        case .tagInComment: "a comment ends at the first }}: write it without braces"
        case .unclosedSection: "add {{/name}} with the name of the section where it ends"
        case .closesNothing: "remove it, or open the section with {{#name}} before it"
        case .wrongClosingName(let expected): "write {{/\(Self.quoted(expected))}}"
        case .emptyName: "write the name of a variable between the braces"
        case .emptyNamePart: "write one dot between two names, none at the start or the end"
        case .spaceInName: "a tag holds one name; a condition is {{#name}}…{{/name}}, its opposite {{^name}}…{{/name}}"
        case .unknownCharacter: "a name has letters A to Z, digits, _ and -, with dots between its parts"
        case .spaceBeforeSign: "write {{#name}}, {{^name}}, {{/name}} or {{! comment }} without it"
        case .itemOutsideSection: "write it between {{#name}} and {{/name}}, where name is a list or a text"
        case .notCompiled: "report it as a defect of Outrider"
        }
    }

    private static func quoted(_ name: String) -> String {
        name.unicodeScalars.count > 40 ? "…" : name
    }

    /// A scalar that prints as itself, any other by its number.
    private static func described(_ scalar: Unicode.Scalar) -> String {
        if scalar.isASCII, scalar.value > 0x20, scalar.value < 0x7F { return "'\(scalar)'" }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

/// One piece of a scanned message; numbers are indices into the message's texts and references.
indirect enum TemplateNode: Sendable {
    case text(Int)
    case variable(Int)
    case section(Int, [TemplateNode])
    case inverted(Int, [TemplateNode])
}

/// What the scanner makes of a message it accepts.
struct TemplateTree: Sendable {
    var nodes: [TemplateNode] = []
    /// The literal texts, with what belongs to standalone tags already taken out.
    var texts: [String] = []
    var references: [MessageText.Reference] = []
    var partials: [MessageText.Partial] = []

    /// The message as the library reads it: tags only, of plain ASCII names, without white space or line ends.
    ///
    /// Literal text stands as `{{&*0}}`, a name that no author can write. The library's own reading of text is left out on
    /// purpose: 2.1.1 drops white space at the end of a message, fails on a final `{`, misses `{{` behind a scalar that joins
    /// with it (U+0600), and takes the line of an opening tag for that of its closing tag when it looks for standalone lines.
    /// Variables are unescaped tags because `MustacheValue` escapes them.
    var canonicalSource: String {
        var source = ""
        append(nodes, to: &source)
        return source
    }

    private func append(_ nodes: [TemplateNode], to source: inout String) {
        for node in nodes {
            switch node {
            case .text(let index):
                source += "{{&\(MustacheScope.textMark)\(index)}}"
            case .variable(let index):
                source += "{{&\(references[index].name)}}"
            case .section(let index, let children):
                appendBlock("#", name: references[index].name, children, to: &source)
            case .inverted(let index, let children):
                appendBlock("^", name: references[index].name, children, to: &source)
            }
        }
    }

    private func appendBlock(_ sigil: String, name: String, _ children: [TemplateNode], to source: inout String) {
        source += "{{\(sigil)\(name)}}"
        append(children, to: &source)
        source += "{{/\(name)}}"
    }
}

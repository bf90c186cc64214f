import YAML

/// A tree on one line, without places: `{key=value,list=[a,b]}`; scalars carry a letter for their style.
func outline(_ node: Node?) -> String {
    guard let node else { return "nil" }
    switch node.content {
    case .scalar(let text, let style): return sign(of: style) + text
    case .sequence(let items): return "[" + items.map(outline).joined(separator: ",") + "]"
    case .mapping(let entries):
        return "{" + entries.map { outline($0.key) + "=" + outline($0.value) }.joined(separator: ",") + "}"
    }
}

private func sign(of style: ScalarStyle) -> String {
    switch style {
    case .plain: ""
    case .singleQuoted: "'"
    case .doubleQuoted: "\""
    case .literal: "|"
    case .folded: ">"
    }
}

/// All nodes, parents before children, keys before values: kind, start and end as line:column:offset.
func marks(_ node: Node) -> [String] {
    let (kind, children): (String, [Node]) =
        switch node.content {
        case .scalar: ("scalar", [])
        case .sequence(let items): ("sequence", items)
        case .mapping(let entries): ("mapping", entries.flatMap { [$0.key, $0.value] })
        }
    return ["\(kind) \(place(node.start)) \(place(node.end))"] + children.flatMap(marks)
}

func place(_ mark: Mark) -> String {
    "\(mark.line):\(mark.column):\(mark.offset)"
}

/// The error of a file as `code line:column`, or "none".
func fault(_ bytes: [UInt8], limits: Limits = Limits()) -> String {
    do throws(YAMLError) {
        _ = try parse(bytes, limits: limits)
        return "none"
    } catch {
        return "\(error.code.rawValue) \(error.mark.line):\(error.mark.column)"
    }
}

func parse(_ text: String) throws(YAMLError) -> Document {
    try parse(Array(text.utf8))
}

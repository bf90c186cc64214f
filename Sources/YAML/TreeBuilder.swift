/// Events to one tree, without recursion; stops at the limits while the events come.
struct TreeBuilder {
    private let depth: Int
    private let maximumNodes: Int
    private var nodes = 0
    private var open: [OpenCollection] = []
    private var root: Node?
    private var problems: [YAMLError] = []

    init(limits: Limits) {
        depth = min(limits.depth, Limits.deepest)
        maximumNodes = limits.nodes
        open.reserveCapacity(8)
    }

    /// Reads to the end of the document and makes sure that it is the only one.
    mutating func build(from events: inout EventStream) throws(YAMLError) -> Document {
        while true {
            let event = try events.next()
            switch event.kind {
            case .streamStart, .documentStart: break
            case .scalar(let text, let style):
                try count(at: event.start)
                add(Node(content: .scalar(text, style), start: event.start, end: event.end))
            case .sequenceStart:
                try enter(OpenCollection(start: event.start, isMapping: false, isFlow: false))
            case .mappingStart(let isFlow):
                if isFlow { try refuseTemplate(at: event.start) }
                try enter(OpenCollection(start: event.start, isMapping: true, isFlow: isFlow))
            case .sequenceEnd, .mappingEnd:
                if let collection = open.popLast() { add(collection.close(at: event.end)) }
            case .documentEnd:
                try events.source.refuseTextBehindDocument(from: event.end)
                return document()
            case .streamEnd:
                return document()
            }
        }
    }

    private func document() -> Document {
        Document(root: root?.isMissing == true ? nil : root, problems: problems)
    }

    private mutating func add(_ node: consuming Node) {
        guard !open.isEmpty else {
            root = node
            return
        }
        if let problem = open[open.count - 1].add(node) { problems.append(problem) }
    }

    private mutating func enter(_ collection: consuming OpenCollection) throws(YAMLError) {
        try count(at: collection.start)
        guard open.count < depth else {
            throw YAMLError(
                code: .tooDeep, message: "nested deeper than \(depth) levels", mark: collection.start,
                hint: "quote the value if the brackets belong to it")
        }
        open.append(collection)
    }

    private mutating func count(at mark: Mark) throws(YAMLError) {
        nodes += 1
        guard nodes <= maximumNodes else {
            throw YAMLError(
                code: .tooManyNodes, message: "more than \(maximumNodes) values", mark: mark, hint: "split the file")
        }
    }

    /// `{{name}}` unquoted is a mapping whose first key is a mapping, with nothing between both braces.
    private func refuseTemplate(at mark: Mark) throws(YAMLError) {
        guard let outer = open.last, outer.isFlow, outer.awaitsFirstKey, mark.offset == outer.start.offset + 1 else {
            return
        }
        throw SyntaxFault.template(at: outer.start)
    }
}

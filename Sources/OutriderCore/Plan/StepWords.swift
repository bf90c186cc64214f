/// The words of a step in one language, with everything that is put under them.
struct StepWords: Hashable, Sendable {
    var subject: MessageText?
    var body: MessageText
    /// Where the body stands.
    var place: SourceLocation
    var html: MessageText?
    /// What stands under an email, after the signature.
    var footer: MessageText?
    var htmlFooter: MessageText?
    /// Whether the subject is that of an earlier step and takes "Re:" before it.
    var isReply = false
    /// What stands in for missing variables, before the book's own.
    var fallback: [String: String] = [:]
    /// What goes to WhatsApp where the person has not written within a day.
    var content: ContentWords?

    /// Everything that may name a variable.
    var texts: [MessageText] {
        [subject, body, html, footer, htmlFooter].compactMap(\.self)
            + (content.map { Array($0.variables.values) } ?? [])
    }

    /// The first part of every name in them, each once.
    var names: [String] {
        var names: [String] = []
        func add(_ text: MessageText) {
            for reference in text.references {
                if let name = reference.path.first, !names.contains(name) { names.append(name) }
            }
        }
        for text in texts { add(text) }
        return names
    }

    /// The words for somebody to whom WhatsApp takes free text.
    var inSession: StepWords {
        var words = self
        words.content = nil
        return words
    }

    /// Whether the words place the signature, or the way to opt out, themselves.
    func names(_ variable: [String]) -> Bool {
        texts.contains { text in text.references.contains { $0.path == variable } }
    }

    /// - Parameter language: the recipient's, in lower case; a template's words in it stand before the others.
    /// - Returns: `nil` where the step's words, or those they take in, have an error or are missing.
    init?(_ step: Step, of sequence: Sequence, in book: Book, language: String? = nil) {
        self.init(step, of: sequence, from: TemplateLibrary(book, language: language))
    }

    init?(_ step: Step, of sequence: Sequence, from library: TemplateLibrary) {
        let template = step.template.flatMap { library.template($0.id) }
        guard let words = step.body ?? template?.body, let body = library.text(words) else { return nil }
        self.body = body
        place = words.location
        if let words = step.body == nil ? template?.html : step.html {
            guard let text = library.text(words) else { return nil }
            html = text
        }
        fallback = template?.fallback ?? [:]
        if step.channel == .whatsapp, let content = step.content(in: library) {
            guard let words = ContentWords(content, library) else { return nil }
            self.content = words
        }
        guard step.channel == .email else { return }
        guard addFooter(library) else { return nil }
        if let own = step.subject {
            guard let text = library.text(own) else { return nil }
            subject = text
        } else if let first = step.answered(in: sequence),
            let words = StepWords(first, of: sequence, from: library)
        {
            // Mail programs thread by reference and subject together, so a reply keeps the subject it answers.
            subject = words.subject
            isReply = true
            fallback.merge(words.fallback) { own, _ in own }
        } else if let words = template?.subject {
            guard let text = library.text(words) else { return nil }
            subject = text
        }
    }

    /// The words of a template that no step uses.
    init?(_ template: Template, in book: Book, language: String?) {
        let library = TemplateLibrary(book, language: language)
        let template = library.template(template.id) ?? template
        guard let body = library.text(template.body) else { return nil }
        self.body = body
        place = template.body.location
        subject = template.subject.flatMap(library.text)
        html = template.html.flatMap(library.text)
        fallback = template.fallback
        let isEmail = template.channel.map { $0.value == .email } ?? (subject != nil || html != nil)
        if isEmail, !addFooter(library) { return nil }
    }

    /// - Returns: whether the book's footer could be read.
    private mutating func addFooter(_ library: TemplateLibrary) -> Bool {
        guard let footer = library.footer else { return true }
        guard let template = library.template(footer), let text = library.text(template.body) else {
            return false
        }
        self.footer = text
        if let words = template.html {
            guard let text = library.text(words) else { return false }
            htmlFooter = text
        }
        fallback.merge(template.fallback) { own, _ in own }
        return true
    }
}

/// The templates of a book as somebody who reads a language gets them.
struct TemplateLibrary {
    private let book: Book
    private let language: String?
    /// Id of the template under every email.
    let footer: String?

    /// - Parameter language: in lower case; `nil` for the templates as they are.
    init(_ book: Book, language: String?) {
        self.init(book, footer: book.configuration?.footer?.id, language: language)
    }

    init(_ book: Book, footer: String?, language: String?) {
        self.book = book
        self.footer = footer
        self.language = language
    }

    /// The template of that id in the language, else in its main language, else as it is.
    func template(_ id: String) -> Template? {
        for language in Self.fallbacks(language) {
            guard let variant = book.variant(of: id, in: language) else { continue }
            return book.template(variant)
        }
        return book.template(id)
    }

    /// `pt-br`, then `pt`.
    static func fallbacks(_ language: String?) -> [String] {
        guard let language else { return [] }
        let main = language.split(separator: "-").first.map(String.init) ?? language
        return main == language ? [language] : [language, main]
    }

    /// The words with those that they take in; `nil` where one of these is missing, wrong, or takes in itself.
    func text(_ words: Words) -> MessageText? {
        guard !words.text.partials.isEmpty else { return words.text }
        var left = Self.expansionLimit
        guard let source = source(words, [], &left) else { return nil }
        return try? MessageText(scanning: source, kind: words.text.kind)
    }

    /// The most templates that one text takes in, those within others counted each time.
    private static let expansionLimit = 1_000

    /// - Parameters:
    ///   - open: the templates that are being taken in.
    ///   - left: how many more templates may be taken in.
    private func source(_ words: Words, _ open: [String], _ left: inout Int) -> String? {
        guard open.count <= MessageText.depthLimit else { return nil }
        var remaining = left
        defer { left = remaining }
        let source = words.text.source { name in
            remaining -= 1
            guard remaining > 0, !open.contains(name), let template = template(name) else { return nil }
            let inner = words.text.kind == .html ? template.html : template.body
            return inner.flatMap { self.source($0, open + [name], &remaining) }
        }
        return source.flatMap { $0.utf8.count <= MessageText.byteLimit ? $0 : nil }
    }
}

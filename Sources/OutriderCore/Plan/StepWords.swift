/// The words of a step: its own, else its template's.
struct StepWords: Hashable, Sendable {
    var subject: Words?
    var body: Words
    var html: Words?
    /// Whether the subject is that of an earlier step and takes "Re:" before it.
    var isReply = false
    /// What stands in for missing variables, before the book's own.
    var fallback: [String: String] = [:]

    /// - Returns: `nil` where the step's words have an error or are missing.
    init?(_ step: Step, of sequence: Sequence, in book: Book) {
        let template = step.template.flatMap { book.template($0.id) }
        guard let body = step.body ?? template?.body else { return nil }
        self.body = body
        html = step.body == nil ? template?.html : step.html
        fallback = template?.fallback ?? [:]
        guard step.channel == .email else { return }
        if let own = step.subject {
            subject = own
        } else if let thread = step.thread, let first = sequence.step(thread.value),
            let words = StepWords(first, of: sequence, in: book)
        {
            // Mail programs thread by reference and subject together, so a reply keeps the subject it answers.
            subject = words.subject
            isReply = true
            fallback.merge(words.fallback) { own, _ in own }
        } else {
            subject = template?.subject
        }
    }
}

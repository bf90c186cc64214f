/// Finds every problem of a book: in each file, between files, and for each enrolled person.
public struct Check {
    let book: Book
    /// Whether people who will be held are named; a run finds them when their time comes.
    let warns: Bool
    /// The day on which consents are looked at; `nil` for not at all.
    let now: Instant?
    let suppressions: Suppressions
    private var nearest: [RecordKind: [String]] = [:]
    var addresses = AddressOwners()
    /// The book's stages in lower case, once one was asked for.
    var stages: Set<String>?
    var messages = SMSLengths()
    /// The names of the fields that records have, by kind, once they were asked for.
    var fieldNames: [RecordKind: Set<String>] = [:]
    /// Where each exclusive group is named, in lower case.
    var groups: [String: [SourceLocation]] = [:]
    var covers = CoverCheck()

    init(_ book: Book, warns: Bool = true, now: Instant? = nil) {
        self.book = book
        self.warns = warns
        self.now = now
        suppressions = Suppressions(book, isStrict: false)
    }

    /// Reads every file of the book.
    ///
    /// - Parameters:
    ///   - warns: whether people who will be held are named.
    ///   - now: the clock by which consents expire; `nil` for none.
    /// - Returns: all problems, errors and warnings.
    /// - Throws: what the source says when a folder cannot be listed.
    public static func all(_ book: Book, warns: Bool = true, now: Instant? = nil) throws -> Report {
        var check = Check(book, warns: warns, now: now)
        if let configuration = book.configuration { try check.settings(configuration) }
        for kind in RecordKind.allCases { try check.files(try book.entries(of: kind), of: kind) }
        if warns {
            check.messages.report(to: &book.report)
            check.lonelyGroups()
        }
        return book.report
    }

    /// Checks some files of one folder, with everything that they name.
    mutating func files(_ entries: [BookEntry], of kind: RecordKind) throws {
        for id in ids(entries, of: kind) { try record(kind, id) }
    }

    /// Checks the names of all files of one folder, not what they hold.
    func names(of kind: RecordKind) throws { _ = ids(try book.entries(of: kind), of: kind) }

    /// The ids among the files of one folder; a file that cannot be a record is reported.
    private func ids(_ entries: [BookEntry], of kind: RecordKind) -> [String] {
        var ids: [String] = []
        ids.reserveCapacity(entries.count)
        for entry in entries {
            var whole: SourceLocation { SourceLocation(path: entry.path) }
            if entry.path.hasSuffix(".yml") {
                book.report.add(
                    Diagnostic(
                        .wrongExtension, "a record ends in .yaml", at: whole, hint: "rename it from .yml to .yaml")
                )
                continue
            }
            let record = RecordKind.record(at: entry.path)
            guard entry.kind == .file || (record == nil && entry.kind == .other) else {
                book.report.add(
                    Diagnostic(
                        .notAFile, "a record is a regular file, not a link or a submodule", at: whole,
                        hint: "put the file itself here"))
                continue
            }
            guard let (_, id) = record else { continue }
            if let objection = Self.objection(to: id, of: kind) {
                book.report.add(Diagnostic(.badID, objection, at: whole, hint: "rename the file"))
                continue
            }
            ids.append(id)
        }
        spellings(of: ids, of: kind)
        return ids
    }

    /// Reports ids that differ only in case.
    private func spellings(of ids: [String], of kind: RecordKind) {
        guard ids.contains(where: { $0.utf8.contains { (0x41...0x5A).contains($0) } }) else { return }
        var spellings: [String: String] = [:]
        for id in ids {
            guard let other = spellings.updateValue(id, forKey: id.lowercased()) else { continue }
            book.report.add(
                Diagnostic(
                    .duplicateID, "'\(id)' and '\(other)' differ only in case",
                    at: SourceLocation(path: kind.path(of: id)),
                    hint: "some file systems cannot hold both: rename one"))
        }
    }

    private static func objection(to id: String, of kind: RecordKind) -> String? {
        if let objection = RecordKind.objection(to: id) { return objection }
        guard kind == .template else { return nil }
        let name = id.split(separator: "/").last ?? ""
        guard name.contains(".") else { return nil }
        let (base, language) = Template.split(id)
        let hasMoreDots = base.split(separator: "/").last?.contains(".") ?? false
        guard let language, !hasMoreDots, ValueType<String>.isLanguage(language) else {
            return "a template's id holds a dot only before a language, such as intro.de"
        }
        return nil
    }

    /// Reads one record and follows what it names; problems go to the book's report.
    mutating func record(_ kind: RecordKind, _ id: String) throws {
        if kind == .person, book.isSettled(person: id) { return }
        guard let record = book.record(kind, id) else { return }
        // A book is mostly people: theirs are looked up one by one, without a list of them.
        if case .person(let person) = record { return try self.person(person) }
        try references(record.references)
        switch record {
        case .template(let template): try self.template(template)
        case .sender(let sender): self.sender(sender)
        case .sequence(let sequence): try self.sequence(sequence)
        case .company(let company): pause(company.paused)
        case .enrollment(let enrollment): try self.enrollment(enrollment)
        case .person, .project, .calendar, .suppression: break
        }
    }

    /// Reports the references whose record is not there.
    mutating func references(_ references: [Reference]) throws {
        for reference in references { try self.reference(reference) }
    }

    /// Reports a reference whose record is not there.
    mutating func reference(_ reference: Reference?) throws {
        guard let reference, !book.exists(reference) else { return }
        book.report.add(
            Diagnostic(
                .danglingReference, "there is no \(reference.kind.rawValue) '\(reference.id)'",
                at: reference.location, hint: try hint(for: reference)))
    }

    private mutating func hint(for reference: Reference) throws -> String? {
        let ids = try nearest[reference.kind] ?? book.ids(of: reference.kind)
        nearest[reference.kind] = ids
        let near =
            Spelling.nearest(to: reference.id, in: ids)
            ?? ids.filter { $0.hasSuffix("/" + reference.id) }.min()
        return near.map { "did you mean '\($0)'?" } ?? "make \(reference.kind.path(of: reference.id)), or mend the id"
    }

    private func template(_ template: Template) throws {
        for words in [template.subject, template.body, template.html] { self.words(words) }
        for words in template.whatsapp?.words ?? [] { self.words(words) }
        language(of: template)
        if let channel = template.channel, channel.value != .email, let extra = template.subject ?? template.html {
            book.report.add(Diagnostic(.notForChannel, "only an email has a subject or HTML", at: extra.location))
        }
        if let channel = template.channel, channel.value != .whatsapp, let whatsapp = template.whatsapp {
            book.report.add(
                Diagnostic(
                    .notForChannel, "only a WhatsApp message has a content template", at: whatsapp.contentSid.location))
        }
    }

    private mutating func sequence(_ sequence: Sequence) throws {
        try times(of: sequence)
        try rules(of: sequence)
        optOut(of: sequence)
        if sequence.steps.isEmpty {
            book.report.add(Diagnostic(.missingKey, "the sequence has no steps", at: sequence.location))
        }
        for step in sequence.steps {
            for words in step.whatsapp?.words ?? [] { self.words(words) }
            for form in step.forms { words(of: form, of: sequence) }
        }
    }

    /// The words of a step, or of one of its variants.
    private func words(of step: Step, of sequence: Sequence) {
        for words in [step.subject, step.body, step.html] { self.words(words) }
        if !book.report.hasErrors, StepWords(step, of: sequence, in: book) == nil {
            book.report.add(
                Diagnostic(
                    .templateSyntax, "the words of the step '\(step.id)' with all that they take in are too large",
                    at: step.template?.location ?? step.location,
                    hint: "at most \(MessageText.byteLimit >> 10) KiB and \(MessageText.tagLimit) tags together"))
        }
        guard let reference = step.template, let template = book.template(reference.id) else { return }
        if let channel = template.channel, let other = step.channels.value.first(where: { $0 != channel.value }) {
            book.report.add(
                Diagnostic(
                    .wrongChannel,
                    "the template '\(template.id)' is for \(channel.value.rawValue), the step for \(other.rawValue)",
                    at: reference.location))
        }
        if step.channels.value.contains(.email), step.subject == nil, step.thread == nil, template.subject == nil {
            book.report.add(
                Diagnostic(
                    .missingKey, "neither the step '\(step.id)' nor its template has a 'subject'",
                    at: reference.location))
        }
    }

    private func words(_ words: Words?) {
        guard let words else { return }
        partials(of: words)
        let sections = Set(words.text.references.filter(\.isSection).map(\.name))
        for (reference, place) in zip(words.text.references, words.places) where reference.name != "." {
            guard let objection = Variables.objection(to: reference.path, sections: sections) else { continue }
            book.report.add(Diagnostic(.unknownVariable, objection.message, at: place, hint: objection.hint))
        }
    }
}

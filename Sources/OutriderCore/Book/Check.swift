/// Finds every problem of a book: in each file, between files, and for each enrolled person.
public struct Check {
    let book: Book
    /// Whether people who will be held are named; a run finds them when their time comes.
    let warns: Bool
    private var nearest: [RecordKind: [String]] = [:]
    var addresses = AddressOwners()
    var messages = SMSLengths()

    init(_ book: Book, warns: Bool = true) {
        self.book = book
        self.warns = warns
    }

    /// Reads every file of the book.
    ///
    /// - Parameter warns: whether people who will be held are named.
    /// - Returns: all problems, errors and warnings.
    /// - Throws: what the source says when a folder cannot be listed.
    public static func all(_ book: Book, warns: Bool = true) throws -> Report {
        var check = Check(book, warns: warns)
        _ = book.configuration
        for kind in RecordKind.allCases { try check.files(try book.source.list(kind.folder), of: kind) }
        if warns { check.messages.report(to: &book.report) }
        return book.report
    }

    /// Checks some files of one folder, with everything that they name.
    mutating func files(_ entries: [BookEntry], of kind: RecordKind) throws {
        for id in ids(entries, of: kind) { try record(kind, id) }
    }

    /// Checks the names of all files of one folder, not what they hold.
    func names(of kind: RecordKind) throws { _ = ids(try book.source.list(kind.folder), of: kind) }

    /// The ids among the files of one folder; a file that cannot be a record is reported.
    private func ids(_ entries: [BookEntry], of kind: RecordKind) -> [String] {
        var ids: [String] = []
        var spellings: [String: String] = [:]
        for entry in entries {
            let whole = SourceLocation(path: entry.path)
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
            if let other = spellings.updateValue(id, forKey: id.lowercased()) {
                book.report.add(
                    Diagnostic(
                        .duplicateID, "'\(id)' and '\(other)' differ only in case", at: whole,
                        hint: "some file systems cannot hold both: rename one"))
            }
            ids.append(id)
        }
        return ids
    }

    private static func objection(to id: String, of kind: RecordKind) -> String? {
        if let objection = RecordKind.objection(to: id) { return objection }
        let name = id.split(separator: "/").last ?? ""
        return kind == .template && name.contains(".") ? "a template's id holds no dot" : nil
    }

    /// Reads one record and follows what it names; problems go to the book's report.
    mutating func record(_ kind: RecordKind, _ id: String) throws {
        guard let record = book.record(kind, id) else { return }
        for reference in record.references where !book.exists(reference) {
            book.report.add(
                Diagnostic(
                    .danglingReference, "there is no \(reference.kind.rawValue) '\(reference.id)'",
                    at: reference.location, hint: try hint(for: reference)))
        }
        switch record {
        case .template(let template): self.template(template)
        case .sequence(let sequence): self.sequence(sequence)
        case .enrollment(let enrollment): self.enrollment(enrollment)
        case .person(let person):
            if warns { addresses.add(person, &book.report) }
        case .company, .project: break
        }
    }

    private mutating func hint(for reference: Reference) throws -> String? {
        let ids = try nearest[reference.kind] ?? book.ids(of: reference.kind)
        nearest[reference.kind] = ids
        let near =
            Spelling.nearest(to: reference.id, in: ids)
            ?? ids.filter { $0.hasSuffix("/" + reference.id) }.min()
        return near.map { "did you mean '\($0)'?" } ?? "make \(reference.kind.path(of: reference.id)), or mend the id"
    }

    private func template(_ template: Template) {
        for words in [template.subject, template.body, template.html] { variables(of: words) }
        if let channel = template.channel, channel.value != .email, let extra = template.subject ?? template.html {
            book.report.add(Diagnostic(.notForChannel, "only an email has a subject or HTML", at: extra.location))
        }
    }

    private func sequence(_ sequence: Sequence) {
        if sequence.steps.isEmpty {
            book.report.add(Diagnostic(.missingKey, "the sequence has no steps", at: sequence.location))
        }
        for step in sequence.steps {
            for words in [step.subject, step.body, step.html] { variables(of: words) }
            guard let reference = step.template, let template = book.template(reference.id) else { continue }
            if let channel = template.channel, channel.value != step.channel {
                book.report.add(
                    Diagnostic(
                        .wrongChannel,
                        "the template '\(template.id)' is for \(channel.value.rawValue), the step for \(step.channel.rawValue)",
                        at: reference.location))
            }
            if step.channel == .email, step.subject == nil, step.thread == nil, template.subject == nil {
                book.report.add(
                    Diagnostic(
                        .missingKey, "neither the step '\(step.id)' nor its template has a 'subject'",
                        at: reference.location))
            }
        }
    }

    private func variables(of words: Words?) {
        guard let words else { return }
        let sections = Set(words.text.references.filter(\.isSection).map(\.name))
        for (reference, place) in zip(words.text.references, words.places) where reference.name != "." {
            guard let objection = Variables.objection(to: reference.path, sections: sections) else { continue }
            book.report.add(Diagnostic(.unknownVariable, objection.message, at: place, hint: objection.hint))
        }
    }

    /// What holds people of an enrollment: no address, no value for a variable.
    private mutating func enrollment(_ enrollment: Enrollment) {
        guard let sequence = book.sequence(enrollment.sequence.id), let configuration = book.configuration,
            enrollment.status != .cancelled, warns || sequence.steps.contains(where: SMSLengths.matters)
        else { return }
        let members = enrollment.members
        let words = sequence.steps.map { StepWords($0, of: sequence, in: book) }
        for member in enrollment.people where members[member.person.id] == member && member.status != .cancelled {
            guard let person = book.person(member.person.id) else { continue }
            let recipient = Recipient(
                person: person, member: member, enrollment: enrollment, configuration: configuration, book: book)
            for (step, words) in zip(sequence.steps, words) {
                messages.add(step, words, for: recipient, &book.report)
                guard warns else { continue }
                for problem in recipient.problems(with: step, words) {
                    book.report.add(problem.diagnostic(for: member.person, step: step))
                }
            }
        }
    }
}

internal import YAML

/// The records of one book, read when they are asked for and kept.
///
/// Problems met on the way are in `report`; a record with an error is `nil`. Not for use by several threads at once.
public final class Book {
    public let source: any BookSource
    public internal(set) var report = Report()

    private var records: [RecordName: Record?] = [:]
    /// People of whom a check may have something to say by themselves; `nil` where nobody has looked.
    private var open: Set<String>?
    private var entries: [RecordKind: [BookEntry]] = [:]
    private var variants: [String: String]?
    private var readConfiguration = false
    private var settings: Configuration?

    public init(_ source: any BookSource) { self.source = source }

    /// The book's settings; `nil` where `outrider.yaml` is missing or wrong.
    public var configuration: Configuration? {
        if readConfiguration { return settings }
        readConfiguration = true
        guard let bytes = bytes(of: Configuration.path) else {
            if !report.hasErrors {
                report.add(
                    Diagnostic(
                        .missingFile, "there is no outrider.yaml", at: SourceLocation(path: Configuration.path),
                        hint: "`outrider init` makes one"))
            }
            return nil
        }
        var reading = Reading(path: Configuration.path, bytes: bytes)
        settings = reading.root().flatMap { Configuration($0, &reading) }
        if reading.report.hasErrors { settings = nil }
        report.add(contentsOf: reading.report)
        return settings
    }

    public func person(_ id: String) -> Person? {
        if case .person(let person) = record(.person, id) { person } else { nil }
    }

    public func company(_ id: String) -> Company? {
        if case .company(let company) = record(.company, id) { company } else { nil }
    }

    public func project(_ id: String) -> Project? {
        if case .project(let project) = record(.project, id) { project } else { nil }
    }

    public func sender(_ id: String) -> Sender? {
        if case .sender(let sender) = record(.sender, id) { sender } else { nil }
    }

    public func calendar(_ id: String) -> CalendarRecord? {
        if case .calendar(let calendar) = record(.calendar, id) { calendar } else { nil }
    }

    public func suppression(_ id: String) -> SuppressionList? {
        if case .suppression(let list) = record(.suppression, id) { list } else { nil }
    }

    public func template(_ id: String) -> Template? {
        if case .template(let template) = record(.template, id) { template } else { nil }
    }

    public func sequence(_ id: String) -> Sequence? {
        if case .sequence(let sequence) = record(.sequence, id) { sequence } else { nil }
    }

    public func enrollment(_ id: String) -> Enrollment? {
        if case .enrollment(let enrollment) = record(.enrollment, id) { enrollment } else { nil }
    }

    /// Every file in the folder of a kind, in path order, listed once.
    public func entries(of kind: RecordKind) throws -> [BookEntry] {
        if let known = entries[kind] { return known }
        let found = try source.list(kind.folder)
        entries[kind] = found
        return found
    }

    /// Takes in files that were read elsewhere, with their problems; what is known already stays.
    public func adopt(_ files: ParsedFiles) {
        let known = records
        records = files.records
        var open = files.open
        for (name, record) in known {
            records[name] = .some(record)
            open.insert(name.id)
        }
        self.open = open
        report.add(contentsOf: files.report)
    }

    /// Whether it is known that a check has nothing to say of a person by itself.
    func isSettled(person id: String) -> Bool {
        guard let open, records.keys.contains(RecordName(kind: .person, id: id)) else { return false }
        return !open.contains(id)
    }

    /// The ids of a kind, in path order; files that cannot be records are left out.
    public func ids(of kind: RecordKind) throws -> [String] {
        try entries(of: kind).compactMap { entry in
            guard entry.kind == .file, let record = RecordKind.record(at: entry.path),
                RecordKind.objection(to: record.id) == nil
            else { return nil }
            return record.id
        }
    }

    /// The id of a template's words in a language: `intro.de` for `intro` in `de`; `nil` where there are none.
    func variant(of template: String, in language: String) -> String? {
        let known: [String: String]
        if let variants {
            known = variants
        } else {
            var found: [String: String] = [:]
            for id in listed(.template) {
                let (base, language) = Template.split(id)
                if let language { found["\(base).\(language)"] = id }
            }
            variants = found
            known = found
        }
        return known["\(template).\(language)"]
    }

    /// The ids of a kind; a folder that cannot be listed goes to the report.
    private func listed(_ kind: RecordKind) -> [String] {
        do {
            return try ids(of: kind)
        } catch {
            report.add(
                Diagnostic(
                    .unreadable, "the folder cannot be read: \(error)", at: SourceLocation(path: kind.folder)))
            return []
        }
    }

    /// Whether the book has a file for that record, right or wrong.
    func exists(_ reference: Reference) -> Bool {
        if reference.kind == .sender, reference.id == Sender.defaultID { return true }
        if records.keys.contains(RecordName(kind: reference.kind, id: reference.id)) { return true }
        return bytes(of: reference.kind.path(of: reference.id)) != nil
    }

    /// Any record by kind and id; `nil` where there is none or it has an error.
    func record(_ kind: RecordKind, _ id: String) -> Record? {
        let name = RecordName(kind: kind, id: id)
        if let known = records[name] { return known }
        guard RecordKind.objection(to: id) == nil, let bytes = bytes(of: kind.path(of: id)) else { return nil }
        let (record, problems) = Record.parse(kind, id: id, bytes: bytes)
        report.add(contentsOf: problems)
        records[name] = .some(record)
        open?.insert(id)
        return record
    }

    /// The bytes of a file; `nil` where there is none, or it cannot be read, which goes to the report.
    func bytes(of path: String) -> [UInt8]? {
        do {
            return try source.read(path, limit: FileLimit.bytes(of: path))
        } catch let error as BookSourceError {
            report.add(
                Diagnostic(error.code, error.message, at: SourceLocation(path: path), hint: error.hint))
        } catch {
            report.add(Diagnostic(.unreadable, "the file cannot be read: \(error)", at: SourceLocation(path: path)))
        }
        return nil
    }
}

/// A record of any kind; boxed, since a book holds many.
indirect enum Record: Sendable {
    case person(Person)
    case company(Company)
    case project(Project)
    case sender(Sender)
    case template(Template)
    case sequence(Sequence)
    case enrollment(Enrollment)
    case calendar(CalendarRecord)
    case suppression(SuppressionList)

    /// Reads one file: a pure function of its path and bytes, so that several threads may call it.
    ///
    /// - Parameter path: where the record stands, if a text of it is at hand to be shared.
    static func parse(
        _ kind: RecordKind, id: String, path: String? = nil, bytes: [UInt8]
    ) -> (record: Record?, report: Report) {
        var reading = Reading(path: path ?? kind.path(of: id), bytes: bytes)
        guard let root = reading.root() else { return (nil, reading.report) }
        let record = Record(kind, id: id, root, &reading)
        return (reading.report.hasErrors ? nil : record, reading.report)
    }

    /// Reads the root of a file; problems go to the reading's report.
    init?(_ kind: RecordKind, id: String, _ root: Node, _ reading: inout Reading) {
        let record: Record? =
            switch kind {
            case .person: Person(id: id, root, &reading).map(Record.person)
            case .company: Company(id: id, root, &reading).map(Record.company)
            case .project: Project(id: id, root, &reading).map(Record.project)
            case .sender: Sender(id: id, root, &reading).map(Record.sender)
            case .template: Template(id: id, root, &reading).map(Record.template)
            case .sequence: Sequence(id: id, root, &reading).map(Record.sequence)
            case .enrollment: Enrollment(id: id, root, &reading).map(Record.enrollment)
            case .calendar: CalendarRecord(id: id, root, &reading).map(Record.calendar)
            case .suppression: SuppressionList(id: id, root, &reading).map(Record.suppression)
            }
        guard let record else { return nil }
        self = record
    }

    /// The records that this one names.
    var references: [Reference] {
        switch self {
        case .person(let person):
            [person.company, person.owner, person.calendar].compactMap(\.self)
                + person.relationships.flatMap { [$0.company, $0.project].compactMap(\.self) }
        case .company(let company): [company.calendar].compactMap(\.self)
        case .project(let project): [project.company].compactMap(\.self)
        case .sender(let sender): [sender.away?.cover].compactMap(\.self)
        case .template(let template): template.partials
        case .sequence(let sequence):
            sequence.policy.references
                + sequence.steps.flatMap { $0.references + $0.partials }
        case .enrollment(let enrollment):
            [enrollment.sequence] + [enrollment.project].compactMap(\.self)
                + enrollment.people.flatMap { [$0.person] + ($0.sender?.references ?? []) } + enrollment.exclude
                + (enrollment.match?.references ?? []) + (enrollment.goal?.value.references ?? [])
                + enrollment.policy.references
        case .calendar: []
        case .suppression(let list): list.entries.compactMap(\.person)
        }
    }
}

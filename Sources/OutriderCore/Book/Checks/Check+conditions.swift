/// What conditions and matches ask for in vain.
extension Check {
    /// The goal of an enrollment: any step of its sequence may stand in it.
    mutating func goal(of enrollment: Enrollment, _ sequence: Sequence) throws {
        guard let goal = enrollment.goal else { return }
        for leaf in goal.value.leaves {
            if case .step(let id, _) = leaf, sequence.step(id.value) == nil {
                book.report.add(
                    Diagnostic(
                        .unknownStep, "the sequence '\(sequence.id)' has no step '\(id.value.printable)'",
                        at: id.location, hint: Spelling.hint(for: id.value, in: sequence.steps.map(\.id))))
            }
            if warns, enrollment.project == nil, case .fact(let test) = leaf, test.path.name.hasPrefix("project.") {
                book.report.add(
                    Diagnostic(
                        .noEffect, "the enrollment has no project, so '\(test.path.name)' has no value",
                        at: test.location, hint: "name its project"))
            }
        }
        if ConditionLogic.isImpossible(goal.value) {
            book.report.add(
                Diagnostic(
                    .impossibleCondition, "the goal contradicts itself, so nobody reaches it", at: goal.location,
                    hint: "all keys must hold at once"))
        }
        try condition(goal.value)
    }

    /// The values of a condition that the settings and the records know.
    mutating func condition(_ condition: Condition) throws {
        for leaf in condition.leaves {
            if case .fact(let test) = leaf { try fact(test) }
        }
    }

    mutating func fact(_ test: FactTest) throws {
        if test.path == .stage { for value in test.values { stage(value) } }
        guard warns, let (kind, name) = test.path.field else { return }
        let known = try fieldNames(of: kind)
        guard !known.contains(name) else { return }
        book.report.add(
            Diagnostic(
                .unknownField, "no \(kind.rawValue) has the field '\(name.printable)'", at: test.location,
                hint: Spelling.hint(for: name, in: known)))
    }

    /// The names of the fields that the records of a kind have.
    private mutating func fieldNames(of kind: RecordKind) throws -> Set<String> {
        if let known = fieldNames[kind] { return known }
        var names: Set<String> = []
        for id in try book.ids(of: kind) {
            switch book.record(kind, id) {
            case .person(let person): names.formUnion(person.fields.keys)
            case .company(let company): names.formUnion(company.fields.keys)
            case .project(let project): names.formUnion(project.fields.keys)
            default: break
            }
        }
        fieldNames[kind] = names
        return names
    }

    /// The people of an enrollment as the book stands: those who are listed, or who match now.
    mutating func people(of enrollment: Enrollment) throws -> [Enrollment.Member] {
        guard let match = enrollment.match else {
            let members = enrollment.members
            return enrollment.people.filter { members[$0.person.id] == $0 && $0.status != .cancelled }
        }
        let project = enrollment.project.flatMap { book.project($0.id) }
        let excluded = Set(enrollment.exclude.map(\.id))
        var members: [Enrollment.Member] = []
        for id in try book.ids(of: .person) where !excluded.contains(id) {
            guard let person = book.person(id), match.holds(for: person, project: project) else { continue }
            members.append(
                Enrollment.Member(plain: Reference(kind: .person, id: id, location: match.location)))
        }
        return members
    }

    /// What a match asks for in vain.
    mutating func match(of enrollment: Enrollment, people: [Enrollment.Member]) throws {
        guard let match = enrollment.match else { return }
        for test in match.tests { try fact(test) }
        guard warns, enrollment.status != .cancelled else { return }
        let project = enrollment.project.flatMap { book.project($0.id) }
        var matched = people.count
        for excluded in enrollment.exclude {
            guard let person = book.person(excluded.id) else { continue }
            if match.holds(for: person, project: project) {
                matched += 1
                continue
            }
            book.report.add(
                Diagnostic(
                    .noEffect, "'\(excluded.id)' does not match, so there is nobody to exclude",
                    at: excluded.location, hint: "leave it out; it does no harm"))
        }
        guard matched == 0 else { return }
        book.report.add(
            Diagnostic(
                .matchesNobody, "nobody matches", at: match.location,
                hint: "all keys must hold at once; `outrider list people` shows what people have"))
    }
}

extension FactPath {
    /// The field that it means, and of which kind of record.
    fileprivate var field: (kind: RecordKind, name: String)? {
        switch self {
        case .field(let name): (.person, name)
        case .companyField(let name): (.company, name)
        case .projectField(let name): (.project, name)
        default: nil
        }
    }
}

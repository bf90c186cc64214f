internal import YAML

enum ScriptKeys {
    static let at = Key("at", .localTime, "When: a date, \"2026-11-25 10:00\" in the book's zone, or RFC 3339.")
    static let after = Key(
        "after", ValueType<Delay>.duration,
        "How long after the beginning; without a person, how long after each message or task that fits.")
    static let deed = Key("do", ValueType<SimulationScript.Deed>.enumeration, "What happens.")
    static let person = Key("person", .reference(to: .person), "Id of the person.")
    static let enrollment = Key("enrollment", .reference(to: .enrollment), "Id of the enrollment that is meant.")
    static let step = Key("step", .stepID, "Id of the step that is meant.")
    static let channel = Key("channel", ValueType<Channel>.enumeration, "The channel that is meant.")
    static let until = Key("until", .localTime, "With out-of-office and pause: when it ends.")
    static let rate = Key("rate", .share, "How many of all that fit, drawn by a hash: 10%.")
    static let edit = Key(
        "edit", .text, "Path of a file of the book that is changed by `set`, or written anew by `text`.",
        examples: ["people/ada.yaml"])
    static let set = Key(
        "set", ValueType<[Located<Assignment>]>.assignments,
        "Keys of the file and what they hold from then on; with + or - behind the key, items that come or go.",
        examples: [["title": "CTO", "tags+": "senior"]])
    static let text = Key("text", .text, "All that the file holds from then on.")
    static let remove = Key("remove", .text, "Path of a file of the book that is removed.")
    static let table = RecordTable(
        name: "event", doc: "One thing that happens: an answer, an act, or an edit of the book.",
        keys: [at, after, deed, rate, person, enrollment, step, channel, until, edit, set, text, remove],
        requiresOneOf: ["do", "edit", "remove"])
}

extension SimulationScript {
    /// Takes in one item of the list.
    mutating func add(_ fields: Fields, _ reading: inout Reading) {
        let place = fields.location(reading)
        func complain(_ code: DiagnosticCode, _ message: String, hint: String? = nil) {
            reading.report.add(Diagnostic(code, message, at: place, hint: hint))
        }
        let at = fields.value(ScriptKeys.at, &reading)
        let after = fields.value(ScriptKeys.after, &reading)
        guard at == nil || after == nil else { return complain(.twoTimes, "'at' and 'after' exclude each other") }
        let time = at.map(Time.at) ?? .after(after ?? .none)
        let kinds = [fields.has(ScriptKeys.deed), fields.has(ScriptKeys.edit), fields.has(ScriptKeys.remove)]
        guard kinds.count(where: \.self) < 2 else {
            return complain(.wrongType, "an item says one thing that happens", hint: "write an item for each")
        }
        if !kinds[0] {
            if let edit = edit(fields, &reading) { timed.append(Timed(time: time, what: .edit(edit))) }
            return
        }
        guard !fields.has(ScriptKeys.set), !fields.has(ScriptKeys.text) else {
            return complain(.unknownKey, "'set' and 'text' go with 'edit'")
        }
        guard let deed = fields.value(ScriptKeys.deed, &reading) else { return }
        let act = Act(
            deed: deed, person: fields.value(ScriptKeys.person, &reading)?.id,
            enrollment: fields.value(ScriptKeys.enrollment, &reading)?.id,
            step: fields.value(ScriptKeys.step, &reading),
            channel: fields.value(ScriptKeys.channel, &reading), until: fields.value(ScriptKeys.until, &reading),
            location: place)
        guard act.until == nil || deed == .outOfOffice || deed == .pause else {
            return complain(.unknownKey, "'until' goes with out-of-office and pause")
        }
        let isRule = act.person == nil && (deed.answer != nil || deed.taskEnd != nil)
        guard isRule else {
            guard !fields.has(ScriptKeys.rate) else {
                return complain(.unknownKey, "'rate' goes with what has no person", hint: "leave one of the two out")
            }
            if act.person == nil, deed == .suppress || deed == .resubscribe {
                return complain(.missingKey, "'person' is missing")
            }
            if deed == .reopen, act.enrollment == nil { return complain(.missingKey, "'enrollment' is missing") }
            timed.append(Timed(time: time, what: .act(act)))
            return
        }
        guard case .after(let delay) = time else {
            return complain(
                .missingKey, "'person' is missing",
                hint: "or write `after`, so long after each message or task that fits")
        }
        rules.append(Rule(act: act, after: delay, share: fields.value(ScriptKeys.rate, &reading) ?? 1_000_000))
    }

    private func edit(_ fields: Fields, _ reading: inout Reading) -> Edit? {
        let place = fields.location(reading)
        let isRemoval = fields.has(ScriptKeys.remove)
        guard let path = fields.value(isRemoval ? ScriptKeys.remove : ScriptKeys.edit, &reading) else { return nil }
        let (hasSet, hasText) = (fields.has(ScriptKeys.set), fields.has(ScriptKeys.text))
        let isPersons =
            fields.has(ScriptKeys.person) || fields.has(ScriptKeys.enrollment) || fields.has(ScriptKeys.step)
            || fields.has(ScriptKeys.channel)
        var problem: (DiagnosticCode, String, hint: String?)?
        if path != Configuration.path, RecordKind.record(at: path) == nil {
            problem = (
                .missingFile, "'\(path.printable)' is no file of a book",
                "write its path below the book's folder: people/ada.yaml"
            )
        } else if isPersons || fields.has(ScriptKeys.rate) || fields.has(ScriptKeys.until) {
            problem = (
                .unknownKey, "person, enrollment, step, channel, rate and until go with 'do'", "write an item for each"
            )
        } else if isRemoval, hasSet || hasText {
            problem = (.unknownKey, "'set' and 'text' go with 'edit'", nil)
        } else if hasSet, hasText {
            problem = (
                .wrongType, "'set' and 'text' exclude each other", "text is all of the file, set some keys of it"
            )
        } else if !isRemoval, !hasSet, !hasText {
            problem = (
                .missingKey, "'set' or 'text' is missing", "write `set: {title: CTO}`, or the whole file as `text`"
            )
        }
        if let (code, message, hint) = problem {
            reading.report.add(Diagnostic(code, message, at: place, hint: hint))
            return nil
        }
        if isRemoval { return Edit(path: path, change: .remove, location: place) }
        let change =
            hasSet
            ? fields.value(ScriptKeys.set, &reading).map(Edit.Change.set)
            : fields.value(ScriptKeys.text, &reading).map(Edit.Change.text)
        return change.map { Edit(path: path, change: $0, location: place) }
    }
}

extension ValueType where Value == Int {
    /// A share in percent with at most four decimals, as millionths: `2.5%` is 25,000.
    static let share = ValueType.scalar(
        "a share",
        schema: Schema.text(
            matching: "^(100|[0-9]{1,2}(\\.[0-9]{1,4})?)%$", examples: ["10%"], else: "not a share: write it like 10%")
    ) { text, node, reading in
        let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        let isNumber = parts.allSatisfy { part in
            (1...4).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        let decimals = parts.count > 1 ? parts[1] : "0"
        guard text.hasSuffix("%"), isNumber, parts.count <= 2, let whole = Int(parts[0]),
            let rest = Int(decimals + String(repeating: "0", count: 4 - decimals.count)),
            whole * 10_000 + rest <= 1_000_000
        else {
            reading.add(.badNumber, "not a share", at: node, hint: "write it from 0% to 100%, such as 10%")
            return nil
        }
        return whole * 10_000 + rest
    }
}

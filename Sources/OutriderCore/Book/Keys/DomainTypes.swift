internal import YAML

// The values that have a grammar of their own: each is read by its own type, and explained here.

extension ValueType where Value == EmailAddress {
    static let email = ValueType.scalar(
        "an email address", schema: Schema.text(matching: pattern, else: "not an email address: write name@domain")
    ) {
        text, node, reading in
        do throws(AddressError) {
            return try EmailAddress(parsing: text)
        } catch {
            reading.add(.badEmail, error.message, at: node, hint: error.hint)
            return nil
        }
    }

    /// The rule that `EmailAddress` narrows: HTML standard, "valid email address", with a dot in the domain.
    private static let pattern =
        "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
        + "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$"
}

extension ValueType where Value == Mailbox {
    static let mailbox = ValueType.scalar(
        "a mailbox",
        schema: Schema.text(
            matching: "@[^\\s@]+\\.[^\\s@]+\\s*$", examples: ["Jo <jo@acme.example>"],
            else: "not a mailbox: write Jo <jo@acme.example>")
    ) { text, node, reading in
        do throws(AddressError) {
            return try Mailbox(parsing: text)
        } catch {
            reading.add(.badEmail, error.message, at: node, hint: error.hint)
            return nil
        }
    }
}

extension ValueType where Value == PhoneNumber {
    static let phone = ValueType.scalar(
        "a phone number",
        schema: [
            "type": ["string", "integer"], "pattern": "^\\+[1-9][0-9]{6,14}$",
            "patternErrorMessage": "not a phone number: write + and digits only, country code first",
            "minimum": 1_000_000,
            "maximum": 999_999_999_999_999, "examples": ["+27821234567"],
        ]
    ) { text, node, reading in
        do throws(AddressError) {
            return try PhoneNumber(parsing: text)
        } catch {
            reading.add(.badPhone, error.message, at: node, hint: error.hint)
            return nil
        }
    }
}

extension ValueType where Value == Zone {
    static let zone = ValueType.scalar(
        "a time zone",
        schema: Schema.text(
            matching: "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$",
            examples: ["Africa/Johannesburg", "Europe/London", "America/New_York", "Asia/Kolkata", "UTC"],
            else: "use an IANA name such as Africa/Johannesburg")
    ) { text, node, reading in
        if let zone = Zone(text) { return zone }
        reading.add(
            .badZone, "'\(text.printable)' is no time zone", at: node,
            hint: Zone.suggestions(for: text).first.map { "did you mean '\($0)'?" }
                ?? "use an IANA name such as Africa/Johannesburg")
        return nil
    }
}

extension ValueType where Value == CivilDate {
    static let date = ValueType.scalar(
        "a date",
        schema: [
            "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "patternErrorMessage": "not a date: write year-month-day, such as 2026-11-23", "format": "date",
        ]
    ) { text, node, reading in
        if let date = CivilDate(text) { return date }
        reading.add(.badDate, "not a date", at: node, hint: "write year-month-day, such as 2026-11-23")
        return nil
    }
}

extension ValueType where Value == Delay {
    static let delay = ValueType.scalar(
        "a delay",
        schema: [
            "type": ["string", "integer"], "pattern": "^[0-9]+(m|h|d|w|mo|bd)?$",
            "patternErrorMessage": "not a delay: write 30m, 4h, 1d, 2bd, 1w or 1mo", "minimum": 0,
            "maximum": .integer(Delay.Unit.days.limit), "examples": ["30m", "4h", "1d", "2bd", "1w", "1mo"],
        ]
    ) { text, node, reading in
        do throws(DelaySyntaxError) {
            return try Delay(parsing: text)
        } catch {
            reading.add(.badDelay, error.message, at: node, hint: error.hint)
            return nil
        }
    }
}

extension ValueType where Value == Window {
    static let window = ValueType(
        Schema.list(
            of: Schema.definition(
                "window",
                Schema.text(
                    matching: pattern, examples: ["mon-fri 09:00-17:00", "daily 08:00-20:00"],
                    else: "not a window: write days and times, such as mon-fri 09:00-17:00")))
    ) { node, reading in
        guard let spans = ValueType<[String]>.list(of: .text).read(node, &reading) else { return nil }
        do throws(WindowSyntaxError) {
            return try Window(spans: spans)
        } catch {
            let items = node.items ?? []
            let wrong = items.indices.contains(error.span) ? items[error.span] : node
            reading.add(.badWindow, error.message, at: wrong, hint: error.hint)
            return nil
        }
    }

    /// Days, then times; which words are days is for the reader.
    private static let pattern =
        "^ *[A-Za-z][A-Za-z, -]*([01][0-9]|2[0-3]):[0-5][0-9] *- *(([01][0-9]|2[0-3]):[0-5][0-9]|24:00) *$"
}

extension ValueType where Value == TemplateValue {
    /// Text, or a list of texts.
    static let templateValue = ValueType(
        Schema.list(of: Schema.text)
    ) { node, reading in
        if let text = node.text {
            reading.reportCut(node, isMessage: false)
            return .text(text)
        }
        return ValueType<[String]>.list(of: .text).read(node, &reading).map { .list($0.map(TemplateValue.text)) }
    }
}

/// Words with variables and where each of their characters stands.
struct Words: Hashable, Sendable {
    let text: MessageText
    let location: SourceLocation
    /// Where each variable of `text.references` stands, in their order.
    let places: [SourceLocation]
    /// The templates that it takes in, by `{{> id}}`.
    let partials: [Reference]
}

extension ValueType where Value == Words {
    static func words(_ kind: MessageText.Kind) -> ValueType {
        .scalar(
            "text", schema: Schema.text(matching: "\\S", or: ["number", "boolean", "null"], else: "the text is empty")
        ) {
            source, node, reading in
            func place(_ offset: Int, _ length: Int, _ reading: Reading) -> SourceLocation {
                let mark = YAML.mark(inScalar: node, at: offset, of: reading.bytes)
                let exact = mark != node.start || offset == 0
                return SourceLocation(
                    path: reading.path, line: mark.line, column: mark.column, length: exact ? length : 1)
            }
            reading.reportCut(node, isMessage: true)
            guard source.contains(where: { !$0.isWhitespace }) else {
                reading.add(.emptyText, "the text is empty", at: node, hint: "write it, or remove the key")
                return nil
            }
            do throws(TemplateSyntaxErrors) {
                let text = try MessageText(scanning: source, kind: kind)
                let places = text.references.map { place($0.offset, $0.name.unicodeScalars.count, reading) }
                let partials = text.partials.map {
                    Reference(
                        kind: .template, id: $0.name, location: place($0.offset, $0.name.unicodeScalars.count, reading))
                }
                return Words(text: text, location: reading.location(of: node), places: places, partials: partials)
            } catch {
                for problem in error.problems {
                    let place = place(problem.offset, problem.length, reading)
                    reading.report.add(Diagnostic(.templateSyntax, problem.message, at: place, hint: problem.hint))
                }
                return nil
            }
        }
    }
}

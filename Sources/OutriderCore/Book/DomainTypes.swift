internal import YAML

// The values that have a grammar of their own: each is read by its own type, and explained here.

extension ValueType where Value == EmailAddress {
    static let email = ValueType.scalar("an email address", schema: ["type": "string", "format": "email"]) {
        text, node, reading in
        do throws(AddressError) {
            return try EmailAddress(parsing: text)
        } catch {
            reading.add(.badEmail, error.message, at: node, hint: error.hint)
            return nil
        }
    }
}

extension ValueType where Value == Mailbox {
    static let mailbox = ValueType.scalar("a mailbox", schema: ["type": "string"]) { text, node, reading in
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
        "a phone number", schema: ["type": ["string", "number"], "pattern": "^\\+[1-9][0-9]{6,14}$"]
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
    static let zone = ValueType.scalar("a time zone", schema: ["type": "string"]) { text, node, reading in
        if let zone = Zone(text) { return zone }
        reading.add(
            .badZone, "'\(text.printable)' is no time zone", at: node,
            hint: Zone.suggestions(for: text).first.map { "did you mean '\($0)'?" }
                ?? "use an IANA name such as Africa/Johannesburg")
        return nil
    }
}

extension ValueType where Value == CivilDate {
    static let date = ValueType.scalar("a date", schema: ["type": "string", "format": "date"]) { text, node, reading in
        if let date = CivilDate(text) { return date }
        reading.add(.badDate, "not a date", at: node, hint: "write year-month-day, such as 2026-11-23")
        return nil
    }
}

extension ValueType where Value == Delay {
    static let delay = ValueType.scalar(
        "a delay", schema: ["type": ["string", "integer"], "pattern": "^[0-9]+(m|h|d|w|mo|bd)?$"]
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
        ["anyOf": [["type": "string"], ["type": "array", "items": ["type": "string"]]]] as JSONValue
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
}

extension ValueType where Value == TemplateValue {
    /// Text, or a list of texts.
    static let templateValue = ValueType(
        ["anyOf": [["type": ["string", "number", "boolean"]], ["type": "array", "items": ["type": "string"]]]]
            as JSONValue
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
        .scalar("text", schema: ["type": "string"]) { source, node, reading in
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

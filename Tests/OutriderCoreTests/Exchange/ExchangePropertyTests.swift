import Testing

@testable import OutriderCore
@testable import YAML

/// Files from outside made from a seed: few people, many rows, so that rows meet.
private struct RandomFile {
    private var random: SplitMix64
    static let columns = [
        "firstName", "lastName", "email", "emails.work", "phone", "whatsapp", "linkedin", "title", "tags", "company",
        "fields.level", "notes", "doNotContact", "consent.expires",
    ]

    init(seed: Int) { random = SplitMix64(seed: UInt64(seed)) }

    private mutating func pick(_ words: [String]) -> String { words.randomElement(using: &random) ?? "" }

    private mutating func cell(_ column: String) -> String {
        guard Int.random(in: 0..<5, using: &random) < 3 else { return "" }
        let digit = String(Int.random(in: 1...4, using: &random))
        return switch column {
        case "firstName": pick(["Ada", "Bob", "Zoë", "李", "=Ann"])
        case "lastName": pick(["", "Lovelace", "O'Brien", "\u{202E}x"])
        case "email": pick(["p\(digit)@x.example", "P\(digit)@X.example", "nobody"])
        case "emails.work": "p\(digit)@work.example"
        case "phone", "whatsapp": pick(["+2782000000\(digit)", "082 000 000\(digit)", "12"])
        case "linkedin": pick(["https://linkedin.com/in/p\(digit)", "linkedin.com/in/P\(digit)/"])
        case "title", "notes": pick(["Engineer", "a; b", "- x", "{{x}}", "'q'", "one\ntwo", "007", "null"])
        case "tags": pick(["a", "b; a", "c\\; d"])
        case "company": pick(["Acme", "acme", "Other"])
        case "fields.level": pick(["1", "[\"a\",\"b\"]", "[x", "\\[y"])
        case "doNotContact": pick(["true", "sms", "no", "email; sms"])
        default: pick(["2027-01-01", "2026-12-01"])
        }
    }

    mutating func text() -> String {
        var writer = CSVWriter(isGuarded: Bool.random(using: &random))
        writer.append(Self.columns)
        for _ in 0..<Int.random(in: 1...8, using: &random) { writer.append(Self.columns.map { cell($0) }) }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

@Suite struct ExchangePropertyTests {
    /// A book into which a few files were imported.
    private func book(_ seed: Int) throws -> ImportBook {
        var book = ImportBook()
        for part in 0..<2 {
            var file = RandomFile(seed: 1_000 * seed + part)
            try book.take(file.text(), country: "ZA", createsCompanies: !seed.isMultiple(of: 3))
        }
        return book
    }

    /// Importing twice is importing once, whoever is there and whatever the rows say.
    @Test(arguments: 0..<150) func twiceIsOnce(seed: Int) throws {
        var book = try book(seed)
        let treatments = ImportOptions.Treatment.allCases
        let onMatch = treatments[seed % treatments.count]
        var file = RandomFile(seed: 7_777 + seed)
        let text = file.text()
        try book.take(text, onMatch: onMatch, country: "ZA", createsCompanies: true)
        #expect(try book.errors.isEmpty)
        let files = book.source.files
        let second = try book.take(text, onMatch: onMatch, country: "ZA", createsCompanies: true)
        #expect(
            second.changes.map(\.path) == [],
            "\(text)\n\(second.changes.map { "\($0.path) \($0.keys) \($0.rows)" })\n\(files)")
    }

    /// No import takes an opt-out, an address or an earlier end of consent away.
    @Test(arguments: 0..<100) func consentOnlyTightens(seed: Int) throws {
        var book = try book(seed)
        let before = Book(book.source)
        let people = try before.ids(of: .person).compactMap(before.person)
        var file = RandomFile(seed: 4_444 + seed)
        try book.take(file.text(), onMatch: .update, country: "ZA")
        let after = Book(book.source)
        for old in people {
            let new = try #require(after.person(old.id))
            let (was, now) = (try exclusions(book, old, before), try exclusions(book, new, after))
            #expect(was.union(now) == now)
            #expect(
                Set(old.emails.map(\.address.value.normalised)).isSubset(of: new.emails.map(\.address.value.normalised))
            )
            if let end = old.consent?.expires {
                let newEnd = try #require(new.consent?.expires)
                #expect(newEnd <= end)
            }
        }
    }

    private func exclusions(_ book: ImportBook, _ person: Person, _ source: Book) throws -> Exclusions {
        let path = RecordKind.person.path(of: person.id)
        var reading = Reading(path: path, bytes: try source.source.read(path, limit: 1 << 20) ?? [])
        return reading.root()?["doNotContact"].flatMap { Exclusions(EditValue($0)) } ?? .none
    }

    /// What is exported is imported into an empty book as it was, and changes nothing in its own.
    @Test(arguments: 0..<60) func whatIsExportedIsRead(seed: Int) throws {
        var book = try book(seed)
        for (format, input) in [
            (ExportTable.Format.csv, ImportTable.Format.csv), (.json, .json), (.vcard, .vcard),
        ] {
            let text = try book.export(format)
            guard try !Book(book.source).ids(of: .person).isEmpty else { continue }
            for onMatch in [ImportOptions.Treatment.fill, .update] {
                let plan = try book.take(text, format: input, onMatch: onMatch)
                #expect(
                    plan.changes.isEmpty && plan.refused.isEmpty, "\(format): \(plan.refused)\n\(plan.changes)\n\(text)"
                )
            }
            var empty = ImportBook(book.source.files.filter { $0.key.hasPrefix("companies/") })
            let plan = try empty.take(text, format: input)
            #expect(plan.refused.isEmpty, "\(plan.refused)")
            #expect(try empty.export(.csv) == book.export(.csv), "\(format)")
        }
    }

    @Test func everyKeyOfAPersonComesBack() throws {
        let ada = """
            firstName: Ada
            lastName: Lovelace
            name: Countess
            title: Engineer
            company: acme
            owner: jo
            emails:
              - {address: ada@h.example, label: personal}
              - address: ada@third.example
              - {address: ada@w.example, label: My work}
            phone: "+27821234567"
            whatsapp: "+27821234568"
            linkedin: https://www.linkedin.com/in/ada
            timezone: Africa/Johannesburg
            country: ZA
            calendar: za
            language: en
            source: referral
            tags: [ios, "a; b", 'c\\d']
            fields: {level: "007", list: [a, b], text: "[not a list", date: 2026-11-20}
            notes: |-
              one
              two, three
            doNotContact: [sms]
            consent: {basis: legitimate-interest, source: linkedin, at: 2026-11-20, expires: 2027-11-20}
            relationships:
              - {company: acme, type: CANDIDATE, stage: SCREENING, notes: Met.}
            formerly: [old/ada]
            """
        let rest = [
            "companies/acme.yaml": "name: Acme\ndomains: [acme.example]\ndoNotContact: true\noffLimits: true\n",
            "senders/jo.yaml": "firstName: Jo\n", "calendars/za.yaml": "weekend: [sat, sun]\n",
            "projects/backend.yaml": "title: Backend\nstatus: OPEN\ncompany: acme\ntags: [x]\n",
        ]
        let book = ImportBook(rest.merging(["people/za/ada.yaml": ada]) { own, _ in own })
        let errors = try book.errors
        #expect(errors.isEmpty, "\(errors)")
        for (format, input) in [
            (ExportTable.Format.csv, ImportTable.Format.csv), (.json, .json), (.vcard, .vcard),
        ] {
            var other = ImportBook(rest)
            let plan = try other.take(try book.export(format), format: input)
            #expect(plan.refused.isEmpty, "\(format): \(plan.refused)")
            var left = Reading(path: "people/za/ada.yaml", bytes: Array(ada.utf8))
            var right = Reading(
                path: "people/za/ada.yaml", bytes: Array((other.source.files["people/za/ada.yaml"] ?? "").utf8))
            let same = left.root().flatMap { root in right.root().map { root.holdsSame(as: $0) } }
            #expect(same == true, "\(format): \(other.source.files["people/za/ada.yaml"] ?? "")")
        }
        for kind in [RecordKind.company, .project] {
            for (format, input) in [(ExportTable.Format.csv, ImportTable.Format.csv), (.json, .json)] {
                var other = ImportBook(rest.filter { !$0.key.hasPrefix(kind.folder) })
                try other.take(try book.export(format, kind), format: input, kind: kind)
                #expect(try other.export(.json, kind) == book.export(.json, kind))
                #expect(try other.take(try book.export(format, kind), format: input, kind: kind).changes.isEmpty)
            }
        }
    }

    /// The book takes any web address for a profile: it comes back to the same key.
    @Test(arguments: ["https://linkedin.example/in/ada", "https://lnkd.in/x1"]) func anyProfileComesBack(
        _ url: String
    ) throws {
        let book = ImportBook(["people/ada.yaml": "firstName: Ada\nlinkedin: \(url)\n"])
        for (format, input) in [
            (ExportTable.Format.csv, ImportTable.Format.csv), (.json, .json), (.vcard, .vcard),
        ] {
            var other = ImportBook()
            try other.take(try book.export(format), format: input)
            #expect(other.source.files["people/ada.yaml"] == book.source.files["people/ada.yaml"], "\(format)")
        }
    }

    /// A spreadsheet saves with semicolons, as UTF-16 with tabs, or with line feeds: the same people come back.
    @Test func spreadsheetsSaveInOtherWays() throws {
        let book = ImportBook([
            "people/ada.yaml": "firstName: Ada\nphone: \"+27821234567\"\nfields: {code: \"007\", day: 2026-11-20}\n"
        ])
        let csv = try book.export(.csv)
        var copy = book
        for text in [csv.replacing(",", with: ";"), csv.replacing(",", with: "\t"), csv.replacing("\r\n", with: "\n")] {
            #expect(try copy.take(text, onMatch: .update).changes.isEmpty)
        }
        let wide = TextDecodingTests.utf16(csv.replacing(",", with: "\t"), true)
        let table = try ImportTable(wide, format: .csv)
        let plan = try ImportPlan(
            table, try ColumnMapping(table.columns), try ImportOptions(onMatch: .update), book: Book(book.source))
        #expect(plan.changes.isEmpty && plan.refused.isEmpty)
    }
}

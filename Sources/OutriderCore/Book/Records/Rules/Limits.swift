internal import YAML

/// Messages a day, by the days of the book's zone; `nil` for no limit.
public struct Caps: Hashable, Sendable {
    /// To one company.
    public var company: Located<Int>?
    /// To one domain of email addresses.
    public var domain: Located<Int>?
    /// From the whole book.
    public var book: Located<Int>?

    public static let none = Caps()
}

/// A guard that an enrollment lifts, in the reviewed file.
public struct Allow: Hashable, Sendable {
    public var newPeople: Located<Int>?
    public var sends: Located<Int>?

    public static let none = Allow()
}

/// What a message costs, for forecasts.
public struct Prices: Hashable, Sendable {
    /// ISO 4217: three capital letters.
    public var currency: String
    /// Millionths of the currency a segment or message.
    public var sms: Int?
    public var whatsapp: Int?
}

enum CapsKeys {
    private static let count = ValueType<Int>.integer(0...1_000_000).located
    static let company = Key("company", count, "Messages a day to the people of one company.")
    static let domain = Key("domain", count, "Messages a day to the email addresses of one domain.")
    static let book = Key("book", count, "Messages a day in all.")
    static let table = RecordTable(
        name: "caps", doc: "Messages a day, beside those of each sender.", keys: [company, domain, book])

    static let record = ValueType<Caps>.record(table) { fields, reading in
        Caps(
            company: fields.value(company, &reading), domain: fields.value(domain, &reading),
            book: fields.value(book, &reading))
    }
}

enum AllowKeys {
    static let newPeople = Key(
        "newPeople", ValueType<Int>.integer(0...1_000_000).located,
        "People who may begin in one run, in place of guard.")
    static let sends = Key(
        "sends", ValueType<Int>.integer(0...1_000_000).located,
        "Messages that one run may send while this enrollment is in it, in place of guard.")
    static let table = RecordTable(
        name: "allow", doc: "Lifts a guard for this enrollment.", keys: [newPeople, sends],
        requiresOneOf: ["newPeople", "sends"])

    static let record = ValueType<Allow>.record(table) { fields, reading in
        Allow(newPeople: fields.value(newPeople, &reading), sends: fields.value(sends, &reading))
    }
}

enum PricesKeys {
    static let currency = Key("currency", .currency, required: true, "ISO 4217 code: USD, ZAR.")
    static let sms = Key("sms", .price, "Of one SMS segment: 0.05.")
    static let whatsapp = Key("whatsapp", .price, "Of one WhatsApp message: 0.03.")
    static let table = RecordTable(
        name: "prices", doc: "What a message costs, for forecasts.", keys: [currency, sms, whatsapp])

    static let record = ValueType<Prices>.record(table) { fields, reading in
        let sms = fields.value(sms, &reading)
        let whatsapp = fields.value(whatsapp, &reading)
        return fields.value(currency, &reading).map { Prices(currency: $0, sms: sms, whatsapp: whatsapp) }
    }
}

extension ValueType where Value == String {
    /// A currency by its three letters (ISO 4217).
    static let currency = ValueType.scalar(
        "a currency",
        schema: Schema.text(matching: "^[A-Z]{3}$", else: "not a currency: three capital letters of ISO 4217")
    ) { text, node, reading in
        guard text.utf8.count == 3, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            reading.add(
                .badCurrency, "not a currency", at: node, hint: "three capital letters of ISO 4217, such as USD or ZAR")
            return nil
        }
        return text
    }
}

extension ValueType where Value == Int {
    /// An amount below a million with at most six decimals, as millionths: `0.05` is 50,000.
    static let price = ValueType.scalar(
        "an amount",
        schema: Schema.text(
            matching: "^[0-9]{1,6}(\\.[0-9]{1,6})?$", or: ["number"], examples: ["0.05"],
            else: "not an amount: write it like 0.05")
    ) { text, node, reading in
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isNumber = parts.allSatisfy { part in
            (1...6).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        let decimals = parts.count > 1 ? parts[1] : "0"
        guard isNumber, parts.count <= 2, let whole = Int(parts[0]),
            let rest = Int(decimals + String(repeating: "0", count: 6 - decimals.count))
        else {
            reading.add(.badNumber, "not an amount", at: node, hint: "write it with a point, such as 0.05")
            return nil
        }
        return whole * 1_000_000 + rest
    }
}

@testable import OutriderCore

/// The values with a grammar of their own: whatever is read says what it is in words that read the same.
enum FuzzedValue {
    static func broken(by text: String, kind: Int) -> String? {
        switch kind % 9 {
        case 0: return broken(try? EmailAddress(parsing: text), \.text, text) { try? EmailAddress(parsing: $0) }
        case 1: return broken(try? PhoneNumber(parsing: text), \.text, text) { try? PhoneNumber(parsing: $0) }
        case 2:
            _ = try? Mailbox(parsing: text)
            return nil
        case 3:
            _ = Zone.suggestions(for: text)
            return broken(Zone(text), \.name, text) { Zone($0) }
        case 4:
            _ = try? Delay(parsing: text)
            return nil
        case 5:
            _ = try? Window(spans: text.split(separator: ",").map(String.init))
            return nil
        case 6: return broken(CivilDate(text), \.description, text) { CivilDate($0) }
        case 7:
            guard let instant = Instant(rfc3339: text) else { return nil }
            let zone = Zone("America/New_York") ?? .utc
            let (date, second) = zone.local(instant)
            guard 0..<86_400 ~= second else { return "a second outside its day" }
            _ = zone.instant(date, minute: second / 60)
            return nil
        default:
            _ = RecordKind.record(at: text)
            _ = Spelling.nearest(to: text, in: ["firstName", "lastName", "email", text])
            return text.printable.unicodeScalars.count <= 61 ? nil : "too long to print"
        }
    }

    private static func broken<Value: Equatable>(
        _ value: Value?, _ written: (Value) -> String, _ text: String, _ read: (String) -> Value?
    ) -> String? {
        guard let value else { return nil }
        return written(value) == text && read(written(value)) == value ? nil : "the value reads otherwise"
    }
}

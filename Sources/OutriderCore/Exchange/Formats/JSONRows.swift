extension ImportTable {
    /// An array of objects, one object, or an object a line (NDJSON), with the keys of the book.
    init(json text: DecodedText) throws(ExchangeError) {
        let start = text.bytes.first { !$0.isJSONSpace }
        var records: [(number: Int, values: [(name: String, text: String)])] = []
        var broken: [RefusedRow] = []
        func add(_ value: JSONValue, _ number: Int) {
            if let members = value.members {
                records.append((number, RecordCells.cells(EditValue(members))))
            } else {
                broken.append(RefusedRow(number: number, reason: "not a JSON object", cells: RowCells([value.compact])))
            }
        }
        if start == UInt8(ascii: "[") {
            do throws(JSONError) {
                for (index, value) in (try JSONValue(parsing: text.bytes).elements ?? []).enumerated() {
                    add(value, index + 1)
                }
            } catch {
                let line = text.bytes.prefix(error.offset).count { $0 == 0x0A } + 1
                throw ExchangeError(
                    "line \(line) is no JSON: \(error.message)", hint: "an array of objects is expected")
            }
        } else if let value = try? JSONValue(parsing: text.bytes) {
            add(value, 1)
        } else {
            var number = 0
            for line in text.bytes.split(separator: 0x0A) where !line.allSatisfy(\.isJSONSpace) {
                number += 1
                do throws(JSONError) {
                    add(try JSONValue(parsing: line), number)
                } catch {
                    broken.append(
                        RefusedRow(
                            number: number, reason: "no JSON: \(error.message)",
                            cells: RowCells([String(decoding: line.prefix(2_000), as: UTF8.self)])))
                }
            }
        }
        try self.init(format: .json, records: records)
        refused = broken
        notes = text.notes
    }
}

extension UInt8 {
    fileprivate var isJSONSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}

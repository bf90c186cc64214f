internal import OutriderCore

extension CheckedBook {
    /// A log in SARIF 2.1.0 (OASIS), for code scanning.
    var sarif: JSONValue {
        let codes = Set(report.problems.map(\.code)).sorted { $0.rawValue < $1.rawValue }
        let indices = Dictionary(uniqueKeysWithValues: zip(codes, codes.indices))
        let results = zip(report.problems, report.fingerprints).map { diagnostic, fingerprint -> JSONValue in
            let location = diagnostic.location
            var place: JSONObject = ["artifactLocation": ["uri": .string(Self.uri(repositoryPath(location.path)))]]
            if location.line > 0 {
                place["region"] = [
                    "startLine": .integer(location.line), "startColumn": .integer(location.column),
                    "endColumn": .integer(location.column + location.length),
                ]
            }
            return [
                "ruleId": .string(diagnostic.code.rawValue), "ruleIndex": .integer(indices[diagnostic.code] ?? 0),
                "level": .string(diagnostic.severity.rawValue),
                "message": ["text": .string(Self.message(diagnostic.sentence))],
                "locations": [["physicalLocation": .object(place)]],
                "partialFingerprints": ["outrider/v1": .string(fingerprint)],
            ]
        }
        let rules = codes.map { code -> JSONValue in
            let explanation = code.explanation
            return [
                "id": .string(code.rawValue), "shortDescription": ["text": .string(Self.message(explanation.cause))],
                "help": ["text": .string(Self.message(explanation.cure + "\n\n" + explanation.example))],
                "defaultConfiguration": ["level": .string(code.severity.rawValue)],
            ]
        }
        return [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
            "runs": [
                [
                    "tool": [
                        "driver": [
                            "name": "outrider", "version": .string(Version.text), "rules": .array(rules),
                        ]
                    ],
                    "columnKind": "unicodeCodePoints", "results": .array(results),
                ]
            ],
        ]
    }

    /// A plain text message: braces would be placeholders, brackets links (SARIF 2.1.0, 3.11.5 and 3.11.6).
    private static func message(_ text: String) -> String {
        text.replacing("{", with: "{{").replacing("}", with: "}}")
            .replacing("[", with: "\\[").replacing("]", with: "\\]")
    }

    /// A relative reference (RFC 3986, 4.2).
    private static func uri(_ path: String) -> String {
        var uri = ""
        for byte in path.utf8 {
            let isPlain = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39
            if isPlain || "/-._~".utf8.contains(byte) {
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                uri += "%" + (hex.utf8.count < 2 ? "0" : "") + hex
            }
        }
        return uri
    }
}

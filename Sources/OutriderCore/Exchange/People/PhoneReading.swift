extension PhoneNumber {
    /// Reads a number as people and spreadsheets write it: `+27 (0)82 123-4567`, `0027821234567`, `tel:+27821234567`, and,
    /// where a country is given whose rule is certain, `082 123 4567`.
    ///
    /// - Parameter country: ISO 3166-1 alpha-2 code of a country in ``DiallingPlan``.
    /// - Throws: `AddressError` where the number cannot be known in full.
    init(reading text: String, country: DiallingPlan?) throws(AddressError) {
        var rest = Substring(text.cleanedLine)
        if rest.lowercased().hasPrefix("tel:") { rest = rest.dropFirst(4) }
        if rest.hasPrefix("(+") { rest = rest.dropFirst() }
        let isInternational = rest.first == "+"
        guard !rest.contains(" / ") else {
            throw AddressError(message: "there are two numbers", hint: "write one number only")
        }
        if isInternational { rest = rest.dropFirst() }
        if isInternational, let trunk = rest.firstRange(of: "(0)") { rest.removeSubrange(trunk) }
        var digits = ""
        for scalar in rest.unicodeScalars {
            switch scalar {
            case "0"..."9": digits.unicodeScalars.append(scalar)
            case " ", "\u{A0}", "\u{2009}", "\u{202F}", "-", "\u{2010}", "\u{2011}", "\u{2013}", ".", "(", ")", "/":
                continue
            case _ where (scalar == "E" || scalar == "e") && !rest.lowercased().contains("x"):
                throw AddressError(
                    message: "a spreadsheet has shortened the number",
                    hint: "format the column as text and enter it again")
            case "E", "e", "x", "X", ";", ",", "#":
                throw AddressError(
                    message: "there is an extension or a second number behind the number", hint: "write one number only"
                )
            default:
                throw AddressError(
                    message: "the number holds something else than digits", hint: "write it as + and digits only")
            }
        }
        if isInternational {
            try self.init(parsing: "+" + digits)
        } else if digits.hasPrefix("00") {
            try self.init(parsing: "+" + digits.dropFirst(2))
        } else {
            try self.init(national: digits, country)
        }
    }

    private init(national digits: String, _ plan: DiallingPlan?) throws(AddressError) {
        guard let plan else {
            throw AddressError(
                message: "the number has no country code", hint: "write +, or name the country: --country ZA")
        }
        guard let number = plan.international(digits) else {
            throw AddressError(
                message: "the number does not fit the country's rule", hint: "write it as + and digits only")
        }
        try self.init(parsing: number)
    }
}

extension DiallingPlan {
    /// The number in E.164; `nil` where more than one reading, or none, is possible.
    func international(_ digits: String) -> String? {
        if !trunkPrefix.isEmpty, digits.hasPrefix(trunkPrefix) {
            let number = digits.dropFirst(trunkPrefix.count)
            return lengths.contains(number.count) && !number.hasPrefix("0") ? "+\(countryCode)\(number)" : nil
        }
        let isNational = trunkPrefix.isEmpty ? lengths.contains(digits.count) : digits.count == mobileLength
        // Without its plus: what a spreadsheet leaves of a number.
        let isWhole =
            digits.hasPrefix(countryCode) && lengths.contains(digits.count - countryCode.count)
        switch (isNational, isWhole) {
        case (true, false): return "+\(countryCode)\(digits)"
        case (false, true): return "+\(digits)"
        default: return nil
        }
    }
}

/// How the numbers of a country are dialled inside it: enough to write them in E.164.
///
/// From the metadata of libphonenumber 9.0.43 (Apache-2.0, github.com/google/libphonenumber): country code, national prefix
/// and the lengths of fixed and mobile numbers of at least seven digits. Countries whose rule is not this simple
/// (Argentina's `15`, for one) are left out.
struct DiallingPlan: Hashable, Sendable {
    /// ITU country code.
    var countryCode: String
    /// What is dialled before the number inside the country only; empty for none.
    var trunkPrefix: String
    /// Digits of a number without the prefix.
    var lengths: Set<Int>
    /// Digits of a mobile number without the prefix.
    var mobileLength: Int

    /// By ISO 3166-1 alpha-2 code.
    static let all: [String: DiallingPlan] = {
        var plans: [String: DiallingPlan] = [:]
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 5, let mobileLength = Int(words[4]) else { continue }
            plans[words[0]] = DiallingPlan(
                countryCode: words[1], trunkPrefix: words[2] == "-" ? "" : words[2], lengths: lengths(words[3]),
                mobileLength: mobileLength)
        }
        return plans
    }()

    /// `8,10` or `7-9`.
    private static func lengths(_ text: String) -> Set<Int> {
        let ends = text.split(separator: "-").compactMap { Int($0) }
        if ends.count == 2, ends[0] <= ends[1] { return Set(ends[0]...ends[1]) }
        return Set(text.split(separator: ",").compactMap { Int($0) })
    }

    /// Country, country code, prefix, lengths, length of a mobile number.
    private static let table = """
        AE 971 0 8-9 9
        AT 43 0 7-13 9
        AU 61 0 9-9 9
        BD 880 0 7-10 10
        BE 32 0 8-9 9
        BG 359 0 7-9 8
        BR 55 0 10-11 11
        BW 267 - 7-8 8
        CA 1 1 10-10 10
        CH 41 0 9-9 9
        CL 56 - 9-9 9
        CN 86 0 7-11 11
        CO 57 0 8,10 10
        CR 506 - 8-8 8
        CY 357 - 8-8 8
        CZ 420 - 9-9 9
        DE 49 0 7-15 11
        DK 45 - 8-8 8
        EE 372 - 7-8 8
        EG 20 0 8-10 10
        ES 34 - 9-9 9
        ET 251 0 9-9 9
        FI 358 0 7-10 9
        FR 33 0 9-9 9
        GB 44 0 9-10 10
        GH 233 0 9-9 9
        GR 30 - 10-10 10
        HK 852 - 8-8 8
        HR 385 0 8-9 9
        HU 36 06 8-9 9
        ID 62 0 7-12 9
        IE 353 0 7-10 9
        IL 972 0 8-9 9
        IN 91 0 10-10 10
        IS 354 - 7,9 7
        IT 39 - 7-12 10
        JO 962 0 8-9 9
        JP 81 0 9-10 10
        KE 254 0 7-9 9
        KR 82 0 8-10 10
        KW 965 - 8-8 8
        KZ 7 8 10-10 10
        LK 94 0 9-9 9
        LT 370 0 8-8 8
        LU 352 - 7-11 9
        LV 371 - 8-8 8
        MA 212 0 9-9 9
        MT 356 - 8-8 8
        MU 230 - 7-8 8
        MW 265 0 7,9 9
        MX 52 - 10-10 10
        MY 60 0 8-10 9
        MZ 258 - 8-9 9
        NA 264 0 8-9 9
        NG 234 0 10-10 10
        NL 31 0 9-9 9
        NO 47 - 8-8 8
        NP 977 0 8,10 10
        NZ 64 0 8-10 9
        OM 968 - 8-8 8
        PE 51 0 8-9 9
        PH 63 0 8-10 10
        PK 92 0 9-10 10
        PL 48 - 7,9 9
        PT 351 - 9-9 9
        QA 974 - 8-8 8
        RO 40 0 9-9 9
        RS 381 0 7-12 9
        RU 7 8 10-10 10
        RW 250 0 8-9 9
        SA 966 0 9-9 9
        SE 46 0 7-9 9
        SG 65 - 8-8 8
        SI 386 0 8-8 8
        SK 421 0 7,9 9
        SN 221 - 9-9 9
        SZ 268 - 8-8 8
        TH 66 0 8-9 9
        TN 216 - 8-8 8
        TR 90 0 10-10 10
        TW 886 0 8-9 9
        TZ 255 0 9-9 9
        UA 380 0 9-9 9
        UG 256 0 9-9 9
        US 1 1 10-10 10
        UY 598 0 8-8 8
        VN 84 0 9-10 9
        ZA 27 0 9-9 9
        ZM 260 0 9-9 9
        ZW 263 0 9-9 9
        """
}

/// The kinds of problem that a book can have; the raw values are stable and used in output.
public enum DiagnosticCode: String, CaseIterable, Hashable, Sendable {
    // Files
    case unreadable
    case emptyFile = "empty-file"
    case missingFile = "missing-file"
    case notAFile = "not-a-file"
    case wrongExtension = "wrong-extension"
    case tooLarge = "too-large"
    case badID = "bad-id"
    case duplicateID = "duplicate-id"
    case badFormerly = "bad-formerly"
    case movedWithoutFormerly = "moved-without-formerly"
    case manyCancels = "many-cancels"
    case possibleSecret = "possible-secret"

    // YAML
    case syntax
    case tooDeep = "too-deep"
    case tooManyNodes = "too-many-nodes"
    case alias
    case anchor
    case tag
    case secondDocument = "second-document"
    case encoding
    case tab
    case byteOrderMark = "byte-order-mark"
    case duplicateKey = "duplicate-key"
    case complexKey = "complex-key"
    case templateUnquoted = "template-unquoted"
    case colonUnquoted = "colon-unquoted"
    case quoteUnclosed = "quote-unclosed"
    case bracketUnclosed = "bracket-unclosed"
    case memory
    case commentCut = "comment-cut"

    // Keys and values
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case wrongType = "wrong-type"
    case unknownValue = "unknown-value"
    case emptyText = "empty-text"
    case badBook = "bad-book"
    case badBranch = "bad-branch"
    case badCountry = "bad-country"
    case badDate = "bad-date"
    case badDelay = "bad-delay"
    case badEmail = "bad-email"
    case badDomain = "bad-domain"
    case badLanguage = "bad-language"
    case badNumber = "bad-number"
    case badPhone = "bad-phone"
    case badTime = "bad-time"
    case badURL = "bad-url"
    case badWindow = "bad-window"
    case badZone = "bad-zone"
    case badCurrency = "bad-currency"
    case badContent = "bad-content"
    case cannotRemove = "cannot-remove"

    // Within a record
    case duplicatePerson = "duplicate-person"
    case duplicateStep = "duplicate-step"
    case twoAddresses = "two-addresses"
    case duplicateAddress = "duplicate-address"
    case duplicateRelationship = "duplicate-relationship"
    case duplicateHoliday = "duplicate-holiday"
    case tooManySteps = "too-many-steps"
    case badThread = "bad-thread"
    case twoTexts = "two-texts"
    case twoTimes = "two-times"
    case notForChannel = "not-for-channel"
    case neverOpen = "never-open"
    case unreachableChannel = "unreachable-channel"
    case twoLists = "two-lists"
    case duplicateVariant = "duplicate-variant"
    case noWeight = "no-weight"
    case impossibleCondition = "impossible-condition"
    case twoEndings = "two-endings"
    case shortRepeat = "short-repeat"
    case noEffect = "no-effect"
    case pauseOver = "pause-over"
    case zeroCap = "zero-cap"
    case longGap = "long-gap"
    case coldWhatsApp = "cold-whatsapp"

    // Between records
    case danglingReference = "dangling-reference"
    case wrongChannel = "wrong-channel"
    case unknownStep = "unknown-step"
    case unknownStage = "unknown-stage"
    case partialLoop = "partial-loop"
    case coverLoop = "cover-loop"
    case unknownField = "unknown-field"
    case loneGroup = "lone-group"
    case matchesNobody = "matches-nobody"

    // Words
    case templateSyntax = "template-syntax"
    case unknownVariable = "unknown-variable"
    case longSMS = "long-sms"
    case tooLongSMS = "too-long-sms"
    case noOptOut = "no-opt-out"
    case noReplySource = "no-reply-source"

    // People who will be held
    case noAddress = "no-address"
    case missingVariable = "missing-variable"
    case ambiguousCompany = "ambiguous-company"
    case sharedAddress = "shared-address"
    case suppressedPerson = "suppressed-person"
    case consentExpired = "consent-expired"

    /// What the problem means for the run: an error cannot be read as meant, a warning holds some people, a note neither.
    public var severity: Diagnostic.Severity {
        switch self {
        case .noAddress, .missingVariable, .ambiguousCompany, .sharedAddress, .suppressedPerson, .consentExpired,
            .movedWithoutFormerly, .matchesNobody, .coldWhatsApp, .zeroCap, .longGap,
            .manyCancels:
            .warning
        case .longSMS, .noOptOut, .noReplySource, .noEffect, .pauseOver, .loneGroup, .unknownField: .note
        default: .error
        }
    }
}

extension DiagnosticCode: CustomStringConvertible {
    /// The stable name: `unknown-key`.
    public var description: String { rawValue }
}

extension DiagnosticCode {
    /// The code of that name, in any case.
    ///
    /// - Returns: `nil` where there is none; then `hint(for:)` may know what was meant.
    public init?(named name: String) { self.init(rawValue: name.lowercased()) }

    /// `did you mean 'x'?` for a name that is no code; `nil` where nothing is near.
    public static func hint(for name: String) -> String? { Spelling.hint(for: name, in: allCases.map(\.rawValue)) }
}

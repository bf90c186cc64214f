/// What a kind of problem is, for those who meet it the first time.
public struct Explanation: Hashable, Sendable {
    /// What is wrong, and what follows from it, in a sentence or two.
    public var cause: String
    /// What to do about it.
    public var cure: String
    /// A file, or the part of one, as it is right: YAML whose first line names the file in a comment. Empty where the
    /// cure is not in a file.
    public var example: String

    init(_ cause: String, cure: String, example: String = "") {
        self.cause = cause
        self.cure = cure
        self.example = example
    }
}

extension DiagnosticCode {
    /// Cause and cure of the code.
    public var explanation: Explanation {
        switch self {
        case .unreadable: .unreadable
        case .emptyFile: .emptyFile
        case .missingFile: .missingFile
        case .notAFile: .notAFile
        case .wrongExtension: .wrongExtension
        case .tooLarge: .tooLarge
        case .badID: .badID
        case .duplicateID: .duplicateID
        case .badFormerly: .badFormerly
        case .movedWithoutFormerly: .movedWithoutFormerly
        case .manyCancels: .manyCancels
        case .possibleSecret: .possibleSecret
        case .syntax: .syntax
        case .tooDeep: .tooDeep
        case .tooManyNodes: .tooManyNodes
        case .alias: .alias
        case .anchor: .anchor
        case .tag: .tag
        case .secondDocument: .secondDocument
        case .encoding: .encoding
        case .tab: .tab
        case .byteOrderMark: .byteOrderMark
        case .duplicateKey: .duplicateKey
        case .complexKey: .complexKey
        case .templateUnquoted: .templateUnquoted
        case .colonUnquoted: .colonUnquoted
        case .quoteUnclosed: .quoteUnclosed
        case .bracketUnclosed: .bracketUnclosed
        case .memory: .memory
        case .commentCut: .commentCut
        case .unknownKey: .unknownKey
        case .missingKey: .missingKey
        case .wrongType: .wrongType
        case .unknownValue: .unknownValue
        case .emptyText: .emptyText
        case .badBook: .badBook
        case .badBranch: .badBranch
        case .badCountry: .badCountry
        case .badDate: .badDate
        case .badDelay: .badDelay
        case .badEmail: .badEmail
        case .badDomain: .badDomain
        case .badLanguage: .badLanguage
        case .badNumber: .badNumber
        case .badPhone: .badPhone
        case .badTime: .badTime
        case .badURL: .badURL
        case .badWindow: .badWindow
        case .badZone: .badZone
        case .badCurrency: .badCurrency
        case .badContent: .badContent
        case .cannotRemove: .cannotRemove
        case .duplicatePerson: .duplicatePerson
        case .duplicateStep: .duplicateStep
        case .twoAddresses: .twoAddresses
        case .duplicateAddress: .duplicateAddress
        case .duplicateRelationship: .duplicateRelationship
        case .duplicateHoliday: .duplicateHoliday
        case .tooManySteps: .tooManySteps
        case .badThread: .badThread
        case .twoTexts: .twoTexts
        case .twoTimes: .twoTimes
        case .notForChannel: .notForChannel
        case .neverOpen: .neverOpen
        case .unreachableChannel: .unreachableChannel
        case .twoLists: .twoLists
        case .duplicateVariant: .duplicateVariant
        case .noWeight: .noWeight
        case .impossibleCondition: .impossibleCondition
        case .twoEndings: .twoEndings
        case .shortRepeat: .shortRepeat
        case .noEffect: .noEffect
        case .pauseOver: .pauseOver
        case .zeroCap: .zeroCap
        case .longGap: .longGap
        case .coldWhatsApp: .coldWhatsApp
        case .danglingReference: .danglingReference
        case .wrongChannel: .wrongChannel
        case .unknownStep: .unknownStep
        case .unknownStage: .unknownStage
        case .partialLoop: .partialLoop
        case .coverLoop: .coverLoop
        case .unknownField: .unknownField
        case .loneGroup: .loneGroup
        case .matchesNobody: .matchesNobody
        case .templateSyntax: .templateSyntax
        case .unknownVariable: .unknownVariable
        case .longSMS: .longSMS
        case .tooLongSMS: .tooLongSMS
        case .noOptOut: .noOptOut
        case .noReplySource: .noReplySource
        case .noAddress: .noAddress
        case .missingVariable: .missingVariable
        case .ambiguousCompany: .ambiguousCompany
        case .sharedAddress: .sharedAddress
        case .suppressedPerson: .suppressedPerson
        case .consentExpired: .consentExpired
        }
    }
}

@testable import OutriderCore

/// The tables of the book, by the names that `Shape.all` gives them.
enum Tables {
    static let all: [String: RecordTable] = [
        "outrider": ConfigurationKeys.table, "journal": JournalKeys.table, "channels": ChannelsKeys.table,
        "email overlay": ChannelKeys.email, "phone": ChannelKeys.phone, "defaults": DefaultsKeys.table,
        "unsubscribe": UnsubscribeKeys.table, "guard": GuardKeys.table, "person": PersonKeys.table,
        "email": LabelledEmailKeys.table, "consent": ConsentKeys.table, "relationship": RelationshipKeys.table,
        "company": CompanyKeys.table, "project": ProjectKeys.table, "sender": SenderKeys.table, "away": AwayKeys.table,
        "template": TemplateKeys.table, "sequence": SequenceKeys.table, "step": StepKeys.table,
        "on": StepDateKeys.table, "enrollment": EnrollmentKeys.table, "member": MemberKeys.table,
        "calendar": CalendarKeys.table, "holiday": HolidayKeys.table, "suppressions": SuppressionKeys.table,
        "suppression": SuppressionKeys.entry, "pause": PauseKeys.table, "caps": CapsKeys.table,
        "prices": PricesKeys.table, "allow": AllowKeys.table, "repeat": RepeatKeys.table,
        "variant": VariantKeys.table, "content": WhatsAppContentKeys.table, "match": MatchKeys.table,
        "condition": ConditionKeys.table,
    ]
}

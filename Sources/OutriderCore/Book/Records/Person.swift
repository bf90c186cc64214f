/// Somebody to write to.
public struct Person: Hashable, Sendable {
    public enum RelationshipType: String, CaseIterable, Hashable, Sendable {
        case client = "CLIENT"
        case candidate = "CANDIDATE"
        case both = "BOTH"
    }

    /// How a person stands to a company or a project.
    public struct Relationship: Hashable, Sendable {
        public var company: Reference?
        public var project: Reference?
        public var type: RelationshipType
        public var stage: Located<String>?
        public var notes: String?
        public var location: SourceLocation
    }

    /// One of several email addresses.
    public struct LabelledEmail: Hashable, Sendable {
        public var address: Located<EmailAddress>
        /// What an enrollment calls it by `address:`.
        public var label: String?
    }

    public var id: String
    public var location: SourceLocation
    public var firstName: String?
    public var lastName: String?
    public var name: String?
    public var title: String?
    public var company: Reference?
    public var owner: Reference?
    /// In their order; the first is used where no label is asked for.
    public var emails: [LabelledEmail]
    public var phone: Located<PhoneNumber>?
    public var whatsapp: Located<PhoneNumber>?
    public var linkedin: String?
    public var timezone: Zone?
    public var country: String?
    public var calendar: Reference?
    /// In lower case: `de`, `pt-br`.
    public var language: String?
    public var source: String?
    public var tags: [String]
    public var fields: [String: TemplateValue]
    public var notes: String?
    public var doNotContact: Located<Exclusion>?
    public var consent: Consent?
    public var consentLocation: SourceLocation?
    public var relationships: [Relationship]
    public var paused: Located<Pause>?
    public var formerly: [Reference]

    /// First and last name, else the name as a whole.
    public var fullName: String? {
        if let name { return name }
        let parts = [firstName, lastName].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// The first email address, or the one of that label.
    public func email(labelled label: String?) -> Located<EmailAddress>? {
        guard let label else { return emails.first?.address }
        return emails.first { $0.label?.lowercased() == label.lowercased() }?.address
    }

    /// The address that a channel writes to; `nil` where there is none or the channel needs none.
    ///
    /// - Parameter label: which of several email addresses is meant.
    public func address(for channel: Channel, label: String? = nil) -> ChannelAddress? {
        switch channel {
        case .email: email(labelled: label).map { .email($0.value) }
        case .sms, .call: phone.map { .phone($0.value) }
        case .whatsapp: whatsapp.map { .phone($0.value) }
        case .linkedin, .task: nil
        }
    }

    /// The companies that the person stands to, by id: the employer and those of the relationships.
    var companies: Set<String> {
        Set([company].compactMap { $0?.id } + relationships.compactMap { $0.company?.id })
    }

    /// The company that words mean where no project names one; `nil` where the person stands to none or to several.
    var soleCompany: Reference? {
        if companies.count > 1 { return nil }
        return company ?? relationships.lazy.compactMap(\.company).first
    }

    /// Every address of the person, for identity: email, phone, WhatsApp.
    public var addresses: [ChannelAddress] {
        var all: [ChannelAddress] = []
        all.reserveCapacity(emails.count + 2)
        func add(_ address: ChannelAddress) { if !all.contains(address) { all.append(address) } }
        for email in emails { add(.email(email.address.value)) }
        if let phone { add(.phone(phone.value)) }
        if let whatsapp { add(.phone(whatsapp.value)) }
        return all
    }
}

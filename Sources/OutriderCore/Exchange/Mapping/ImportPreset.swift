/// The columns that another system's export has, and the keys they fill.
///
/// Names are compared without regard to case. Sources of the names:
/// - Greenhouse: the fields of "Bulk import prospects from spreadsheet" and of "Bulk import candidates from spreadsheet"
///   (support.greenhouse.io, articles 203871039 and 360053674012); reports name the same fields `Candidate …`.
/// - Gem: "Gem data export format/schema" (help.gem.com, article 3996650) and "Importing candidates into a Gem job via CSV"
///   (support.gem.com, article 30520152191895).
/// - HubSpot: "HubSpot's default contact properties" (knowledge.hubspot.com/properties), labels and internal names.
/// - LinkedIn: `Connections.csv` of "Download your account data" (linkedin.com/help/linkedin/answer/a566336), which has a
///   note of three lines in front of the header.
/// - Google: "Google CSV" of contacts.google.com, before and since the change of 2024 (`Given Name`, `E-mail 1 - Type`,
///   `Group Membership`; `First Name`, `E-mail 1 - Label`, `Labels`); several values of a cell are parted by ` ::: `.
public struct ImportPreset: Hashable, Sendable {
    /// As it is typed behind `--preset`.
    public var name: String
    /// Parts the values of a cell that holds several.
    var listSeparator: String
    /// Column, in lower case, and key.
    var columns: [String: String]
    /// Columns of which one tells that a file comes from there.
    var marks: Set<String>

    private init(_ name: String, separator: String, marks: Set<String>, _ columns: [String: String]) {
        self.name = name
        listSeparator = separator
        self.marks = marks
        self.columns = columns
    }

    public static let all: [ImportPreset] = [greenhouse, gem, hubspot, linkedin, google, outrider]

    public static func named(_ name: String) -> ImportPreset? { all.first { $0.name == name.lowercased() } }

    static let greenhouse = ImportPreset(
        "greenhouse", separator: ",",
        marks: [
            "candidate name", "candidate email", "candidate tags", "who gets credit", "prospect pool", "prospect stage",
            "social media", "milestone",
        ],
        [
            "first name": "firstName", "last name": "lastName", "candidate name": "name", "name": "name",
            "company": "company", "current company": "company", "title": "title", "current title": "title",
            "email": "email", "emails": "email", "email address": "email", "email addresses": "email",
            "candidate email": "email", "phone": "phone", "phones": "phone", "phone number": "phone",
            "phone numbers": "phone", "candidate phone": "phone", "social media": "linkedin", "linkedin": "linkedin",
            "linkedin url": "linkedin", "website": "fields.website", "source": "source", "tags": "tags",
            "candidate tags": "tags", "notes": "notes", "address": "fields.address", "job": "fields.job",
            "jobs": "fields.job", "department": "fields.department", "office": "fields.office", "stage": "fields.stage",
            "milestone": "fields.stage", "prospect pool": "fields.prospectPool",
            "prospect stage": "fields.prospectStage", "candidate id": "fields.greenhouseId",
            "do not email": "doNotContact.email",
        ])

    static let gem = ImportPreset(
        "gem", separator: ",",
        marks: [
            "candidate_first_name", "candidate_linkedin_url", "candidate_greenhouse_id", "linkedin_url", "job_stage",
        ],
        [
            "first_name": "firstName", "first name": "firstName", "candidate_first_name": "firstName",
            "last_name": "lastName", "last name": "lastName", "candidate_last_name": "lastName", "email": "email",
            "candidate_email": "email", "all_candidate_emails": "emails", "phone_number": "phone",
            "phone number": "phone", "candidate_phone_number": "phone", "linkedin_url": "linkedin",
            "linkedin url": "linkedin", "candidate_linkedin_url": "linkedin", "candidate_company": "company",
            "company": "company", "candidate_title": "title", "title": "title", "candidate_source": "source",
            "candidate_location": "fields.location", "location": "fields.location", "candidate_school": "fields.school",
            "school": "fields.school", "job_stage": "fields.stage", "candidate_id": "fields.gemId",
            "candidate_greenhouse_id": "fields.greenhouseId", "candidate_ats_id": "fields.atsId",
        ])

    static let hubspot = ImportPreset(
        "hubspot", separator: ";",
        marks: [
            "record id", "contact id", "hs_object_id", "contact owner", "lifecycle stage", "lifecyclestage",
            "unsubscribed from all email", "hs_email_optout",
        ],
        [
            "first name": "firstName", "firstname": "firstName", "last name": "lastName", "lastname": "lastName",
            "email": "email", "additional email addresses": "emails", "hs_additional_emails": "emails",
            "mobile phone number": "phones.mobile", "mobilephone": "phones.mobile", "phone number": "phone",
            "phone": "phone", "whatsapp phone number": "whatsapp", "hs_whatsapp_phone_number": "whatsapp",
            "job title": "title", "jobtitle": "title", "company name": "company", "company": "company",
            "associated company": "company", "country/region": "country", "country": "country",
            "linkedin url": "linkedin", "hs_linkedin_url": "linkedin", "time zone": "timezone",
            "hs_timezone": "timezone", "preferred language": "language", "hs_language": "language",
            "original source": "source", "hs_analytics_source": "source", "city": "fields.city",
            "state/region": "fields.region", "website url": "fields.website", "website": "fields.website",
            "lead status": "fields.leadStatus", "hs_lead_status": "fields.leadStatus",
            "lifecycle stage": "fields.lifecycleStage", "lifecyclestage": "fields.lifecycleStage",
            "record id": "fields.hubspotId", "contact id": "fields.hubspotId", "hs_object_id": "fields.hubspotId",
            "unsubscribed from all email": "doNotContact.email", "hs_email_optout": "doNotContact.email",
        ])

    static let linkedin = ImportPreset(
        "linkedin", separator: ",", marks: ["connected on"],
        [
            "first name": "firstName", "last name": "lastName", "url": "linkedin", "email address": "email",
            "company": "company", "position": "title", "connected on": "fields.connectedOn",
        ])

    static let google = ImportPreset(
        "google", separator: ":::",
        marks: [
            "e-mail 1 - value", "phone 1 - value", "e-mail 1 - label", "phone 1 - label", "group membership",
            "given name",
        ],
        {
            var columns = [
                "first name": "firstName", "given name": "firstName", "last name": "lastName",
                "family name": "lastName", "name": "name", "organization name": "company",
                "organization 1 - name": "company", "organization title": "title", "organization 1 - title": "title",
                "organization department": "fields.department", "notes": "notes", "labels": "tags",
                "group membership": "tags", "language": "language", "address 1 - city": "fields.city",
            ]
            for number in 1...9 {
                columns["e-mail \(number) - value"] = "email"
                columns["phone \(number) - value"] = "phone"
                columns["website \(number) - value"] = "linkedin"
            }
            return columns
        }())

    /// What `outrider export` writes.
    static let outrider = ImportPreset("outrider", separator: ";", marks: [], [:])

    /// Whether any preset or the book itself has a column of that name.
    static func knows(column: String) -> Bool {
        let name = column.trimmed.lowercased()
        return all.contains { $0.columns[name] != nil } || ImportKey(name, of: .person) != nil
    }

    /// The column that holds the label of the values in this one: Google's `E-mail 1 - Label` for `E-mail 1 - Value`.
    static func labelColumns(of column: String) -> [String] {
        let name = column.lowercased()
        guard name.hasSuffix(" - value") else { return [] }
        let stem = name.dropLast("value".count)
        return ["\(stem)label", "\(stem)type"]
    }
}

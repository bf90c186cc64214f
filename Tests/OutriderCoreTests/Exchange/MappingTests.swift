import Testing

@testable import OutriderCore

/// Which column fills which key.
@Suite struct MappingTests {
    struct Sample: CustomTestStringConvertible, Sendable {
        let preset: String
        let text: String
        let keys: [String]
        let unused: [String]
        var testDescription: String { preset }
    }

    static let samples = [
        Sample(
            preset: "linkedin",
            text: """
                Notes:
                "When exporting your connection data, you may notice that some of the email addresses are missing."

                First Name,Last Name,URL,Email Address,Company,Position,Connected On
                Ada,Lovelace,https://www.linkedin.com/in/ada,,Analytical Engines,Founder,15 Jul 2026
                """,
            keys: ["firstName", "lastName", "linkedin", "email", "company", "title", "fields.connectedOn"], unused: []),
        Sample(
            preset: "google",
            text: """
                First Name,Middle Name,Last Name,Organization Name,Organization Title,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value
                Ada,,Lovelace,Engines,Engineer,,ios ::: * myContacts,* Work,ada@w.example ::: ada@h.example,Mobile,+27821234567
                """,
            keys: ["firstName", "lastName", "company", "title", "notes", "tags", "email", "phone"],
            unused: ["Middle Name"]),
        Sample(
            preset: "google",
            text: """
                Name,Given Name,Additional Name,Family Name,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Organization 1 - Name,Organization 1 - Title
                Ada Lovelace,Ada,,Lovelace,,* myContacts,* ,ada@example.com,Engines,Engineer
                """,
            keys: ["name", "firstName", "lastName", "notes", "tags", "email", "company", "title"],
            unused: ["Additional Name"]),
        Sample(
            preset: "hubspot",
            text: """
                Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Company Name,Unsubscribed from all email
                7,Ada,Lovelace,ada@example.com,+27821234567,Jo,Engines,true
                """,
            keys: [
                "fields.hubspotId", "firstName", "lastName", "email", "phone", "company", "doNotContact.email",
            ], unused: ["Contact owner"]),
        Sample(
            preset: "greenhouse",
            text: """
                First Name,Last Name,Company,Title,Email,Phone,Social Media,Source,Who gets credit,Prospect Pool
                Ada,Lovelace,Engines,Engineer,ada@example.com,+27821234567,linkedin.com/in/ada,Referral,Jo,iOS
                """,
            keys: [
                "firstName", "lastName", "company", "title", "email", "phone", "linkedin", "source",
                "fields.prospectPool",
            ], unused: ["Who gets credit"]),
        Sample(
            preset: "gem",
            text: """
                candidate_first_name,candidate_last_name,candidate_email,all_candidate_emails,candidate_linkedin_url,candidate_company
                Ada,Lovelace,ada@example.com,"[""ada@example.com"",""a@b.example""]",https://www.linkedin.com/in/ada,Engines
                """,
            keys: ["firstName", "lastName", "email", "emails", "linkedin", "company"], unused: []),
        Sample(
            preset: "outrider",
            text: "id,First name,last_name,E-Mail,tags,fields.level,consent.basis,Photo\nada,Ada,,,,,,\n",
            keys: ["id", "firstName", "lastName", "email", "tags", "fields.level", "consent.basis"], unused: ["Photo"]),
    ]

    @Test(arguments: samples) func headersTellWhereAFileComesFrom(_ sample: Sample) throws {
        let table = try ImportTable(Array(sample.text.utf8), format: .csv)
        let mapping = try ColumnMapping(table.columns)
        #expect(mapping.preset.name == sample.preset)
        #expect(mapping.uses.map(\.key.name) == sample.keys)
        #expect(mapping.unused == sample.unused)
        #expect(table.refused.isEmpty)
        let row = try #require(table.rows.first)
        let (draft, problems) = try RowReader(mapping: mapping, country: nil).read(row)
        #expect(problems.isEmpty)
        #expect(draft.fullName?.hasPrefix("Ada") == true)
    }

    @Test func googleCellsHoldSeveralValues() throws {
        let table = try ImportTable(Array(Self.samples[1].text.utf8), format: .csv)
        let (draft, _) = try RowReader(mapping: try ColumnMapping(table.columns), country: nil).read(table.rows[0])
        #expect(
            draft.emails.entries == [.init(address: "ada@w.example", label: "work"), .init(address: "ada@h.example")])
        #expect(draft.lists["tags"]?.items == ["ios"])
    }

    @Test func mapsWinAndMayLeaveOut() throws {
        let columns = ["Talent", "First Name", "Score", "Team (EMEA)", "Team EMEA"]
        let mapping = try ColumnMapping(
            columns, maps: ["talent=name", "First Name=", "Score=fields.a.b"], keepsFields: true)
        #expect(mapping.uses.map(\.key.name) == ["name", "fields.a.b", "fields.teamEmea", "fields.teamEmea2"])
        #expect(mapping.unused == ["First Name"])
    }

    @Test(arguments: ["x", "Nothing=name", "Name=nmae", "Name=consent.x", "Name=doNotContact.fax"])
    func badMapsAreErrors(_ map: String) {
        #expect(throws: ExchangeError.self) { try ColumnMapping(["Name"], maps: [map]) }
    }

    @Test func aHeaderOfUnknownColumnsIsAnError() {
        #expect(throws: ExchangeError.self) { try ColumnMapping(["Foo", "Bar"]) }
    }

    /// Headers of opt-outs as HubSpot, Salesforce, Pipedrive and spreadsheets have them.
    @Test(arguments: [
        ("Email Opt Out", "doNotContact.email"), ("email_opt_out", "doNotContact.email"),
        ("Unsubscribed", "doNotContact"), ("Opted out of email", "doNotContact.email"),
        ("Opted-Out of E-Mail", "doNotContact.email"), ("Do not email", "doNotContact.email"),
        ("DNC", "doNotContact"), ("D.N.C.", "doNotContact"), ("Do Not Contact", "doNotContact"),
        ("SMS Opt Out", "doNotContact.sms"), ("Unsubscribed from all email", "doNotContact.email"),
        ("Do not call", "doNotContact.call"), ("DoNotCall", "doNotContact.call"),
        ("HasOptedOutOfEmail", "doNotContact.email"), ("Do Not Text", "doNotContact.sms"),
        ("WhatsApp opt-out", "doNotContact.whatsapp"), ("doNotContact", "doNotContact"),
    ])
    func optOuts(_ header: String, _ key: String) throws {
        for columns in [["firstName", header], ["First Name", "Connected On", header]] {
            #expect(try ColumnMapping(columns).uses.last?.key.name == key)
        }
    }

    @Test(arguments: [
        "Opt-out date", "Unsubscribe reason", "Do not disturb", "DNC list", "Email opt out?! (old)", "Don't mail",
    ])
    func whatLooksLikeAnOptOutNeedsAMap(_ header: String) throws {
        let columns = ["firstName", header]
        for keepsFields in [false, true] {
            #expect(throws: ExchangeError.self) { try ColumnMapping(columns, keepsFields: keepsFields) }
        }
        #expect(try ColumnMapping(columns, maps: ["\(header)=doNotContact"]).uses.last?.key.name == "doNotContact")
        #expect(try ColumnMapping(columns, maps: ["\(header)="]).unused == [header])
        #expect(try ColumnMapping(["title", header], of: .project).unused == [header])
    }

    @Test(arguments: ["Second Number", "Abandon other", "Donated", "Adopted", "Subscribed", "Option"])
    func otherHeadersAreOnlyUnused(_ header: String) throws {
        #expect(try ColumnMapping(["firstName", header]).unused == [header])
    }

    @Test func raggedRowsAreRefused() throws {
        let table = try ImportTable(
            Array("firstName,email\nAda\nGrace,g@x.example,,\nBob,b@x.example,more\n".utf8), format: .csv)
        #expect(table.rows.map(\.number) == [3])
        #expect(table.refused.map(\.number) == [2, 4])
    }
}

/// Telephone numbers as people write them.
@Suite struct PhoneReadingTests {
    @Test(
        arguments: [
            ("+27821234567", nil, "+27821234567"), ("+27 (0)82 123-4567", nil, "+27821234567"),
            ("0027 82 123 4567", nil, "+27821234567"), ("tel:+27-82-123-4567", nil, "+27821234567"),
            ("(+27) 82 123 4567", nil, "+27821234567"), ("082 123 4567", "ZA", "+27821234567"),
            ("82 123 4567", "ZA", "+27821234567"), ("27821234567", "ZA", "+27821234567"),
            ("(202) 555-0143", "US", "+12025550143"), ("1-202-555-0143", "US", "+12025550143"),
            ("0151 23456789", "DE", "+4915123456789"), ("06 12 34 56 78", "FR", "+33612345678"),
            ("612 345 678", "ES", "+34612345678"), ("8 (912) 345-67-89", "RU", "+79123456789"),
            ("\u{202A}+27 82 123 4567\u{202C}", nil, "+27821234567"),
        ] as [(String, String?, String)])
    func numbers(_ text: String, _ country: String?, _ expected: String) throws {
        #expect(try PhoneNumber(reading: text, country: country.flatMap { DiallingPlan.all[$0] }).text == expected)
    }

    @Test(
        arguments: [
            ("082 123 4567", nil), ("082 123 45", "ZA"), ("2.7821E+10", "ZA"), ("+27821234567 ext. 5", nil), ("", nil),
            ("none", "ZA"), ("+27 82 123 4567 / 8", "XX"), ("++27821234567", nil), ("12345", "US"),
            (String(repeating: "9", count: 10_000), "DE"),
        ] as [(String, String?)])
    func refused(_ text: String, _ country: String?) {
        #expect(throws: AddressError.self) {
            try PhoneNumber(reading: text, country: country.flatMap { DiallingPlan.all[$0] })
        }
    }

    @Test func theTableIsWhole() {
        #expect(DiallingPlan.all.count == 90)
        for (country, plan) in DiallingPlan.all {
            #expect(plan.lengths.contains(plan.mobileLength), "\(country)")
        }
    }
}

/// Ids made of names.
@Suite struct SlugTests {
    @Test(arguments: [
        ("Ada Lovelace", "ada-lovelace"), ("  O'Brien,  Zoë ", "obrien-zoe"), ("Łukasz Żółć", "lukasz-zolc"),
        ("李小龙", "li-xiao-long"), ("😀", ""), ("--", ""), ("../../etc", "etc"), ("a/b", "a-b"), ("CON.yaml", "con-yaml"),
    ])
    func slugs(_ name: String, _ expected: String) { #expect(Slug.make(name) == expected) }

    @Test(
        arguments: [
            ("https://www.linkedin.com/in/Ada/", "in/ada"), ("http://za.linkedin.com/in/ada?trk=x", "in/ada"),
            ("linkedin.com/in/ada", "in/ada"), ("https://linkedin.com/company/x", nil),
            ("https://evil.example/in/ada", nil),
            ("https://notlinkedin.com/in/ada", nil),
        ] as [(String, String?)])
    func profiles(_ url: String, _ expected: String?) { #expect(LinkedInProfile.normalised(url) == expected) }
}

import Testing

@testable import OutriderCore

/// vCards as address books write them.
@Suite struct VCardTests {
    static func values(_ card: String) -> [String: String] {
        let cards = VCardReader.cards(Array(card.utf8))
        return Dictionary(
            (cards.first?.values ?? []).map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
    }

    /// RFC 6350: folding, parameters, escapes, URIs.
    @Test func version4() {
        let card = """
            BEGIN:VCARD\r
            VERSION:4.0\r
            FN:Ada Lovelace\r
            N:Lovelace;Ada;;;\r
            ORG:Analytical Engines\\, Ltd;Mathematics\r
            TITLE:Staff Engin\r
             eer\r
            EMAIL;TYPE=home:ada@home.example\r
            EMAIL;TYPE="work";PREF=1:ada@work.example\r
            TEL;VALUE=uri;TYPE="voice,home":tel:+27-21-555-0100\r
            TEL;VALUE=uri;TYPE=cell:tel:+27821234567\r
            URL:https://www.linkedin.com/in/ada\r
            TZ:Africa/Johannesburg\r
            CATEGORIES:ios,senior\\, lead\r
            NOTE:One\\nTwo\\; three\r
            END:VCARD\r

            """
        #expect(
            Self.values(card) == [
                "firstName": "Ada", "lastName": "Lovelace", "company": "Analytical Engines, Ltd",
                "title": "Staff Engineer",
                "email": "ada@work.example", "emails.home": "ada@home.example", "emails.work": "ada@work.example",
                "phone": "+27821234567", "phones": "+27-21-555-0100", "linkedin": "https://www.linkedin.com/in/ada",
                "timezone": "Africa/Johannesburg", "tags": "ios; senior, lead", "notes": "One\nTwo; three",
            ])
    }

    /// Apple: grouped properties with labels of their own.
    @Test func apple() {
        let card = """
            BEGIN:VCARD
            VERSION:3.0
            N:Hopper;Grace;;;
            FN:Grace Hopper
            item1.EMAIL;type=INTERNET;type=pref:grace@navy.example
            item1.X-ABLabel:_$!<Work>!$_
            item2.TEL:+1 202 555 0101
            item2.X-ABLabel:Desk
            TEL;type=WORK;type=FAX:+1 202 555 0199
            item3.URL;type=pref:https://navy.example
            X-SOCIALPROFILE;type=linkedin:https://linkedin.com/in/grace
            END:VCARD
            """
        #expect(
            Self.values(card) == [
                "firstName": "Grace", "lastName": "Hopper", "email": "grace@navy.example",
                "emails.work": "grace@navy.example",
                "phone": "+1 202 555 0101", "fields.website": "https://navy.example",
                "linkedin": "https://linkedin.com/in/grace",
            ])
    }

    /// Outlook: vCard 2.1 with types that have no name, quoted-printable with soft line breaks, base64 pictures.
    @Test func outlook() {
        let card = """
            BEGIN:VCARD
            VERSION:2.1
            N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg
            TITLE;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1252:Gesch=E4ftsf=FChrer=
             und mehr
            TEL;WORK;VOICE:+49 30 1234567
            TEL;CELL;VOICE:+49 151 23456789
            EMAIL;PREF;INTERNET:joerg@firma.example
            PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQSkZJRgABAQ
            AAAQABAAD/2wBDAAUDBA

            END:VCARD
            """
        #expect(
            Self.values(card) == [
                "firstName": "Jörg", "lastName": "Müller", "title": "Geschäftsführer und mehr",
                "phone": "+49 151 23456789", "phones": "+49 30 1234567", "email": "joerg@firma.example",
            ])
    }

    @Test func brokenCardsAreRefusedAndTheNextIsRead() throws {
        let text = """
            BEGIN:VCARD
            FN:One
            no colon here
            END:VCARD
            BEGIN:VCARD
            FN:Two
            BEGIN:VCARD
            FN:Three
            END:VCARD
            BEGIN:VCARD
            FN:Four
            """
        let table = try ImportTable(Array(text.utf8), format: .vcard)
        #expect(table.rows.map(\.cells.all) == [["Three"]])
        #expect(table.refused.map(\.number) == [1, 2, 4])
        #expect(table.columns == ["name"])
    }

    @Test(arguments: [
        "BEGIN:VCARD\n", "BEGIN:VCARD\nA:b=\n", " x\n", "A;ENCODING=QUOTED-PRINTABLE:=\n", "item1.:\n", ":\n", ";\n",
    ])
    func hostileBytesAreReadInLinearTime(_ piece: String) {
        let took = ContinuousClock().measure {
            _ = VCardReader.cards(Array(String(repeating: piece, count: 50_000).utf8))
        }
        #expect(took < .seconds(5))
    }
}

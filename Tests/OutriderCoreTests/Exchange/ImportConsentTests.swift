import Testing

@testable import OutriderCore

/// No row weakens what keeps people from being written to.
@Suite struct ImportConsentTests {
    private static let ada = "firstName: Ada\nemail: ada@x.example\ncompany: acme\n"

    private func book(_ company: String, _ ada: String = Self.ada) -> ImportBook {
        ImportBook([
            "people/ada.yaml": ada, "companies/acme.yaml": "name: Acme\ndomains: [acme.example, acme.test]\n" + company,
            "companies/other.yaml": "name: Other\n",
        ])
    }

    static let restrictions = ["offLimits: true\n", "doNotContact: true\n", "doNotContact: [sms]\n"]

    @Test(arguments: restrictions) func aRestrictedCompanyLosesNoDomain(_ restriction: String) throws {
        var book = book(restriction)
        let rows = "name,domains,industry\nAcme,acme.example; acme.new,Rockets\n"
        for isFirst in [true, false] {
            let plan = try book.take(rows, onMatch: .update, kind: .company)
            #expect(plan.refused.map(\.column) == ["domains"])
            #expect(plan.refused.allSatisfy { $0.isPartial && $0.reason.contains("by hand") })
            #expect(plan.changes.isEmpty != isFirst)
            let company = try #require(Book(book.source).company("acme"))
            #expect(company.domains == ["acme.example", "acme.test", "acme.new"])
            #expect(company.industry == "Rockets")
        }
    }

    @Test(arguments: restrictions) func nobodyIsMovedAwayFromARestrictedEmployer(_ restriction: String) throws {
        var book = book(restriction)
        let plan = try book.take("email,company,title\nada@x.example,Other,Engineer\n", onMatch: .update)
        #expect(plan.refused.map(\.column) == ["company"])
        #expect(plan.leftOutCount == 1 && plan.refusedCount == 0)
        let ada = try #require(Book(book.source).person("ada"))
        #expect(ada.company?.id == "acme")
        #expect(ada.title == "Engineer")
    }

    @Test func whereNothingIsRestrictedBothAreSet() throws {
        var book = book("")
        let companies = try book.take("name,domains\nAcme,acme.example\n", onMatch: .update, kind: .company)
        let people = try book.take("email,company\nada@x.example,Other\n", onMatch: .update)
        #expect(companies.refused.isEmpty && people.refused.isEmpty)
        #expect(Book(book.source).company("acme")?.domains == ["acme.example"])
        #expect(Book(book.source).person("ada")?.company?.id == "other")
    }

    @Test(arguments: ImportOptions.Treatment.allCases)
    func nobodyBecomesAClientOfWhoIsOffLimits(_ onMatch: ImportOptions.Treatment) throws {
        var book = book("offLimits: true\n")
        let rows = #"[{"email":"ada@x.example","relationships":[{"company":"acme","type":"both"}]}]"#
        let plan = try book.take(rows, format: .json, onMatch: onMatch)
        #expect(plan.refused.map(\.column) == (onMatch == .skip ? [] : ["relationships"]))
        #expect(Book(book.source).person("ada")?.relationships.isEmpty == true)
    }

    @Test func noOldNumberIsTakenAway() throws {
        var book = book(
            "", "firstName: Ada\nemail: ada@x.example\nfields:\n  otherPhones: [\"+27820000009\"]\n")
        let rows = #"[{"email":"ada@x.example","fields":{"otherPhones":["+27820000001"]}}]"#
        try book.take(rows, format: .json, onMatch: .update)
        #expect(
            Book(book.source).person("ada")?.fields["otherPhones"]
                == .list([.text("+27820000009"), .text("+27820000001")]))
    }

    @Test(arguments: [
        "email,phone,title,doNotContact\nada@x.example,+27820000002,Engineer,email\n",
        "firstName,phone,title,doNotContact\nCarl,+27820000002,Engineer,email\n",
        "email,owner,title,doNotContact\nbob@x.example,nobody,Engineer,email\n",
    ])
    func anOptOutIsTakenFromARowThatIsRefused(_ rows: String) throws {
        let files = [
            "people/ada.yaml": Self.ada, "companies/acme.yaml": "name: Acme\n",
            "people/bob.yaml": "firstName: Bob\nemail: bob@x.example\nphone: \"+27820000002\"\ndoNotContact: [sms]\n",
        ]
        var book = ImportBook(files)
        let plan = try book.take(rows)
        #expect(plan.refusedCount == 1 && plan.leftOutCount == 0)
        #expect(plan.refused.first?.reason.contains("opt-out is taken") == true)
        let isBoth = rows.contains("ada@")
        let people = Book(book.source)
        #expect(people.person("ada")?.doNotContact?.value.channels == (isBoth ? [.email] : nil))
        #expect(people.person("bob")?.doNotContact?.value.channels == [.email, .sms])
        #expect(try ["ada", "bob"].allSatisfy { try #require(people.person($0)).title == nil })
        #expect(plan.changes.map(\.rows) == Array(repeating: [2], count: isBoth ? 2 : 1))
        #expect(try book.take(rows).changes.isEmpty)
    }

    /// Without an opt-out such a row changes nobody.
    @Test func anUnclearRowAloneChangesNobody() throws {
        var book = book("")
        book.source.files["people/bob.yaml"] = "firstName: Bob\nphone: \"+27820000002\"\n"
        let plan = try book.take("email,phone,title\nada@x.example,+27820000002,Engineer\n")
        #expect(plan.changes.isEmpty && plan.refusedCount == 1)
    }
}

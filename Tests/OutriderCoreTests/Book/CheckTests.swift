import OutriderCore
import Testing

/// One file with one mistake, and everything that `check` then says.
struct Mistake: CustomTestStringConvertible, Sendable {
    let path: String
    let text: String
    /// `line:column error[code] message | hint`.
    let expected: [String]

    init(_ path: String, _ text: String, _ expected: String...) {
        self.path = path
        self.text = text
        self.expected = expected.map { "\(path):\($0)" }
    }

    var testDescription: String { expected.first ?? path }
}

/// Every mistake within one file: what, exactly where, and what to do.
@Suite struct CheckTests {
    @Test func goodBookIsGood() throws { #expect(try GoodBook.problems(with: [:]) == []) }

    @Test(arguments: keys + scalars + settings)
    func mistake(_ mistake: Mistake) throws {
        let problems = try GoodBook.problems(with: [mistake.path: mistake.text])
        #expect(problems == mistake.expected)
    }

    static let keys = [
        Mistake(
            "people/za/ada.yaml", "firstName: Ada\nemial: ada@example.com\nemail: ada@example.com\n",
            "2:1 error[unknown-key] unknown key 'emial' | did you mean 'email'?"),
        Mistake(
            "people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\nzzz: 1\n",
            "3:1 error[unknown-key] unknown key 'zzz' | keys of your own go under 'fields'"),
        Mistake(
            "people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\nfirstName: Eve\n",
            "3:1 error[duplicate-key] the key stands on line 1 already | keep one of them"),
        Mistake(
            "people/za/ada.yaml", "email: ada@example.com\n",
            "1:1 error[missing-key] one of 'firstName', 'lastName', 'name' is required"),
        Mistake(
            "people/za/ada.yaml", "firstName:\nemail: ada@example.com\n",
            "1:1 error[missing-key] one of 'firstName', 'lastName', 'name' is required"),
        Mistake("companies/engines.yaml", "industry: Mills\n", "1:1 error[missing-key] 'name' is missing"),
        Mistake("companies/engines.yaml", "name: [a, b]\n", "1:7 error[wrong-type] expected text"),
        Mistake(
            "companies/engines.yaml", "- name\n",
            "1:1 error[wrong-type] expected a mapping of keys to values | write `key: value`, one a line"),
        Mistake(
            "companies/engines.yaml", "name: E\nfields: 7\n",
            "2:9 error[wrong-type] expected a mapping of names to values"),
        Mistake(
            "companies/engines.yaml", "name: E\ntags: [a, , b]\n",
            "2:11 error[syntax] a value is missing here | write it, or take the comma away, or quote the value"),
        Mistake(
            "companies/engines.yaml", "name: E\ntags:\n  - a\n  -\n", "4:4 error[wrong-type] an empty item in a list"),
        Mistake(
            "companies/engines.yaml", "name: &n E\n",
            "1:7 error[anchor] anchors are not supported"
                + " | quote the value if it is text that begins with &, else write it out"),
        Mistake(
            "companies/engines.yaml", "name: *n\n",
            "1:7 error[alias] aliases are not supported"
                + " | quote the value if it is text that begins with *, else write it out"),
        Mistake(
            "companies/engines.yaml", "name: E\n---\nname: F\n",
            "2:1 error[second-document] a second document: a file holds one | put it into a file of its own"),
        Mistake(
            "companies/engines.yaml", "name: {{firstName}}\n",
            "1:7 error[template-unquoted] an unquoted value with {{, which YAML reads as a mapping"
                + " | quote the value: \"{{…}}\""),
    ]

    static let scalars = [
        Mistake(
            "people/za/ada.yaml", "firstName: Ada\nemail: ada.example.com\n",
            "2:8 error[bad-email] the address has no @ | write name@domain"),
        Mistake(
            "people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\nphone: 0821234567\n",
            "3:8 error[bad-phone] the number does not start with +"
                + " | write + and the country code at its start, without the 0 that is dialled inside the country"),
        Mistake(
            "people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\nwhatsapp: \"+0821234567\"\n",
            "3:11 error[bad-phone] the number has a 0 after the + | write the country code there; none starts with 0"),
        Mistake(
            "people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\ntimezone: Africa/Johanesburg\n",
            "3:11 error[bad-zone] 'Africa/Johanesburg' is no time zone | did you mean 'Africa/Johannesburg'?"),
        Mistake(
            "people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\ntimezone: GMT+5\n",
            "3:11 error[bad-zone] 'GMT+5' is no time zone | use an IANA name such as Africa/Johannesburg"),
        Mistake(
            "people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\ncountry: za\n",
            "3:10 error[bad-country] not a country code | write ZA"),
        Mistake(
            "people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\nlinkedin: www.linkedin.com/in/ada\n",
            "3:11 error[bad-url] not a web address | write it whole, from https:// on"),
        Mistake(
            "people/za/ada.yaml",
            "firstName: Ada\nemail: ada@example.com\nrelationships:\n  - {type: KANDIDATE}\n",
            "4:12 error[unknown-value] expected one of CLIENT, CANDIDATE, BOTH | did you mean 'CANDIDATE'?"),
        Mistake(
            "projects/backend.yaml", "title: B\nclosedAt: 2026-02-30\n",
            "2:11 error[bad-date] not a date | write year-month-day, such as 2026-11-23"),
        Mistake(
            "projects/backend.yaml", "title: B\nstatus: paused\n",
            "2:9 error[unknown-value] expected one of OPEN, IN_PROGRESS, CLOSED, ON_HOLD"),
        Mistake(
            "enrollments/first.yaml", "sequence: four\nstart: 23.11.2026\npeople: [za/ada]\n",
            "2:8 error[bad-date] not a date or time"
                + " | write 2026-11-23, \"2026-11-23 10:00\" (the recipient's time) or 2026-11-23T08:00:00Z"),
        Mistake(
            "enrollments/first.yaml", "sequence: four\npeople: [za/ada]\nwindow: mon-fri 9-17\n",
            "3:9 error[bad-window] a time is two digits, a colon and two digits | write 09:00"),
        Mistake(
            "enrollments/first.yaml", "sequence: four\npeople:\n  - za/ada\n  - za/ada\n",
            "4:5 error[duplicate-person] 'za/ada' stands twice"),
        Mistake(
            "enrollments/first.yaml", "sequence: four\npeople:\n  - za/ada: {status: PAUSE}\n",
            "3:22 error[unknown-value] expected one of ACTIVE, PAUSED, CANCELLED | did you mean 'PAUSED'?"),
        Mistake(
            "enrollments/first.yaml", "sequence: four\npeople:\n  - za/ada: {state: PAUSED}\n",
            "3:14 error[unknown-key] unknown key 'state'"),
        Mistake(
            "enrollments/first.yaml", "sequence: four\npeople: [../ada]\n",
            "2:10 error[bad-id] no part of an id begins with a dot"
                + " | the id of a person is its path below people/ without .yaml"),
    ]

    static let settings = [
        Mistake("outrider.yaml", "version: 2\nname: A\n", "1:10 error[bad-number] not a whole number from 1 to 1"),
        Mistake("outrider.yaml", "version: 1\n", "1:1 error[missing-key] 'name' is missing"),
        Mistake(
            "outrider.yaml", "version: 1\nname: A\nbook: XYZ\n",
            "3:7 error[bad-book] not a book id | `outrider init` writes it; restore the line from git"),
        Mistake(
            "outrider.yaml", "version: 1\nname: A\nbranch: a..b\n",
            "3:9 error[bad-branch] not a branch name | letters, digits and . _ - /"),
        Mistake(
            "outrider.yaml", "version: 1\nname: A\njournal: {branch: outrider}\n",
            "3:19 error[bad-branch] a branch 'outrider' forbids every branch 'outrider/…'"
                + " | leave it out for outrider-journal"),
        Mistake(
            "outrider.yaml", "version: 1\nname: A\njournal: {branch: main}\n",
            "3:10 error[bad-branch] the journal cannot be the book's own branch"),
        Mistake(
            "outrider.yaml", "version: 1\nname: A\njournal: {claimLease: 2h}\n",
            "3:23 error[bad-number] not a time from 1s to 1h | write 2s, 5m or 1h"),
        Mistake(
            "outrider.yaml", "version: 1\nname: A\nchannels: {email: {provider: resend}}\n",
            "3:30 error[unknown-value] expected one of outbox, manual"),
        Mistake(
            "outrider.yaml", "version: 1\nname: A\nguard: {sends: -1}\n",
            "3:16 error[bad-number] not a whole number from 0 to 1000000"),
        Mistake(
            "outrider.yaml", "version: 1\nname: A\ndefaults: {window: mon-fry 09:00-17:00}\n",
            "3:20 error[bad-window] unknown day | days are mon tue wed thu fri sat sun, or daily alone"),
        Mistake(
            "outrider.yaml", "version: 1\nname: A\nsenders: {}\n", "3:1 error[unknown-key] unknown key 'senders'"),
    ]
}

// Keys and values.
extension Explanation {
    static let unknownKey = Explanation(
        "The kind of record has no key of that name. An unknown key is an error because a slip such as `emial:` would be "
            + "overlooked otherwise.",
        cure: "Correct it; `outrider schema KIND` lists all keys. What is your own goes under `fields:`:",
        example: """
            # people/ada.yaml
            firstName: Ada
            email: ada@example.com
            fields: {shoeSize: 38}
            """)

    static let missingKey = Explanation(
        "A key that the record cannot do without is not there, or has no value.",
        cure: "Add it. A person has one of firstName, lastName and name; a step has an id, a channel and words:",
        example: """
            # sequences/short.yaml
            name: Short
            steps:
              - {id: hello, channel: email, subject: Hello, body: "Hi {{firstName}}"}
            """)

    static let wrongType = Explanation(
        "The value has another shape than the key takes: a list where one value is expected, a text where a mapping is.",
        cure: "Write it as the key wants it; `outrider schema KIND` says how:",
        example: """
            # people/ada.yaml
            firstName: Ada
            tags: [ios, senior]
            fields: {role: Engineer}
            """)

    static let unknownValue = Explanation(
        "The key takes one of a few words, and this is none of them. Upper and lower case do not matter.",
        cure: "Take one of the words that the message lists:",
        example: """
            # projects/backend-engineer.yaml
            title: Backend Engineer
            status: ON_HOLD
            """)

    static let emptyText = Explanation(
        "The words of a message hold nothing but space, so an empty message would go out.",
        cure: "Write the words, or remove the key:",
        example: """
            # templates/intro.yaml
            subject: Hello
            body: "Hi {{firstName}}, are you there?"
            """)

    static let badBook = Explanation(
        "`book:` is the identity of the book, by which the journal knows it; it is 8 to 32 digits of hex.",
        cure: "Restore the line from git; `outrider init` writes it into a book that has none:",
        example: """
            # outrider.yaml
            version: 1
            name: Acme Talent
            book: 7f3a9c2e
            """)

    static let badBranch = Explanation(
        "That is no name of a branch in git, or the book and its journal would share one branch.",
        cure: "Write a name of letters, digits and . _ - /, and two different ones:",
        example: """
            # outrider.yaml
            version: 1
            name: Acme Talent
            branch: main
            journal: {branch: outrider-journal}
            """)

    static let badCountry = Explanation(
        "A country is two capital letters of ISO 3166-1. Unlike in other programs, NO is Norway and not false.",
        cure: "Write the code:",
        example: """
            # people/ada.yaml
            firstName: Ada
            country: ZA
            """)

    static let badDate = Explanation(
        "That is no date. Dates are written year-month-day, since 03/04 is March in one country and April in another.",
        cure: "Write it so; a start may have a time of the recipient, or be an instant:",
        example: """
            # enrollments/backend.yaml
            sequence: four-day-candidate
            start: "2026-11-23 10:00"
            people: [ada]
            """)

    static let badDelay = Explanation(
        "A delay is a number and a unit without a space: m minutes, h hours, d days, w weeks, mo months, bd business days.",
        cure: "Write it so:",
        example: """
            # sequences/short.yaml
            name: Short
            steps:
              - {id: hello, channel: email, subject: Hello, body: Hi}
              - {id: again, channel: email, delay: 2bd, thread: hello, body: Did you see it?}
            """)

    static let badEmail = Explanation(
        "No message can go to that address, or come from it: it is not written as name@domain.",
        cure: "Write one bare address; a sender's may have a name before it:",
        example: """
            # people/ada.yaml
            firstName: Ada
            email: ada@example.com
            """)

    static let badDomain = Explanation(
        "A domain is letters, digits and hyphens with a dot between its parts, without @, https:// or a path.",
        cure: "Write the bare domain; one with other letters in its punycode form (xn--…):",
        example: """
            # companies/engines.yaml
            name: Analytical Engines
            domains: [engines.example]
            """)

    static let badLanguage = Explanation(
        "A language is a code of BCP 47: two or three small letters, with a region if it matters.",
        cure: "Write the code, not the name:",
        example: """
            # people/ada.yaml
            firstName: Ada
            language: en
            """)

    static let badNumber = Explanation(
        "The key takes a whole number within limits, without separators or units.",
        cure: "Write the digits alone:",
        example: """
            # outrider.yaml
            version: 1
            name: Acme Talent
            guard: {newPeople: 200, sends: 1000}
            """)

    static let badPhone = Explanation(
        "A phone number is written in E.164: +, the country code, the rest without its leading 0, digits only.",
        cure: "Write it so, the same in every country:",
        example: """
            # people/ada.yaml
            firstName: Ada
            phone: "+27821234567"
            """)

    static let badTime = Explanation(
        "A time of day is two digits, a colon and two digits, from 00:00 to 23:59.",
        cure: "Write it so:",
        example: """
            # sequences/short.yaml
            name: Short
            steps:
              - {id: hello, channel: email, at: "10:00", subject: Hello, body: Hi}
            """)

    static let badURL = Explanation(
        "That is no whole web address: it has no https:// at its start, or holds a space.",
        cure: "Copy it whole from the browser:",
        example: """
            # people/ada.yaml
            firstName: Ada
            linkedin: https://www.linkedin.com/in/ada
            """)

    static let badWindow = Explanation(
        "A window is days and a span of hours: mon-fri 09:00-17:00, or daily 08:00-20:00. Hours have four digits; the times are "
            + "the recipient's.",
        cure: "Write one, or a list of such:",
        example: """
            # outrider.yaml
            version: 1
            name: Acme Talent
            defaults: {window: ["mon-thu 09:00-17:00", "fri 09:00-13:00"]}
            """)

    static let badZone = Explanation(
        "That is no time zone of the IANA database. Abbreviations such as CET or GMT+2 are no zones: they do not know summer time.",
        cure: "Write region and city:",
        example: """
            # people/ada.yaml
            firstName: Ada
            timezone: Africa/Johannesburg
            """)
}

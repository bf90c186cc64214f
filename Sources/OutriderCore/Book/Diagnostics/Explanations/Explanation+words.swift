// Words, and people who will be held.
extension Explanation {
    static let templateSyntax = Explanation(
        "A tag in the words is not written as Mustache wants it, or is of a kind that is not available.",
        cure: "Allowed are {{name}}, {{#name}}…{{/name}}, {{^name}}…{{/name}} and {{! a remark }}:",
        example: """
            # templates/intro.yaml
            subject: Hello
            body: |
              Hi{{#firstName}} {{firstName}}{{/firstName}},
              {{! a remark that is not sent }}
              are you there?
            """)

    static let unknownVariable = Explanation(
        "The words name a variable that no message has.",
        cure: "Correct the name. Your own are fields.x of a person and vars.x of an enrollment:",
        example: """
            # templates/intro.yaml
            subject: "{{firstName}}, {{project.title}}"
            body: "About {{company.name}} and {{vars.role}}."
            """)

    static let longSMS = Explanation(
        "The text takes more than one SMS segment. A segment holds 160 characters of GSM-7; one character outside it, such as "
            + "a curly quote, an emoji or ç, makes that 70. A longer text has 153 or 67 a segment, and each is paid for.",
        cure: "Nothing is held. Shorten the text, or write plain characters:",
        example: """
            # templates/nudge.yaml
            channel: sms
            body: "Hi {{firstName}}, it's Jo. Did my mail reach you?"
            """)

    static let tooLongSMS = Explanation(
        "With somebody's values the text takes more than 10 SMS segments; providers refuse such messages.",
        cure: "Shorten the text, or send it as an email:",
        example: """
            # sequences/short.yaml
            name: Short
            steps:
              - {id: details, channel: email, subject: Details, body: "{{fields.details}}"}
            """)

    static let noOptOut = Explanation(
        "Emails go out without any way to say no: no footer with {{unsubscribe}}, no `unsubscribe:` in outrider.yaml. Laws ask for "
            + "one, and mailbox providers send mail without it to spam.",
        cure: "Nothing is held. Give the book a way out:",
        example: """
            # outrider.yaml
            version: 1
            name: Acme Talent
            unsubscribe: {mailto: unsubscribe@acme.example}
            """)

    static let noReplySource = Explanation(
        "Nothing reads the answers of a channel, so a reply does not stop the sequence: people who answered go on getting messages.",
        cure: "Nothing is held. Where somebody reads and records the answers, say so:",
        example: """
            # outrider.yaml
            version: 1
            name: Acme Talent
            channels:
              email: {provider: manual, replies: manual}
            """)

    static let noAddress = Explanation(
        "Somebody in an enrollment lacks the address that a step writes to. The step is held for that person.",
        cure: "Add the address, or take the person out:",
        example: """
            # people/ada.yaml
            firstName: Ada
            email: ada@example.com
            phone: "+27821234567"
            """)

    static let missingVariable = Explanation(
        "The words name a variable for which somebody has no value. The step is held for that person: a gap is never sent.",
        cure: "Add the value, give a fallback, or let the words do without it:",
        example: """
            # templates/intro.yaml
            subject: Hello
            body: "Hi {{firstName}}{{#title}}, {{title}}{{/title}}"
            fallback: {firstName: there}
            """)

    static let ambiguousCompany = Explanation(
        "{{company.…}} could mean several companies of a person, and the enrollment does not say which. It is never guessed: the "
            + "step is held for that person.",
        cure: "Give the enrollment a project, whose company is meant:",
        example: """
            # enrollments/backend.yaml
            sequence: four-day-candidate
            project: backend-engineer
            people: [ada]
            """)

    static let sharedAddress = Explanation(
        "Two people have one address. To the run they are one: whoever comes second in a sequence is held as same-address.",
        cure: "Make one file of the two, with the other id under `formerly:`, or mend the address:",
        example: """
            # people/za/ada.yaml
            firstName: Ada
            email: ada@example.com
            formerly: ada
            """)

    static let suppressedPerson = Explanation(
        "Somebody in an enrollment must not be written to: a suppression, doNotContact, or a company that is off limits. Nothing "
            + "goes to that person.",
        cure: "Take the person out of the enrollment, or leave the line: it does no harm:",
        example: """
            # enrollments/backend.yaml
            sequence: four-day-candidate
            people: [ada]
            exclude: [grace]
            """)

    static let consentExpired = Explanation(
        "The consent of somebody in an enrollment has ended. Nothing goes to that person until there is a new one.",
        cure: "Take the person out, or record the new consent:",
        example: """
            # people/ada.yaml
            firstName: Ada
            consent: {basis: legitimate-interest, source: linkedin, at: 2026-11-20, expires: 2027-11-20}
            """)
}

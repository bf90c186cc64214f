import OutriderCore
import Testing

/// Mistakes in steps and words, with the place in the YAML file.
@Suite struct SequenceCheckTests {
    @Test(arguments: stepMistakes)
    func step(_ mistake: Mistake) throws {
        let problems = try GoodBook.problems(with: [mistake.path: mistake.text])
        #expect(problems == mistake.expected)
    }

    @Test(arguments: wordMistakes)
    func words(_ mistake: Mistake) throws {
        let files = [mistake.path: mistake.text, "enrollments/first.yaml": ""]
        let problems = try GoodBook.problems(with: files)
        #expect(problems == mistake.expected)
    }

    static func sequence(_ steps: String, _ expected: String) -> Mistake {
        Mistake("sequences/four.yaml", "name: Four\nsteps:\n" + steps, expected)
    }

    static let stepMistakes = [
        sequence(
            "  - {id: a, channel: email, template: intro}\n  - {id: a, channel: email, template: intro}\n",
            "4:10 error[duplicate-step] the step id 'a' stands twice | state goes by the step's id: give each its own"),
        sequence(
            "  - {id: a, channel: email, template: intro, thread: b}\n",
            "3:54 error[bad-thread] 'b' is no earlier email step of this sequence"),
        sequence(
            "  - {id: first, channel: email, template: intro}\n"
                + "  - {id: b, channel: email, template: intro, thread: frist}\n",
            "4:54 error[bad-thread] 'frist' is no earlier email step of this sequence | did you mean 'first'?"),
        sequence(
            "  - {id: a, channel: email, template: intro, body: Hi}\n",
            "3:52 error[two-texts] a step has a template or a body, not both"
                + " | put the words into the template, or leave it out"),
        sequence(
            "  - {id: a, channel: email, template: intro, html: Hi}\n",
            "3:52 error[two-texts] HTML stands beside 'body', not beside a template"),
        sequence(
            "  - {id: a, channel: email, subject: Hi}\n",
            "3:10 error[missing-key] the step 'a' has neither 'template' nor 'body'"),
        sequence(
            "  - {id: a, channel: email, body: Hi}\n", "3:10 error[missing-key] the email step 'a' has no 'subject'"),
        sequence(
            "  - {id: a, channel: task, subject: S, body: Hi}\n",
            "3:37 error[not-for-channel] only an email has a subject or HTML"),
        sequence(
            "  - {id: a, channel: task, body: Hi, thread: a}\n",
            "3:46 error[bad-thread] only an email can answer an earlier step"),
        sequence(
            "  - {id: a, channel: email, template: intro, on: 2026-12-01, delay: 1w}\n",
            "3:50 error[two-times] a step has a 'delay' or a date under 'on', not both | leave one of them out"),
        sequence(
            "  - {id: a, channel: email, template: intro, delay: 1 day}\n",
            "3:53 error[bad-delay] a unit is written short, in lower case, next to its number | write 1d"),
        sequence(
            "  - {id: a b, channel: email, template: intro}\n",
            "3:10 error[bad-id] an id is made of letters, digits and . _ - /"),
        sequence(
            "  - {id: a/b, channel: email, template: intro}\n", "3:10 error[bad-id] a step's id has no slash"),
        sequence("  - {id: a, template: intro}\n", "3:6 error[missing-key] 'channel' is missing"),
        sequence(
            "  - {id: a, channel: fax, template: intro}\n",
            "3:22 error[unknown-value] expected one of email, sms, whatsapp, linkedin, call, task"),
        Mistake("sequences/four.yaml", "name: Four\nsteps: []\n", "1:1 error[missing-key] the sequence has no steps"),
    ]

    static let wordMistakes = [
        Mistake(
            "templates/intro.yaml", "subject: Hello\nbody: |\n  Hi {{firstName}},\n\n    how is {{ fristName }}?\n",
            "5:15 error[unknown-variable] there is no variable 'fristName' | did you mean 'firstName'?"),
        Mistake(
            "templates/intro.yaml", "subject: Hello\nbody: |\n  Hi,\n  é{{firstName\n",
            "4:4 error[template-syntax] the tag is not closed with }} | write {{name}}, with two braces on both sides"),
        Mistake(
            "templates/intro.yaml", "subject: \"a \\u00e9 {{first name}}\"\nbody: Hi\n",
            "1:27 error[template-syntax] the name holds white space"
                + " | a tag holds one name; a condition is {{#name}}…{{/name}}, its opposite {{^name}}…{{/name}}"),
        Mistake(
            "templates/intro.yaml", "subject: 'it''s {{employer.nam}}'\nbody: Hi\n",
            "1:19 error[unknown-variable] there is no variable 'employer.nam' | did you mean 'employer.name'?"),
        Mistake(
            "templates/intro.yaml", "subject: Hello\nbody: >\n  folded\n  {{x}}\n",
            "2:7 error[unknown-variable] there is no variable 'x'"
                + " | your own variables are fields.x (of a person) and vars.x (of an enrollment)"),
        Mistake(
            "templates/intro.yaml", "subject: Hello\r\nbody: |\r\n  Hi\r\n  {{/a}}\r\n",
            "4:3 error[template-syntax] the closing tag has no section to close"
                + " | remove it, or open the section with {{#name}} before it"),
        Mistake(
            "templates/intro.yaml", "subject: Hello\nbody: Hi\nhtml: \"<p>{{{firstName}}}</p>\"\n",
            "3:11 error[template-syntax] unescaped tags {{{…}}} and {{&…}} are not available"
                + " | write {{name}}; plain text is never escaped and html always is"),
    ]

    @Test func channelOfTemplate() throws {
        let files = [
            "templates/intro.yaml": "channel: sms\nbody: Hi\n",
            "people/za/ada.yaml": "firstName: Ada\nemail: a@example.com\n",
        ]
        let problems = try GoodBook.problems(with: files)
        #expect(
            problems == [
                "sequences/four.yaml:3:43 error[missing-key] neither the step 'intro' nor its template has a 'subject'",
                "sequences/four.yaml:3:43 error[wrong-channel] the template 'intro' is for sms, the step for email",
            ])
        #expect(
            try GoodBook.problems(with: [
                "templates/note.yaml": "channel: sms\nsubject: Hi\nbody: Hi\n"
            ]) == ["templates/note.yaml:2:10 error[not-for-channel] only an email has a subject or HTML"])
    }
}

// Within a record, and between records.
extension Explanation {
    static let duplicatePerson = Explanation(
        "A person stands twice in one enrollment; it is not clear which line holds.",
        cure: "Keep one line:",
        example: """
            # enrollments/backend.yaml
            sequence: four-day-candidate
            people:
              - ada
              - bob: {status: PAUSED}
            """)

    static let duplicateStep = Explanation(
        "Two steps have one id. What a person has received is kept by the id of the step, so each has its own.",
        cure: "Give the newer one another id:",
        example: """
            # sequences/short.yaml
            name: Short
            steps:
              - {id: hello, channel: email, subject: Hello, body: Hi}
              - {id: hello-again, channel: email, delay: 1d, thread: hello, body: Are you there?}
            """)

    static let twoAddresses = Explanation(
        "A person has both `email` and `emails`; it is not clear which is the one to write to.",
        cure: "Put all of them into the list; the first is used where no label is asked for:",
        example: """
            # people/ada.yaml
            firstName: Ada
            emails:
              - {address: ada@home.example, label: personal}
              - {address: ada@work.example, label: work}
            """)

    static let duplicateAddress = Explanation(
        "A person has the same address twice.",
        cure: "Keep one of them:",
        example: """
            # people/ada.yaml
            firstName: Ada
            emails: [{address: ada@example.com, label: work}]
            """)

    static let duplicateRelationship = Explanation(
        "Two relationships are with the same company and project; it is not clear which type and stage hold.",
        cure: "Make one of them; BOTH is client and candidate:",
        example: """
            # people/ada.yaml
            firstName: Ada
            relationships:
              - {company: engines, project: backend-engineer, type: BOTH}
            """)

    static let duplicateHoliday = Explanation(
        "A calendar names one day twice.",
        cure: "Keep one of them; `yearly:` is the same day of every year:",
        example: """
            # calendars/za.yaml
            holidays:
              - {date: 2026-12-16, name: Day of Reconciliation}
              - {yearly: 12-25, name: Christmas}
            """)

    static let tooManySteps = Explanation(
        "A sequence has more than 200 steps.", cure: "Split it; a person may go on from one enrollment to another.")

    static let badThread = Explanation(
        "`thread:` names a step that is no earlier email of the same sequence, so there is nothing to answer.",
        cure: "Name the id of an email above it:",
        example: """
            # sequences/short.yaml
            name: Short
            steps:
              - {id: hello, channel: email, subject: Hello, body: Hi}
              - {id: again, channel: email, delay: 1d, thread: hello, body: Did you see it?}
            """)

    static let twoTexts = Explanation(
        "A step has words of its own and a template too; it is not clear which are sent.",
        cure: "Keep one of them. `subject:` may stand beside a template and takes the place of its subject:",
        example: """
            # sequences/short.yaml
            name: Short
            steps:
              - {id: hello, channel: email, template: intro, subject: Another subject}
            """)

    static let twoTimes = Explanation(
        "Two keys say when a step goes, and they cannot both hold.",
        cure: "Keep one: `delay:` counts from the step before, `on:` is a date of its own:",
        example: """
            # sequences/short.yaml
            name: Short
            steps:
              - {id: hello, channel: email, on: 2026-12-01, subject: Hello, body: Hi}
            """)

    static let notForChannel = Explanation(
        "The key means nothing on that channel: only an email has a subject or HTML.",
        cure: "Remove the key, or change the channel:",
        example: """
            # sequences/short.yaml
            name: Short
            steps:
              - {id: hello, channel: sms, body: "Hi {{firstName}}"}
            """)

    static let neverOpen = Explanation(
        "A step would wait for ever: its window shuts each day before the time under `at:`, or its calendar has no day that is "
            + "worked.",
        cure: "Let the window be open at that time, and leave the days that are worked out of the weekend:",
        example: """
            # sequences/short.yaml
            name: Short
            window: mon-fri 09:00-17:00
            steps:
              - {id: hello, channel: email, at: "10:00", subject: Hello, body: Hi}
            """)

    static let danglingReference = Explanation(
        "The record names another one that the book does not have.",
        cure: "Correct the id, or make the file. An id is the path below its folder without .yaml:",
        example: """
            # enrollments/backend.yaml
            sequence: four-day-candidate       # sequences/four-day-candidate.yaml
            people: [za/ada]                   # people/za/ada.yaml
            """)

    static let wrongChannel = Explanation(
        "The step uses a template that says that it is for another channel.",
        cure: "Use another template, or leave `channel:` out of it, so that any channel may use it:",
        example: """
            # templates/nudge.yaml
            body: "Hi {{firstName}}, did my mail reach you?"
            """)

    static let unknownStep = Explanation(
        "A step is named that its sequence does not have, or, under `when:`, that does not come before.",
        cure: "Name a step by its id:",
        example: """
            # enrollments/first.yaml
            sequence: hello
            people:
              - ada: {startAt: nudge}
            """)

    static let unknownStage = Explanation(
        "The stage is not in the list `stages:` of outrider.yaml.",
        cure: "Take one of the list, or add it there:",
        example: """
            # outrider.yaml
            version: 1
            name: Acme Talent
            stages: [SOURCED, CONTACTED, REPLIED, SCREENING, PLACED]
            """)

    static let partialLoop = Explanation(
        "Templates include each other in a circle with {{> name}}, so the words would never end.",
        cure: "Take one of the inclusions out:",
        example: """
            # templates/intro.yaml
            subject: Hello
            body: |
              Hi {{firstName}}
              {{> signature}}
            """)

    static let coverLoop = Explanation(
        "Senders cover for each other in a circle, so nobody is left to write while they are away.",
        cure: "Let one of them be covered by somebody who is there:",
        example: """
            # senders/jo.yaml
            firstName: Jo
            away: {from: 2026-12-15, until: 2027-01-05, cover: sam}
            """)
}

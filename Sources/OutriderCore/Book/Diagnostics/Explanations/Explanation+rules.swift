// Rules that decide whether and when something goes.
extension Explanation {
    static let badCurrency = Explanation(
        "A currency is three capital letters of ISO 4217.",
        cure: "Write the code:",
        example: """
            # outrider.yaml
            version: 1
            name: Acme Talent
            prices: {currency: USD, sms: 0.05, whatsapp: 0.03}
            """)

    static let manyCancels = Explanation(
        "The change takes more people out of their enrollments than `guard.cancels` allows: lines that are gone, a match that "
            + "they no longer fit, a status CANCELLED, a project that is closed. It may be an accident, so a run stops before it "
            + "ends anybody.",
        cure: "Look at the change. If it is meant, run it once with `outrider run --allow-cancels`, or allow as many:",
        example: """
            # outrider.yaml
            version: 1
            name: Acme Talent
            guard: {cancels: 500}
            """)

    static let badContent = Explanation(
        "The content template of a WhatsApp message is not as Twilio knows it: its SID is HX and 32 hex digits, its variables are "
            + "numbered from 1 without a gap, and `text` names these numbers only.",
        cure: "Copy the SID from Twilio, and give every number its words:",
        example: """
            # templates/nudge.yaml
            channel: whatsapp
            body: "Hi {{firstName}}, did my mail reach you?"
            whatsapp:
              contentSid: HX0123456789abcdef0123456789abcdef
              contentVariables: {"1": "{{firstName}}"}
              text: "Hi {{1}}, did my mail reach you?"
            """)

    static let cannotRemove = Explanation(
        "`stopOn:` lists what ends a person's sequence. An opt-out and a complaint always end it, so a list without them would not "
            + "mean what it says.",
        cure: "Add both, and what else is to end it:",
        example: """
            # outrider.yaml
            version: 1
            name: Acme Talent
            defaults: {stopOn: [reply, bounce, unsubscribe, complaint, meeting]}
            """)

    static let unreachableChannel = Explanation(
        "Of a list of channels the first that can be used is taken. One of them can never be reached: it stands twice, or behind a "
            + "task that can always be done.",
        cure: "Name each channel once, and a task last:",
        example: """
            # sequences/short.yaml
            name: Short
            steps:
              - {id: hello, channel: [sms, linkedin], body: "Hi {{firstName}}"}
            """)

    static let twoLists = Explanation(
        "An enrollment lists its people and also has a `match` that finds people; it is not clear who is in it.",
        cure: "Keep one of them, or make two enrollments:",
        example: """
            # enrollments/backend.yaml
            sequence: four-day-candidate
            match: {tags: [ios], type: CANDIDATE}
            """)

    static let duplicateVariant = Explanation(
        "Two variants of a step have one id. Who got which wording is counted by the id, so each has its own.",
        cure: "Give one of them another id:",
        example: """
            # sequences/short.yaml
            name: Short
            steps:
              - id: hello
                channel: sms
                variants: [{id: a, weight: 50, body: Hi}, {id: b, weight: 50, body: Hello}]
            """)

    static let noWeight = Explanation(
        "Every variant of a step has the weight 0, so there is none that anybody could get.",
        cure: "Give those that are to go a weight; the shares are as their weights:",
        example: """
            # sequences/short.yaml
            name: Short
            steps:
              - id: hello
                channel: sms
                variants: [{id: a, weight: 3, body: Hi}, {id: b, weight: 1, body: Hello}]
            """)

    static let impossibleCondition = Explanation(
        "A condition asks for something and forbids it, so it can never hold. All keys of a condition must hold at once.",
        cure: "Take one of the two out; `any:` is for one of several:",
        example: """
            # enrollments/backend.yaml
            sequence: four-day-candidate
            people: [ada]
            goal: {any: [{stage: PLACED}, {project.status: CLOSED}]}
            """)

    static let twoEndings = Explanation(
        "A sequence has `repeat:`, which starts it again at its end, and `evergreen: true`, which lets people wait there.",
        cure: "Keep one of them:",
        example: """
            # sequences/news.yaml
            name: News
            repeat: {every: 1mo, times: 12}
            steps:
              - {id: news, channel: email, subject: News, body: Hi}
            """)

    static let shortRepeat = Explanation(
        "The delays of the steps together are longer than `repeat.every:`, so that a round would begin before the last is over.",
        cure: "Repeat after a longer time, or shorten the delays:",
        example: """
            # sequences/news.yaml
            name: News
            repeat: {every: 1mo}
            steps:
              - {id: news, channel: email, subject: News, body: Hi}
              - {id: again, channel: email, delay: 1w, thread: news, body: Did you see it?}
            """)

    static let noEffect = Explanation(
        "The key changes nothing where it stands: what it would change is not there, or is so already.",
        cure: "Nothing is held. Leave it out, or add what it needs:",
        example: """
            # sequences/short.yaml
            name: Short
            steps:
              - {id: hello, channel: sms, body: Hi}
              - {id: again, channel: sms, delay: 1d, body: Hi again, when: {step.hello: delivered}, otherwise: stop}
            """)

    static let pauseOver = Explanation(
        "A pause has an end, and that is in the past: it no longer holds anything.",
        cure: "Take it out, or write a later time:",
        example: """
            # people/ada.yaml
            firstName: Ada
            paused: {until: 2027-01-05, reason: parental leave}
            """)

    static let zeroCap = Explanation(
        "A cap of 0 lets nothing through, so everybody is held for as long as it stands.",
        cure: "Give the cap a number, or pause what is not to go:",
        example: """
            # outrider.yaml
            version: 1
            name: Acme Talent
            paused: {reason: the office is closed}
            """)

    static let longGap = Explanation(
        "`minGap:` keeps messages of different enrollments to one person apart. With over 30 days most enrollments would wait for "
            + "each other for months.",
        cure: "Write less; within one enrollment the delays of its steps keep messages apart:",
        example: """
            # outrider.yaml
            version: 1
            name: Acme Talent
            defaults: {minGap: 3d}
            """)

    static let coldWhatsApp = Explanation(
        "WhatsApp carries free words only to somebody who wrote within the last 24 hours. Who never wrote gets approved templates "
            + "only, so the step is held for them.",
        cure: "Name an approved template, or a channel to fall back to:",
        example: """
            # sequences/short.yaml
            name: Short
            steps:
              - {id: hello, channel: [whatsapp, sms], body: "Hi {{firstName}}, it is Jo."}
            """)

    static let unknownField = Explanation(
        "A condition or a match asks for a field that no record of the book has, so the test fails for everybody.",
        cure: "Nothing is held by this. Correct the name, or give the records the field:",
        example: """
            # people/ada.yaml
            firstName: Ada
            fields: {seniority: senior}
            """)

    static let loneGroup = Explanation(
        "An `exclusive:` group is named in one place only, so it keeps nothing else from going at the same time.",
        cure: "Nothing is held. Name the group wherever it is meant; `true` is all sequences:",
        example: """
            # sequences/short.yaml
            name: Short
            exclusive: hiring
            steps:
              - {id: hello, channel: sms, body: Hi}
            """)

    static let matchesNobody = Explanation(
        "Of all people of the book none fits the `match:` of an enrollment, so nothing goes.",
        cure: "Correct the values; all keys must hold, and of each one of its values:",
        example: """
            # enrollments/backend.yaml
            sequence: four-day-candidate
            match: {tags: [ios, android], type: CANDIDATE}
            """)
}

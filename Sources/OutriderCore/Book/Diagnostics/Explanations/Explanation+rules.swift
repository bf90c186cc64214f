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
}

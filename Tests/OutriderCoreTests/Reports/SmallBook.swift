import OutriderCore

/// A book of two people in one sequence of three steps.
enum SmallBook {
    static let files = [
        "outrider.yaml":
            "version: 1\nname: Acme\ntimezone: UTC\nchannels:\n  email: {from: \"Jo <jo@acme.example>\"}\n",
        "people/za/ada.yaml":
            "firstName: Ada\nlastName: Lovelace\nemail: Ada@Home.example\nphone: \"+27821234567\"\ntimezone: Africa/Johannesburg\n",
        "people/in/ada.yaml": "firstName: Ada\nemail: other@home.example\n",
        "people/grace.yaml": "lastName: Hopper\nphone: \"+15550100200\"\nlinkedin: https://www.linkedin.com/in/grace\n",
        "templates/intro.yaml":
            "subject: \"{{vars.role}} at Acme\"\nbody: |\n  Hi {{firstName}},\n  we look for a {{vars.role}}.\n",
        "sequences/hello.yaml": """
        name: Hello
        steps:
          - {id: intro, channel: email, template: intro}
          - {id: nudge, channel: email, delay: 1d, thread: intro, body: "Still there, {{firstName}}?"}
          - {id: ring, channel: call, delay: 1d, body: "Ask {{firstName}} for a time."}

        """,
        "enrollments/backend.yaml": "sequence: hello\npeople: [za/ada, grace]\nvars: {role: Engineer}\n",
    ]

    static func book(_ changes: [String: String] = [:]) -> Book {
        Book(MemorySource(files.merging(changes) { _, new in new }))
    }
}

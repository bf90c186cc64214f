/// The files that `init` writes where there is no book yet: one of each kind, small enough to read in a minute.
public enum StarterBook {
    /// Path and text of each file, `outrider.yaml` first; it has no `book:` line.
    public static func files(name: String) -> [(path: String, text: String)] {
        bare(name: name).map { ($0.path, (EditorFiles.modeline(for: $0.path).map { $0 + "\n" } ?? "") + $0.text) }
    }

    private static func bare(name: String) -> [(path: String, text: String)] {
        [
            (
                "outrider.yaml",
                """
                version: 1
                name: \(JSONValue.string(name).compact)
                timezone: UTC
                journal: {remote: none}
                # Every channel goes to the folder outbox/ until you name a provider: nothing leaves this machine.
                defaults: {window: mon-fri 09:00-17:00}
                # Where people write who want no more mail: it goes into the header of every email.
                unsubscribe: {mailto: unsubscribe@example.com}

                """
            ),
            (
                "people/ada.yaml",
                """
                firstName: Ada
                lastName: Lovelace
                company: analytical-engines
                email: ada@example.com
                timezone: Europe/London

                """
            ),
            (
                "companies/analytical-engines.yaml",
                """
                name: Analytical Engines

                """
            ),
            (
                "templates/intro.yaml",
                """
                name: Introduction
                channel: email
                subject: "{{firstName}}, a question about {{employer.name}}"
                body: |
                  Hi {{firstName}},

                  would you have ten minutes this week?

                """
            ),
            (
                "sequences/hello.yaml",
                """
                name: Hello
                steps:
                  - {id: intro, channel: email, template: intro}
                  - {id: nudge, channel: email, delay: 3d, thread: intro, body: "{{firstName}}, did my mail reach you?"}

                """
            ),
            (
                "enrollments/first.yaml",
                """
                sequence: hello
                people:
                  - ada

                """
            ),
        ]
    }
}

import Foundation

/// Books that tests begin from.
enum Samples {
    /// Email and SMS at once, a second email a day later: two claims in the first run, one in the next.
    static func quick(people: Int, lease: String? = nil) -> [String: String] {
        var files = [
            "outrider.yaml": """
            version: 1
            name: Acme
            timezone: UTC
            journal: {remote: none\(lease.map { ", claimLease: \($0)" } ?? "")}
            channels: {email: {perDay: 100000, newPerDay: 100000}, sms: {perDay: 100000, newPerDay: 100000}}
            defaults: {grace: 0m, minGap: 0m, exclusive: false, quietHours: off}
            guard: {newPeople: 1000, sends: 2000}

            """,
            ".gitignore": "outbox/\n",
            "sequences/hello.yaml": """
            name: Hello
            steps:
              - {id: first, channel: email, subject: "Hello {{firstName}}", body: "Hello {{firstName}}."}
              - {id: second, channel: sms, body: "Hello again {{firstName}}."}
              - {id: third, channel: email, delay: 1d, thread: first, body: "Still there, {{firstName}}?"}

            """,
        ]
        var list = "sequence: hello\npeople:\n"
        for number in 1...people {
            let id = name(number)
            list += "  - \(id)\n"
            files["people/\(id).yaml"] = """
                firstName: P\(number)
                email: \(id)@example.com
                phone: "+2782\(1_000_000 + number)"

                """
        }
        files["enrollments/all.yaml"] = list
        return files
    }

    static func name(_ number: Int) -> String {
        let digits = String(number)
        return "p" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }

    /// `person/step` of each person's steps.
    static func messages(people: Int, _ steps: String...) -> Set<String> {
        Set((1...people).flatMap { number in steps.map { "\(name(number))/\($0)" } })
    }

    /// A person, to be told of a task.
    static let tasks = [
        "outrider.yaml":
            "version: 1\nname: Acme\ntimezone: UTC\njournal: {remote: none}\ndefaults: {grace: 0m, minGap: 0m, exclusive: false, quietHours: off}\n",
        ".gitignore": "outbox/\n",
        "sequences/call.yaml": "name: Call\nsteps:\n  - {id: call, channel: call, body: \"Call {{firstName}}\"}\n",
        "enrollments/all.yaml": "sequence: call\npeople: [ann, bob]\n",
        "people/ann.yaml": "firstName: Ann\nphone: \"+27821000001\"\n",
        "people/bob.yaml": "firstName: Bob\nphone: \"+27821000002\"\n",
    ]

    static let three = TestBook.Template(quick(people: 3))
    static let seven = TestBook.Template(quick(people: 7))
    static let twoTasks = TestBook.Template(tasks)
}

import OutriderCore

/// A book without a fault, to put faults into.
enum GoodBook {
    static let files = [
        "outrider.yaml":
            "version: 1\nname: Acme\ntimezone: Africa/Johannesburg\nunsubscribe: {mailto: stop@acme.example}\n",
        "people/za/ada.yaml": "firstName: Ada\nemail: ada@example.com\ncompany: engines\n",
        "companies/engines.yaml": "name: Analytical Engines\n",
        "projects/backend.yaml": "title: Backend Engineer\ncompany: engines\n",
        "templates/intro.yaml": "subject: Hello\nbody: Hi {{firstName}}\n",
        "sequences/four.yaml": "name: Four\nsteps:\n  - {id: intro, channel: email, template: intro}\n",
        "enrollments/first.yaml": "sequence: four\nproject: backend\npeople:\n  - za/ada\n",
    ]

    /// The problems of the good book with some files changed or, by an empty text, removed.
    static func problems(with files: [String: String]) throws -> [String] {
        try problems(of: MemorySource(Self.files.merging(files) { _, new in new }.filter { !$0.value.isEmpty }))
    }

    static func problems(of source: any BookSource) throws -> [String] {
        try Check.all(Book(source)).diagnostics.map { diagnostic in
            let hint = diagnostic.hint.map { " | \($0)" } ?? ""
            return "\(diagnostic.location.description) \(diagnostic.severity.rawValue)[\(diagnostic.code)] "
                + "\(diagnostic.message)\(hint)"
        }
    }
}

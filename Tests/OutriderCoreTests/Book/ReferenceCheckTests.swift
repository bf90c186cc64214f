import OutriderCore
import Testing

/// What only several files together show: references, names of files, people who cannot be written to.
@Suite struct ReferenceCheckTests {
    @Test(arguments: [
        (
            "people/za/ada.yaml", "firstName: Ada\nemail: ada@example.com\ncompany: enginse\n",
            "people/za/ada.yaml:3:10 error[dangling-reference] there is no company 'enginse' | did you mean 'engines'?"
        ),
        (
            "people/za/ada.yaml", "firstName: Ada\nemail: a@example.com\nrelationships: [{project: x, type: BOTH}]\n",
            "people/za/ada.yaml:3:27 error[dangling-reference] there is no project 'x'"
                + " | make projects/x.yaml, or mend the id"
        ),
        (
            "sequences/four.yaml", "name: F\nsteps:\n  - {id: a, channel: email, template: intros}\n",
            "sequences/four.yaml:3:39 error[dangling-reference] there is no template 'intros' | did you mean 'intro'?"
        ),
        (
            "enrollments/first.yaml", "sequence: fuor\npeople: [za/ada]\n",
            "enrollments/first.yaml:1:11 error[dangling-reference] there is no sequence 'fuor' | did you mean 'four'?"
        ),
        (
            "enrollments/first.yaml", "sequence: four\nproject: backed\npeople: [za/ada]\n",
            "enrollments/first.yaml:2:10 error[dangling-reference] there is no project 'backed'"
                + " | did you mean 'backend'?"
        ),
        (
            "enrollments/first.yaml", "sequence: four\npeople: [ada]\n",
            "enrollments/first.yaml:2:10 error[dangling-reference] there is no person 'ada' | did you mean 'za/ada'?"
        ),
        (
            "enrollments/first.yaml", "sequence: four\npeople: [za/ada]\nexclude: [za/eve]\n",
            "enrollments/first.yaml:3:11 error[dangling-reference] there is no person 'za/eve'"
                + " | make people/za/eve.yaml, or mend the id"
        ),
    ])
    func dangling(path: String, text: String, expected: String) throws {
        let problems = try GoodBook.problems(with: [path: text])
        #expect(problems == [expected])
    }

    @Test func aBrokenRecordIsNotDangling() throws {
        #expect(
            try GoodBook.problems(with: ["companies/engines.yaml": "nome: E\n"]) == [
                "companies/engines.yaml:1:1 error[missing-key] 'name' is missing",
                "companies/engines.yaml:1:1 error[unknown-key] unknown key 'nome' | did you mean 'name'?",
            ])
    }

    @Test(arguments: [
        ("people/bob.yml", "wrong-extension", "a record ends in .yaml | rename it from .yml to .yaml"),
        ("people/.bob.yaml", "bad-id", "no part of an id begins with a dot | rename the file"),
        ("people/.x/bob.yaml", "bad-id", "no part of an id begins with a dot | rename the file"),
        ("people/b ob.yaml", "bad-id", "an id is made of letters, digits and . _ - / | rename the file"),
        ("people/bób.yaml", "bad-id", "an id is made of letters, digits and . _ - / | rename the file"),
        ("people/.yaml", "bad-id", "an id has no empty part | rename the file"),
        (
            "people/\(String(repeating: "x", count: 201)).yaml", "bad-id",
            "an id has at most 200 characters | rename the file"
        ),
        (
            "templates/in.tro.de.yaml", "bad-id",
            "a template's id holds a dot only before a language, such as intro.de | rename the file"
        ),
        (
            "people/za/ADA.yaml", "duplicate-id",
            "'za/ada' and 'za/ADA' differ only in case | some file systems cannot hold both: rename one"
        ),
    ])
    func fileNames(path: String, code: String, rest: String) throws {
        let twin = path == "people/za/ADA.yaml" ? "people/za/ada.yaml" : path
        #expect(
            try GoodBook.problems(with: [path: "name: Bob\n"]) == ["\(twin) error[\(code)] \(rest)"])
    }

    @Test func otherFilesAreIgnored() throws {
        let files = [
            "people/README.md": "{{{", "people/photo.png": "\u{1}", "notes/x.yaml": ":::", "README.md": "# Book",
            "people/x.yaml~": "x",
        ]
        #expect(try GoodBook.problems(with: files) == [])
    }

    @Test func linkIsNoRecord() throws {
        var source = BytesSource(files: GoodBook.files.mapValues { Array($0.utf8) })
        source.links = ["people/eve.yaml"]
        #expect(
            try GoodBook.problems(of: source) == [
                "people/eve.yaml error[not-a-file] a record is a regular file, not a link or a submodule"
                    + " | put the file itself here"
            ])
    }

    @Test func noSettings() throws {
        #expect(
            try GoodBook.problems(with: ["outrider.yaml": ""]) == [
                "outrider.yaml error[missing-file] there is no outrider.yaml | `outrider init` makes one"
            ])
    }

    @Test func heldPeopleAreWarnings() throws {
        let files = [
            "people/bob.yaml": "firstName: Bob\n",
            "people/eve.yaml": "lastName: Eve\nemail: eve@example.com\n",
            "people/out.yaml": "lastName: Out\n", "people/gone.yaml": "lastName: Gone\n",
            "sequences/four.yaml": """
            name: Four
            steps:
              - {id: intro, channel: email, template: intro}
              - {id: text, channel: sms, body: "{{vars.role}} {{employer.name}} {{#title}}{{title}}{{/title}}"}
            """,
            "enrollments/first.yaml": """
            sequence: four
            vars: {role: CTO}
            exclude: [out]
            people:
              - bob
              - eve: {vars: {role: " "}}
              - out
              - gone: {status: CANCELLED}
            """,
        ]
        #expect(
            try GoodBook.problems(with: files) == [
                "enrollments/first.yaml:5:5 warning[missing-variable] 'bob' has no value for employer.name"
                    + " in the step 'text' | add it, give a fallback, or test for it with {{#name}}…{{/name}}",
                "enrollments/first.yaml:5:5 warning[no-address] 'bob' has no email for the step 'intro'"
                    + " | add it to people/bob.yaml",
                "enrollments/first.yaml:5:5 warning[no-address] 'bob' has no phone for the step 'text'"
                    + " | add it to people/bob.yaml",
                "enrollments/first.yaml:6:5 warning[missing-variable] 'eve' has no value for firstName"
                    + " in the step 'intro' | add it, give a fallback, or test for it with {{#name}}…{{/name}}",
                "enrollments/first.yaml:6:5 warning[missing-variable] 'eve' has no value for vars.role, employer.name"
                    + " in the step 'text' | add it, give a fallback, or test for it with {{#name}}…{{/name}}",
                "enrollments/first.yaml:6:5 warning[no-address] 'eve' has no phone for the step 'text'"
                    + " | add it to people/eve.yaml",
            ])
    }

    @Test func fallbacksFillGaps() throws {
        let intro = "subject: Hello\nbody: \"{{firstName}} {{vars.role}} {{employer.industry}}\"\n"
        let settings =
            "version: 1\nname: A\nunsubscribe: {mailto: a@b.example}\n"
            + "fallback: {vars.role: engineer, employer.industry: mills}\n"
        let files = ["templates/intro.yaml": intro, "outrider.yaml": settings]
        #expect(try GoodBook.problems(with: files) == [])
        let own = ["templates/intro.yaml": intro + "fallback: {vars.role: x, employer.industry: y}\n"]
        #expect(try GoodBook.problems(with: own) == [])
        #expect(try GoodBook.problems(with: ["templates/intro.yaml": intro]).count == 1)
    }
}

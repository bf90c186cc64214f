import Foundation
import Testing

/// What people write is no command to the CI system that reads the log.
@Suite struct WorkflowTextTests {
    private static let words = [
        "::add-mask::x", "\u{3000}::set-output name=a::b", "a ##[command]b", "##vso[task.setvariable]c", "##VSO[x]y",
        "##[\u{301}z",
    ]

    private func book() throws -> TestBook {
        let lines = Self.words.map { "      \($0)\n" }.joined()
        return try TestBook([
            "outrider.yaml":
                "version: 1\nname: Acme\ntimezone: UTC\njournal: {remote: none}\ndefaults: {grace: 0m, minGap: 0m, exclusive: false, quietHours: off}\n",
            "people/ann.yaml": "firstName: \"##[error]Ann\"\nemail: ann@x.example\nnotes: \"::error::no\"\n",
            "templates/t.yaml": "subject: \"::x::y\"\nbody: |\n\(lines)",
        ])
    }

    private func isCommand(_ line: Substring) -> Bool {
        line.drop(while: \.isWhitespace).hasPrefix("::") || line.range(of: "##[", options: .literal) != nil
            || line.lowercased().contains("##vso[")
    }

    @Test(arguments: ["GITHUB_ACTIONS", "TF_BUILD"]) func textIsNoCommand(_ variable: String) throws {
        let book = try book()
        for arguments in [
            ["preview", "t", "--person", "ann"], ["preview", "t", "--person", "ann", "--format", "json"],
            ["show", "person", "ann"], ["show", "person", "ann", "--format", "json"], ["list", "people"],
            ["list", "people", "--format", "json"],
            ["check"], ["new", "person/x", "::error::a=b"], ["set", "person/ann", "title=##[x]", "--dry-run"],
        ] {
            let plain = Finished(try book.begin(arguments))
            let finished = Finished(try book.begin(arguments, variables: [variable: "true"]))
            #expect(finished.end == plain.end)
            let lines = (finished.output + finished.errors).split(whereSeparator: \.isNewline)
            #expect(lines.filter(isCommand) == [], "\(arguments)")
            guard arguments.last == "json" else { continue }
            let (left, right) = (Data(plain.output.utf8), Data(finished.output.utf8))
            #expect(
                try JSONSerialization.jsonObject(with: left) as? NSObject
                    == (JSONSerialization.jsonObject(with: right) as? NSObject))
        }
        let shown = Finished(try book.begin(["preview", "t", "--person", "ann"])).output
        #expect(shown.split(whereSeparator: \.isNewline).contains(where: isCommand))
        let quiet = Finished(try book.begin(["preview", "t", "--person", "ann"], variables: [variable: "true"])).output
        #expect(quiet.contains("\\u{3a}:add-mask::x") && quiet.contains("\\u{23}#[command]b"))
    }

    /// The annotations of `check --format github` are commands, and stay so.
    @Test func annotationsStay() throws {
        let book = try book()
        try book.write("people/ann.yaml", "firstName: Ann\nemial: x\n")
        let finished = try book.outrider(
            "check", "--at", "worktree", "--format", "github", variables: ["GITHUB_ACTIONS": "true"])
        #expect(finished.output.hasPrefix("::error file=people/ann.yaml,line=2,"), "\(finished.all)")
    }
}

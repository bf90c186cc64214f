import Foundation
import Testing

/// What the program writes, into the journal and to standard output, fits its schemas and holds nothing they do not name.
@Suite("Schemas of the journal and of outputs") struct SchemaOutputTests {
    private static let book = [
        "outrider.yaml":
            "version: 1\nname: Acme\njournal: {remote: none, claimLease: 2s}\ndefaults: {grace: 0m, minGap: 0m, exclusive: false, quietHours: off}\n",
        ".gitignore": "outbox/\n",
        "sequences/all.yaml": """
        name: All
        steps:
          - {id: mail, channel: email, subject: "Hello {{firstName}}", body: Hello, html: <p>Hello</p>}
          - {id: more, channel: email, delay: 1d, thread: mail, body: "Hello {{company.name}}"}
        """,
        "sequences/call.yaml": "name: Call\nsteps: [{id: call, channel: call, body: Call}]\n",
        "sequences/dated.yaml": """
        name: Dated
        steps:
          - {id: past, channel: email, on: 2026-01-05, subject: Past, body: Past}
          - {id: now, channel: email, subject: Now, body: "Now"}
          - {id: other, channel: email, sender: jo, subject: Other, body: "Other"}
        """,
        "senders/jo.yaml": "firstName: Jo\nemail: {from: jo@acme.example}\n",
        "people/fay.yaml": "firstName: Fay\nemail: fay@example.com\n",
        "enrollments/first.yaml": "sequence: all\npeople: [ann, bob, eve, no]\n",
        "enrollments/tasks.yaml": "sequence: call\npeople: [ann, bob: {status: PAUSED}]\n",
        "people/ann.yaml":
            "firstName: Ann\nlastName: Lee\nemail: ann@example.com\nphone: \"+27821000001\"\nconsent: {basis: consent, source: fair, at: 2026-11-20, expires: 2027-11-20}\n",
        "people/bob.yaml": "firstName: Bob\nemail: bob@example.com\nphone: \"+27821000002\"\n",
        "people/eve.yaml": "firstName: Eve\nemail: eve@example.com\n",
        "people/no.yaml": "firstName: No\n",
    ]

    /// Instances by kind: what commands printed and what the journal held.
    private final class Instances {
        let folder: TemporaryFolder
        private(set) var paths: [String: [String]] = [:]

        init() throws { folder = try TemporaryFolder() }

        func add(_ kind: String, _ text: String) throws {
            let path = "\(folder.path)/\(kind)-\(paths[kind]?.count ?? 0).json"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            paths[kind, default: []].append(path)
        }

        func add(lines text: String, _ kind: String) throws {
            for line in text.split(separator: "\n") { try add(kind, String(line)) }
        }

        func addJournal(of book: TestBook) throws {
            for path in try book.git("ls-tree", "-r", "--name-only", TestBook.journal).split(separator: "\n") {
                let text = try book.journal(String(path))
                switch path.split(separator: "/")[0] {
                case "journal.json": try add("journal", text)
                case "people": try add(lines: text, "journal-people")
                case "addresses": try add(lines: text, "journal-addresses")
                case "due.jsonl": try add(lines: text, "journal-due")
                case "claims" where path.hasSuffix("/claims.jsonl"): try add(lines: text, "journal-claims")
                case "counters": try add("journal-counters", text)
                case "enrollments": try add(lines: text, "journal-enrollments")
                case "sequences": try add("journal-sequence", text)
                case "pins" where path.hasSuffix("/pin.json"): try add("journal-pin", text)
                case "pins": break
                case "identities.jsonl": try add(lines: text, "journal-identities")
                case "history": try add(lines: text, "history")
                case "README.md", ".gitattributes", "book", "claims": break
                default: Issue.record("no schema for the journal's \(path)")
                }
            }
        }
    }

    /// A book, and what its commands print.
    private struct Player {
        let book: TestBook
        let instances: Instances

        func callAsFunction(_ kind: String, _ arguments: String..., exit: Int32 = 0) throws {
            let finished = Finished(try book.begin(arguments + ["--format", "json"]))
            #expect(finished.end == .exit(exit), "\(arguments): \(finished.all)")
            if kind == "log" {
                try instances.add(lines: finished.output, kind)
            } else {
                try instances.add(kind, finished.output)
            }
        }
    }

    private static func play(_ instances: Instances) throws {
        let book = try TestBook()
        try book.git("init", "-q", "-b", "main")
        for (path, text) in Self.book { try book.write(path, text) }
        try book.commit("book: begin")
        let show = Player(book: book, instances: instances)
        try show("init", "init")
        try show("init", "init")
        try book.commit("book: identity")
        try show("check", "check")
        try show("plan", "plan", "--until", "30d")
        try show("simulate", "simulate", "--until", "10d", "--fresh")
        try show("preview", "preview", "all", "--person", "ann", exit: 1)
        try show("run", "run", "--dry-run")
        let crash = try book.outrider("run", variables: ["OUTRIDER_BOUNDARY": "send.accepted:2:kill"])
        #expect(crash.end == .signal(SIGKILL), "\(crash.all)")
        try instances.addJournal(of: book)
        try show("status", "status", "first", "tasks")
        // What lay in it can no longer be looked up.
        try book.remove("outbox")
        book.now = "2026-11-23T10:00:00Z"
        try book.write("people/zed.yaml", "firstName: Zed\nemail: zed@example.com\ndoNotContact: [linkedin]\n")
        try book.edit("enrollments/first.yaml", "no]", "no, zed]")
        // Whoever was in the run that broke off is in doubt from now on.
        try book.write("enrollments/dated.yaml", "sequence: dated\npeople: [fay]\n")
        try book.commit("book: add two")
        try show("run", "run", exit: 3)
        try show("tasks", "tasks")
        try show("plan", "plan")
        try show("status", "status", "first")
        for person in ["ann", "no", "zed", "eve"] { try show("explain", "explain", person) }
        try instances.addJournal(of: book)
        let tasks = try book.outrider("tasks", "--format", "json").output
        let key = try #require(tasks.firstMatch(of: /"key": "([a-z2-7]{32})"/)?.1)
        try show("done", "done", String(key), "--by", "jo", "--reason", "She answered.")
        try book.git("mv", "people/ann.yaml", "people/anna.yaml")
        try book.write("people/anna.yaml", try book.read("people/anna.yaml") + "formerly: ann\n")
        for path in ["enrollments/first.yaml", "enrollments/tasks.yaml"] { try book.edit(path, "[ann", "[anna") }
        try book.edit("enrollments/first.yaml", "people:", "status: PAUSED\npeople:")
        try book.commit("book: rename")
        book.now = "2026-11-24T12:00:00Z"
        try show("plan", "plan", "--until", "30d")
        try show("run", "run")
        try show("status", "status")
        try show("status", "status", "first", "tasks")
        try show("log", "log", "--all")
        try show("explain", "explain", "anna")
        try show("list", "list", "person")
        try show("show", "show", "person", "anna")
        try show("show", "show", "enrollment", "first")
        try instances.addJournal(of: book)
        try edit(show)
        try answer(show)
        try rule(show)
        try act(show)
        try book.write("people/zoe.yaml", "emial: zoe@example.com\n")
        try show("check", "check", "--at", "worktree", exit: 4)
        try book.commit("book: break")
        try show("error", "run", exit: 4)
        try show("error", "status", "nothing", exit: 1)
        let path = "sequences/call.json"
        try book.tamper([path: String(try book.journal(path).dropLast(4))])
        try show("verify", "journal", "verify", exit: 1)
    }

    /// Changes files, takes some in, and writes some out.
    private static func edit(_ show: Player) throws {
        try show("edit", "new", "company/engines")
        try show("edit", "mv", "person/eve", "za/eve", "--dry-run")
        try show("edit", "enroll", "fay", "--in", "first")
        try show("edit", "enroll", "fay", "--in", "first")
        let file = show.book.root + "/scratch/people.csv"
        let rows = [
            "name,email,phone,company,Colour", "Cy Lee,cy@example.com,0821,Engines,red", ",nobody@example.com,,,",
            "Zed Zwo,zed@example.com,,Looms,", "",
        ]
        try Data(rows.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: file))
        try show("import", "import", file)
        try show("import", "import", file, "--create-companies", "--apply")
        try show("import", "import", file, "--on-match", "skip")
        try show("export", "export", "people")
        try show("export", "export", "companies")
    }

    /// Takes in what comes back, and pauses.
    private static func answer(_ show: Player) throws {
        let book = show.book
        for name in ["gus", "hal"] {
            try book.write("people/\(name).yaml", "firstName: Gus\nemail: \(name)@example.com\n")
        }
        try book.write("enrollments/second.yaml", "sequence: all\npeople: [gus, hal]\n")
        try book.commit("book: add two more")
        #expect(try book.outrider("run").end == .exit(0))
        for (person, status) in [("gus", "DELIVERED"), ("hal", "FAILED")] {
            let log = try book.outrider("log", "--person", person, "--event", "sent", "--format", "json").output
            let key = try #require(log.firstMatch(of: /"key":"([a-z2-7]{32})"/)?.1)
            try show("act", "mark", String(key), status)
        }
        try show("act", "record", "meeting", "hal", "--channel", "email")
        try show("act", "reopen", "second", "hal")
        try book.edit("sequences/all.yaml", "name:", "onEdit: pin\nname:")
        try book.write("enrollments/kept.yaml", "sequence: all\npeople: [gus]\n")
        try book.commit("book: keep the words")
        #expect(try book.outrider("run").end == .exit(0))
        try show("act", "repin", "kept")
        try show("act", "record", "unsubscribe", "hal")
        try show("act", "record", "out-of-office", "gus", "--until", "2026-12-07")
        try show("explain", "explain", "gus")
        try show("explain", "explain", "hal")
        try show("act", "suppress", "@rival.example", "--by", "jo", "--reason", "asked")
        try show("act", "pause", "sender/jo", "--now", "--until", "2d", "--by", "jo", "--reason", "ill")
        try show("act", "resume", "--now")
        try show("log", "log", "--all")
        try show.instances.addJournal(of: book)
    }

    /// Lets rules choose who enters, stop and pause.
    private static func rule(_ show: Player) throws {
        let book = show.book
        try book.write("people/ida.yaml", "firstName: Ida\nemail: ida@example.com\ntags: [ios]\n")
        try book.write("enrollments/matched.yaml", "sequence: all\nmatch: {tags: ios}\n")
        try book.write(
            "sequences/brief.yaml",
            "name: Brief\nsteps:\n  - {id: one, channel: email, when: {tags: vip}, otherwise: stop, subject: S, body: B}\n"
        )
        try book.write("enrollments/brief.yaml", "sequence: brief\npeople: [fay]\n")
        try book.edit("enrollments/first.yaml", "status: PAUSED\n", "")
        try book.edit("senders/jo.yaml", "firstName: Jo\n", "firstName: Jo\npaused: {until: 2026-12-05}\n")
        try book.commit("book: rules")
        try show("plan", "plan")
        #expect(try book.outrider("run").end == .exit(0))
        try show.instances.addJournal(of: book)
        try book.edit("senders/jo.yaml", "paused: {until: 2026-12-05}\n", "")
        try book.commit("book: jo goes on")
        #expect(try book.outrider("run").end == .exit(0))
        try show.instances.addJournal(of: book)
    }

    /// Accepts, decides, and looks at the journal.
    private static func act(_ show: Player) throws {
        let book = show.book
        try book.git("mv", "people/eve.yaml", "people/eva.yaml")
        try book.edit("enrollments/first.yaml", "eve", "eva")
        try book.commit("book: move without a word")
        #expect(try book.outrider("run").end == .exit(0))
        try show("adopt", "journal", "adopt", "eva")
        try show("adopt", "journal", "adopt")
        try show("resolve", "resolve", "--held", "adopted", "--send")
        try show("verify", "journal", "verify")
    }

    /// The schema with every object closed that names its members: what is ours holds nothing else.
    private static func closed(_ value: Any) -> Any {
        if let elements = value as? [Any] { return elements.map(closed) }
        guard var object = value as? [String: Any] else { return value }
        for (key, value) in object { object[key] = closed(value) }
        if object["properties"] is [String: Any], object["type"] as? String == "object" {
            object["additionalProperties"] = false
        }
        return object
    }

    /// The names of all members, at any depth.
    private static func names(in value: Any, of key: String?) -> Set<String> {
        if let elements = value as? [Any] {
            return elements.reduce(into: []) { $0.formUnion(names(in: $1, of: key)) }
        }
        guard let object = value as? [String: Any] else { return [] }
        var found: Set<String> = []
        if let key {
            if let properties = object[key] as? [String: Any] { found.formUnion(properties.keys) }
        } else {
            found.formUnion(object.keys)
        }
        return object.values.reduce(into: found) { $0.formUnion(names(in: $1, of: key)) }
    }

    /// Members that this play cannot bring about.
    private static let rare: [String: Set<String>] = [
        "journal": ["holdsEverybody"],
        "journal-people": [
            "away", "crowd",
            "movedFrom", "lifted", "occurrence", "gen", "remaining", "due", "pin", "waiting", "round", "anchor",
            "variants", "channels",
        ],
        "journal-pin": ["footer"],
        "journal-claims": ["counted", "senderDay", "day", "new", "company", "domain"],
        "journal-counters": ["book", "sent", "new"],
        "check": ["older"], "plan": ["remedy", "until", "queue"], "run": ["claimedUntil"], "error": [],
        "simulate": [
            "cost", "currency", "segments", "sms", "whatsapp", "total", "ignored", "place", "message", "queues", "cap",
            "of",
            "limit", "waited", "longest",
        ],
        "status": ["queue"], "explain": ["variant", "ends", "queue"],
        "show": ["next", "queue", "until"], "preview": ["omitted", "segments", "encoding", "count", "units"],
        "history": ["by", "late", "class", "providerId"], "log": ["by", "late", "class", "providerId"],
    ]

    @Test func whatIsWrittenFits() throws {
        let instances = try Instances()
        try Self.play(instances)
        let bookKinds = Set(
            ["outrider", "person", "company", "project", "template", "sequence", "enrollment", "sender", "calendar"]
                + ["suppression", "approval", "script"])
        for file in try FileManager.default.contentsOfDirectory(atPath: SchemaTools.schemas).sorted() {
            let kind = String(file.dropLast(".schema.json".count))
            if bookKinds.contains(kind) { continue }
            let schema = try JSONSerialization.jsonObject(
                with: Data(contentsOf: URL(fileURLWithPath: SchemaTools.schema(kind))))
            let rare = Self.rare[kind] ?? []
            let named = Self.names(in: schema, of: "properties")
            guard let paths = instances.paths[kind] else {
                if !named.isEmpty, named.isSubset(of: rare) { continue }
                Issue.record("nothing was written of the kind \(kind)")
                continue
            }
            let strict = "\(instances.folder.path)/\(kind).schema"
            // Records are printed with all their keys.
            let wanted = ["list", "export"].contains(kind) ? schema : Self.closed(schema)
            try JSONSerialization.data(withJSONObject: wanted).write(to: URL(fileURLWithPath: strict))
            let problems = try SchemaTools.problems(paths, schema: strict, in: instances.folder)
            #expect(problems == [:], "\(kind)")
            let seen = try paths.reduce(into: Set<String>()) { seen, path in
                let data = try Data(contentsOf: URL(fileURLWithPath: path))
                seen.formUnion(Self.names(in: try JSONSerialization.jsonObject(with: data), of: nil))
            }
            let unseen = named.subtracting(seen).subtracting(rare)
            #expect(unseen == [], "\(kind) names what nothing writes")
        }
    }
}

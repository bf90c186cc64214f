import Testing

@testable import OutriderCore

/// The order of people, entries, keys and files is nothing: not for who enters, not for what goes, not for what is held.
@Suite struct ReorderLawTests {
    private struct Backwards: BookSource {
        var source: MemorySource

        func read(_ path: String, limit: Int) throws -> [UInt8]? { try source.read(path, limit: limit) }

        func list(_ folder: String) throws -> [BookEntry] { try source.list(folder).reversed() }
    }

    /// The same files, each written from its end.
    private static func reversed(_ files: [String: String]) -> [String: String] {
        files.mapValues { text in
            var blocks: [[Substring]] = []
            for line in text.split(separator: "\n") {
                if line.hasPrefix(" "), !blocks.isEmpty {
                    blocks[blocks.count - 1].append(line)
                } else {
                    blocks.append([line])
                }
            }
            let lines = blocks.reversed().flatMap { block in
                // The order of steps is the sequence itself.
                block[0] == "people:" ? [block[0]] + block.dropFirst().reversed() : block
            }
            return lines.map { entries($0) + "\n" }.joined()
        }
    }

    /// A line of suppressions, from its end.
    private static func entries(_ line: Substring) -> String {
        guard line.hasPrefix("entries: ["), line.contains("}, {") else { return String(line) }
        let inner = line.dropFirst("entries: [{".count).dropLast("}]".count)
        return "entries: [{" + inner.split(separator: "}, {").reversed().joined(separator: "}, {") + "}]"
    }

    /// What a plan says, without the places that files say it at.
    private static func lines(_ plan: Plan) -> [String] {
        plan.items.map { item in
            let holds = item.holds.map { "\($0.reason) \($0.until?.rfc3339 ?? "") \($0.setting?.key ?? "")" }
            var action = "\(item.reason?.rawValue ?? "")"
            switch item.action {
            case .send(let draft), .task(let draft): action = "\(draft)"
            case .skip(let why): action = "skip \(why)"
            case .end(let status, let why): action = "end \(status) \(why)"
            case .hold, .wait: break
            }
            return
                "\(item.person) \(item.enrollment) \(item.step) \(item.due) \(item.at) \(item.sender) \(action) \(holds)"
        }
    }

    private static func states(_ stage: Stage) throws -> [String] {
        var lines: [String] = []
        try stage.ledger.forEachState { state in
            for var one in state.memberships {
                // What is kept of the book goes by its bytes, and where a rule stands is a line of a file.
                one.pin = one.pin.map { _ in "kept" }
                one.hold?.detail = nil
                lines.append(JSONValue.object(one.object).compact)
            }
        }
        return lines.sorted()
    }

    private static func outcome(_ message: Claim.Message) -> Settlement {
        message.key.hasPrefix("a") && message.gen == 0
            ? .failed(class: "address", code: "550") : .sent(providerID: message.key)
    }

    @Test(arguments: 0..<10)
    func orderIsNothing(seed: UInt64) throws {
        var book = RandomRules(seed: 7_000 + seed)
        var (stage, other) = (try Stage(book.files), try Stage(Self.reversed(book.files)))
        for round in 0..<6 {
            #expect(try stage.reconcile() != nil, "\(stage.errors)")
            #expect(try other.reconcile() != nil, "\(other.errors)")
            for _ in 0..<3 {
                let plan = try stage.plan(.all)
                #expect(try Self.lines(other.plan(.all)) == Self.lines(plan), "round \(round)")
                let backwards = try Ledger(Backwards(source: MemorySource(stage.journal)))
                #expect(try Planner.plan(backwards, now: stage.now, scope: .all) == plan, "round \(round)")
                #expect(try stage.run(Self.outcome) == other.run(Self.outcome), "round \(round)")
                stage.now = try book.later(than: stage.now, stage.ledger)
                other.now = stage.now
            }
            for _ in 0..<2 {
                let act = try book.act(stage)
                #expect(try act.perform(on: &stage) == act.perform(on: &other), "\(String(describing: act))")
            }
            let difference = try Difference.lines(Self.states(other), Self.states(stage))
            #expect(difference == [], "round \(round)")
            book.edit()
            stage.book = book.files
            other.book = Self.reversed(book.files)
        }
    }
}

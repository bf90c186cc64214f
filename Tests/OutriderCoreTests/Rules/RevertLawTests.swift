import Testing

@testable import OutriderCore

/// An edit that is taken back before a run leaves what is to come as it was.
@Suite struct RevertLawTests {
    /// What is to come, with times and words, and what holds everybody now.
    private static func pending(_ stage: Stage) throws -> [String] {
        let ahead = try stage.plan(.all, until: stage.now.adding(seconds: 6 * 86_400)).items.filter(\.isAction)
        // What is overdue outside its hours may as well be due when they open.
        let present = try stage.plan(.all).items.filter { !$0.holds.contains(where: \.isOfHours) }
        return (ahead + present).map { item in
            var what = item.holds.map { "\($0.reason.rawValue) \($0.until?.rfc3339 ?? "")" }.joined(separator: ", ")
            if case .send(let draft) = item.action { what = "send \(draft.subject ?? "") \(draft.text)" }
            return "\(item.personUID) \(item.enrollmentUID) \(item.step) \(item.at.rfc3339) \(what)"
        }
    }

    /// Who is in what, open or not.
    private static func places(_ stage: Stage) throws -> [[String]: Membership] {
        var places: [[String]: Membership] = [:]
        try stage.ledger.forEachState { state in
            for one in state.memberships { places[[one.person, one.enrollment]] = one }
        }
        return places
    }

    /// Several edits, taken back one after the other or all at once.
    @Test(arguments: 0..<18)
    func editAndRevertAreNothing(seed: UInt64) throws {
        var book = RandomRules(seed: 9_000 + seed)
        var stage = try Stage(book.files)
        for _ in 0..<2 {
            #expect(try stage.reconcile() != nil, "\(stage.errors)")
            for _ in 0..<3 {
                try stage.run()
                stage.now = try book.later(than: stage.now, stage.ledger)
            }
            _ = try book.act(stage).perform(on: &stage)
            book.edit()
            stage.book = book.files
        }
        try stage.reconcile()
        try stage.run()
        for round in 0..<3 {
            let (before, places) = (try Self.pending(stage), try Self.places(stage))
            let original = book
            var versions = [book.files]
            var edits: [String] = []
            for _ in 0...Int(seed % 3) {
                book.edit()
                edits += book.latest
                versions.append(book.files)
                stage.book = book.files
                #expect(try stage.reconcile() != nil, "\(stage.errors)")
            }
            for files in round == 0 ? versions.reversed() : [versions[0]] {
                stage.book = files
                #expect(try stage.reconcile() != nil, "\(stage.errors)")
            }
            let random = book.random
            book = original
            book.random = random
            // Ended is ended, and who came in by a match stays in; both may free or hold others.
            let after = try Self.places(stage)
            let changed = Set(after.filter { places[$0.key]?.isOpen != $0.value.isOpen }.keys)
            // Who was overdue, went and came back is due from now on, behind those who stayed.
            let now = stage.now
            let late = after.filter { $0.value.due == now && places[$0.key]?.due != now }
            guard changed.isEmpty, late.isEmpty else { continue }
            let difference = Difference.lines(try Self.pending(stage), before)
            #expect(difference == [], "round \(round) \(edits)")
            #expect(try stage.problems() == [])
        }
    }
}

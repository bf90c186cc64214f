import Testing

@testable import OutriderCore

/// A step that went, or did not, whatever it is called by now.
@Suite struct SameStepTests {
    /// What the address got as `intro` it does not get as `hello`, whoever has the address.
    @Test func aRenamedStepDoesNotReachTheAddressAgain() throws {
        var stage = try Stage(.book(people: ["ada"]))
        try stage.run()
        let text = stage.book["sequences/s.yaml"] ?? ""
        stage.book["sequences/s.yaml"] = text.replacing("intro", with: "hello")
        #expect(try stage.reconcile() != nil, "\(stage.errors)")
        stage.book["people/bob.yaml"] = .person("bob", at: "ada")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada, bob]\n"
        #expect(try stage.run() == [])
        #expect(try stage.next("bob") == "same-address")
        #expect(try stage.next("ada") == nil)
    }

    /// The address is past a step that was inserted before what it got: nobody begins there again under another id.
    @Test func anInsertedStepReachesNobodyAtAnAddressThatIsPastIt() throws {
        var stage = try Stage(.book(people: ["ada"]))
        try stage.run()
        stage.book["sequences/s.yaml"]?.replace(
            "  - {id: intro", with: "  - {id: early, channel: email, subject: E, body: E}\n  - {id: intro")
        #expect(try stage.reconcile() != nil, "\(stage.errors)")
        let text = stage.book["sequences/s.yaml"] ?? ""
        stage.book["sequences/s.yaml"] = text.replacing("intro", with: "hello")
        #expect(try stage.reconcile() != nil, "\(stage.errors)")
        stage.book["people/bob.yaml"] = .person("bob", at: "ada")
        stage.book["enrollments/e.yaml"] = "sequence: s\npeople: [ada, bob]\n"
        #expect(try stage.run() == [])
        #expect(try stage.next("bob") == "same-address")
    }

    /// A message in doubt that a human says has failed goes again once the failure is lifted, with nothing else to lift.
    @Test func whatFailedByAHumansWordGoesOnceItIsLifted() throws {
        var stage = try Stage(.book())
        try stage.run { _ in .unknown(code: "no-evidence") }
        let (now, actor) = (stage.now, Actor(by: "jo", reason: nil))
        let key = try #require(try stage.plan(.all).items.first?.key.text)
        _ = try stage.act { try $0.mark(key, .failed, at: now, actor) }
        #expect(try stage.next() == "failed")
        #expect(try stage.act { try $0.lift(.failed, .send, HeldFilter(), at: now, actor) } == 1)
        #expect(try stage.run() == ["ada intro"])
    }
}

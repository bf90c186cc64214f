import Glibc
import OutriderDelivery
import Testing

@Suite struct BoundariesTests {
    /// The list of JOURNAL section 8.
    @Test func namesAreThoseOfTheSpecification() {
        let names = """
            resolve.fetched recover.read pull.page pull.built pull.pushing pull.landed reconcile.built plan.done \
            claim.intent claim.built claim.pushing claim.landed claim.confirmed send.begin.append send.begin.synced \
            send.connected send.partial send.complete send.accepted send.answered send.done.append send.done.synced \
            record.built record.pushing record.landed record.confirmed wal.end wal.removed settle.asked settle.built \
            settle.landed takeover.landed takeover.reposted halt.quota signal.first signal.second deadline \
            compact.pushing erase.pushing adopt.pushing init.pushing
            """
        #expect(Boundary.allCases.map(\.rawValue) == names.split(separator: " ").map(String.init))
    }

    @Test(arguments: [
        "", ":", "::", "send.accepted", "send.accepted:", "send.accepted:2", "send.accepted:die", "accepted:kill",
        "send.accepted:0:kill", "send.accepted:-1:kill", "send.accepted:+1:kill", "send.accepted:1.5:kill",
        "send.accepted::kill", "send.accepted:99999999999999999999:kill", "send.accepted:1:kill:stop",
        "send.accepted:1:KILL", " send.accepted:kill",
    ])
    func badTextIsAUsageError(text: String) {
        #expect(throws: BoundarySyntaxError.self) { try Boundaries(parsing: text) }
    }

    @Test func noneDoesNothing() throws {
        for boundary in Boundary.allCases {
            Boundaries.none.reach(boundary)
            try Boundaries(parsing: nil).reach(boundary)
        }
    }

    @Test(arguments: [("deadline:kill", 1), ("deadline:1:kill", 1), ("deadline:3:kill", 3)])
    func killsAtTheNthTime(text: String, time: Int) async {
        await #expect(processExitsWith: .signal(SIGKILL)) { [text, time] in
            let reached = try Boundaries(parsing: text)
            reached.reach(.planDone)
            for _ in 0..<time { reached.reach(.deadline) }
        }
        await #expect(processExitsWith: .exitCode(7)) { [text, time] in
            let reached = try Boundaries(parsing: text)
            for _ in 1..<time { reached.reach(.deadline) }
            exit(7)
        }
    }
}

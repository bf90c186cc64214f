import Foundation
import Glibc
import OutriderDelivery
import Testing

@Suite struct WriteAheadLogTests {
    private let folder: TemporaryFolder
    private let directory: String
    private let run = "20261122T081200Z-0a1b2c3d"
    private let keys = Messages.mails(0..<4).map(\.id)

    init() throws {
        folder = try TemporaryFolder()
        directory = folder.path + "/outrider/wal"
    }

    private var intent: ClaimIntent {
        ClaimIntent(
            run: run, claim: 1, commit: "c0ffee", boot: "b-1", at: 100, sendBy: 400, quietAt: 850, keys: keys)
    }

    @Test func anAliveRunIsHeldAndADeadOneIsRead() throws {
        let outcomes: [Outcome] = [
            Outcome(id: keys[0], result: .sent(providerID: "p\"\n"), isDuplicate: true),
            Outcome(id: keys[1], result: .failed(.address, code: "550")),
            Outcome(id: keys[2], result: .unknown(code: "timeout")),
        ]
        do {
            let log = try WriteAheadLog.create(directory: directory, run: run)
            try log.append([.intent(intent)], sync: true)
            try log.append(keys.map { .begin(claim: 1, $0) }, sync: true)
            try log.append(outcomes.map { .done(claim: 1, $0) }, sync: false)
            let leftovers = try WriteAheadLog.leftovers(in: directory)
            #expect(leftovers.held == [run])
            #expect(leftovers.dead.isEmpty)
            try log.end()
        }
        let dead = try #require(try WriteAheadLog.leftovers(in: directory).dead.first)
        #expect(dead.run == run)
        #expect(dead.content.claims[1]?.intent == intent)
        #expect(
            dead.content.claims[1]?.states == [
                keys[0]: .done(outcomes[0]), keys[1]: .done(outcomes[1]), keys[2]: .done(outcomes[2]),
                keys[3]: .begun,
            ])
        #expect(dead.content.hasEnd)
        // While one run settles it, it is nobody else's.
        #expect(try WriteAheadLog.leftovers(in: directory).held == [run])
        try dead.remove()
        let left = try WriteAheadLog.leftovers(in: directory)
        #expect(left.dead.isEmpty && left.held.isEmpty)
        #expect(TemporaryFolder.names(in: directory).isEmpty)
    }

    @Test func keepsTheFormatOfTheSpecification() throws {
        let log = try WriteAheadLog.create(directory: directory, run: run)
        try log.append([.intent(intent), .begin(claim: 1, keys[0])], sync: true)
        try log.append([.done(claim: 1, Outcome(id: keys[0], result: .notSent(code: "lease-over")))], sync: true)
        try log.end()
        let path = "\(directory)/\(run).jsonl"
        let pairs = keys.map { #"["\#($0.key)",0]"# }.joined(separator: ",")
        #expect(
            try TemporaryFolder.text(of: path) == """
                {"type":"intent","run":"\(run)","n":1,"commit":"c0ffee","boot":"b-1","at":100,"sendBy":400,\
                "quietAt":850,"keys":[\(pairs)]}
                {"type":"begin","n":1,"key":"\(keys[0].key)","gen":0}
                {"type":"done","n":1,"key":"\(keys[0].key)","gen":0,"class":"not-sent","code":"lease-over"}
                {"type":"end"}

                """)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        try log.remove()
        #expect(TemporaryFolder.names(in: directory).isEmpty)
    }

    @Test func aRunHasOneLog() throws {
        let log = try WriteAheadLog.create(directory: directory, run: run)
        let error = #expect(throws: SystemError.self) { try WriteAheadLog.create(directory: directory, run: run) }
        #expect(error?.code == EEXIST)
        #expect(TemporaryFolder.names(in: directory) == ["\(run).jsonl"])
        try log.end()
    }

    @Test(arguments: ["", "../x", "a/b", "a.b", ".a", "é", String(repeating: "a", count: 65)])
    func aRunIdIsNoPath(run: String) {
        #expect(throws: SystemError(code: EINVAL, operation: "make", path: directory)) {
            try WriteAheadLog.create(directory: directory, run: run)
        }
    }

    @Test func foreignFilesAreLeftAlone() throws {
        #expect(try WriteAheadLog.leftovers(in: directory).dead.isEmpty)
        let own = try WriteAheadLog.create(directory: directory, run: run)
        try FileManager.default.createDirectory(
            atPath: directory + "/folder.jsonl", withIntermediateDirectories: false)
        for name in ["README", ".draft.123", "a b.jsonl", ".jsonl"] {
            #expect(FileManager.default.createFile(atPath: directory + "/" + name, contents: Data("x".utf8)))
        }
        let leftovers = try WriteAheadLog.leftovers(in: directory)
        #expect(leftovers.dead.isEmpty)
        #expect(leftovers.held == [run])
        try own.end()
    }

    @Test(arguments: [
        ("send.begin.append", 1, false), ("send.begin.synced", 1, false), ("send.done.append", 2, false),
        ("send.done.synced", 2, false), ("wal.end", 2, true),
    ])
    func aKilledRunLeavesItsLog(boundary: String, stage: Int, hasEnd: Bool) async throws {
        let directory = directory
        await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String, boundary] in
            let reached = try Boundaries(parsing: boundary + ":kill")
            let log = try WriteAheadLog.create(directory: directory, run: "R-1", reached: reached)
            let key = Messages.mail(0).id
            let intent = ClaimIntent(
                run: "R-1", claim: 1, commit: "c", boot: "b", at: 1, sendBy: 2, quietAt: 3, keys: [key])
            try log.append([.intent(intent)], sync: true)
            try log.append([.begin(claim: 1, key)], sync: true)
            try log.append([.done(claim: 1, Outcome(id: key, result: .sent(providerID: "p")))], sync: true)
            try log.end()
        }
        let dead = try #require(try WriteAheadLog.leftovers(in: directory).dead.first)
        let sent = Outcome(id: keys[0], result: .sent(providerID: "p"))
        #expect(dead.content.claims[1]?.states[keys[0]] == (stage == 1 ? .begun : .done(sent)))
        #expect(dead.content.hasEnd == hasEnd)
    }

    /// Recoveries run all the time while logs appear and go: none may be taken for a dead one's.
    @Test func aNewLogIsNeverTakenForADeadOne() async throws {
        let directory = directory
        _ = try WriteAheadLog.create(directory: directory, run: "first").remove()
        let found = await withTaskGroup(of: Int.self) { group in
            group.addTask {
                for number in 0..<150 {
                    guard let log = try? WriteAheadLog.create(directory: directory, run: "run-\(number)") else {
                        return 1_000
                    }
                    try? log.end()
                    try? log.remove()
                }
                return 0
            }
            group.addTask {
                (0..<150).reduce(0) { count, _ in
                    count + ((try? WriteAheadLog.leftovers(in: directory).dead.count) ?? 1_000)
                }
            }
            return await group.reduce(0, +)
        }
        #expect(found == 0)
    }
}

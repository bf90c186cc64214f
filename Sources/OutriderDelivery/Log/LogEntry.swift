internal import OutriderCore

/// A line of the write-ahead log: keys and codes only, no words, no addresses.
public enum LogEntry: Hashable, Sendable {
    /// A claim is about to be pushed; synced before the push.
    case intent(ClaimIntent)
    /// A message of claim `claim` is about to be sent; synced before its first byte.
    case begin(claim: Int, ProviderKey)
    /// What came of it; synced before the next send on that connection.
    case done(claim: Int, Outcome)
    /// All outcomes are recorded in the journal.
    case end
}

/// What a run meant to claim.
public struct ClaimIntent: Hashable, Sendable {
    public let run: String
    /// The claim's number within the run.
    public let claim: Int
    /// The commit that makes the claim, as git names it.
    public let commit: String
    /// The kernel's boot id where the run lives.
    public let boot: String
    /// The lease, in seconds since 1970.
    public let at: Int
    public let sendBy: Int
    public let quietAt: Int
    public let keys: [ProviderKey]

    public init(run: String, claim: Int, commit: String, boot: String, lease: Lease, keys: [ProviderKey]) {
        self.init(
            run: run, claim: claim, commit: commit, boot: boot, at: lease.at, sendBy: lease.sendBy,
            quietAt: lease.quietAt, keys: keys)
    }

    public init(
        run: String, claim: Int, commit: String, boot: String, at: Int, sendBy: Int, quietAt: Int, keys: [ProviderKey]
    ) {
        self.run = run
        self.claim = claim
        self.commit = commit
        self.boot = boot
        self.at = at
        self.sendBy = sendBy
        self.quietAt = quietAt
        self.keys = keys
    }
}

extension LogEntry {
    /// Appends the entry as a line of JSON with its line end.
    func write(into bytes: inout [UInt8]) {
        json.write(into: &bytes)
        bytes.append(UInt8(ascii: "\n"))
    }

    private var json: JSONObject {
        switch self {
        case .intent(let intent):
            [
                "type": "intent", "run": .string(intent.run), "n": .integer(intent.claim),
                "commit": .string(intent.commit), "boot": .string(intent.boot), "at": .integer(intent.at),
                "sendBy": .integer(intent.sendBy), "quietAt": .integer(intent.quietAt),
                "keys": .array(intent.keys.map { [.string($0.key), .integer($0.gen)] }),
            ]
        case .begin(let claim, let id): Self.line("begin", claim, id, [])
        case .done(let claim, let outcome):
            Self.line(
                "done", claim, outcome.id,
                outcome.result.members + [("duplicate", outcome.isDuplicate ? .bool(true) : nil)])
        case .end: ["type": "end"]
        }
    }

    private static func line(
        _ type: String, _ claim: Int, _ id: ProviderKey, _ rest: [(String, JSONValue?)]
    ) -> JSONObject {
        JSONObject(
            [("type", .string(type)), ("n", .integer(claim)), ("key", .string(id.key)), ("gen", .integer(id.gen))]
                + rest)
    }

    /// Reads a line; `nil` for what no version of ours writes.
    init?(line: ArraySlice<UInt8>) {
        guard let object = (try? JSONValue(parsing: Array(line)))?.members, let type = object["type"]?.text else {
            return nil
        }
        if type == "end" {
            self = .end
            return
        }
        guard let claim = object["n"]?.int else { return nil }
        if type == "intent" {
            guard let intent = ClaimIntent(object, claim: claim) else { return nil }
            self = .intent(intent)
            return
        }
        guard let key = object["key"]?.text, let gen = object["gen"]?.int else { return nil }
        let id = ProviderKey(key: key, gen: gen)
        switch type {
        case "begin": self = .begin(claim: claim, id)
        case "done":
            guard let result = Outcome.Result(object) else { return nil }
            self = .done(
                claim: claim, Outcome(id: id, result: result, isDuplicate: object["duplicate"] == .bool(true)))
        default: return nil
        }
    }
}

extension ClaimIntent {
    fileprivate init?(_ object: JSONObject, claim: Int) {
        guard let run = object["run"]?.text, let commit = object["commit"]?.text, let boot = object["boot"]?.text,
            let at = object["at"]?.int, let sendBy = object["sendBy"]?.int, let quietAt = object["quietAt"]?.int,
            let pairs = object["keys"]?.elements
        else { return nil }
        let keys = pairs.compactMap { pair -> ProviderKey? in
            guard let pair = pair.elements, pair.count == 2, let key = pair[0].text, let gen = pair[1].int else {
                return nil
            }
            return ProviderKey(key: key, gen: gen)
        }
        guard keys.count == pairs.count else { return nil }
        self.init(
            run: run, claim: claim, commit: commit, boot: boot, at: at, sendBy: sendBy, quietAt: quietAt, keys: keys)
    }
}

extension Outcome.Result {
    fileprivate var members: [(String, JSONValue?)] {
        switch self {
        case .sent(let providerID): [("class", "sent"), ("providerId", .string(providerID))]
        case .notSent(let code): [("class", "not-sent"), ("code", .string(code))]
        case .failed(let reason, let code): [("class", .string(reason.rawValue)), ("code", .string(code))]
        case .unknown(let code): [("class", "unknown"), ("code", .string(code))]
        }
    }

    fileprivate init?(_ object: JSONObject) {
        let code = object["code"]?.text
        switch (object["class"]?.text, code) {
        case ("sent", _):
            guard let providerID = object["providerId"]?.text else { return nil }
            self = .sent(providerID: providerID)
        case ("not-sent", let code?): self = .notSent(code: code)
        case ("unknown", let code?): self = .unknown(code: code)
        case (let name?, let code?):
            guard let reason = Outcome.FailureClass(rawValue: name) else { return nil }
            self = .failed(reason, code: code)
        default: return nil
        }
    }
}

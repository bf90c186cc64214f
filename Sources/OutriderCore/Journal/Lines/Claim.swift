/// The record that a run is about to send some messages, committed before the first byte leaves.
public struct Claim: Hashable, Sendable {
    /// Who holds a claim, so that the same machine can tell whether it is dead.
    public struct Holder: Hashable, Sendable {
        public var host: String
        /// The boot id of the kernel.
        public var boot: String

        public init(host: String, boot: String) {
            self.host = host
            self.boot = boot
        }
    }

    /// One message of a claim.
    public struct Message: Hashable, Sendable {
        public var key: String
        public var gen: Int
        public var person: String
        public var enrollment: String
        public var step: String
        public var occurrence: Int
        public var channel: Channel
        public var provider: String
        /// Where the provider would deliver it: for the outbox the identity of the folder.
        public var account: String
        /// Hash of the address.
        public var address: String?
        /// SHA-256 of the bytes that would leave.
        public var request: String
        /// Message-ID of an email.
        public var messageID: String?
        public var attempt: Int
        /// The sequence's uid.
        public var sequence: String
        /// Id of the sender who writes it.
        public var sender: String
        /// The caps that it counts against; `nil` where none are counted.
        public var counted: Reservation?
    }

    public var run: String
    /// Number of the claim within its run, from 1.
    public var n: Int
    public var at: Instant
    /// No request of the claim starts after it.
    public var sendBy: Instant
    /// Nobody else touches the claim before it.
    public var quietAt: Instant
    public var holder: Holder
    /// The commit of the book's branch that was planned from.
    public var main: String?
    public var messages: [Message]

    public init(
        run: String, n: Int, at: Instant, sendBy: Instant, quietAt: Instant, holder: Holder, main: String?,
        messages: [Message]
    ) {
        self.run = run
        self.n = n
        self.at = at
        self.sendBy = sendBy
        self.quietAt = quietAt
        self.holder = holder
        self.main = main
        self.messages = messages
    }

    /// `<run>-<n>`: the claim's name and that of its folder.
    public var id: String { "\(run)-\(n)" }

    /// The folder of a claim on the journal branch.
    static func folder(of id: String) -> String { "claims/\(id)" }

    static func path(of id: String) -> String { "\(folder(of: id))/claims.jsonl" }

    init(parsing bytes: [UInt8], path: String) throws(JournalError) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        guard let first = lines.first, bytes.last == UInt8(ascii: "\n") else {
            throw JournalError(path: path, message: "the claim is empty or cut")
        }
        var reader = try LineReader(parsing: first, path: path, line: 1)
        run = try reader.text("run")
        n = try reader.int("n")
        at = try reader.instant("at")
        sendBy = try reader.instant("sendBy")
        quietAt = try reader.instant("quietAt")
        guard let object = try reader.object("holder") else { throw reader.error("'holder' is missing") }
        var inner = LineReader(object, path: path, line: 1)
        holder = Holder(host: try inner.text("host"), boot: try inner.text("boot"))
        main = try reader.optionalText("main")
        messages = []
        for (index, line) in lines.dropFirst().enumerated() {
            messages.append(try Message(try LineReader(parsing: line, path: path, line: index + 2)))
        }
    }

    func write(into bytes: inout [UInt8], version: String) {
        let head = JSONObject([
            ("run", .string(run)), ("n", .integer(n)), ("at", at.json), ("sendBy", sendBy.json),
            ("quietAt", quietAt.json), ("holder", ["host": .string(holder.host), "boot": .string(holder.boot)]),
            ("main", .optional(main)), ("version", .string(version)),
        ])
        for object in [head] + messages.map(\.object) {
            object.write(into: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
    }
}

extension Claim.Message {
    init(_ reader: LineReader) throws(JournalError) {
        var reader = reader
        key = try reader.text("key")
        gen = try reader.int("gen")
        person = try reader.text("person")
        enrollment = try reader.text("enrollment")
        step = try reader.text("step")
        occurrence = try reader.int("occurrence")
        channel = try reader.word("channel", as: Channel.self)
        provider = try reader.text("provider")
        account = try reader.text("account")
        address = try reader.optionalText("address")
        request = try reader.text("request")
        messageID = try reader.optionalText("messageId")
        attempt = try reader.int("attempt")
        sequence = try reader.text("sequence")
        sender = try reader.optionalText("sender") ?? Sender.defaultID
        counted = try reader.object("counted").map { object throws(JournalError) in
            try Reservation(reader.inner(object))
        }
    }

    var object: JSONObject {
        JSONObject([
            ("key", .string(key)), ("gen", .integer(gen)), ("person", .string(person)),
            ("enrollment", .string(enrollment)), ("step", .string(step)), ("occurrence", .integer(occurrence)),
            ("channel", .string(channel.rawValue)), ("provider", .string(provider)), ("account", .string(account)),
            ("address", .optional(address)), ("request", .string(request)), ("messageId", .optional(messageID)),
            ("attempt", .integer(attempt)), ("sequence", .string(sequence)), ("sender", .string(sender)),
            ("counted", counted?.json),
        ])
    }
}

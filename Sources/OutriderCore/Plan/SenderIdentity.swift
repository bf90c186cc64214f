/// Who writes a message: the settings of `channels:` with the sender's own over them.
public struct SenderIdentity: Hashable, Sendable {
    public var id: String
    /// The sender's file; `nil` for a default sender that has none.
    public var record: Sender?
    private let channels: [Channel: Configuration.ChannelOverlay]
    private let bookName: String
    public let zone: Zone

    /// - Returns: `nil` where the book has no such sender.
    init?(_ id: String, in book: Book, _ configuration: Configuration) {
        let record = book.sender(id)
        guard record != nil || id == Sender.defaultID else { return nil }
        self.init(id: id, record, configuration)
    }

    /// The sender that the settings alone make.
    init(_ configuration: Configuration) { self.init(id: Sender.defaultID, nil, configuration) }

    private init(id: String, _ record: Sender?, _ configuration: Configuration) {
        self.id = id
        self.record = record
        var channels = configuration.channels
        for (channel, overlay) in record?.channels ?? [:] { channels[channel] = overlay.over(channels[channel]) }
        self.channels = channels
        bookName = configuration.name
        zone = record?.timezone ?? configuration.timezone
    }

    public func provider(_ channel: Channel) -> Configuration.Provider { channels[channel]?.provider ?? .outbox }

    /// What is set for a channel.
    func overlay(_ channel: Channel) -> Configuration.ChannelOverlay? { channels[channel] }

    /// Whether a human does the step: the channel's nature, or a provider `manual`.
    public func isManual(_ channel: Channel) -> Bool { channel.isManual || provider(channel) == .manual }

    /// The mailbox that emails come from.
    public var mailbox: Mailbox {
        channels[.email]?.mailbox ?? Mailbox(name: record?.fullName ?? bookName, address: .localhost)
    }

    /// Where answers to emails go; `nil` for the mailbox itself.
    public var replyTo: Mailbox? { channels[.email]?.replyTo }

    /// The number that messages of a channel come from.
    public func number(_ channel: Channel) -> PhoneNumber? { channels[channel]?.number }

    /// The absence that holds now.
    func absence(at now: Instant) -> Sender.Away? {
        record?.away.flatMap { $0.covers(zone.local(now).date) ? $0 : nil }
    }
}

/// Who has written to a person in an enrollment before.
struct SenderHistory {
    /// The sender of the first message.
    var sticky: String?
    /// The sender of each email step, for its answers.
    var threads: [String: String] = [:]

    static let none = SenderHistory()
}

/// Finds who writes a step to a person.
struct SenderFinder {
    private let book: Book
    private let configuration: Configuration
    private var identities: [String: SenderIdentity?] = [:]
    private var renamed: [String: String]?

    /// Who writes, and how.
    enum Answer {
        /// `cover` gets the answers too, because the sender is away.
        ///
        /// `until` is when an absence that decides it ends.
        case writes(SenderIdentity, cover: SenderIdentity?, until: Instant?)
        /// Away without a cover, and until when.
        case away(SenderIdentity, until: Instant)
    }

    init(_ book: Book, _ configuration: Configuration) {
        self.book = book
        self.configuration = configuration
    }

    /// Who writes the step: that of the thread it answers, the step's own, the one of the first message, else the nearest
    /// of member, enrollment, sequence and book.
    ///
    /// - Parameters:
    ///   - person: what a list is drawn by: the person's uid.
    mutating func sender(
        of step: Step, in sequence: Sequence, enrollment: Enrollment, member: Enrollment.Member, for recipient: Person,
        person uid: String, history: SenderHistory, at now: Instant
    ) -> Answer {
        var first = step
        while let thread = first.thread, let earlier = sequence.step(thread.value), earlier.id != first.id {
            first = earlier
        }
        let wrote = first.id == step.id ? nil : history.threads[first.id].flatMap { present($0) }
        let chosen = wrote ?? first.sender.flatMap { choose($0, recipient, uid) }
        let levels = [member.sender, enrollment.policy.sender, sequence.policy.sender, configuration.policy.sender]
        let kept = history.sticky.flatMap { present($0) }
        let id =
            chosen ?? kept ?? levels.compactMap { $0.flatMap { choose($0, recipient, uid) } }.first ?? Sender.defaultID
        let identity = identity(id) ?? identity(Sender.defaultID) ?? SenderIdentity(configuration)
        return answer(identity, isFollowUp: history.sticky != nil, at: now)
    }

    /// Who writes to somebody for the first time, by the nearest of some choices.
    mutating func sender(by choices: [SenderChoice?], for recipient: Person, at now: Instant) -> Answer {
        let chosen = choices.compactMap { $0.flatMap { choose($0, recipient, recipient.id) } }.first
        let identity =
            identity(chosen ?? Sender.defaultID) ?? identity(Sender.defaultID) ?? SenderIdentity(configuration)
        return answer(identity, isFollowUp: false, at: now)
    }

    private mutating func answer(_ identity: SenderIdentity, isFollowUp: Bool, at now: Instant) -> Answer {
        guard let away = identity.absence(at: now) else { return .writes(identity, cover: nil, until: nil) }
        // Whoever of them is back first decides anew.
        var back = identity.zone.instant(away.until, minute: 0)
        var seen: Set<String> = [identity.id]
        var cover = away.cover.flatMap { self.identity($0.id) }
        while let found = cover {
            guard seen.insert(found.id).inserted else { break }
            guard let absence = found.absence(at: now) else {
                return isFollowUp
                    ? .writes(identity, cover: found, until: back) : .writes(found, cover: nil, until: back)
            }
            back = min(back, found.zone.instant(absence.until, minute: 0))
            cover = absence.cover.flatMap { self.identity($0.id) }
        }
        return .away(identity, until: back)
    }

    mutating func identity(_ id: String) -> SenderIdentity? {
        if let known = identities[id] { return known }
        let identity = SenderIdentity(id, in: book, configuration)
        identities[id] = .some(identity)
        return identity
    }

    /// The sender of that id, or the one that had it before; `nil` where there is none any more.
    private mutating func present(_ id: String) -> String? {
        if identity(id) != nil { return id }
        if renamed == nil {
            var renamed: [String: String] = [:]
            for current in (try? book.ids(of: .sender)) ?? [] {
                for old in book.sender(current)?.formerly ?? [] { renamed[old.id] = current }
            }
            self.renamed = renamed
        }
        return renamed?[id]
    }

    private func choose(_ choice: SenderChoice, _ person: Person, _ uid: String) -> String? {
        switch choice {
        case .owner: person.owner?.id
        case .anyOf(let senders):
            senders.count == 1
                ? senders.first?.id
                : senders.map(\.id).max { Self.weight($0, uid) < Self.weight($1, uid) }
        }
    }

    /// Rendezvous hash: a sender who joins or leaves the list moves only the people who are theirs.
    private static func weight(_ sender: String, _ person: String) -> String {
        Digest.hex(Array("\(person)\0\(sender)".utf8))
    }
}

/// What the events of a journal have forbidden so far, and who has lifted what.
struct Prohibitions {
    /// Whom a suppression names.
    enum Target: Hashable {
        /// By uid.
        case person(String)
        /// By hash.
        case address(String)
        /// In lower case.
        case domain(String)
    }

    private var closed: [Target: Set<Channel>] = [:]
    private var opened: [Target: Set<Channel>] = [:]

    /// The targets that are forbidden, each with the channels.
    var all: [(target: Target, channels: Set<Channel>)] {
        closed.filter { !$0.value.isEmpty }.map { ($0.key, $0.value) }
    }

    /// The channels of a target that somebody has lifted.
    func lifted(_ target: Target) -> Set<Channel> { opened[target] ?? [] }

    /// Takes in the next event.
    ///
    /// - Parameter liftsOnly: leaves out what it forbids.
    mutating func follow(_ event: HistoryEvent, liftsOnly: Bool = false) {
        let channels = event.suppressedChannels
        if event.kind == .resubscribed {
            for target in event.targets {
                closed[target]?.subtract(channels)
                opened[target, default: []].formUnion(channels)
            }
        } else if !liftsOnly {
            for target in event.targets { closed[target, default: []].formUnion(channels) }
        }
    }
}

extension HistoryEvent {
    /// What `code` says where an opt-out ends everything to the person, not only the channel it came by.
    static let everything = "person"

    /// The channels that it closes, or opens again.
    fileprivate var suppressedChannels: Set<Channel> {
        let isOptOut = kind == .unsubscribed || kind == .complained
        guard let channel, !(isOptOut && code == Self.everything) else { return Set(Channel.allCases) }
        return [channel]
    }

    /// Whom it forbids to write to, or allows again.
    fileprivate var targets: [Prohibitions.Target] {
        var targets = addresses.map(Prohibitions.Target.address)
        switch kind {
        case .suppressed, .unsubscribed, .complained, .resubscribed:
            if let person { targets.append(.person(person)) }
            if let to, to.hasPrefix("@") { targets.append(.domain(String(to.dropFirst()))) }
        default: break
        }
        return targets
    }
}

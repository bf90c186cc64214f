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

    /// When each channel of a target was last closed, and last opened again.
    private var closed: [Target: [Channel: Instant]] = [:]
    private var opened: [Target: [Channel: Instant]] = [:]

    /// The targets that are forbidden, each with the channels.
    ///
    /// Which of two acts of one second came last the history cannot tell: what was opened in it counts as open.
    var all: [(target: Target, channels: Set<Channel>)] {
        var all: [(target: Target, channels: Set<Channel>)] = []
        for (target, times) in closed {
            let open = opened[target] ?? [:]
            var channels: Set<Channel> = []
            for (channel, time) in times where (open[channel] ?? .min) < time { channels.insert(channel) }
            if !channels.isEmpty { all.append((target: target, channels: channels)) }
        }
        return all
    }

    /// The channels of a target that somebody has lifted.
    func lifted(_ target: Target) -> Set<Channel> { Set((opened[target] ?? [:]).keys) }

    /// Takes in an event; their order does not matter.
    mutating func follow(_ event: HistoryEvent) {
        for target in event.targets {
            for channel in event.suppressedChannels {
                if event.kind == .resubscribed {
                    opened[target, default: [:]][channel] = max(opened[target]?[channel] ?? .min, event.at)
                } else {
                    closed[target, default: [:]][channel] = max(closed[target]?[channel] ?? .min, event.at)
                }
            }
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

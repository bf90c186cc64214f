/// The pauses that files ask for, noted with their beginning and end, because delays stand still meanwhile.
extension Reconciliation {
    mutating func followPauses() {
        rename()
        if files.contains(where: { $0.path == Configuration.path }) {
            follow(JournalPause(.book, id: nil, at: now), after.configuration?.paused?.value)
            for channel in Channel.allCases {
                let overlay = after.configuration?.channels[channel]
                follow(JournalPause(.channel, id: channel.rawValue, at: now), overlay?.paused?.value)
            }
        }
        for (id, _) in changed(.sender) {
            let sender = after.sender(id)
            follow(JournalPause(.sender, id: id, at: now), sender?.paused?.value)
            for channel in Channel.allCases {
                var pause = JournalPause(.sender, id: id, at: now)
                pause.channel = channel
                follow(pause, sender?.channels[channel]?.paused?.value)
            }
        }
        for (id, _) in changed(.company) {
            follow(JournalPause(.company, id: id, at: now), after.company(id)?.paused?.value)
        }
        for (id, _) in changed(.project) {
            let isOnHold = after.project(id)?.status == .onHold
            follow(JournalPause(.project, id: id, at: now), isOnHold ? Pause() : nil)
        }
        for (id, uid) in own(.sequence) {
            follow(JournalPause(.sequence, id: uid, at: now), after.sequence(id)?.paused?.value)
        }
        for (id, uid) in own(.person) {
            follow(JournalPause(.person, id: uid, at: now), after.person(id)?.paused?.value)
        }
        change.header.forgetPauses(at: now, in: after.configuration?.timezone ?? .utc)
    }

    /// Ids and uids of what changed; an old id whose state has gone to another is left out.
    private func own(_ kind: RecordKind) -> [(id: String, uid: String)] {
        changed(kind).map { ($0.id, identities.uid(of: kind, $0.id)) }
            .filter { identities.id(of: kind, uid: $0.1) == $0.0 }
    }

    /// Notes that a pause begins, has another end, or is over.
    private mutating func follow(_ pause: JournalPause, _ wanted: Pause?) {
        let zone = after.configuration?.timezone ?? .utc
        var pause = pause
        pause.isFile = true
        if let wanted { pause.take(wanted) }
        if let index = change.header.pauses.firstIndex(where: { $0.isSame(as: pause) && $0.ended == nil }) {
            let known = change.header.pauses[index]
            let end = known.end(in: zone).flatMap { $0 <= now ? $0 : nil }
            if wanted != nil, end == nil || pause.hasEnd(of: known) {
                change.header.pauses[index].take(pause)
                return
            }
            change.header.pauses[index].ended = end ?? now
        }
        guard wanted != nil, pause.end(in: zone).map({ $0 > now }) ?? true else { return }
        change.header.pauses.append(pause)
    }

    /// Lets the pauses of a record that has another id now go on under it.
    private mutating func rename() {
        for (kind, scope) in [
            (RecordKind.sender, JournalPause.Scope.sender), (.company, .company), (.project, .project),
        ] {
            for (id, file) in changed(kind) where file.new != nil {
                for old in after.record(kind, id)?.names ?? [] where !after.exists(old) {
                    for index in change.header.pauses.indices
                    where change.header.pauses[index].scope == scope && change.header.pauses[index].id == old.id {
                        change.header.pauses[index].id = id
                    }
                }
            }
        }
    }
}

extension Record {
    /// The ids that a record had before whose state goes by its id.
    fileprivate var names: [Reference] {
        switch self {
        case .company(let company): company.formerly
        case .project(let project): project.formerly
        case .sender(let sender): sender.formerly
        default: []
        }
    }
}

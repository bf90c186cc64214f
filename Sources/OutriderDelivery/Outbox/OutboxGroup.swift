internal import Glibc
internal import OutriderCore

/// One group of messages on its way into the outbox.
struct OutboxGroup {
    private let messages: [OutgoingMessage]
    private let reached: Boundaries
    private var results: [Outcome.Result?]
    private var duplicates: Set<Int> = []
    private var targets: [Channel: Folder] = [:]

    init(messages: [OutgoingMessage], reached: Boundaries) {
        self.messages = messages
        self.reached = reached
        results = Array(repeating: nil, count: messages.count)
    }

    /// One for each message, in their order.
    var outcomes: [Outcome] {
        messages.indices.map { index in
            Outcome(
                id: messages[index].id, result: results[index] ?? .unknown(code: "no-outcome"),
                isDuplicate: duplicates.contains(index))
        }
    }

    /// Delivers what nothing stands against.
    mutating func deliver(in session: borrowing OutboxSession, _ permit: () -> Bool) {
        let later = refuseUnusable()
        do {
            try sortOut(session)
            openTargets(session.root)
            let staged = try stage(session.staging)
            try session.ledger.append(staged.map { (messages[$0].id, .begin) })
            finish(staged, rename(staged, session, permit), session)
        } catch {
            // Nothing was renamed: all that throws comes before.
            let unsent = waiting
            for index in unsent { results[index] = .notSent(code: error.word) }
            try? takeBack(unsent, session)
        }
        settle(later)
    }

    private var waiting: [Int] { results.indices.filter { results[$0] == nil } }

    /// Answers malformed messages, and returns the later ones of messages with the same key.
    private mutating func refuseUnusable() -> [Int: Int] {
        var first: [String: Int] = [:]
        var later: [Int: Int] = [:]
        for (index, message) in messages.enumerated() {
            if !message.id.isValid {
                results[index] = .failed(.configuration, code: "bad-key")
            } else if let earlier = first[message.key] {
                later[index] = earlier
                results[index] = .notSent(code: "same-key")
            } else {
                first[message.key] = index
            }
        }
        return later
    }

    /// Of two messages with one key the later is a duplicate of the earlier, if that was sent.
    private mutating func settle(_ later: [Int: Int]) {
        for (index, earlier) in later {
            guard case .sent = results[earlier] else { continue }
            results[index] = results[earlier]
            duplicates.insert(index)
        }
    }

    /// Answers what was delivered or fenced before, and clears away what a dead holder had begun.
    private mutating func sortOut(_ session: borrowing OutboxSession) throws(SystemError) {
        let records = try session.records(of: Set(waiting.map { messages[$0].key }))
        let standings = waiting.map { ($0, records.standing(of: messages[$0].id)) }
        try session.confirm(
            standings.compactMap { if case .delivered(let id) = $0.1 { id } else { nil } }, records)
        var interrupted: [ProviderKey] = []
        for (index, standing) in standings {
            switch standing {
            case .delivered(let id):
                results[index] = .sent(providerID: id.description)
                duplicates.insert(index)
            case .fenced: results[index] = .fenced
            case .interrupted: interrupted.append(messages[index].id)
            case .open: break
            }
        }
        try withdraw(interrupted, session)
    }

    /// Frees the space of what was staged; a full disk should not stay full because of us.
    private func takeBack(_ unsent: [Int], _ session: borrowing OutboxSession) throws(SystemError) {
        let records = try session.records(of: Set(unsent.map { messages[$0].key }))
        try withdraw(unsent.map { messages[$0].id }.filter { records.standing(of: $0) == .interrupted }, session)
    }

    /// Removes begun and staged messages; the mark first, because a begun one that is gone counts as delivered.
    private func withdraw(_ ids: [ProviderKey], _ session: borrowing OutboxSession) throws(SystemError) {
        try session.ledger.append(ids.map { ($0, .void) })
        for id in ids { try session.staging.remove(id.description) }
    }

    private mutating func openTargets(_ root: Folder) {
        for index in waiting where targets[messages[index].channel] == nil {
            do {
                targets[messages[index].channel] = try OutboxFolders.target(in: root, of: messages[index].channel)
                if targets[messages[index].channel] == nil {
                    results[index] = .failed(.configuration, code: "channel")
                }
            } catch {
                results[index] = .notSent(code: error.word)
            }
        }
    }

    /// Writes the payloads aside and syncs them; returns the messages that are on the disk.
    private mutating func stage(_ staging: Folder) throws(SystemError) -> [Int] {
        let group = waiting
        let isLarge = group.count >= OutboxLedger.manyFiles
        for index in group {
            do {
                try write(messages[index], staging, synced: !isLarge)
            } catch {
                results[index] = .notSent(code: error.word)
            }
            reached.reach(.sendPartial)
        }
        let staged = waiting
        guard !staged.isEmpty else { return [] }
        if isLarge { try staging.synchronizeFilesystem() } else { try staging.synchronize() }
        return staged
    }

    private func write(_ message: OutgoingMessage, _ staging: Folder, synced: Bool) throws(SystemError) {
        let name = message.id.description
        let file = try staging.file(name, O_WRONLY | O_CREAT | O_EXCL)
        do {
            try file.write(message.payload)
            if synced { try file.synchronize() }
        } catch {
            try? staging.remove(name)
            throw error
        }
    }

    /// Renames one after the other, each asked for by a permit; returns what was renamed.
    private mutating func rename(
        _ staged: [Int], _ session: borrowing OutboxSession, _ permit: () -> Bool
    ) -> [Int] {
        var renamed: [Int] = []
        for (position, index) in staged.enumerated() {
            guard let target = targets[messages[index].channel] else { continue }
            reached.reach(.sendComplete)
            guard session.isLockHeld else {
                stop(staged[position...], .notSent(code: "lock-lost"))
                break
            }
            guard permit() else {
                stop(staged[position...], .leaseOver)
                break
            }
            do {
                try session.staging.move(
                    messages[index].id.description, to: target, as: OutboxFolders.fileName(of: messages[index]))
                renamed.append(index)
                reached.reach(.sendAccepted)
            } catch  where error.code == EEXIST {
                // Delivered between our look and the rename, by whoever made the lock file anew.
                renamed.append(index)
                duplicates.insert(index)
            } catch {
                results[index] = Self.result(of: error)
            }
        }
        return renamed
    }

    private mutating func stop(_ rest: ArraySlice<Int>, _ result: Outcome.Result) {
        for index in rest { results[index] = result }
    }

    private static func result(of error: SystemError) -> Outcome.Result {
        switch error.code {
        // Gone from under us, or a disk that cannot say what it did: evidence will tell.
        case ENOENT, EIO: .unknown(code: error.word)
        default: .notSent(code: error.word)
        }
    }

    /// Makes the renames durable, marks the ends in the ledger and removes what stays unsent.
    private mutating func finish(_ staged: [Int], _ renamed: [Int], _ session: borrowing OutboxSession) {
        do {
            if !renamed.isEmpty {
                for folder in targets.values { try folder.synchronize() }
                try session.staging.synchronize()
            }
            for index in renamed { results[index] = .sent(providerID: messages[index].id.description) }
            reached.reach(.sendAnswered)
        } catch {
            for index in renamed { results[index] = .unknown(code: error.word) }
            return
        }
        guard session.isLockHeld else { return }
        let refused = staged.filter { index in
            if case .notSent = results[index] { true } else { false }
        }
        // If this fails, the begin lines and the staged files say the same.
        do {
            try session.ledger.append(
                renamed.map { (messages[$0].id, .done) } + refused.map { (messages[$0].id, .void) })
            for index in refused { try session.staging.remove(messages[index].id.description) }
        } catch {
            return
        }
    }
}

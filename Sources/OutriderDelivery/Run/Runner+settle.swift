internal import OutriderCore

/// Finding out what became of the claims of runs that ended early. Settling never sends.
extension Runner {
    func settle(_ leftovers: Leftovers, _ session: JournalSession) throws {
        let open = try session.ledger.openClaims()
        guard !open.isEmpty else { return }
        let boot = try LeaseClock.bootID()
        var settled: [(claim: Claim, outcomes: [(message: Claim.Message, outcome: Settlement)])] = []
        for claim in open {
            let log = leftovers.dead.first { $0.run == claim.run }
            let isDead = log != nil && claim.holder.boot == boot
            guard isDead || options.now() >= claim.quietAt else { continue }
            settled.append((claim, try outcomes(of: claim, log: isDead ? log?.content : nil)))
        }
        guard !settled.isEmpty else { return }
        options.boundaries.reach(.settleAsked)
        options.progress(.settling(messages: settled.reduce(0) { $0 + $1.outcomes.count }))
        try session.commit(
            "settle", reached: ([.settleBuilt], [], [.settleLanded]),
            build: { ledger in
                var recording = try Recording(ledger)
                // Another run may have settled the same claim; then there is nothing to add.
                for (claim, outcomes) in settled where try ledger.hasClaim(claim.id) {
                    try recording.close(claim, outcomes: outcomes, at: options.now())
                }
                return recording.change
            })
        summary.settled = settled.reduce(0) { $0 + $1.outcomes.count }
        for (_, outcomes) in settled {
            summary.unknown += outcomes.count { if case .unknown = $0.outcome { true } else { false } }
        }
    }

    /// The log's word where it has one, else the provider's.
    private func outcomes(
        of claim: Claim, log: LogContent?
    ) throws -> [(message: Claim.Message, outcome: Settlement)] {
        let known = log?.claims[claim.n]
        var outcomes: [(message: Claim.Message, outcome: Settlement)] = []
        var asked: [Claim.Message] = []
        for message in claim.messages {
            switch known?.states[ProviderKey(key: message.key, gen: message.gen)] {
            case .done(let outcome): outcomes.append((message, Settlement(outcome.result)))
            case .notBegun: outcomes.append((message, .released(code: "not-begun")))
            case .begun, nil: asked.append(message)
            }
        }
        for (account, messages) in Dictionary(grouping: asked, by: \.account).sorted(by: { $0.key < $1.key }) {
            let keys = messages.map { ProviderKey(key: $0.key, gen: $0.gen) }
            for (message, evidence) in zip(messages, try outbox.evidence(for: keys, account: account)) {
                switch evidence {
                case .sent(let id): outcomes.append((message, .sent(providerID: id)))
                case .notSent: outcomes.append((message, .released(code: "not-delivered")))
                case .unknown: outcomes.append((message, .unknown(code: "no-evidence")))
                }
            }
        }
        return outcomes
    }
}

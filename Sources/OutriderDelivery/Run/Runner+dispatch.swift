internal import Git
internal import OutriderCore

/// Claiming, sending and recording, batch by batch.
extension Runner {
    /// A claim that has landed, and what came of its messages so far.
    private struct Pending {
        var claim: Claim
        var outcomes: [(message: Claim.Message, outcome: Settlement)] = []
    }

    /// Sends until nothing is due that may go.
    func dispatch(_ session: JournalSession) throws {
        var pending: Pending?
        while true {
            guard !isOver() else {
                if let pending { try record(pending, session) }
                break
            }
            // What was merged while the last messages went binds the next ones.
            if claims > 0, try workspace.mainTip()?.hex != session.ledger.header.main {
                if let pending { try record(pending, session) }
                pending = nil
                try reconcile(session)
            }
            let hasRecord = pending != nil
            let made = try claim(session, recording: pending)
            pending = nil
            // What was recorded may have made a further step due at once.
            guard let made else {
                if hasRecord || hasDecided || waitForPace() { continue } else { break }
            }
            pending = try send(made.dispatch, made.lease, session)
        }
        let plan = try plan(session.ledger, session)
        if plan.wantsTrace {
            try session.commit(
                "trace",
                build: { ledger in
                    var change = LedgerChange(ledger)
                    change.header.lastRun = options.now()
                    return change
                })
        }
        note(plan)
        // What is due while its window is closed is known to the plan alone.
        summary.next = [try session.ledger.earliest(after: options.now()), plan.next].compactMap(\.self).min()
    }

    /// One commit: the record of the batch before, tasks and holds, and the claim of the next messages.
    ///
    /// - Returns: what was claimed; `nil` where nothing is left to send.
    private func claim(
        _ session: JournalSession, recording pending: Pending?
    ) throws -> (dispatch: Dispatch, lease: Lease)? {
        var made: (dispatch: Dispatch, lease: Lease)?
        var followed = (tasks: 0, skipped: 0)
        var planned: Plan?
        let isRecord = pending != nil
        if isRecord { options.progress(.recording) }
        let landed = try session.commit(
            isRecord ? "record and claim" : "claim",
            reached: (
                isRecord ? [.recordBuilt, .claimBuilt] : [.claimBuilt],
                isRecord ? [.recordPushing, .claimPushing] : [.claimPushing],
                isRecord ? [.recordLanded, .claimLanded] : [.claimLanded]
            ),
            built: { commit in if let made { try intend(made.dispatch.claim, commit, made.lease, session) } },
            build: { ledger in
                made = nil
                var recording = try Recording(ledger)
                if let pending { try recording.close(pending.claim, outcomes: pending.outcomes, at: options.now()) }
                let plan = try plan(ledger, session)
                options.boundaries.reach(.planDone)
                followed = try recording.follow(plan)
                planned = plan
                paced = pace(of: plan)
                // An outcome that is recorded just now may have closed an address that the plan still writes to.
                let sends = try sends(of: plan).filter { try !recording.forbids($0) }
                made = try prepare(sends, ledger, session, &recording)
                return recording.change
            })
        hasDecided = landed && planned?.decides ?? false
        guard landed else { return nil }
        summary.tasks += followed.tasks
        summary.skipped += followed.skipped
        if let planned { noteWaiting(planned) }
        if isRecord { options.boundaries.reach(.recordConfirmed) }
        guard let made else { return nil }
        options.boundaries.reach(.claimConfirmed)
        claims += 1
        for message in made.dispatch.claim.messages where message.counted?.isNew == true {
            soFar.entered[message.enrollment, default: []].insert(DeliveryKey(message.key))
        }
        options.progress(.claimed(messages: made.dispatch.claim.messages.count))
        return made
    }

    /// When the next message may go that only so many a minute hold back; `nil` where there is none.
    private func pace(of plan: Plan) -> Instant? {
        // What the guard held when the run began goes in no minute of it.
        let blocked = guarded ?? []
        return plan.items.lazy.filter { !self.refused.contains($0.key) && !blocked.contains($0.key) }.compactMap {
            item -> Instant? in
            if case .hold(let hold) = item.action, hold.isPace { hold.until } else { nil }
        }.min()
    }

    /// Waits for the minute in which messages may go on, where the clock runs and the deadline is behind it.
    ///
    /// - Returns: whether there is more to do; the run may have been asked to stop meanwhile.
    private func waitForPace() -> Bool {
        guard let minute = paced, !options.isSimulated else { return false }
        let wait = Double(minute.seconds - options.now().seconds)
        if let deadline = options.deadline, clock.bootSeconds() - started + wait >= Double(deadline) {
            summary.end = .deadline
            return false
        }
        options.progress(.pacing(until: minute))
        while options.now() < minute {
            guard !isOver() else { break }
            Pause.moment()
        }
        return true
    }

    /// What goes next; whom the guard held when the run began, it holds to the run's end.
    private func sends(of plan: Plan) -> [PlanItem] {
        let blocked = guarded ?? Set(plan.items.filter { $0.reason == .guard }.map(\.key))
        guarded = blocked
        return Array(plan.sends.filter { !blocked.contains($0.key) && !refused.contains($0.key) }.prefix(Self.batch))
    }

    /// Opens the claim of some messages in the next commit; `nil` where there are none.
    private func prepare(
        _ items: [PlanItem], _ ledger: Ledger, _ session: JournalSession, _ recording: inout Recording
    ) throws -> (dispatch: Dispatch, lease: Lease)? {
        guard !items.isEmpty, let book = try session.bookFolder else { return nil }
        guard let settings = ledger.book.configuration else { throw BookErrors(report: ledger.book.report) }
        let lease = Lease(clock: clock, seconds: settings.journal.claimLease)
        let frame = Claim(
            run: session.run, n: claims + 1, at: Instant(seconds: Int64(lease.at)),
            sendBy: Instant(seconds: Int64(lease.sendBy)), quietAt: Instant(seconds: Int64(lease.quietAt)),
            holder: Claim.Holder(host: Machine.host, boot: try LeaseClock.bootID()), main: ledger.header.main,
            messages: [])
        let (dispatch, refused) = Dispatch.make(
            items, frame: frame, account: try outbox.account(), configuration: settings)
        for (item, cause) in refused {
            try recording.fail(item, detail: "content: \(cause)", at: options.now())
        }
        guard !dispatch.claim.messages.isEmpty else { return nil }
        try recording.open(dispatch.claim, book: book.hex, events: dispatch.events)
        return (dispatch, lease)
    }

    /// Writes down what is about to be claimed, before anybody can see the claim.
    private func intend(_ claim: Claim, _ commit: ObjectID, _ lease: Lease, _ session: JournalSession) throws {
        let log = try openLog(session)
        let keys = claim.messages.map { ProviderKey(key: $0.key, gen: $0.gen) }
        try log.append(
            [
                .intent(
                    ClaimIntent(
                        run: session.run, claim: claim.n, commit: commit.hex, boot: claim.holder.boot, lease: lease,
                        keys: keys))
            ], sync: true)
        options.boundaries.reach(.claimIntent)
    }

    private func openLog(_ session: JournalSession) throws -> WriteAheadLog {
        if let log { return log }
        let log = try WriteAheadLog.create(
            directory: logDirectory(session), run: session.run, reached: options.boundaries)
        self.log = log
        return log
    }

    func closeLog() throws {
        guard let log else { return }
        try log.end()
        try log.remove()
        self.log = nil
    }

    /// Sends a claim's messages in groups; what may no longer start is released.
    private func send(_ dispatch: Dispatch, _ lease: Lease, _ session: JournalSession) throws -> Pending {
        var pending = Pending(claim: dispatch.claim)
        let messages = dispatch.claim.messages
        for start in stride(from: 0, to: messages.count, by: Self.group) {
            let group = start..<min(start + Self.group, messages.count)
            let mayGo = try !isOver() && lease.mayStart() && !bookHasMoved(session)
            let standing = mayGo ? try standing(of: dispatch.claim, session) : .settled
            let (allowed, cause): ([Int], String) =
                switch standing {
                case .settled: ([], "stopped")
                case .asPlanned: (Array(group), "stopped")
                case .behind(let ledger): (try group.filter { try !ledger.forbids(messages[$0]) }, "suppressed")
                }
            let sent = Dictionary(
                uniqueKeysWithValues: zip(allowed, try send(allowed, of: dispatch, lease, session)))
            for index in group {
                let message = messages[index]
                let settlement = sent[index] ?? .released(code: cause)
                note(message, settlement, session.ledger)
                if case .released(let code) = settlement, code != "stopped", settlement != Settlement(.leaseOver) {
                    refused.insert(DeliveryKey(message.key))
                    if code != "suppressed", settlement != Settlement(.fenced) {
                        summary.refused[code, default: 0] += 1
                    }
                }
                pending.outcomes.append((message, settlement))
            }
            options.progress(.sending(done: group.upperBound, of: messages.count))
        }
        return pending
    }

    private func send(
        _ group: [Int], of dispatch: Dispatch, _ lease: Lease, _ session: JournalSession
    ) throws -> [Settlement] {
        guard !group.isEmpty else { return [] }
        let log = try openLog(session)
        let n = dispatch.claim.n
        let outgoing = group.map { index in
            let message = dispatch.claim.messages[index]
            return OutgoingMessage(
                key: message.key, gen: message.gen, channel: message.channel, payload: dispatch.payloads[index])
        }
        try log.append(outgoing.map { .begin(claim: n, $0.id) }, sync: true)
        var outcomes: [Outcome] = []
        outbox.send(
            outgoing, permit: { lease.mayStart() }, reached: options.boundaries, outcome: { outcomes.append($0) })
        try log.append(outcomes.map { .done(claim: n, $0) }, sync: true)
        return outcomes.map { Settlement($0.result) }
    }

    /// Whether something of the book was merged since the claim was planned: the next plan of the run goes by it.
    private func bookHasMoved(_ session: JournalSession) throws -> Bool {
        guard let main = try workspace.mainTip(), main.hex != session.ledger.header.main,
            let tree = try workspace.bookTree(at: main)
        else { return false }
        return try bookFolder(of: tree, differingFrom: try session.bookFolder, session.store.repository) != nil
    }

    /// How a claim stands when its messages are about to go.
    private enum Standing {
        case asPlanned
        /// Somebody has settled it, or nothing more may start.
        case settled
        /// Others have committed since: acts may have closed addresses.
        case behind(Ledger)
    }

    private func standing(of claim: Claim, _ session: JournalSession) throws -> Standing {
        guard let now = try session.store.tip(), now != session.tip else { return .asPlanned }
        let ledger = try session.store.ledger(at: now)
        return try ledger.hasClaim(claim.id) ? .behind(ledger) : .settled
    }

    private func record(_ pending: Pending, _ session: JournalSession) throws {
        options.progress(.recording)
        try session.commit(
            "record", reached: ([.recordBuilt], [.recordPushing], [.recordLanded]),
            build: { ledger in
                var recording = try Recording(ledger)
                try recording.close(pending.claim, outcomes: pending.outcomes, at: options.now())
                return recording.change
            })
        options.boundaries.reach(.recordConfirmed)
    }

    private func note(_ message: Claim.Message, _ outcome: Settlement, _ ledger: Ledger) {
        switch outcome {
        case .sent: summary.sent += 1
        case .released: summary.released += 1
        case .failed: summary.failed += 1
        case .unknown: summary.unknown += 1
        }
        summary.messages.append(
            RunSummary.Message(
                key: message.key, person: (try? ledger.id(of: .person, uid: message.person)) ?? message.person,
                enrollment: (try? ledger.id(of: .enrollment, uid: message.enrollment)) ?? message.enrollment,
                step: message.step, channel: message.channel, outcome: outcome.word))
    }
}

extension Settlement {
    init(_ result: Outcome.Result) {
        switch result {
        case .sent(let id): self = .sent(providerID: id)
        case .notSent(let code): self = .released(code: code)
        case .failed(let failure, let code): self = .failed(class: failure.rawValue, code: code)
        case .unknown(let code): self = .unknown(code: code)
        }
    }

    /// The message status that it means.
    var word: String {
        switch self {
        case .sent: "SENT"
        case .released: "PENDING"
        case .failed: "FAILED"
        case .unknown: "UNKNOWN"
        }
    }
}

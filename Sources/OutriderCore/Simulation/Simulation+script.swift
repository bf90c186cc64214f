extension Simulation {
    private static let actor = Actor(by: nil, reason: nil)

    /// Lets happen whatever has come by now.
    mutating func applyActs() throws {
        while let (time, act) = script.takeAct(by: now) {
            var recording = Recording(ledger, courses: desk.courses)
            do {
                try perform(act, at: time, &recording)
            } catch let error as ActError {
                script.refuse(act, error.message, hint: error.hint)
                continue
            }
            note(recording.change.events)
            try ledger.take(recording.change)
            if let person = act.person {
                let uid = try ledger.uid(of: .person, person)
                memory.wake([uid] + (memory.mates[uid] ?? []))
            }
            // What reaches further than to the person may free anybody.
            if act.deed.answer == nil, act.deed.taskEnd == nil { waiting.forget(at: now) }
        }
    }

    private func perform(_ act: SimulationScript.Act, at time: Instant, _ recording: inout Recording) throws {
        if let answer = act.deed.answer, let person = act.person {
            let zone = ledger.book.configuration?.timezone ?? .utc
            let received = Received(
                answer, person: person, at: time, enrollment: act.enrollment, channel: act.channel,
                until: act.until.map { zone.local($0.instant(in: zone)).date })
            _ = try recording.record(received, now: now, Self.actor)
            return
        }
        if let end = act.deed.taskEnd { return try finishTask(act, end, &recording) }
        switch act.deed {
        case .pause, .resume: try pause(act, &recording)
        case .suppress, .resubscribe:
            guard let person = act.person else { return }
            if act.deed == .suppress {
                _ = try recording.suppress(.person(person), act.channel, at: now, Self.actor)
            } else {
                _ = try recording.resubscribe(.person(person), act.channel, at: now, Self.actor)
            }
        case .reopen:
            guard let enrollment = act.enrollment else { return }
            _ = try recording.reopen(
                enrollment, people: [act.person].compactMap(\.self), at: now, Self.actor)
        default: break
        }
    }

    private func pause(_ act: SimulationScript.Act, _ recording: inout Recording) throws {
        let (scope, id): (JournalPause.Scope, String?) =
            if let person = act.person {
                (.person, person)
            } else if let enrollment = act.enrollment {
                (.enrollment, enrollment)
            } else if let channel = act.channel {
                (.channel, channel.rawValue)
            } else {
                (.book, nil)
            }
        if act.deed == .resume {
            _ = try recording.resume(scope, id, at: now, Self.actor)
        } else {
            let until = act.until?.instant(in: ledger.book.configuration?.timezone ?? .utc)
            _ = try recording.pause(scope, id, until: until, at: now, Self.actor)
        }
    }

    private func finishTask(_ act: SimulationScript.Act, _ end: TaskEnd, _ recording: inout Recording) throws {
        guard let person = act.person else { return }
        let uid = try ledger.uid(of: .person, person)
        let enrollment = try act.enrollment.map { try ledger.uid(of: .enrollment, $0) }
        for membership in try ledger.state(of: uid)?.memberships ?? [] where membership.isOpen && membership.task != nil
        {
            guard enrollment.map({ $0 == membership.enrollment }) ?? true,
                let found = try recording.found(membership), act.step.map({ $0 == found.step }) ?? true
            else { continue }
            return try recording.finish(found, as: end, at: now, Self.actor)
        }
        throw ActError("there is no such open task", hint: "the simulation says when each is opened")
    }

    /// Brings the journal in line with the edits that have come since the last run.
    mutating func applyEdits() throws {
        let edits = script.takeEdits()
        guard let last = edits.last else { return }
        let before = ledger.book.source
        var files: [String: [UInt8]?] = [:]
        for (_, edit) in edits {
            let bytes = try files[edit.path] ?? before.read(edit.path, limit: FileLimit.bytes(of: edit.path))
            let edited = try edit.bytes(from: bytes)
            if edited == bytes { script.refuse(edit) }
            files.updateValue(edited, forKey: edit.path)
        }
        let changed = files.sorted { $0.key < $1.key }.map { path, bytes in
            bytes.map { JournalEdit.file(path: path, bytes: $0) } ?? .remove(path: path)
        }
        let after = Book(OverlaySource(before, edits: changed, book: before))
        let changes = try files.keys.sorted().compactMap { path -> BookFileChange? in
            let old = try before.read(path, limit: FileLimit.bytes(of: path)).map(Digest.gitBlob)
            let new = try after.source.read(path, limit: FileLimit.bytes(of: path)).map(Digest.gitBlob)
            return old == new ? nil : BookFileChange(path: path, old: old, new: new)
        }
        guard !changes.isEmpty else { return }
        let change = try Reconciliation.reconcile(ledger, with: after, files: changes, now: now, entered: last.at)
        guard let change, !after.report.hasErrors else {
            var files: [String: String] = [:]
            for path in Set(after.report.diagnostics.prefix(100).map(\.location.path)) {
                let bytes = try after.source.read(path, limit: FileLimit.any)
                files[path] = bytes.map { String(decoding: $0, as: UTF8.self) }
            }
            throw ScriptError(
                message: "\(last.edit.location.description): the edited book has errors: no run would send anything",
                hint: "mend the edit", report: after.report, files: files)
        }
        if let overrun = try CancelOverrun(change, with: after) {
            throw ScriptError(
                message: "\(last.edit.location.description): every run would be stopped: \(overrun.message)",
                hint: overrun.hint, isStopped: true)
        }
        note(change.events)
        try ledger.take(change)
        ledger.book = after
        desk = try PlanningBook(ledger)
        memory.mates = try SharedAddresses.mates(memory, ledger, desk)
        waiting.forget(at: now)
    }
}

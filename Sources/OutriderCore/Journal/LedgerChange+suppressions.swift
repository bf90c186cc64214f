extension LedgerChange {
    /// Consent only tightens: a suppression goes only with the word of somebody who lifted it.
    func refuseLoss() throws {
        var freed = Prohibitions()
        for event in events { freed.follow(event) }
        func check(
            _ target: Prohibitions.Target, _ old: [Suppression], _ new: [Suppression], _ path: String
        ) throws {
            guard old.channels.subtracting(new.channels).isSubset(of: freed.lifted(target)) else {
                throw JournalError(
                    path: path, message: "the commit would lose a suppression",
                    hint: "only `outrider resubscribe` lifts one; please report this")
            }
        }
        for state in people.values {
            let old = try base.state(of: state.person)?.suppressed ?? []
            let path = Ledger.path(ofPeople: base.header.buckets.name(of: state.person))
            try check(.person(state.person), old, state.suppressed, path)
        }
        for state in addresses.values {
            let old = try base.address(state.address)?.suppressed ?? []
            let path = Ledger.path(ofAddresses: base.header.buckets.name(of: state.address))
            try check(.address(state.address), old, state.suppressed, path)
        }
        for (domain, old) in base.header.suppressedDomains {
            try check(.domain(domain), old, header.suppressedDomains[domain] ?? [], JournalHeader.path)
        }
    }
}

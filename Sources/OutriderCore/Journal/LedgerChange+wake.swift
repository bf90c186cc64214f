extension LedgerChange {
    /// Lets the next run look at everybody whom one of the rules holds, because what the rule goes by has changed.
    mutating func wake(_ reasons: Set<Reason>, at now: Instant, _ courses: Courses) throws {
        var held: [PersonState] = []
        try base.forEachHeld { state in
            let isMeant = state.memberships.contains { $0.hold.map { reasons.contains($0.reason) } ?? false }
            if isMeant { held.append(state) }
        }
        for uid in held.map(\.person) {
            guard var state = try state(of: uid) else { continue }
            for var membership in state.memberships where membership.hold.map({ reasons.contains($0.reason) }) ?? false
            {
                try courses.settle(&membership, at: now)
                state[membership.enrollment] = membership
            }
            try set(state)
        }
    }
}

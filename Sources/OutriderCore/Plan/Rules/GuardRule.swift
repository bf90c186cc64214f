/// `guard`: more new people, or more messages, at once than somebody has looked at; follow-ups are never held.
enum GuardRule {
    /// New people count before any cap, so that a cap does not let them go a few a day unseen; who has waited for a cap
    /// since another run has passed.
    ///
    /// - Parameters:
    ///   - lifted: keys of the messages whose guard a human has lifted; they count, so that lifting one frees no other.
    ///   - waiting: keys of the messages that waited for a cap before.
    /// - Returns: what is held, by key.
    static func holds(
        _ items: [PlanItem], lifted: Set<DeliveryKey>, waiting: Set<DeliveryKey>, _ context: RuleContext
    ) throws -> [DeliveryKey: Hold] {
        guard let limits = context.desk.book.configuration?.guard else { return [:] }
        guard try isReached(items, limits, context) else { return [:] }
        func goes(_ item: PlanItem) -> Bool { if case .send = item.action { true } else { false } }
        let sends = items.filter(goes)
        var holds: [DeliveryKey: Hold] = [:]
        var others = 0
        /// Enrollments whose own word on messages is kept.
        var allowed: Set<String> = []
        let capped = items.filter { item in
            !item.holds.isEmpty && item.holds.allSatisfy { $0.reason == .cap } && !waiting.contains(item.key)
        }
        for (uid, items) in Dictionary(grouping: sends + capped, by: \.enrollmentUID).sorted(by: { $0.key < $1.key }) {
            let allow = try context.desk.courses[uid]?.enrollment.allow
            let new = items.filter(\.isFirst)
            let items = items.filter(goes)
            let most = allow?.newPeople
            let limit = most?.value ?? limits.newPeople
            // Whom the run has claimed before has passed, also where nothing went after all.
            let passed = context.run.entered[uid] ?? []
            let entered = passed.union(new.map(\.key)).count
            let setting = Setting(
                most == nil ? "guard.newPeople" : "allow.newPeople", String(limit),
                at: most?.location ?? (most == nil ? limits.newPeopleLocation : nil))
            for item in new where !lifted.contains(item.key) && !passed.contains(item.key) {
                let count = max(entered, item.crowd)
                if count > limit { holds[item.key] = Hold(.guard, "newPeople: \(count) of \(limit)", setting) }
            }
            if let sends = allow?.sends, items.count <= sends.value {
                allowed.insert(uid)
            } else {
                others += items.count { holds[$0.key] == nil }
            }
        }
        guard others > limits.sends else { return holds }
        let setting = Setting("guard.sends", String(limits.sends), at: limits.sendsLocation)
        for item in sends where item.isFirst && !lifted.contains(item.key) && holds[item.key] == nil {
            guard !allowed.contains(item.enrollmentUID) else { continue }
            holds[item.key] = Hold(.guard, "sends: \(others) of \(limits.sends)", setting)
        }
        return holds
    }

    /// Whether so much is planned that a limit may be passed.
    private static func isReached(
        _ items: [PlanItem], _ limits: Configuration.Guard, _ context: RuleContext
    ) throws -> Bool {
        if items.count > min(limits.newPeople, limits.sends) || !context.run.entered.isEmpty
            || items.contains(where: { $0.crowd > 0 && $0.isFirst })
        {
            return true
        }
        return try Set(items.lazy.map(\.enrollmentUID)).contains { uid in
            try context.desk.courses[uid]?.enrollment.allow.newPeople != nil
        }
    }
}

extension LedgerChange {
    /// Counts a message against its caps.
    mutating func reserve(_ message: Claim.Message) throws {
        guard let counted = message.counted else { return }
        for (name, date) in counted.names(sender: message.sender, message.channel) {
            var counters = try counters(on: date)
            counters.add(name, isNew: counted.isNew)
            try set(counters)
        }
    }

    /// Gives back what a message that did not go had counted.
    mutating func giveBack(_ message: Claim.Message) throws {
        guard let counted = message.counted else { return }
        for (name, date) in counted.names(sender: message.sender, message.channel) {
            var counters = try counters(on: date)
            counters.giveBack(name, isNew: counted.isNew)
            try set(counters)
        }
    }
}

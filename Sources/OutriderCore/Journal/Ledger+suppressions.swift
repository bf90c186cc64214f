extension Ledger {
    /// Whether a claimed message must not go after all.
    public func forbids(_ message: Claim.Message) throws -> Bool {
        try suppression(
            of: message.person, addresses: [message.address].compactMap(\.self),
            domains: message.counted?.domain.map(EmailAddress.domains) ?? [], channel: message.channel) != nil
    }

    /// What the journal says against writing to a person on a channel, by their uid, an address or its domain.
    ///
    /// - Parameters:
    ///   - addresses: hashes of all addresses of the person: who opted out of one has opted out.
    ///   - domains: domains of their email addresses and those above them, in lower case.
    /// - Returns: `nil` where nothing forbids it.
    public func suppression(
        of person: String, addresses: [String], domains: [String] = [], channel: Channel
    ) throws -> Suppression? {
        suppression(
            in: try state(of: person), try addresses.compactMap(address), domains: domains, channel: channel)
    }

    /// The same for states that have been read.
    func suppression(
        in state: PersonState?, _ addresses: [AddressState], domains: @autoclosure () -> [String], channel: Channel
    ) -> Suppression? {
        if let rule = state?.suppressed.rule(on: channel) { return rule }
        for address in addresses {
            if let rule = address.suppressed.rule(on: channel) { return rule }
        }
        guard !header.suppressedDomains.isEmpty else { return nil }
        return domains().lazy.compactMap { self.header.suppressedDomains[$0]?.rule(on: channel) }.first
    }

    /// What the journal says against writing to a person on a channel.
    public func suppression(of person: Person, on channel: Channel) throws -> Suppression? {
        let uid = try uid(of: .person, person.id)
        if let rule = try state(of: uid)?.suppressed.rule(on: channel) { return rule }
        for address in person.everyAddress {
            if let rule = try self.address(header.hasher.hash(address))?.suppressed.rule(on: channel) { return rule }
            guard case .email(let email) = address else { continue }
            for domain in email.domains {
                if let rule = header.suppressedDomains[domain]?.rule(on: channel) { return rule }
            }
        }
        return nil
    }
}

extension EmailAddress {
    /// The domain and those above it, of at least two labels, in lower case.
    var domains: [String] { Self.domains(domain) }

    /// A domain and those above it.
    static func domains(_ domain: String) -> [String] {
        var labels = domain.lowercased().split(separator: ".")[...]
        var domains: [String] = []
        while labels.count >= 2 {
            domains.append(labels.joined(separator: "."))
            labels = labels.dropFirst()
        }
        return domains
    }
}

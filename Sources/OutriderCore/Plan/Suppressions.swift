/// Whom the files of a book forbid to write to.
final class Suppressions {
    private let book: Book
    private var lists: Lists?

    private struct Lists {
        var people: [String: [SuppressionList.Entry]] = [:]
        /// By normalised spelling.
        var addresses: [String: [SuppressionList.Entry]] = [:]
        var domains: [String: [SuppressionList.Entry]] = [:]
        /// Companies that restrict writing, by the domains of their addresses.
        var companies: [String: [Company]] = [:]
    }

    private let isStrict: Bool
    private let namesakes: (ChannelAddress, String) throws -> [String]
    /// People who opted out, by normalised spelling of each address.
    private var optedOut: [String: [Person]] = [:]

    /// - Parameters:
    ///   - isStrict: whether a file that cannot be read is an error here, because people are written to by the rest.
    ///   - namesakes: ids of people besides one, by id, who are known to have an address, whatever else they have.
    init(
        _ book: Book, isStrict: Bool = true,
        namesakes: @escaping (ChannelAddress, String) throws -> [String] = { _, _ in [] }
    ) {
        self.book = book
        self.isStrict = isStrict
        self.namesakes = namesakes
    }

    /// Takes note of somebody: if they opted out, so has whoever shares an address with them.
    func note(_ person: Person) {
        guard person.hasOptedOut else { return }
        for address in person.everyAddress { optedOut[address.normalised, default: []].append(person) }
    }

    /// What forbids to write to a person on a channel.
    ///
    /// - Parameter mayShare: whether somebody else may be known to have an address of theirs.
    /// - Returns: the key that says so, and where; `nil` where nothing forbids it.
    /// - Throws: what the source says when a folder cannot be listed, or `BookSourceError` for a file that cannot be read.
    func rule(
        against person: Person, on channel: Channel, mayShare: Bool = true
    ) throws -> Located<String>? {
        if let rule = person.doNotContact.rule(on: channel) { return rule }
        let lists = try read()
        let ids = [person.id] + person.formerly.map(\.id)
        var entries = ids.flatMap { lists.people[$0] ?? [] }
        var companies = person.company.flatMap { book.company($0.id) }.map { [$0] } ?? []
        for address in person.addresses {
            entries += lists.addresses[address.normalised] ?? []
            guard case .email(let email) = address, !lists.domains.isEmpty || !lists.companies.isEmpty else { continue }
            for domain in email.domains {
                entries += lists.domains[domain] ?? []
                companies += lists.companies[domain] ?? []
            }
        }
        for number in person.otherPhones { entries += lists.addresses[number.normalised] ?? [] }
        if mayShare || !optedOut.isEmpty, let rule = try sharedRule(person, channel) { return rule }
        if let entry = entries.first(where: { $0.channels.covers(channel) }) {
            return Located("entries", at: entry.location)
        }
        for company in companies {
            if let rule = company.doNotContact.rule(on: channel) { return rule }
            if let offLimits = company.offLimits, offLimits.value, !person.isClient(of: company.id) {
                return Located("offLimits", at: offLimits.location)
            }
        }
        return nil
    }

    /// Where somebody else with an address of this person's opted out: they are the same.
    private func sharedRule(_ person: Person, _ channel: Channel) throws -> Located<String>? {
        for address in person.everyAddress {
            let others =
                try namesakes(address, person.id).compactMap { book.person($0) }
                .filter { $0.everyAddress.contains { $0.normalised == address.normalised } }
                + (optedOut.isEmpty ? [] : optedOut[address.normalised] ?? [])
            for other in others where other.id != person.id {
                if let rule = other.doNotContact.rule(on: channel) { return rule }
            }
        }
        return nil
    }

    /// Whether the suppression lists forbid every address of a person on all these channels, whoever has it.
    ///
    /// - Throws: as `rule(against:on:)`.
    func lists(_ person: Person, on channels: Set<Channel>) throws -> Bool {
        let lists = try read()
        let addresses = person.everyAddress.map(\.normalised)
        return !addresses.isEmpty
            && addresses.allSatisfy { address in
                channels.allSatisfy { channel in
                    lists.addresses[address]?.contains { $0.person == nil && $0.channels.covers(channel) } ?? false
                }
            }
    }

    private func read() throws -> Lists {
        if let lists { return lists }
        var lists = Lists()
        for id in try book.ids(of: .suppression) {
            for entry in book.suppression(id)?.entries ?? [] {
                switch entry.target {
                case .email(let address): lists.addresses[address.normalised, default: []].append(entry)
                case .phone(let number): lists.addresses[number.normalised, default: []].append(entry)
                case .domain(let domain): lists.domains[domain, default: []].append(entry)
                case .person(let person):
                    lists.people[person.id, default: []].append(entry)
                    // Whoever else has an address of theirs is them.
                    for address in book.person(person.id)?.addresses ?? [] {
                        lists.addresses[address.normalised, default: []].append(entry)
                    }
                }
            }
        }
        for id in try book.ids(of: .company) {
            guard let company = book.company(id), company.isRestricted else { continue }
            for domain in company.domains { lists.companies[domain, default: []].append(company) }
        }
        let problem = book.report.diagnostics.first { $0.code == .unreadable || $0.code == .tooLarge }
        if isStrict, let problem {
            throw BookSourceError(
                path: problem.location.path, code: problem.code, message: problem.message, hint: problem.hint)
        }
        self.lists = lists
        return lists
    }
}

extension Located<Exclusion>? {
    /// The rule that it is on a channel; `nil` where it allows that.
    fileprivate func rule(on channel: Channel) -> Located<String>? {
        guard let exclusion = self, exclusion.value.covers(channel) else { return nil }
        return Located<String>("doNotContact", at: exclusion.location)
    }
}

extension Company {
    /// Whether somebody who works there may not be written to.
    var isRestricted: Bool {
        offLimits?.value == true || doNotContact.map { !$0.value.channels.isEmpty } ?? false
    }
}

extension Person {
    /// Every address, those that are not written to as well.
    var everyAddress: [ChannelAddress] { addresses + otherPhones.map(ChannelAddress.phone) }

    /// Numbers that an import has put aside: they are not written to, but what forbids them forbids the person.
    var otherPhones: [PhoneNumber] {
        let texts: [TemplateValue] =
            switch fields[ImportIndex.otherPhones] {
            case .list(let values): values
            case .some(let value): [value]
            case nil: []
            }
        return texts.compactMap { value in
            if case .text(let text) = value { try? PhoneNumber(parsing: text) } else { nil }
        }
    }

    /// Whether the person stands to a company as a client, alone or also as a candidate.
    func isClient(of company: String) -> Bool {
        relationships.contains { $0.company?.id == company && $0.type != .candidate }
    }
}

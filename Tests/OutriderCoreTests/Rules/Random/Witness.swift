@testable import OutriderCore

/// Somebody who sees what goes and what people ask for, and judges by that and by the book alone: what the journal has
/// noted, and how the rules look it up, it does not ask.
struct Witness {
    /// A message that arrived, or may have.
    struct Sent {
        let at: Instant
        let message: Claim.Message
        /// As it is compared.
        let address: String
        let sequence: String
        /// The id that the step had before it was renamed.
        let root: String
        let company: String?
        let senderDay: CivilDate
        let day: CivilDate
        let isNew: Bool
        var domain: String? {
            address.split(separator: "@").count == 2 ? String(address.split(separator: "@")[1]) : nil
        }
    }

    /// One message with what the book says of it.
    struct Case {
        let message: Claim.Message
        let now: Instant
        let book: RandomRules
        let ledger: Ledger
        let identities: Identities
        let person: RandomPerson
        /// The ids that the records had first.
        let personID: String
        let enrollmentID: String
        let enrollment: RandomEnrollment
        let sequenceID: String
        let membership: Membership?
        let address: String

        /// When a day of the recipient begins.
        func instant(_ day: String) -> Instant {
            let own = person.timezone ?? (person.worksAtC ? book.company.timezone : nil) ?? Stage.timezone
            let zone = Zone(own) ?? .utc
            return CivilDate(day).map { zone.instant($0, minute: 0) } ?? .max
        }

        var exclusive: String { enrollment.exclusive ?? book.settings.defaults["exclusive"] ?? "true" }
    }

    private(set) var sent: [Sent] = []
    var closings: [Closing] = []
    var pauses: [Pause] = []
    /// Keys of messages that a human has let go although they may go twice.
    var lifted: Set<String> = []

    /// Judges a claim.
    ///
    /// - Parameters:
    ///   - ledger: as it was before.
    ///   - arrives: whether a message reaches somebody, or may have.
    /// - Returns: what should not have gone, and why.
    mutating func see(
        _ claim: Claim, _ book: RandomRules, _ ledger: Ledger, arrives: (Claim.Message) -> Bool
    ) throws -> [String] {
        var complaints: [String] = []
        let before = sent.count
        for message in claim.messages {
            let name = "\(message.person) \(message.enrollment) \(message.step) \(message.channel)"
            guard let one = try look(at: message, claim.at, book, ledger) else {
                complaints.append("\(name): nobody of the book")
                continue
            }
            var wrong = notIncluded(one) + twice(one, claimed: sent[before...]) + forbidden(one) + paused(one)
            wrong += try notAlone(one, claimed: sent[before...])
            let entry = entry(one)
            if arrives(message) { sent.append(entry) }
            wrong += overCaps(one, entry, counted: arrives(message) ? sent : sent + [entry])
            complaints += wrong.map { "\(name): \($0)" }
        }
        return complaints
    }

    /// A human says that a message which may have arrived did not.
    mutating func forget(where isMeant: (Sent) -> Bool) { sent.removeAll(where: isMeant) }

    private func look(at message: Claim.Message, _ now: Instant, _ book: RandomRules, _ ledger: Ledger) throws -> Case?
    {
        let identities = try ledger.identities
        let person = book.original("people", identities.id(of: .person, uid: message.person))
        let enrollment = book.original("enrollments", identities.id(of: .enrollment, uid: message.enrollment))
        let sequence = book.original("sequences", identities.id(of: .sequence, uid: message.sequence))
        guard book.isThere("people", person), book.isThere("enrollments", enrollment),
            book.isThere("sequences", sequence), let record = book.persons[person],
            let list = book.enrollments[enrollment], list.sequence == sequence,
            let address = try record.addresses.first(where: { try Self.hash($0, ledger) == message.address })
        else { return nil }
        return Case(
            message: message, now: now, book: book, ledger: ledger, identities: identities, person: record,
            personID: person, enrollmentID: enrollment, enrollment: list, sequenceID: sequence,
            membership: try ledger.state(of: message.person)?[message.enrollment], address: address)
    }

    static func hash(_ address: String, _ ledger: Ledger) throws -> String {
        let parsed: ChannelAddress =
            address.contains("@")
            ? .email(try EmailAddress(parsing: address)) : .phone(try PhoneNumber(parsing: address))
        return ledger.header.hasher.hash(parsed)
    }

    private func entry(_ one: Case) -> Sent {
        let message = one.message
        let zone = Zone(Stage.timezone) ?? .utc
        let senderZone = one.book.senders[message.sender]?.timezone.flatMap(Zone.init) ?? zone
        let isUntouched = one.membership.map { $0.done.allSatisfy($0.skipped.contains) } ?? true
        let isKnown = sent.contains {
            $0.message.person == message.person && $0.message.enrollment == message.enrollment
        }
        return Sent(
            at: one.now, message: message, address: one.address, sequence: one.sequenceID,
            root: one.book.root(of: message.step, in: one.sequenceID), company: one.person.worksAtC ? "c" : nil,
            senderDay: senderZone.local(one.now).date, day: zone.local(one.now).date,
            isNew: isUntouched && !isKnown && message.occurrence == 0)
    }

    // MARK: Who is in it

    private func notIncluded(_ one: Case) -> [String] {
        var wrong: [String] = []
        let enrollment = one.enrollment
        if enrollment.excluded.contains(one.personID) { wrong.append("excluded") }
        if enrollment.isCancelled { wrong.append("the enrollment is cancelled") }
        if enrollment.hasProject, !enrollment.ignoresProject, one.book.project == "CLOSED" { wrong.append("closed") }
        guard let members = enrollment.members else { return wrong }
        guard let member = members[one.personID] else { return wrong + ["not in it"] }
        return member.status == "CANCELLED" ? wrong + ["cancelled"] : wrong
    }

    // MARK: Twice

    /// Nobody, and no address, gets a step of a sequence twice, under whatever name.
    private func twice(_ one: Case, claimed: ArraySlice<Sent>) -> [String] {
        let (message, root) = (one.message, one.book.root(of: one.message.step, in: one.sequenceID))
        if sent.contains(where: { $0.message.key == message.key }) { return ["its key has gone before"] }
        guard !lifted.contains(message.key) else { return [] }
        let isKnown = sent.contains { $0.address == one.address && $0.message.person == message.person }
        let reenroll = one.book.settings.defaults["reenroll"] ?? "never"
        for (index, other) in sent.enumerated() where other.sequence == one.sequenceID && other.root == root {
            let isOwn = other.message.person == message.person
            guard other.address == one.address || isOwn else { continue }
            if isOwn || isKnown {
                if message.occurrence > 0 { continue }
                switch reenroll {
                case "always" where !claimed.indices.contains(index): continue
                case "2d" where other.at.adding(seconds: 2 * 86_400) <= one.now: continue
                default: break
                }
            }
            return ["twice: \(other.message.person) \(other.message.enrollment) \(other.message.step) at \(other.at)"]
        }
        return []
    }

    // MARK: Alone

    /// Nobody begins what excludes an enrollment that they, or somebody with an address of theirs, are in.
    private func notAlone(_ one: Case, claimed: ArraySlice<Sent>) throws -> [String] {
        let message = one.message
        guard one.exclusive != "false", one.membership.map({ !$0.hasBegun }) ?? true else { return [] }
        for (index, other) in sent.enumerated() {
            let (person, enrollment) = (other.message.person, other.message.enrollment)
            guard person != message.person || enrollment != message.enrollment,
                person == message.person || one.person.addresses.contains(other.address)
            else { continue }
            let id = one.book.original("enrollments", one.identities.id(of: .enrollment, uid: enrollment))
            let exclusive = one.book.enrollments[id]?.exclusive ?? one.book.settings.defaults["exclusive"]
            guard exclusive == one.exclusive else { continue }
            if claimed.indices.contains(index) { return ["begins with \(person) \(enrollment)"] }
            let membership = try one.ledger.state(of: person)?[enrollment]
            guard let membership, membership.isOpen, membership.hasBegun else { continue }
            return ["begins beside \(person) \(enrollment)"]
        }
        return []
    }
}

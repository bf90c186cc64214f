/// `no-address` and `suppressed`: which of a step's channels can be used for this person, if any.
enum ChannelRule {
    /// Free text goes to WhatsApp so many seconds after the person's last message there: a little less than a day.
    ///
    /// WhatsApp's customer service window, https://developers.facebook.com/docs/whatsapp/pricing.
    static let session: Int64 = 23 * 3_600 + 50 * 60

    /// - Returns: the first channel that can be used; else what stands in the way on each.
    static func choose(
        _ step: Step, for recipient: Recipient, _ state: PersonState, _ addresses: KnownAddresses,
        _ context: RuleContext
    ) throws -> (channel: Channel, holds: [Hold]) {
        var holds: [Hold] = []
        for channel in step.channels.value {
            guard let hold = try hold(channel, step, recipient, state, addresses, context) else { return (channel, []) }
            holds.append(hold)
        }
        return (step.channels.value.first ?? step.channel, holds)
    }

    /// Whether WhatsApp takes free text to a person.
    static func isSessionOpen(_ state: PersonState, at now: Instant) -> Bool {
        closing(of: state).map { now < $0 } ?? false
    }

    /// When WhatsApp takes free text to a person no longer; `nil` where they never wrote.
    static func closing(of state: PersonState) -> Instant? { state.inbound[.whatsapp]?.adding(seconds: session) }

    private static func hold(
        _ channel: Channel, _ step: Step, _ recipient: Recipient, _ state: PersonState, _ addresses: KnownAddresses,
        _ context: RuleContext
    ) throws -> Hold? {
        if let rule = try context.desk.suppressions.rule(
            against: recipient.person, on: channel, mayShare: addresses.areShared(by: state.person))
        {
            return Hold(
                .suppressed, rule.location.description, Setting(rule.value, channel.rawValue, at: rule.location))
        }
        let suppression = context.ledger.suppression(
            in: state, addresses.states + addresses.others, domains: recipient.person.domains, channel: channel)
        if let suppression {
            var hold = Hold(
                .suppressed, "\(suppression.reason), \(suppression.at.rfc3339.prefix(10))",
                Setting(Setting.suppressAct, channel.rawValue))
            hold.isDeadAddress = suppression.event == .failed
            hold.isOfAddress = suppression.event == .failed || suppression.event == .bounced
            return hold
        }
        if channel.needsAddress, recipient.address(channel) == nil {
            return Hold(.noAddress, recipient.addressKey(channel))
        }
        guard channel == .whatsapp, !isSessionOpen(state, at: context.now) else { return nil }
        let library = TemplateLibrary(context.desk.book, language: recipient.person.language)
        guard step.drawn(for: state.person, on: channel).content(in: library) == nil else { return nil }
        return Hold(
            .noAddress, "whatsapp: no message from them within 24h, and no contentSid",
            Setting("channel", channel.rawValue, at: step.channels.location))
    }
}

extension Person {
    /// Domains of the person's email addresses and those above them, in lower case.
    fileprivate var domains: [String] {
        addresses.flatMap { address -> [String] in if case .email(let email) = address { email.domains } else { [] } }
    }
}

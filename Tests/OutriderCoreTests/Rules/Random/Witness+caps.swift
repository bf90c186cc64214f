@testable import OutriderCore

/// Caps, counted again from what has gone.
extension Witness {
    /// What a sender may send where nobody says anything.
    private static let perDay: [Channel: Int] = [.email: 100, .sms: 200, .whatsapp: 200]

    /// - Parameter counted: everything that has gone, and the message itself.
    func overCaps(_ one: Case, _ entry: Sent, counted: [Sent]) -> [String] {
        let (message, book) = (one.message, one.book)
        let own = book.senders[message.sender]?.caps[message.channel]
        let shared = book.settings.channels[message.channel]
        let daily = own?.perDay ?? shared?.perDay ?? Self.perDay[message.channel] ?? 0
        let new = own?.newPerDay ?? shared?.newPerDay ?? (daily + 1) / 2
        var wrong: [String] = []
        func expect(_ limit: Int?, _ name: String, _ isCounted: (Sent) -> Bool) {
            guard let limit else { return }
            let count = counted.count(where: isCounted)
            if count > limit { wrong.append("\(name): \(count) of \(limit)") }
        }
        func isOfSender(_ other: Sent) -> Bool {
            other.message.sender == message.sender && other.message.channel == message.channel
        }
        expect(daily, "perDay") { isOfSender($0) && $0.senderDay == entry.senderDay }
        if entry.isNew { expect(new, "newPerDay") { isOfSender($0) && $0.senderDay == entry.senderDay && $0.isNew } }
        expect(own?.perMinute ?? shared?.perMinute, "perMinute") {
            isOfSender($0) && $0.at.seconds / 60 == entry.at.seconds / 60
        }
        let caps = book.settings.caps
        expect(caps["book"], "book") { $0.day == entry.day }
        if let company = entry.company {
            expect(caps["company"], "company") { $0.day == entry.day && $0.company == company }
        }
        if message.channel == .email {
            expect(caps["domain"], "domain") { $0.day == entry.day && $0.domain == entry.domain }
        }
        return wrong
    }
}

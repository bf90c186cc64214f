import Foundation
import OutriderCore
import OutriderDelivery

/// Made-up keys and messages.
enum Messages {
    /// A valid delivery key for a number: its digits in base32, spread over the whole key.
    static func key(_ number: Int) -> String {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
        var state = UInt64(truncatingIfNeeded: number) &+ 1
        return String(
            (0..<32).map { position in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                // The last characters hold the number itself, so that no two keys are equal.
                return position < 26
                    ? alphabet[Int(state >> 59)] : alphabet[(number >> ((position - 26) * 5)) & 31]
            })
    }

    static func mail(_ number: Int, gen: Int = 0, channel: Channel = .email) -> OutgoingMessage {
        OutgoingMessage(
            key: key(number), gen: gen, channel: channel,
            payload: Array("Subject: \(number)\r\n\r\nHello.\r\n".utf8))
    }

    static func mails(_ numbers: Range<Int>, gen: Int = 0) -> [OutgoingMessage] {
        numbers.map { mail($0, gen: gen) }
    }
}

extension Provider {
    /// Sends with a lease that never ends, and collects the outcomes.
    func send(_ messages: [OutgoingMessage], reached: Boundaries = .none) -> [Outcome] {
        send(messages, permit: { true }, reached: reached)
    }

    func send(
        _ messages: [OutgoingMessage], permit: @Sendable () -> Bool, reached: Boundaries = .none
    ) -> [Outcome] {
        var outcomes: [Outcome] = []
        send(messages, permit: permit, reached: reached) { outcomes.append($0) }
        return outcomes
    }
}

extension Outcome {
    var isSent: Bool { if case .sent = result { true } else { false } }
}

import Foundation
import Testing

@testable import OutriderCore

@Suite struct MessageDateTests {
    /// Seconds by `date -u -d … +%s`, weekdays as GNU date prints them.
    @Test(
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 +0000"),
            (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
            (1_795_335_120, "Sun, 22 Nov 2026 08:12:00 +0000"),
            (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 +0000"),
            (-2_208_988_800, "Mon, 01 Jan 1900 00:00:00 +0000"),
            (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 +0000"),
        ] as [(Int64, String)])
    func writes(_ seconds: Int64, _ text: String) {
        #expect(MessageDate.text(secondsSince1970: seconds) == text)
    }

    @Test func neverTraps() {
        #expect(MessageDate.text(secondsSince1970: .max).contains("9999"))
        #expect(MessageDate.text(secondsSince1970: .min).contains("1900"))
    }

    /// The calendar of ICU as an oracle, one time in each of some thousands of days.
    @Test func agreesWithTheFoundationCalendar() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        let weekdays = ["", "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        for step in stride(from: Int64(-2_208_988_800), to: 9_000_000_000, by: 86_400 * 5 + 3_661) {
            let date = Date(timeIntervalSince1970: TimeInterval(step))
            let parts = calendar.dateComponents([.year, .day, .weekday, .hour, .minute, .second], from: date)
            let text = MessageDate.text(secondsSince1970: step)
            let words = text.split(separator: " ")
            #expect(words[0] == "\(weekdays[parts.weekday ?? 0]),")
            #expect(Int(words[1]) == parts.day && Int(words[3]) == parts.year)
            let time = words[4].split(separator: ":").map { Int($0) }
            #expect(time == [parts.hour, parts.minute, parts.second])
        }
    }
}

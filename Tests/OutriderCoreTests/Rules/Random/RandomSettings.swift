@testable import OutriderCore

/// `outrider.yaml` of a random book.
struct RandomSettings {
    var defaults: [String: String] = [:]
    var caps: [String: Int] = [:]
    var channels: [Channel: RandomCaps] = [:]
    var pausedChannel: Channel?
    var isPaused = false
    var optOut = "person"
    var more = ""

    var text: String {
        func list(_ pairs: [(String, String)]) -> String {
            "{\(pairs.map { "\($0.0): \($0.1)" }.joined(separator: ", "))}\n"
        }
        var text =
            "version: 1\nname: Acme\ntimezone: \(Stage.timezone)\njournal: {remote: none}\ncalendar: za\n"
            + "book: 7f3a9c2e\noptOut: \(optOut)\n"
            + "defaults: " + list(defaults.sorted { $0.key < $1.key })
        if !caps.isEmpty { text += "caps: " + list(caps.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }) }
        var lines = channels.mapValues(\.text)
        if let pausedChannel { lines[pausedChannel] = "{paused: true}" }
        if !lines.isEmpty {
            text += "channels: " + list(lines.map { ($0.key.rawValue, $0.value) }.sorted { $0.0 < $1.0 })
        }
        return text + more + (isPaused ? "paused: true\n" : "")
    }
}

extension RandomRules {
    mutating func randomSettings() -> RandomSettings {
        var settings = RandomSettings()
        settings.defaults = [
            "grace": pick(["0m", "0m", "0m", "15m", "1d"]), "minGap": pick(["0m", "20h", "3d"]),
            "exclusive": pick(["false", "true", "hiring"]), "quietHours": pick(["on", "off"]),
            "reenroll": pick(["never", "never", "2d", "always"]), "maxLateness": pick(["3d", "1d"]),
            "quietAfterReply": pick(["1h", "2d"]),
            "window": pick([
                "mon-fri 09:00-17:00", "daily 07:00-23:00", "daily 00:00-23:59", "daily 00:00-23:59",
                "daily 20:00-02:00",
            ]),
            "spread": pick(["0m", "0m", "2h"]), "outOfOffice": pick(["pause", "ignore", "stop"]),
            "stopOn": "[\(pick(["reply, bounce", "bounce", "meeting"])), unsubscribe, complaint]",
        ]
        // A window of the night alone is an error where the telephone may not ring in it.
        if settings.defaults["window"] == "daily 20:00-02:00" { settings.defaults["quietHours"] = "off" }
        settings.caps = pick([[:], [:], ["company": 1], ["book": 2], ["domain": 1, "book": 4]])
        settings.channels = pick([
            [:], [:], [.email: RandomCaps(perDay: 3)],
            [.sms: RandomCaps(perDay: 1), .email: RandomCaps(perMinute: 2)],
        ])
        if chance(20) { settings.pausedChannel = pick([.email, .sms]) }
        settings.isPaused = self.settings.isPaused
        settings.optOut = pick(["person", "channel"])
        settings.more =
            pick(["", "", "guard: {newPeople: 1}\n", "guard: {sends: 1}\n"])
            + (chance(20) ? "review: required\n" : "")
        return settings
    }
}

/// What tzdata 2025b says about gaps, doubled hours and odd offsets.
///
/// Made with Python 3.11's zoneinfo over Debian's tzdata 2025b: for each change of a zone in a stretch of time the second
/// before it and its first second; then local times around it and the first instant at or after each, found by stepping
/// through the minutes.
enum ZoneTransitions {
    /// Zone, instant, offset in seconds, local date and time.
    static let local = """
        Asia/Kathmandu 1985-12-31T18:29:59Z 19800 1985-12-31 23:59:59
        Asia/Kathmandu 1985-12-31T18:30:00Z 20700 1986-01-01 00:15:00
        Australia/Lord_Howe 2026-04-04T14:59:59Z 39600 2026-04-05 01:59:59
        Australia/Lord_Howe 2026-04-04T15:00:00Z 37800 2026-04-05 01:30:00
        Australia/Lord_Howe 2026-10-03T15:29:59Z 37800 2026-10-04 01:59:59
        Australia/Lord_Howe 2026-10-03T15:30:00Z 39600 2026-10-04 02:30:00
        Pacific/Chatham 2026-04-04T13:59:59Z 49500 2026-04-05 03:44:59
        Pacific/Chatham 2026-04-04T14:00:00Z 45900 2026-04-05 02:45:00
        Pacific/Chatham 2026-09-26T13:59:59Z 45900 2026-09-27 02:44:59
        Pacific/Chatham 2026-09-26T14:00:00Z 49500 2026-09-27 03:45:00
        America/St_Johns 2026-03-08T05:29:59Z -12600 2026-03-08 01:59:59
        America/St_Johns 2026-03-08T05:30:00Z -9000 2026-03-08 03:00:00
        America/St_Johns 2026-11-01T04:29:59Z -9000 2026-11-01 01:59:59
        America/St_Johns 2026-11-01T04:30:00Z -12600 2026-11-01 01:00:00
        Pacific/Apia 2011-12-30T09:59:59Z -36000 2011-12-29 23:59:59
        Pacific/Apia 2011-12-30T10:00:00Z 50400 2011-12-31 00:00:00
        Africa/Casablanca 2026-02-15T01:59:59Z 3600 2026-02-15 02:59:59
        Africa/Casablanca 2026-02-15T02:00:00Z 0 2026-02-15 02:00:00
        Africa/Casablanca 2026-03-22T01:59:59Z 0 2026-03-22 01:59:59
        Africa/Casablanca 2026-03-22T02:00:00Z 3600 2026-03-22 03:00:00
        Pacific/Kiritimati 1994-12-31T09:59:59Z -36000 1994-12-30 23:59:59
        Pacific/Kiritimati 1994-12-31T10:00:00Z 50400 1995-01-01 00:00:00
        Europe/Dublin 2026-03-29T00:59:59Z 0 2026-03-29 00:59:59
        Europe/Dublin 2026-03-29T01:00:00Z 3600 2026-03-29 02:00:00
        Europe/Dublin 2026-10-25T00:59:59Z 3600 2026-10-25 01:59:59
        Europe/Dublin 2026-10-25T01:00:00Z 0 2026-10-25 01:00:00
        Africa/Cairo 2026-04-23T21:59:59Z 7200 2026-04-23 23:59:59
        Africa/Cairo 2026-04-23T22:00:00Z 10800 2026-04-24 01:00:00
        Africa/Cairo 2026-10-29T20:59:59Z 10800 2026-10-29 23:59:59
        Africa/Cairo 2026-10-29T21:00:00Z 7200 2026-10-29 23:00:00
        America/New_York 2026-03-08T06:59:59Z -18000 2026-03-08 01:59:59
        America/New_York 2026-03-08T07:00:00Z -14400 2026-03-08 03:00:00
        America/New_York 2026-11-01T05:59:59Z -14400 2026-11-01 01:59:59
        America/New_York 2026-11-01T06:00:00Z -18000 2026-11-01 01:00:00
        Antarctica/Troll 2026-03-29T00:59:59Z 0 2026-03-29 00:59:59
        Antarctica/Troll 2026-03-29T01:00:00Z 7200 2026-03-29 03:00:00
        Antarctica/Troll 2026-10-25T00:59:59Z 7200 2026-10-25 02:59:59
        Antarctica/Troll 2026-10-25T01:00:00Z 0 2026-10-25 01:00:00
        America/Nuuk 2026-03-29T00:59:59Z -7200 2026-03-28 22:59:59
        America/Nuuk 2026-03-29T01:00:00Z -3600 2026-03-29 00:00:00
        America/Nuuk 2026-10-25T00:59:59Z -3600 2026-10-24 23:59:59
        America/Nuuk 2026-10-25T01:00:00Z -7200 2026-10-24 23:00:00
        Asia/Gaza 2026-03-27T23:59:59Z 7200 2026-03-28 01:59:59
        Asia/Gaza 2026-03-28T00:00:00Z 10800 2026-03-28 03:00:00
        Asia/Gaza 2026-10-23T22:59:59Z 10800 2026-10-24 01:59:59
        Asia/Gaza 2026-10-23T23:00:00Z 7200 2026-10-24 01:00:00
        America/Havana 2026-03-08T04:59:59Z -18000 2026-03-07 23:59:59
        America/Havana 2026-03-08T05:00:00Z -14400 2026-03-08 01:00:00
        America/Havana 2026-11-01T04:59:59Z -14400 2026-11-01 00:59:59
        America/Havana 2026-11-01T05:00:00Z -18000 2026-11-01 00:00:00
        """

    /// Zone, local date and time, first instant that is not before it.
    static let instants = """
        Asia/Kathmandu 1985-12-31 23:59 1985-12-31T18:29:00Z
        Asia/Kathmandu 1986-01-01 00:00 1985-12-31T18:30:00Z
        Asia/Kathmandu 1986-01-01 00:07 1985-12-31T18:30:00Z
        Asia/Kathmandu 1986-01-01 00:14 1985-12-31T18:30:00Z
        Asia/Kathmandu 1986-01-01 00:15 1985-12-31T18:30:00Z
        Australia/Lord_Howe 2026-04-05 01:29 2026-04-04T14:29:00Z
        Australia/Lord_Howe 2026-04-05 01:30 2026-04-04T14:30:00Z
        Australia/Lord_Howe 2026-04-05 01:45 2026-04-04T14:45:00Z
        Australia/Lord_Howe 2026-04-05 01:59 2026-04-04T14:59:00Z
        Australia/Lord_Howe 2026-04-05 02:00 2026-04-04T15:30:00Z
        Australia/Lord_Howe 2026-10-04 01:59 2026-10-03T15:29:00Z
        Australia/Lord_Howe 2026-10-04 02:00 2026-10-03T15:30:00Z
        Australia/Lord_Howe 2026-10-04 02:15 2026-10-03T15:30:00Z
        Australia/Lord_Howe 2026-10-04 02:29 2026-10-03T15:30:00Z
        Australia/Lord_Howe 2026-10-04 02:30 2026-10-03T15:30:00Z
        Pacific/Chatham 2026-04-05 02:44 2026-04-04T12:59:00Z
        Pacific/Chatham 2026-04-05 02:45 2026-04-04T13:00:00Z
        Pacific/Chatham 2026-04-05 03:15 2026-04-04T13:30:00Z
        Pacific/Chatham 2026-04-05 03:44 2026-04-04T13:59:00Z
        Pacific/Chatham 2026-04-05 03:45 2026-04-04T15:00:00Z
        Pacific/Chatham 2026-09-27 02:44 2026-09-26T13:59:00Z
        Pacific/Chatham 2026-09-27 02:45 2026-09-26T14:00:00Z
        Pacific/Chatham 2026-09-27 03:15 2026-09-26T14:00:00Z
        Pacific/Chatham 2026-09-27 03:44 2026-09-26T14:00:00Z
        Pacific/Chatham 2026-09-27 03:45 2026-09-26T14:00:00Z
        America/St_Johns 2026-03-08 01:59 2026-03-08T05:29:00Z
        America/St_Johns 2026-03-08 02:00 2026-03-08T05:30:00Z
        America/St_Johns 2026-03-08 02:30 2026-03-08T05:30:00Z
        America/St_Johns 2026-03-08 02:59 2026-03-08T05:30:00Z
        America/St_Johns 2026-03-08 03:00 2026-03-08T05:30:00Z
        America/St_Johns 2026-11-01 00:59 2026-11-01T03:29:00Z
        America/St_Johns 2026-11-01 01:00 2026-11-01T03:30:00Z
        America/St_Johns 2026-11-01 01:30 2026-11-01T04:00:00Z
        America/St_Johns 2026-11-01 01:59 2026-11-01T04:29:00Z
        America/St_Johns 2026-11-01 02:00 2026-11-01T05:30:00Z
        Pacific/Apia 2011-12-29 23:59 2011-12-30T09:59:00Z
        Pacific/Apia 2011-12-30 00:00 2011-12-30T10:00:00Z
        Pacific/Apia 2011-12-30 12:00 2011-12-30T10:00:00Z
        Pacific/Apia 2011-12-30 23:59 2011-12-30T10:00:00Z
        Pacific/Apia 2011-12-31 00:00 2011-12-30T10:00:00Z
        Africa/Casablanca 2026-02-15 01:59 2026-02-15T00:59:00Z
        Africa/Casablanca 2026-02-15 02:00 2026-02-15T01:00:00Z
        Africa/Casablanca 2026-02-15 02:30 2026-02-15T01:30:00Z
        Africa/Casablanca 2026-02-15 02:59 2026-02-15T01:59:00Z
        Africa/Casablanca 2026-02-15 03:00 2026-02-15T03:00:00Z
        Africa/Casablanca 2026-03-22 01:59 2026-03-22T01:59:00Z
        Africa/Casablanca 2026-03-22 02:00 2026-03-22T02:00:00Z
        Africa/Casablanca 2026-03-22 02:30 2026-03-22T02:00:00Z
        Africa/Casablanca 2026-03-22 02:59 2026-03-22T02:00:00Z
        Africa/Casablanca 2026-03-22 03:00 2026-03-22T02:00:00Z
        Pacific/Kiritimati 1994-12-30 23:59 1994-12-31T09:59:00Z
        Pacific/Kiritimati 1994-12-31 00:00 1994-12-31T10:00:00Z
        Pacific/Kiritimati 1994-12-31 12:00 1994-12-31T10:00:00Z
        Pacific/Kiritimati 1994-12-31 23:59 1994-12-31T10:00:00Z
        Pacific/Kiritimati 1995-01-01 00:00 1994-12-31T10:00:00Z
        Europe/Dublin 2026-03-29 00:59 2026-03-29T00:59:00Z
        Europe/Dublin 2026-03-29 01:00 2026-03-29T01:00:00Z
        Europe/Dublin 2026-03-29 01:30 2026-03-29T01:00:00Z
        Europe/Dublin 2026-03-29 01:59 2026-03-29T01:00:00Z
        Europe/Dublin 2026-03-29 02:00 2026-03-29T01:00:00Z
        Europe/Dublin 2026-10-25 00:59 2026-10-24T23:59:00Z
        Europe/Dublin 2026-10-25 01:00 2026-10-25T00:00:00Z
        Europe/Dublin 2026-10-25 01:30 2026-10-25T00:30:00Z
        Europe/Dublin 2026-10-25 01:59 2026-10-25T00:59:00Z
        Europe/Dublin 2026-10-25 02:00 2026-10-25T02:00:00Z
        Africa/Cairo 2026-04-23 23:59 2026-04-23T21:59:00Z
        Africa/Cairo 2026-04-24 00:00 2026-04-23T22:00:00Z
        Africa/Cairo 2026-04-24 00:30 2026-04-23T22:00:00Z
        Africa/Cairo 2026-04-24 00:59 2026-04-23T22:00:00Z
        Africa/Cairo 2026-04-24 01:00 2026-04-23T22:00:00Z
        Africa/Cairo 2026-10-29 22:59 2026-10-29T19:59:00Z
        Africa/Cairo 2026-10-29 23:00 2026-10-29T20:00:00Z
        Africa/Cairo 2026-10-29 23:30 2026-10-29T20:30:00Z
        Africa/Cairo 2026-10-29 23:59 2026-10-29T20:59:00Z
        Africa/Cairo 2026-10-30 00:00 2026-10-29T22:00:00Z
        America/New_York 2026-03-08 01:59 2026-03-08T06:59:00Z
        America/New_York 2026-03-08 02:00 2026-03-08T07:00:00Z
        America/New_York 2026-03-08 02:30 2026-03-08T07:00:00Z
        America/New_York 2026-03-08 02:59 2026-03-08T07:00:00Z
        America/New_York 2026-03-08 03:00 2026-03-08T07:00:00Z
        America/New_York 2026-11-01 00:59 2026-11-01T04:59:00Z
        America/New_York 2026-11-01 01:00 2026-11-01T05:00:00Z
        America/New_York 2026-11-01 01:30 2026-11-01T05:30:00Z
        America/New_York 2026-11-01 01:59 2026-11-01T05:59:00Z
        America/New_York 2026-11-01 02:00 2026-11-01T07:00:00Z
        Antarctica/Troll 2026-03-29 00:59 2026-03-29T00:59:00Z
        Antarctica/Troll 2026-03-29 01:00 2026-03-29T01:00:00Z
        Antarctica/Troll 2026-03-29 02:00 2026-03-29T01:00:00Z
        Antarctica/Troll 2026-03-29 02:59 2026-03-29T01:00:00Z
        Antarctica/Troll 2026-03-29 03:00 2026-03-29T01:00:00Z
        Antarctica/Troll 2026-10-25 00:59 2026-10-24T22:59:00Z
        Antarctica/Troll 2026-10-25 01:00 2026-10-24T23:00:00Z
        Antarctica/Troll 2026-10-25 02:00 2026-10-25T00:00:00Z
        Antarctica/Troll 2026-10-25 02:59 2026-10-25T00:59:00Z
        Antarctica/Troll 2026-10-25 03:00 2026-10-25T03:00:00Z
        America/Nuuk 2026-03-28 22:59 2026-03-29T00:59:00Z
        America/Nuuk 2026-03-28 23:00 2026-03-29T01:00:00Z
        America/Nuuk 2026-03-28 23:30 2026-03-29T01:00:00Z
        America/Nuuk 2026-03-28 23:59 2026-03-29T01:00:00Z
        America/Nuuk 2026-03-29 00:00 2026-03-29T01:00:00Z
        America/Nuuk 2026-10-24 22:59 2026-10-24T23:59:00Z
        America/Nuuk 2026-10-24 23:00 2026-10-25T00:00:00Z
        America/Nuuk 2026-10-24 23:30 2026-10-25T00:30:00Z
        America/Nuuk 2026-10-24 23:59 2026-10-25T00:59:00Z
        America/Nuuk 2026-10-25 00:00 2026-10-25T02:00:00Z
        Asia/Gaza 2026-03-28 01:59 2026-03-27T23:59:00Z
        Asia/Gaza 2026-03-28 02:00 2026-03-28T00:00:00Z
        Asia/Gaza 2026-03-28 02:30 2026-03-28T00:00:00Z
        Asia/Gaza 2026-03-28 02:59 2026-03-28T00:00:00Z
        Asia/Gaza 2026-03-28 03:00 2026-03-28T00:00:00Z
        Asia/Gaza 2026-10-24 00:59 2026-10-23T21:59:00Z
        Asia/Gaza 2026-10-24 01:00 2026-10-23T22:00:00Z
        Asia/Gaza 2026-10-24 01:30 2026-10-23T22:30:00Z
        Asia/Gaza 2026-10-24 01:59 2026-10-23T22:59:00Z
        Asia/Gaza 2026-10-24 02:00 2026-10-24T00:00:00Z
        America/Havana 2026-03-07 23:59 2026-03-08T04:59:00Z
        America/Havana 2026-03-08 00:00 2026-03-08T05:00:00Z
        America/Havana 2026-03-08 00:30 2026-03-08T05:00:00Z
        America/Havana 2026-03-08 00:59 2026-03-08T05:00:00Z
        America/Havana 2026-03-08 01:00 2026-03-08T05:00:00Z
        America/Havana 2026-10-31 23:59 2026-11-01T03:59:00Z
        America/Havana 2026-11-01 00:00 2026-11-01T04:00:00Z
        America/Havana 2026-11-01 00:30 2026-11-01T04:30:00Z
        America/Havana 2026-11-01 00:59 2026-11-01T04:59:00Z
        America/Havana 2026-11-01 01:00 2026-11-01T06:00:00Z
        """

    static func rows(_ table: String) -> [[String]] {
        table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    }
}

/// Due times found by another program.
///
/// Made with Python 3.11's zoneinfo over Debian's tzdata 2025b: from the end of the previous step it goes minute by minute
/// until the rules of the book's section 4 hold. Most ends lie in the days around a change of the clocks.
enum DueTimes {
    /// The days that `holidays` stands for.
    static let holidays = ["2026-12-16", "2026-12-25", "2026-03-08", "2026-11-02", "2026-04-06"]

    /// Zone, spans, holidays, end of the previous step, delay, due.
    static let table = """
        Antarctica/Troll | daily 00:00-24:00 | - | 2026-03-27T13:15:20Z | 2d | 2026-03-29T00:00:00Z
        America/New_York | daily 01:30-01:45 | - | 2026-10-31T05:29:20Z | 1mo | 2026-11-30T06:30:00Z
        Asia/Kathmandu | daily 00:00-24:00 | - | 2026-12-25T18:35:00Z | 1d | 2026-12-26T18:15:00Z
        America/St_Johns | daily 22:00-01:30 | - | 2026-12-22T21:38:00Z | 1d | 2026-12-24T01:30:00Z
        Pacific/Chatham | daily 00:30-00:45 | holidays | 2026-12-27T14:50:00Z | 24h | 2026-12-29T10:45:00Z
        America/Havana | daily 00:00-24:00 | - | 2026-10-31T03:28:20Z | 1d | 2026-10-31T04:00:00Z
        America/Havana | mon-fri 09:00-17:00 | holidays | 2026-10-31T20:15:00Z | 1d | 2026-11-03T14:00:00Z
        America/St_Johns | - | holidays | 2026-12-20T00:34:00Z | 45m | 2026-12-20T01:19:00Z
        Antarctica/Troll | daily 01:30-01:45 | - | 2026-03-28T15:45:00Z | 24h | 2026-03-29T23:30:00Z
        Pacific/Chatham | daily 22:00-01:30 | - | 2026-09-26T14:45:20Z | 1mo | 2026-10-27T08:15:00Z
        America/Nuuk | - | - | 2026-03-28T12:17:00Z | 90m | 2026-03-28T13:47:00Z
        Australia/Lord_Howe | daily 01:30-01:45 | - | 2026-10-03T18:58:00Z | 1d | 2026-10-04T14:30:00Z
        Europe/Dublin | fri,sat 22:00-02:00 | - | 2026-12-24T14:53:00Z | 2d | 2026-12-26T22:00:00Z
        Australia/Lord_Howe | daily 23:00-22:00 | - | 2026-04-04T13:26:00Z | 1mo | 2026-05-04T12:30:00Z
        Pacific/Chatham | daily 02:30-05:00 | holidays | 2026-09-25T17:10:00Z | 1d | 2026-09-26T13:45:00Z
        Africa/Johannesburg | daily 02:30-05:00 | - | 2026-12-27T09:09:00Z | 1mo | 2027-01-27T00:30:00Z
        America/Nuuk | daily 22:00-01:30 | - | 2026-03-29T04:44:20Z | 45m | 2026-03-29T23:00:00Z
        Asia/Kathmandu | daily 23:00-22:00 | - | 2026-12-24T23:40:00Z | 45m | 2026-12-25T00:25:00Z
        America/Havana | daily 02:30-05:00 | - | 2026-10-31T07:49:00Z | 90m | 2026-11-01T07:30:00Z
        Pacific/Chatham | daily 02:00-03:00 | - | 2026-09-25T14:09:00Z | 0bd | 2026-09-27T12:15:00Z
        Antarctica/Troll | daily 00:30-00:45 | holidays | 2026-03-29T02:02:20Z | 0d | 2026-03-29T22:30:00Z
        America/Nuuk | fri,sat 22:00-02:00 | - | 2026-12-15T04:33:00Z | 0d | 2026-12-19T00:00:00Z
        Africa/Johannesburg | mon-fri 09:00-17:00 | holidays | 2026-12-20T17:45:00Z | 2d | 2026-12-22T07:00:00Z
        America/St_Johns | mon-fri 08:30-12:00; sat 10:00-13:00 | - | 2026-12-14T02:44:00Z | 0bd | 2026-12-14T12:00:00Z
        Africa/Cairo | daily 00:00-24:00 | - | 2026-04-23T13:34:00Z | 0bd | 2026-04-23T13:34:00Z
        America/New_York | - | holidays | 2026-10-31T22:44:00Z | 1w | 2026-11-07T05:00:00Z
        Africa/Cairo | mon-fri 08:30-12:00; sat 10:00-13:00 | holidays | 2026-04-23T08:31:20Z | 1bd | 2026-04-24T05:30:00Z
        Europe/Dublin | daily 22:00-01:30 | holidays | 2026-03-29T08:50:20Z | 2d | 2026-03-31T21:00:00Z
        America/Havana | daily 22:00-01:30 | - | 2026-10-31T08:33:00Z | 45m | 2026-11-01T02:00:00Z
        Pacific/Chatham | daily 00:30-00:45 | - | 2026-09-26T07:04:00Z | 1mo | 2026-10-25T10:45:00Z
        America/New_York | daily 22:00-01:30 | - | 2026-03-08T03:19:00Z | 1mo | 2026-04-08T02:00:00Z
        Africa/Johannesburg | daily 00:30-00:45 | - | 2026-12-23T13:27:00Z | 1d | 2026-12-23T22:30:00Z
        Africa/Casablanca | sat,sun 23:15-23:30 | - | 2026-03-20T11:35:20Z | 2d | 2026-03-22T22:15:00Z
        Europe/Dublin | sat,sun 23:15-23:30 | holidays | 2026-03-27T16:44:00Z | 0d | 2026-03-28T23:15:00Z
        Pacific/Chatham | mon-fri 09:00-17:00 | - | 2026-09-25T15:54:00Z | 2d | 2026-09-27T19:15:00Z
        Australia/Lord_Howe | fri,sat 22:00-02:00 | holidays | 2026-12-18T14:54:00Z | 1d | 2026-12-19T11:00:00Z
        Asia/Kathmandu | - | - | 2026-12-21T20:19:00Z | 90m | 2026-12-21T21:49:00Z
        Europe/Dublin | mon-fri 09:00-17:00 | holidays | 2026-12-19T06:11:00Z | 1bd | 2026-12-21T09:00:00Z
        Australia/Lord_Howe | daily 01:30-01:45 | - | 2026-12-25T19:57:00Z | 1bd | 2026-12-27T14:30:00Z
        Africa/Casablanca | sun-thu 09:00-12:00; sun-thu 12:00-17:00 | - | 2026-12-26T23:18:00Z | 24h | 2026-12-28T08:00:00Z
        America/St_Johns | daily 23:00-22:00 | holidays | 2026-10-30T15:38:00Z | 45m | 2026-10-30T16:23:00Z
        Europe/Dublin | mon-fri 08:30-12:00; sat 10:00-13:00 | - | 2026-12-20T07:07:00Z | 1w | 2026-12-28T08:30:00Z
        Australia/Lord_Howe | daily 00:30-00:45 | - | 2026-04-03T02:40:20Z | 2d | 2026-04-04T13:30:00Z
        America/St_Johns | daily 22:00-01:30 | holidays | 2026-03-07T00:53:00Z | 1bd | 2026-03-10T00:30:00Z
        Australia/Lord_Howe | daily 23:00-22:00 | - | 2026-12-24T13:26:00Z | 2d | 2026-12-26T12:00:00Z
        America/St_Johns | daily 00:00-24:00 | - | 2026-10-30T12:42:00Z | 1d | 2026-10-31T02:30:00Z
        Pacific/Chatham | sun-thu 09:00-12:00; sun-thu 12:00-17:00 | - | 2026-12-17T23:20:00Z | 2bd | 2026-12-21T19:15:00Z
        Africa/Johannesburg | fri,sat 22:00-02:00 | - | 2026-12-15T14:50:00Z | 45m | 2026-12-18T20:00:00Z
        Europe/Dublin | - | - | 2026-10-24T00:34:00Z | 1mo | 2026-11-24T00:00:00Z
        Australia/Lord_Howe | daily 00:30-00:45 | - | 2026-12-24T15:50:00Z | 0bd | 2026-12-25T13:30:00Z
        America/Havana | sun-thu 09:00-12:00; sun-thu 12:00-17:00 | holidays | 2026-12-21T23:59:00Z | 1d | 2026-12-22T14:00:00Z
        Pacific/Chatham | daily 01:30-01:45 | - | 2026-09-25T22:52:00Z | 90m | 2026-09-26T12:45:00Z
        Africa/Casablanca | fri,sat 22:00-02:00 | holidays | 2026-03-21T23:20:00Z | 2d | 2026-03-27T21:00:00Z
        America/New_York | daily 02:30-05:00 | - | 2026-03-08T00:01:00Z | 0bd | 2026-03-09T06:30:00Z
        Africa/Johannesburg | sat,sun 23:15-23:30 | - | 2026-12-24T15:33:00Z | 90m | 2026-12-26T21:15:00Z
        America/Havana | daily 22:00-01:30 | holidays | 2026-10-31T22:25:00Z | 1bd | 2026-11-04T03:00:00Z
        Europe/Dublin | - | holidays | 2026-03-29T07:08:00Z | 1bd | 2026-03-29T23:00:00Z
        Africa/Johannesburg | mon-fri 08:30-12:00; sat 10:00-13:00 | - | 2026-12-19T15:41:00Z | 1w | 2026-12-26T08:00:00Z
        Africa/Johannesburg | fri,sat 22:00-02:00 | - | 2026-12-20T12:02:00Z | 0d | 2026-12-25T20:00:00Z
        Africa/Cairo | sun-thu 09:00-12:00; sun-thu 12:00-17:00 | - | 2026-04-24T05:47:00Z | 3h | 2026-04-26T06:00:00Z
        Africa/Johannesburg | daily 01:30-01:45 | - | 2026-12-20T21:26:00Z | 0d | 2026-12-20T23:30:00Z
        Africa/Cairo | mon-fri 09:00-17:00 | - | 2026-04-22T16:04:00Z | 3h | 2026-04-23T07:00:00Z
        Africa/Johannesburg | daily 02:30-05:00 | holidays | 2026-12-22T23:48:00Z | 2d | 2026-12-26T00:30:00Z
        America/St_Johns | fri,sat 22:00-02:00 | - | 2026-12-15T03:15:00Z | 0bd | 2026-12-19T01:30:00Z
        Europe/Dublin | sat,sun 23:15-23:30 | - | 2026-03-28T22:17:00Z | 90m | 2026-03-29T22:15:00Z
        Africa/Casablanca | daily 02:00-03:00 | - | 2026-12-18T01:01:00Z | 1bd | 2026-12-21T01:00:00Z
        Australia/Lord_Howe | daily 23:00-22:00 | holidays | 2026-12-24T14:01:00Z | 90m | 2026-12-24T15:31:00Z
        Africa/Casablanca | daily 00:30-00:45 | - | 2026-02-14T06:01:20Z | 1bd | 2026-02-16T00:30:00Z
        America/St_Johns | daily 00:30-00:45 | - | 2026-03-06T15:05:00Z | 1d | 2026-03-07T04:00:00Z
        Pacific/Chatham | - | holidays | 2026-04-04T11:25:00Z | 1w | 2026-04-11T11:15:00Z
        Australia/Lord_Howe | mon-fri 08:30-12:00; sat 10:00-13:00 | holidays | 2026-04-04T18:15:00Z | 90m | 2026-04-06T22:00:00Z
        America/Havana | - | - | 2026-11-01T11:31:00Z | 90m | 2026-11-01T13:01:00Z
        America/St_Johns | fri,sat 22:00-02:00 | - | 2026-11-01T12:18:20Z | 0bd | 2026-11-07T01:30:00Z
        Australia/Lord_Howe | mon-fri 09:00-17:00 | - | 2026-10-03T19:16:00Z | 3h | 2026-10-04T22:00:00Z
        America/St_Johns | daily 00:00-24:00 | - | 2026-03-07T14:07:00Z | 2d | 2026-03-09T02:30:00Z
        Africa/Cairo | daily 01:30-01:45 | - | 2026-10-28T16:35:00Z | 0bd | 2026-10-28T22:30:00Z
        Australia/Lord_Howe | daily 00:30-00:45 | - | 2026-10-03T07:32:20Z | 2d | 2026-10-04T13:30:00Z
        Pacific/Chatham | daily 02:30-05:00 | - | 2026-09-25T00:58:00Z | 0d | 2026-09-25T13:45:00Z
        Europe/Dublin | daily 22:00-01:30 | - | 2026-10-25T07:51:00Z | 2bd | 2026-10-27T22:00:00Z
        America/St_Johns | sun-thu 09:00-12:00; sun-thu 12:00-17:00 | holidays | 2026-10-31T03:40:00Z | 2bd | 2026-11-04T12:30:00Z
        Asia/Kathmandu | daily 02:00-03:00 | holidays | 2026-12-18T18:33:00Z | 0d | 2026-12-18T20:15:00Z
        Australia/Lord_Howe | daily 02:30-05:00 | - | 2026-04-03T09:29:00Z | 2bd | 2026-04-06T16:00:00Z
        Pacific/Chatham | daily 00:30-00:45 | - | 2026-04-03T15:03:00Z | 1d | 2026-04-04T10:45:00Z
        Africa/Johannesburg | daily 23:00-22:00 | - | 2026-12-19T14:17:00Z | 0d | 2026-12-19T14:17:00Z
        Africa/Johannesburg | mon-fri 09:00-17:00 | - | 2026-12-21T05:45:00Z | 0bd | 2026-12-21T07:00:00Z
        Antarctica/Troll | daily 00:30-00:45 | holidays | 2026-10-23T11:12:00Z | 90m | 2026-10-23T22:30:00Z
        Africa/Casablanca | mon-fri 09:00-17:00 | holidays | 2026-03-22T03:00:20Z | 1d | 2026-03-23T08:00:00Z
        America/Havana | daily 23:00-22:00 | - | 2026-10-30T14:11:00Z | 0bd | 2026-10-30T14:11:00Z
        Europe/Dublin | daily 23:00-22:00 | - | 2026-10-24T21:12:20Z | 1d | 2026-10-25T23:00:00Z
        Africa/Cairo | daily 00:30-00:45 | - | 2026-04-23T23:24:20Z | 1d | 2026-04-24T21:30:00Z
        Antarctica/Troll | daily 02:30-05:00 | holidays | 2026-12-19T16:42:00Z | 90m | 2026-12-20T02:30:00Z
        Africa/Cairo | mon-fri 08:30-12:00; sat 10:00-13:00 | - | 2026-10-29T00:51:20Z | 45m | 2026-10-29T05:30:00Z
        America/St_Johns | daily 01:30-01:45 | - | 2026-12-17T22:11:00Z | 2d | 2026-12-19T05:00:00Z
        Australia/Lord_Howe | daily 02:00-03:00 | - | 2026-04-04T11:34:20Z | 24h | 2026-04-05T15:30:00Z
        Africa/Johannesburg | daily 22:00-01:30 | - | 2026-12-17T20:25:00Z | 90m | 2026-12-17T21:55:00Z
        America/Nuuk | daily 00:00-24:00 | - | 2026-03-27T14:24:20Z | 1w | 2026-04-03T01:00:00Z
        Pacific/Chatham | mon-fri 08:30-12:00; sat 10:00-13:00 | holidays | 2026-04-04T10:17:00Z | 1d | 2026-04-06T19:45:00Z
        America/Havana | - | - | 2026-03-06T22:52:00Z | 1d | 2026-03-07T05:00:00Z
        Africa/Casablanca | daily 22:00-01:30 | - | 2026-12-18T18:53:00Z | 1bd | 2026-12-21T21:00:00Z
        Europe/Dublin | sat,sun 23:15-23:30 | - | 2026-10-23T14:03:20Z | 0bd | 2026-10-24T22:15:00Z
        Europe/Dublin | fri,sat 22:00-02:00 | holidays | 2026-03-27T15:15:00Z | 0bd | 2026-03-27T22:00:00Z
        Asia/Kathmandu | mon-fri 09:00-17:00 | holidays | 2026-12-17T07:53:00Z | 1d | 2026-12-18T03:15:00Z
        Antarctica/Troll | daily 02:00-03:00 | holidays | 2026-03-28T04:32:20Z | 1d | 2026-03-30T00:00:00Z
        Africa/Casablanca | sun-thu 09:00-12:00; sun-thu 12:00-17:00 | - | 2026-02-13T17:50:20Z | 45m | 2026-02-15T09:00:00Z
        America/St_Johns | mon-fri 09:00-17:00 | - | 2026-12-22T01:24:00Z | 0d | 2026-12-22T12:30:00Z
        Africa/Cairo | daily 00:30-00:45 | holidays | 2026-10-29T23:50:20Z | 1d | 2026-10-30T22:30:00Z
        Africa/Casablanca | fri,sat 22:00-02:00 | holidays | 2026-02-13T20:45:20Z | 1w | 2026-02-20T22:00:00Z
        Pacific/Chatham | sun-thu 09:00-12:00; sun-thu 12:00-17:00 | - | 2026-09-26T05:04:20Z | 1bd | 2026-09-27T19:15:00Z
        Africa/Cairo | daily 02:00-03:00 | - | 2026-04-23T17:56:00Z | 3h | 2026-04-23T23:00:00Z
        America/St_Johns | - | - | 2026-10-31T14:54:00Z | 1w | 2026-11-07T03:30:00Z
        Europe/Dublin | daily 22:00-01:30 | holidays | 2026-12-16T15:02:00Z | 0bd | 2026-12-17T22:00:00Z
        Pacific/Chatham | daily 02:30-05:00 | - | 2026-09-25T21:44:00Z | 90m | 2026-09-26T13:45:00Z
        Pacific/Chatham | daily 02:00-03:00 | holidays | 2026-04-04T14:48:00Z | 1d | 2026-04-06T13:15:00Z
        Africa/Johannesburg | daily 01:30-01:45 | holidays | 2026-12-25T09:49:00Z | 24h | 2026-12-26T23:30:00Z
        America/Nuuk | daily 01:30-01:45 | - | 2026-10-23T15:43:00Z | 1d | 2026-10-24T02:30:00Z
        Africa/Casablanca | daily 22:00-01:30 | - | 2026-12-26T03:42:00Z | 1d | 2026-12-27T21:00:00Z
        Antarctica/Troll | sun-thu 09:00-12:00; sun-thu 12:00-17:00 | - | 2026-03-28T17:58:00Z | 1w | 2026-04-05T07:00:00Z
        America/Havana | sun-thu 09:00-12:00; sun-thu 12:00-17:00 | - | 2026-03-06T16:16:20Z | 90m | 2026-03-08T13:00:00Z
        America/Nuuk | daily 02:00-03:00 | - | 2026-12-16T00:51:00Z | 2bd | 2026-12-17T04:00:00Z
        Europe/Dublin | daily 23:00-22:00 | - | 2026-03-27T14:29:00Z | 1d | 2026-03-27T23:00:00Z
        Africa/Johannesburg | daily 00:30-00:45 | - | 2026-12-19T01:36:00Z | 3h | 2026-12-19T22:30:00Z
        Australia/Lord_Howe | daily 00:00-24:00 | - | 2026-04-04T16:51:00Z | 1d | 2026-04-05T13:30:00Z
        America/Nuuk | daily 00:30-00:45 | - | 2026-03-28T23:07:20Z | 1d | 2026-03-29T01:30:00Z
        Asia/Kathmandu | daily 01:30-01:45 | holidays | 2026-12-20T15:53:00Z | 1mo | 2027-01-19T19:45:00Z
        Africa/Casablanca | daily 23:00-22:00 | holidays | 2026-03-20T23:09:20Z | 90m | 2026-03-21T00:39:20Z
        America/Havana | mon-fri 09:00-17:00 | - | 2026-10-31T19:23:20Z | 1d | 2026-11-02T14:00:00Z
        America/Nuuk | mon-fri 09:00-17:00 | - | 2026-10-24T06:27:20Z | 1d | 2026-10-26T11:00:00Z
        Africa/Cairo | daily 22:00-01:30 | - | 2026-10-29T22:06:20Z | 2bd | 2026-11-02T20:00:00Z
        Australia/Lord_Howe | - | holidays | 2026-10-02T16:32:20Z | 2d | 2026-10-04T13:00:00Z
        America/Nuuk | daily 02:30-05:00 | - | 2026-10-23T10:41:20Z | 1d | 2026-10-24T03:30:00Z
        """
}

internal import YAML

/// A calendar of the book: which days are not worked.
public struct CalendarRecord: Hashable, Sendable {
    public var id: String
    public var location: SourceLocation
    public var name: String?
    public var days: WorkCalendar
    public var formerly: [Reference]
}

/// One day of a calendar that is not worked.
struct Holiday: Hashable, Sendable {
    enum Day: Hashable, Sendable {
        case dated(CivilDate)
        case yearly(WorkCalendar.MonthDay)
    }

    var day: Day
    var name: String
    var location: SourceLocation
}

enum HolidayKeys {
    static let date = Key("date", .date, "The day, such as 2026-12-16.")
    static let yearly = Key("yearly", .monthDay, "Month and day of every year, such as 12-25.")
    static let name = Key("name", .text, "What the day is called.")
    static let table = RecordTable(
        name: "holiday", doc: "A day that is not worked.", keys: [date, yearly, name],
        requiresOneOf: ["date", "yearly"])

    static let record = ValueType<Holiday>.record(table) { fields, reading in
        let date = fields.value(date, &reading)
        let yearly = fields.value(yearly, &reading)
        let name = fields.value(name, &reading) ?? "holiday"
        if let date {
            guard yearly == nil else {
                reading.report.add(
                    Diagnostic(
                        .twoTimes, "a holiday has a date or is yearly, not both",
                        at: fields.location(Self.yearly, reading)))
                return nil
            }
            return Holiday(day: .dated(date), name: name, location: fields.location(Self.date, reading))
        }
        return yearly.map { Holiday(day: .yearly($0), name: name, location: fields.location(Self.yearly, reading)) }
    }
}

extension ValueType where Value == WorkCalendar.MonthDay {
    static let monthDay = ValueType.scalar(
        "a day of the year",
        schema: Schema.text(
            matching: "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", examples: ["12-25"],
            else: "not a day of the year: write month and day, such as 12-25")
    ) { text, node, reading in
        if let day = WorkCalendar.MonthDay(text) { return day }
        reading.add(.badDate, "not a day of the year", at: node, hint: "write month and day, such as 12-25")
        return nil
    }
}

enum CalendarKeys {
    static let name = Key("name", .text, "What the calendar is called.")
    static let weekend = Key(
        "weekend", ValueType<[Weekday]>.list(of: .weekday),
        "The days of the week that are not worked; [sat, sun] if left out. Delays in bd obey it.",
        default: ["sat", "sun"])
    static let holidays = Key(
        "holidays", ValueType<[Holiday]>.list(of: HolidayKeys.record),
        "Days that are not worked. Delays in bd and windows obey them.")
    static let formerly = Key(
        "formerly", ValueType<[Reference]>.list(of: .reference(to: .calendar)), "Ids that this file had before.")
    static let table = RecordTable(
        name: "calendar", doc: "Which days are not worked: calendars/ID.yaml.",
        keys: [name, weekend, holidays, formerly])
}

extension CalendarRecord {
    init?(id: String, _ root: Node, _ reading: inout Reading) {
        guard let fields = Fields(root, CalendarKeys.table, &reading) else { return nil }
        self.id = id
        location = fields.location(reading)
        name = fields.value(CalendarKeys.name, &reading)
        let weekend = fields.value(CalendarKeys.weekend, &reading).map { Set($0) } ?? [.sat, .sun]
        if weekend.count == Weekday.allCases.count {
            reading.report.add(
                Diagnostic(
                    .neverOpen, "every day of the week is weekend",
                    at: fields.location(CalendarKeys.weekend, reading), hint: "leave out the days that are worked"))
        }
        formerly = fields.value(CalendarKeys.formerly, &reading) ?? []
        days = WorkCalendar(weekend: weekend)
        var seen: Set<Holiday.Day> = []
        for holiday in fields.value(CalendarKeys.holidays, &reading) ?? [] {
            guard seen.insert(holiday.day).inserted else {
                reading.report.add(
                    Diagnostic(
                        .duplicateHoliday, "the day stands twice", at: holiday.location, hint: "remove one of the two"))
                continue
            }
            switch holiday.day {
            case .dated(let date): days.dated[date] = holiday.name
            case .yearly(let day): days.yearly[day] = holiday.name
            }
        }
    }
}

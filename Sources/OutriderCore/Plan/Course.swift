/// An enrollment with its sequence: what decides which step comes next for a person in it, and when.
final class Course {
    let enrollment: Enrollment
    /// The enrollment's uid.
    let uid: String
    let sequence: Sequence
    /// The sequence's uid.
    let sequenceUID: String
    /// What keeps the sequence and its words as they were; `nil` where they are those of the present book.
    let pin: Pin?
    let configuration: Configuration
    let members: [String: Enrollment.Member]
    /// What holds for when its steps go.
    let rules: Rulebook
    private let book: Book
    private let wordsBook: Book
    private let footer: String?
    private let cache = WordCache()
    private lazy var surroundings = Recipient.Surroundings(enrollment, configuration, in: book)
    private lazy var levels = [enrollment.policy, sequence.policy, configuration.policy]
    private lazy var spread = levels.lazy.compactMap(\.spread).first
    private var schedules: [Whereabouts: Schedule] = [:]
    /// The place of every step id that the sequence ever had, or had had when it was pinned.
    private let places: [String: Int]
    /// The place of every step id that the sequence ever had.
    private let allPlaces: [String: Int]

    /// - Parameter pin: what somebody keeps who is inside; it counts while the enrollment names that sequence.
    /// - Returns: `nil` where the enrollment or its sequence is no longer in the book.
    init?(
        uid: String, in book: Book, identities: Identities, pin: Pin? = nil, order: (String) throws -> [String]
    ) throws {
        let id = identities.id(of: .enrollment, uid: uid)
        guard identities.uid(of: .enrollment, id) == uid, let configuration = book.configuration,
            let enrollment = book.enrollment(id), let present = book.sequence(enrollment.sequence.id)
        else { return nil }
        let pin = pin.flatMap { $0.sequenceUID == identities.uid(of: .sequence, present.id) ? $0 : nil }
        var sequence = pin?.sequence ?? present
        sequence.id = present.id
        // A pause binds whoever is inside.
        sequence.paused = present.paused
        self.pin = pin
        wordsBook = pin?.book ?? book
        footer = pin.map(\.footer) ?? configuration.footer?.id
        self.uid = uid
        self.enrollment = enrollment
        self.sequence = sequence
        self.configuration = configuration
        sequenceUID = identities.uid(of: .sequence, sequence.id)
        members = enrollment.members
        rules = Rulebook(enrollment, sequence, configuration)
        self.book = book
        allPlaces = Self.places(try order(sequenceUID))
        places = pin.map { Self.places($0.order) } ?? allPlaces
    }

    /// A person of the enrollment, with everything their messages may name.
    func recipient(_ person: Person, _ member: Enrollment.Member) -> Recipient {
        Recipient(person: person, member: member, surroundings: surroundings, book: book)
    }

    private static func places(_ order: [String]) -> [String: Int] {
        Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// An enrollment that no journal knows, as a preview plays it.
    init(_ enrollment: Enrollment, of sequence: Sequence, _ configuration: Configuration, in book: Book) {
        uid = enrollment.id
        self.enrollment = enrollment
        self.sequence = sequence
        self.configuration = configuration
        sequenceUID = sequence.id
        members = enrollment.members
        rules = Rulebook(enrollment, sequence, configuration)
        self.book = book
        pin = nil
        wordsBook = book
        footer = configuration.footer?.id
        places = Self.places(sequence.steps.map(\.id))
        allPlaces = places
    }

    /// What the enrollment says of a person in it; who came in by `match` has nothing of their own.
    func member(_ person: String, _ membership: Membership) -> Enrollment.Member? {
        members[person] ?? enrollment.matched(person)
    }

    /// When an open task of the step is given up: days count by the recipient's calendar, at the time of day of its opening.
    func timeout(of step: Step, _ membership: Membership, for person: Person) -> Instant? {
        guard let timeout = step.timeout?.value, let task = membership.task else { return nil }
        let schedule = schedule(of: step, for: person)
        let (date, second) = schedule.zone.local(task)
        let day: CivilDate?
        switch timeout.unit {
        case .minutes, .hours: return task.adding(seconds: timeout.seconds)
        case .days: day = date.adding(days: timeout.count)
        case .weeks: day = date.adding(days: 7 * timeout.count)
        case .months: day = date.adding(months: timeout.count)
        case .businessDays: day = schedule.calendar.date(workdays: timeout.count, after: date)
        }
        return day.map { max(task, schedule.zone.instant($0, minute: second / 60).adding(seconds: Int64(second % 60))) }
    }

    /// Where the window of a step is set.
    func windowSetting(of step: Step) -> Setting? {
        let levels = [step.window, enrollment.policy.window, sequence.policy.window, configuration.policy.window]
        return levels.lazy.compactMap(\.self).first.map { Setting("window", $0.value.description, at: $0.location) }
    }

    /// The words of a step for somebody who reads a language, in lower case.
    func words(of step: Step, language: String?) -> StepWords? {
        cache.words(step.drawnID(in: sequence), language) {
            StepWords(step, of: sequence, from: TemplateLibrary(wordsBook, footer: footer, language: language))
        }
    }

    /// The words of each step and language, made when they are asked for.
    private final class WordCache {
        private struct Name: Hashable {
            let step: String
            let language: String?
        }

        private var known: [Name: StepWords?] = [:]

        func words(_ step: String, _ language: String?, make: () -> StepWords?) -> StepWords? {
            let name = Name(step: step, language: language)
            if let words = known[name] { return words }
            let words = make()
            known[name] = .some(words)
            return words
        }
    }

    /// The step after the furthest that was received; steps before it, and those received, are never candidates.
    func step(after membership: Membership, of person: String) -> Step? {
        let start = members[person]?.startAt.flatMap { places[$0.value] }.map { $0 - 1 }
        let furthest = max(membership.done.compactMap { places[$0] }.max() ?? -1, start ?? -1)
        return sequence.steps.first { step in
            !membership.done.contains(step.id) && (places[step.id] ?? Int.max) > furthest
        }
    }

    /// Whether somebody is past a step in another enrollment of the same sequence, or has it as a task there now.
    ///
    /// - Parameter course: that of the other enrollment; `nil` where the book has lost it.
    func isBehind(_ step: Step, _ other: Membership, _ course: Course?) -> Bool {
        let isSame = course?.sequenceUID == sequenceUID
        guard isSame || other.sequences.contains(sequenceUID) else { return false }
        if isSame, other.occurrence > 0 { return true }
        if isBehind(step, other.done.lazy.filter { !other.skipped.contains($0) }) { return true }
        return isSame && course?.openTask(of: other) == step.id
    }

    /// Whether steps that were received are as far as one, or further.
    ///
    /// By the order of the sequence, so that a step that was renamed since is not received again.
    private func isBehind(_ step: Step, _ received: some Swift.Sequence<String>) -> Bool {
        for places in [places, allPlaces] {
            guard let place = places[step.id], let furthest = received.compactMap({ places[$0] }).max() else {
                continue
            }
            if place <= furthest { return true }
        }
        return false
    }

    /// Whether somebody else has got a step at an address, or one behind it, by whatever name the step had.
    ///
    /// - Parameter state: of the person, whose own steps do not count.
    func isBehind(_ step: Step, _ address: AddressState, besides state: PersonState, _ courses: Courses) throws -> Bool
    {
        guard address.people.contains(where: { $0 != state.person }) else { return false }
        let prefix = sequenceUID + "/"
        let received = address.steps.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
        guard !received.isEmpty else { return false }
        var own: Set<String> = []
        if address.people.contains(state.person) {
            for membership in state.memberships {
                let isSame = try courses[membership]?.sequenceUID == sequenceUID
                guard isSame || membership.sequences.contains(sequenceUID) else { continue }
                // What earlier rounds brought is not kept.
                if membership.occurrence > 0 { return false }
                own.formUnion(membership.done)
            }
        }
        let others = received.filter { !own.contains($0) }
        return others.contains(step.id) || isBehind(step, others)
    }

    /// Id of the step that somebody has as an open task; `nil` where there is none.
    func openTask(of membership: Membership) -> String? {
        membership.task == nil ? nil : step(after: membership, of: "")?.id
    }

    /// The recipient's hours for a step: the step's window, else the enrollment's, the sequence's, the book's; zone and
    /// calendar are the person's, else their company's, else the nearest that is set.
    func schedule(of step: Step, for person: Person) -> Schedule {
        let whereabouts = Whereabouts(
            zone: person.timezone, calendar: person.calendar?.id, company: person.company?.id,
            step: step.window == nil ? nil : step.id)
        if let known = schedules[whereabouts] { return known }
        let company = person.company.flatMap { book.company($0.id) }
        let calendar =
            person.calendar ?? company?.calendar ?? levels.lazy.compactMap(\.calendar).first ?? configuration.calendar
        let schedule = Schedule(
            zone: book.zone(of: person), window: step.window?.value ?? levels.lazy.compactMap(\.window).first?.value,
            calendar: calendar.flatMap { book.calendar($0.id)?.days } ?? .standard)
        schedules[whereabouts] = schedule
        return schedule
    }

    /// What decides a person's hours for a step.
    private struct Whereabouts: Hashable {
        let zone: Zone?
        let calendar: String?
        let company: String?
        /// The step, where it has a window of its own.
        let step: String?
    }

    /// When a step is due; `nil` where its window never opens, or its date is not known.
    ///
    /// - Parameter isAnyTime: whether its window is left out of account.
    func due(
        _ step: Step, of membership: Membership, for person: Person, isAnyTime: Bool = false
    ) -> Instant? {
        var schedule = schedule(of: step, for: person)
        if isAnyTime { schedule = Schedule(zone: schedule.zone, window: nil, calendar: schedule.calendar) }
        // A pause moves a delay, never a date.
        if step.on == nil, let due = membership.due {
            return step.at.map { schedule.opening(onOrAfter: due, notBefore: $0.value) }
                ?? schedule.nextOpening(onOrAfter: due)
        }
        let isFirst = membership.done.isEmpty
        var end = isFirst ? max(enrollment.start?.instant(in: schedule.zone) ?? .min, membership.at) : membership.at
        var delay = step.delay
        if isFirst, membership.occurrence > 0 {
            // A round begins with its first message: `repeat` stands in place of that one's delay.
            guard let begin = begin(of: membership, for: person) else { return nil }
            end = max(end, begin)
            delay = .none
        }
        guard let due = day(of: step, end, delay, for: person, schedule) else { return nil }
        guard let at = step.at else { return spread(due, step, membership, schedule) }
        return schedule.opening(onOrAfter: due, notBefore: at.value).flatMap { spread($0, step, membership, schedule) }
    }

    /// When a delay is over that stood still while the step was paused; pauses that overlap count once, and a date stays.
    ///
    /// - Parameter pauses: those that stopped the step.
    func shifted(
        _ due: Instant, _ step: Step, of membership: Membership, for recipient: Recipient, by pauses: [JournalPause],
        at now: Instant
    ) -> Instant {
        guard step.on == nil, !pauses.isEmpty else { return due }
        let schedule = schedule(of: step, for: recipient.person)
        var moved = due
        // Where the delay counts from, and behind that how far it is known to have stood still.
        var reached = membership.resumed ?? membership.at
        if membership.done.isEmpty, let start = enrollment.start {
            reached = max(reached, start.instant(in: schedule.zone))
        }
        for pause in pauses.sorted(by: { $0.at < $1.at }) {
            let begin = max(pause.at, reached)
            guard begin < moved else { break }
            let end = min(pause.end(in: schedule.zone) ?? now, now)
            guard end > begin else { continue }
            moved = moved.adding(seconds: end.seconds - begin.seconds)
            reached = end
        }
        guard moved > due else { return due }
        let opening =
            step.at.map { schedule.opening(onOrAfter: moved, notBefore: $0.value) }
            ?? schedule.nextOpening(onOrAfter: moved)
        return opening ?? moved
    }

    private func day(of step: Step, _ end: Instant, _ delay: Delay, for person: Person, _ schedule: Schedule)
        -> Instant?
    {
        guard step.on != nil else { return schedule.due(after: end, delay: delay) }
        return date(of: step, for: person).flatMap { schedule.due(after: end, on: $0) }
    }

    private func spread(_ due: Instant, _ step: Step, _ membership: Membership, _ schedule: Schedule) -> Instant {
        guard let spread = step.spread ?? spread, spread.count > 0 else { return due }
        let key = DeliveryKey(
            book: configuration.book ?? "", enrollment: uid, person: membership.person, step: step.id,
            occurrence: membership.occurrence)
        return schedule.spread(due, over: spread, share: Digest.prefix(key.text))
    }

    /// The day of a step that has one in place of a delay; `nil` where the person's field holds none.
    func date(of step: Step, for person: Person) -> CivilDate? {
        switch step.on {
        case nil: nil
        case .date(let date): date
        case .field(let name, let offset, _):
            person.fields[name].flatMap { if case .text(let text) = $0 { CivilDate(text) } else { nil } }?
                .adding(days: offset)
        }
    }

    /// When the day of a step that has one in place of a delay is over, so that it is left out; `nil` where it has none.
    func passing(_ step: Step, for person: Person) -> Instant? {
        guard let date = date(of: step, for: person) else { return nil }
        let zone = schedule(of: step, for: person).zone
        return opening(of: step, on: date, for: person).map {
            zone.instant(zone.local($0).date.adding(days: 1), minute: 0)
        }
    }

    /// The first hours of a date, or behind it.
    private func opening(of step: Step, on date: CivilDate, for person: Person) -> Instant? {
        let schedule = schedule(of: step, for: person)
        return schedule.due(after: schedule.zone.instant(date, minute: step.at?.value.minute ?? 0), on: date)
    }

    /// When a step that has a day in place of a delay was due, where that day is over and the step is left out.
    ///
    /// The day is that of its opening: a date on which the window is shut is not over before the window was open.
    func passed(_ step: Step, of membership: Membership, for person: Person, at now: Instant) -> Instant? {
        guard let date = date(of: step, for: person) else { return nil }
        var end = membership.at
        if membership.done.isEmpty, membership.occurrence > 0 {
            // Nothing of a round is left out before it begins.
            guard let begin = begin(of: membership, for: person), begin <= now else { return nil }
            end = max(end, begin)
        }
        let zone = schedule(of: step, for: person).zone
        guard let opening = opening(of: step, on: date, for: person),
            zone.local(max(now, end)).date > zone.local(opening).date
        else { return nil }
        return max(opening, end)
    }

    /// The message ids of the thread that a step answers, oldest first; empty where it answers none that was sent.
    func references(of step: Step, for membership: Membership) -> [String] {
        var ids: [String] = []
        var current = step
        while let thread = current.thread, let earlier = sequence.step(thread.value), ids.count < 20 {
            if let id = membership.thread[earlier.id] { ids.insert(id, at: 0) }
            current = earlier
        }
        return ids
    }
}

extension Book {
    /// The zone in which windows and dates of a person count: their own, else their company's, else the book's.
    func zone(of person: Person) -> Zone {
        person.timezone ?? person.company.flatMap { company($0.id)?.timezone } ?? configuration?.timezone ?? .utc
    }
}

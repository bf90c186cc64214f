/// What follows from an answer, as the book has it for one enrollment.
struct StopRules: Hashable, Sendable {
    var stopOn = StopEvent.standard
    var outOfOffice = OutOfOffice.pause
    var stopColleagues = false

    init() {}

    init(_ course: Course) {
        stopOn = course.rules.stopOn.value
        outOfOffice = course.rules.outOfOffice.value
        stopColleagues = course.enrollment.stopColleagues?.value ?? false
    }

    /// Whether an answer ends the enrollment.
    func ends(on answer: Answer) -> Bool {
        switch answer {
        case .reply: stopOn.contains(.reply)
        case .outOfOffice: outOfOffice == .stop
        case .bounce: stopOn.contains(.bounce)
        case .complaint, .unsubscribe: true
        // Whoever says any of it has replied.
        case .meeting: stopOn.contains(.meeting) || stopOn.contains(.reply)
        case .interested: stopOn.contains(.interested) || stopOn.contains(.reply)
        case .notInterested: stopOn.contains(.notInterested) || stopOn.contains(.reply)
        case .wrongPerson: stopOn.contains(.wrongPerson) || stopOn.contains(.reply)
        }
    }
}

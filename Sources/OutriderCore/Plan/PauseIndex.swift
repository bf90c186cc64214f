/// The journal's pauses by what they stop.
struct PauseIndex {
    private var pauses: [String: [JournalPause]] = [:]

    init(_ pauses: [JournalPause]) {
        for pause in pauses { self.pauses[pause.name, default: []].append(pause) }
    }

    var isEmpty: Bool { pauses.isEmpty }

    /// Those that stop, or stopped, a person in an enrollment, on a channel and from a sender.
    func covering(
        _ membership: Membership, _ course: Course, _ recipient: Recipient, channel: Channel, sender: String
    ) -> [JournalPause] {
        guard !isEmpty else { return [] }
        func of(_ scope: JournalPause.Scope, _ id: String?) -> [JournalPause] {
            pauses[JournalPause.name(scope, id)] ?? []
        }
        var found = of(.book, nil) + of(.channel, channel.rawValue)
        found += of(.sender, sender).filter { $0.channel ?? channel == channel }
        found += of(.sequence, course.sequenceUID) + of(.enrollment, membership.enrollment)
        found += of(.person, membership.person)
        if let employer = recipient.employer { found += of(.company, employer.id) }
        if let project = recipient.project, course.enrollment.ignoreProjectStatus?.value != true {
            found += of(.project, project.id)
        }
        return found
    }
}

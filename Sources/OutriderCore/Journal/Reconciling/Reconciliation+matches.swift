/// Who is in an enrollment because they match.
///
/// With `enter: once` everybody is asked when the match first reaches the branch in an enrollment that goes on, and again
/// when the enrollment changes while nobody is in it yet; later edits bring nobody in. With `always` everybody is asked
/// whenever the enrollment changes, and each person when their file does. Who was taken in stays noted, whatever becomes
/// of them: with `leave` they end when they no longer match, and go on when they match again.
extension Reconciliation {
    /// Takes in whoever matches now.
    mutating func followMatch(of uid: String, _ course: Course?) throws {
        let known = try change.matched(by: uid)
        guard let course, let match = course.enrollment.match else { return }
        let enrollment = course.enrollment
        guard enrollment.status != .cancelled, !enrollment.isClosed(in: after) else { return }
        var members = known ?? MatchedPeople(enrollment: uid, at: entered)
        let asksAll =
            known == nil || (rematched.contains(uid) && (match.enter?.value == .always || members.people.isEmpty))
        guard asksAll else { return }
        members.at = entered
        let project = enrollment.project.flatMap { after.project($0.id) }
        for id in try after.ids(of: .person) {
            guard let person = after.person(id), match.holds(for: person, project: project) else { continue }
            members.people.insert(identities.uid(of: .person, id))
        }
        try change.set(members)
    }

    /// Asks the enrollments that take in whoever comes to match about the people whose files changed.
    mutating func matchChangedPeople(_ courses: Courses) throws {
        let changed = changed(.person).filter { $0.file.new != nil }.map(\.id)
        guard !changed.isEmpty else { return }
        for uid in try change.base.matchUIDs() where !rematched.contains(uid) {
            guard let enrollment = try courses[uid]?.enrollment, let match = enrollment.match,
                match.enter?.value == .always, enrollment.status != .cancelled, !enrollment.isClosed(in: after),
                var members = try change.matched(by: uid)
            else { continue }
            let project = enrollment.project.flatMap { after.project($0.id) }
            for id in changed {
                guard let person = after.person(id), match.holds(for: person, project: project) else { continue }
                let own = identities.uid(of: .person, id)
                guard members.people.insert(own).inserted else { continue }
                members.at = entered
                try change.set(members)
                try compare(own, uid, courses)
            }
        }
    }
}

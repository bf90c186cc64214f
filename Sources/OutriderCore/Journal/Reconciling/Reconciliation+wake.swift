/// Who has to be looked at because of a file that is not theirs.
extension Reconciliation {
    /// Enrollments whose project was closed or opened, or that may have reached their goal by a project or company.
    mutating func followProjects() throws {
        let projects = changed(.project).map(\.id)
        guard !projects.isEmpty || !changed(.company).isEmpty else { return }
        let turned = Set(projects.filter { before.project($0)?.status != after.project($0)?.status })
        for id in try after.ids(of: .enrollment) {
            guard let enrollment = after.enrollment(id) else { continue }
            let uid = identities.uid(of: .enrollment, id)
            if let project = enrollment.project?.id, turned.contains(project) {
                enrollments.insert(uid)
                rematched.insert(uid)
            } else if enrollment.goal?.value.leaves.contains(where: \.isAboutOthers) ?? false {
                enrollments.insert(uid)
            }
        }
    }

    /// Finds out anew what the files want of a person, and when each of their steps is due.
    mutating func refresh(_ uid: String, _ courses: Courses) throws {
        for membership in try change.state(of: uid)?.memberships ?? [] where membership.isOpen || membership.mayReturn {
            try compare(uid, membership.enrollment, courses)
        }
    }

    /// Whether people who work there may have other hours than before.
    private func hasOtherTimes(_ company: String) -> Bool {
        let (old, new) = (before.company(company), after.company(company))
        return old?.timezone != new?.timezone || old?.calendar?.id != new?.calendar?.id
    }

    /// Looks at everybody where the settings changed, and at those who are held where words or companies did, or an
    /// opt-out that may hold them by their address.
    mutating func wake(_ courses: Courses, liftsOptOuts: Bool) throws {
        let settings = files.contains { $0.path == Configuration.path && $0.old != nil }
        let times = !changed(.calendar).isEmpty || changed(.company).contains { hasOtherTimes($0.id) }
        let everybody = settings || times
        let words = [RecordKind.template, .company, .project, .sender, .suppression].contains { !changed($0).isEmpty }
        guard try everybody || words || liftsOptOuts || changesWhoIsForbidden() else { return }
        for uid in try change.base.people(isHeld: !everybody) { try refresh(uid, courses) }
    }
}

extension Condition {
    /// Whether another file than the person's decides it.
    fileprivate var isAboutOthers: Bool {
        guard case .fact(let test) = self else { return false }
        switch test.path {
        case .companyTags, .companyIndustry, .companyField, .projectStatus, .projectTags, .projectField: return true
        case .tags, .stage, .type, .language, .country, .source, .owner, .company, .field: return false
        }
    }
}

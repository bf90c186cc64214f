/// `project-on-hold`: the enrollment's project waits, and so does everybody in it.
enum ProjectRule {
    static func hold(_ candidate: Candidate) -> Hold? {
        guard let project = candidate.recipient.project, project.status == .onHold,
            candidate.course.enrollment.ignoreProjectStatus?.value != true
        else { return nil }
        return Hold(.projectOnHold, project.id, Setting("status", "ON_HOLD", at: project.statusLocation))
    }
}

/// `review`: first messages wait until a human has looked at them, where the book asks for that.
enum ReviewRule {
    static func hold(_ candidate: Candidate) -> Hold? {
        guard let review = candidate.course.configuration.review, review.value, candidate.item.isFirst,
            !candidate.isTask, !candidate.isLifted(.review)
        else { return nil }
        return Hold(.review, setting: Setting("review", "required", at: review.location))
    }
}

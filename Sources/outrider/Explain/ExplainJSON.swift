internal import OutriderCore
internal import OutriderDelivery

/// The explanation of one person for programs.
struct ExplainJSON {
    private let explanation: PersonExplanation
    private var zone: Zone { explanation.zone }

    init(_ explanation: PersonExplanation) { self.explanation = explanation }

    func document(at revision: Workspace.Revision, differs: Bool) -> JSONValue {
        .object(
            JSONObject([
                ("now", .string(explanation.now.rfc3339)), ("at", .string(revision.word)), ("differs", .bool(differs)),
                ("person", .string(explanation.person)), ("inBook", .bool(explanation.isInBook)),
                ("zone", .string(zone.name)), ("prohibitions", .array(explanation.prohibitions.map(prohibition))),
                ("consent", explanation.consent.map(consent)), ("answers", .array(explanation.answers.map(answer))),
                ("pauses", .array(explanation.pauses.map(hold))), ("namesakes", .strings(explanation.namesakes)),
                ("enrollments", .array(explanation.enrollments.map(enrollment))),
                ("omissions", .array(explanation.omissions.map(omission))),
            ]))
    }

    private func hold(_ hold: Hold) -> JSONValue { HoldText(hold: hold, zone: zone).json }

    private func prohibition(_ prohibition: PersonExplanation.Prohibition) -> JSONValue {
        .object(
            JSONObject([
                ("channels", .strings(prohibition.channels.map(\.rawValue))), ("reason", .optional(prohibition.reason)),
                ("at", .optional(prohibition.at?.rfc3339)), ("place", .optional(prohibition.location?.place)),
            ]))
    }

    private func consent(_ consent: Located<Consent>) -> JSONValue {
        .object(
            JSONObject([
                ("basis", .optional(consent.value.basis)), ("source", .optional(consent.value.source)),
                ("given", .optional(consent.value.at?.description)),
                ("expires", .optional(consent.value.expires?.description)), ("place", .string(consent.location.place)),
            ]))
    }

    private func answer(_ event: HistoryEvent) -> JSONValue {
        .object(
            JSONObject([
                ("at", .string(event.at.rfc3339)), ("event", .string(event.kind.rawValue)),
                ("code", .optional(event.code)),
                ("channel", .optional(event.channel?.rawValue)), ("enrollment", .optional(event.enrollment)),
                ("step", .optional(event.step)),
            ]))
    }

    private func omission(_ omission: PersonExplanation.Omission) -> JSONValue {
        [
            "enrollment": .string(omission.enrollment), "cause": .string(omission.cause.rawValue),
            "place": .string(omission.location.place),
        ]
    }

    private func enrollment(_ part: EnrollmentExplanation) -> JSONValue {
        .object(
            JSONObject([
                ("enrollment", .string(part.enrollment)), ("sequence", .optional(part.sequence)),
                ("status", .string(part.status.rawValue)), ("reason", .optional(part.reason)),
                ("answer", .string(AnswerText(part: part, now: explanation.now, zone: zone).sentence)),
                ("standing", .string(part.place.word)), ("since", .optional(part.since?.rfc3339)),
                ("entered", .optional(part.entered?.rfc3339)), ("round", .integer(part.round)),
                ("pinned", part.isPinned ? true : nil),
                ("place", .optional(part.location?.place)), ("steps", .array(part.steps.map(step))),
            ]))
    }

    private func step(_ step: StepExplanation) -> JSONValue {
        let outcomes = step.outcomes.map { outcome -> JSONValue in
            .object(
                JSONObject([
                    ("event", .string(outcome.kind.rawValue)), ("at", .string(outcome.at.rfc3339)),
                    ("code", .optional(outcome.code)),
                ]))
        }
        return .object(
            JSONObject([
                ("step", .string(step.step)), ("state", .string(step.state.rawValue)),
                ("channel", .optional(step.channel?.rawValue)), ("key", .string(step.key)),
                ("variant", .optional(step.variant)), ("sender", .optional(step.sender)), ("by", .optional(step.by)),
                ("at", .optional(step.at?.rfc3339)), ("local", .optional(step.at.map(zone.time))),
                ("due", .optional(step.due?.rfc3339)), ("delay", .optional(step.delay)),
                ("cause", .optional(step.cause)), ("ends", step.isEnd ? true : nil), ("outcomes", .array(outcomes)),
                ("holds", .array(step.holds.map(hold))), ("place", .optional(step.location?.place)),
            ]))
    }
}

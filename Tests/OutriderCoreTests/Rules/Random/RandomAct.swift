@testable import OutriderCore

/// One act of a human or of the world, by the ids that records have when it is made.
enum RandomAct: Hashable {
    case pause(JournalPause.Scope, String?, until: Instant?)
    case resume(JournalPause.Scope, String?)
    case suppress(SuppressionTarget, Channel?)
    case resubscribe(SuppressionTarget, Channel?)
    case record(Answer, String, Channel?, in: String?, until: CivilDate?)
    case mark(String, DeliveryStatus)
    case finish(String, TaskEnd)
    case lift(Reason, Decision)
    case resolve(Decision)
    case reopen(String, String?)
    case repin(String)
    case adopt(String)
    case adoptAll

    /// Makes it.
    ///
    /// - Returns: whether it could be made.
    func perform(on stage: inout Stage) throws -> Bool {
        let (now, actor) = (stage.now, Actor(by: "jo", reason: nil))
        do {
            try stage.act { try perform(&$0, at: now, actor) }
            return true
        } catch is ActError {
            return false
        }
    }

    private func perform(_ recording: inout Recording, at now: Instant, _ actor: Actor) throws {
        switch self {
        case .pause(let scope, let id, let until):
            _ = try recording.pause(scope, id, until: until, at: now, actor)
        case .resume(let scope, let id): _ = try recording.resume(scope, id, at: now, actor)
        case .suppress(let target, let channel): _ = try recording.suppress(target, channel, at: now, actor)
        case .resubscribe(let target, let channel): _ = try recording.resubscribe(target, channel, at: now, actor)
        case .record(let answer, let person, let channel, let enrollment, let until):
            let received = Received(
                answer, person: person, at: now, enrollment: enrollment, channel: channel, until: until)
            _ = try recording.record(received, now: now, actor)
        case .mark(let key, let status): _ = try recording.mark(key, status, at: now, actor)
        case .finish(let key, let end): try recording.finishTask(key, as: end, at: now, actor)
        case .lift(let reason, let decision): _ = try recording.lift(reason, decision, HeldFilter(), at: now, actor)
        case .resolve(let decision): _ = try recording.resolve(key: nil, run: nil, decision, at: now, actor)
        case .reopen(let enrollment, let person):
            _ = try recording.reopen(enrollment, people: person.map { [$0] } ?? [], at: now, actor)
        case .repin(let enrollment): _ = try recording.repin(enrollment, step: nil, people: [], at: now, actor)
        case .adopt(let person): try recording.adopt(person: person, at: now, actor)
        case .adoptAll: _ = try recording.adoptAll(isBehind: false, at: now, actor)
        }
    }
}

extension RandomRules {
    /// An act that somebody may make now.
    mutating func act(_ stage: Stage) throws -> RandomAct {
        let person = name("people", pick(Self.people))
        switch Int.random(in: 0..<26, using: &random) {
        case 0: return randomPause(at: stage.now)
        case 1, 2, 3, 4:
            let pauses = try stage.ledger.header.pauses.filter { !$0.isFile && $0.holds(at: stage.now) }
            guard !pauses.isEmpty else { return randomPause(at: stage.now) }
            let pause = pick(pauses)
            return .resume(pause.scope, try pause.id.map { try id(of: pause, $0, stage) })
        case 5: return .suppress(randomTarget(person), pick([nil, .email, .sms]))
        case 6, 7: return .resubscribe(randomTarget(person), pick([nil, nil, .email, .sms]))
        case 8, 9:
            return .record(
                pick(Answer.allCases), person, pick([nil, .email, .sms, .whatsapp]),
                in: pick([nil, nil, enrollmentID()]), until: pick([nil, CivilDate("2026-11-27")]))
        case 10:
            let written = stage.sent.last.map(\.person) ?? person
            return .record(
                .reply, try stage.ledger.identities.id(of: .person, uid: written), .whatsapp, in: nil, until: nil)
        case 11, 12:
            guard !stage.sent.isEmpty else { return .reopen(enrollmentID(), nil) }
            return .mark(pick(stage.sent.suffix(8)).key, pick(DeliveryStatus.allCases))
        case 13, 14, 15:
            let tasks = try stage.plan(.all).items.filter { $0.reason == .task }
            guard !tasks.isEmpty else { return .lift(.review, .send) }
            return .finish(pick(tasks).key.text, pick(TaskEnd.allCases))
        case 16: return .lift(pick([.failed, .tooLate, .guard]), .send)
        case 17: return .lift(pick(Reason.allCases), pick([.send, .skip]))
        case 18: return .lift(pick([.looksMoved, .adopted, .sameAddress, .reenroll, .review]), .send)
        case 19, 20: return .resolve(pick(Decision.allCases))
        case 21: return .mark(try doubtful(stage) ?? "none", pick(DeliveryStatus.allCases))
        case 22: return .reopen(enrollmentID(), pick([nil, person]))
        case 23: return .repin(enrollmentID())
        case 24: return .adopt(person)
        default: return chance(12) ? .adoptAll : .lift(.adopted, .send)
        }
    }

    private func doubtful(_ stage: Stage) throws -> String? {
        try stage.plan(.all).items.first { $0.reason == .unknownOutcome }?.key.text
    }

    private mutating func enrollmentID() -> String { name("enrollments", pick(["e", "f", "g", "h"])) }

    /// The present id of what a pause names.
    private func id(of pause: JournalPause, _ id: String, _ stage: Stage) throws -> String {
        switch pause.scope {
        case .sequence: try stage.ledger.identities.id(of: .sequence, uid: id)
        case .enrollment: try stage.ledger.identities.id(of: .enrollment, uid: id)
        case .person: try stage.ledger.identities.id(of: .person, uid: id)
        case .book, .channel, .sender, .company, .project: id
        }
    }

    mutating func randomPause(at now: Instant) -> RandomAct {
        let end = now.adding(seconds: pick([50_000, 200_000]))
        let (scope, id): (JournalPause.Scope, String?) = pick([
            (.book, nil), (.channel, "email"), (.channel, "sms"), (.sender, "jo"), (.sender, "default"),
            (.sequence, name("sequences", pick(["s", "t"]))), (.enrollment, enrollmentID()),
            (.person, name("people", pick(Self.people))), (.company, "c"), (.project, "p"),
        ])
        return .pause(scope, id, until: scope == .book || chance(2) ? end : nil)
    }

    private mutating func randomTarget(_ person: String) -> SuppressionTarget {
        let addresses = ["a1@example.com", "A1@EXAMPLE.COM", "bob@example.com", "cid@rival.example"]
        if chance(6), let number = try? PhoneNumber(parsing: "+27821234500") { return .address(.phone(number)) }
        if chance(3), let email = try? EmailAddress(parsing: pick(addresses)) { return .address(.email(email)) }
        return chance(4) ? .domain("rival.example") : .person(person)
    }
}

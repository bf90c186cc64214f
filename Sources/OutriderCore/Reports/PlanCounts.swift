/// What a plan amounts to.
public struct PlanCounts: Hashable, Sendable {
    public private(set) var sends = 0
    public private(set) var tasks = 0
    public private(set) var held = 0
    public private(set) var skips = 0
    /// Each once, whatever waits for them.
    public private(set) var people = 0

    public init(_ plan: Plan) {
        for item in plan.items {
            switch item.action {
            case .send: sends += 1
            case .task: tasks += 1
            case .skip, .end: skips += 1
            case .hold: held += 1
            case .wait: break
            }
        }
        people = Set(plan.items.map(\.personUID)).count
    }
}

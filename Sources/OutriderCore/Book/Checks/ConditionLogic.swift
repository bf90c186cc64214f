/// Whether a condition can hold at all, by its own words.
enum ConditionLogic {
    /// A test that must hold, or must not.
    private struct Literal {
        /// What is asked: a path, a step, a reply.
        var subject: String
        /// One of these, in lower case.
        var values: Set<String>
        var isNegative: Bool
        /// Whether it can have several values at once.
        var isList: Bool

        init(_ subject: String, _ values: Set<String>, _ isNegative: Bool, isList: Bool) {
            self.subject = subject
            self.values = values
            self.isNegative = isNegative
            self.isList = isList
        }
    }

    /// More ways than these are not looked at.
    private static let limit = 256

    /// Whether every way in which the condition could hold contradicts itself.
    static func isImpossible(_ condition: Condition) -> Bool {
        guard let ways = ways(condition, isNegative: false) else { return false }
        return ways.allSatisfy(contradicts)
    }

    /// The condition as alternatives of tests that hold together; `nil` where there are too many.
    private static func ways(_ condition: Condition, isNegative: Bool) -> [[Literal]]? {
        switch condition {
        case .not(let inner): return ways(inner, isNegative: !isNegative)
        case .all(let parts): return isNegative ? sum(parts, true) : product(parts, false)
        case .any(let parts): return isNegative ? product(parts, true) : sum(parts, false)
        case .fact(let test):
            return [[Literal(test.path.name, test.words, isNegative, isList: test.path.isList)]]
        case .step(let id, let outcomes):
            return [[Literal("step.\(id.value)", Set(outcomes.map(\.rawValue)), isNegative, isList: true)]]
        case .replied(let wanted):
            return [[Literal("replied", ["true"], wanted.value == isNegative, isList: false)]]
        }
    }

    private static func sum(_ parts: [Condition], _ isNegative: Bool) -> [[Literal]]? {
        var all: [[Literal]] = []
        for part in parts {
            guard let ways = ways(part, isNegative: isNegative), all.count + ways.count <= limit else { return nil }
            all += ways
        }
        return all
    }

    private static func product(_ parts: [Condition], _ isNegative: Bool) -> [[Literal]]? {
        var all: [[Literal]] = [[]]
        for part in parts {
            guard let ways = ways(part, isNegative: isNegative), all.count * ways.count <= limit else { return nil }
            all = all.flatMap { before in ways.map { before + $0 } }
        }
        return all
    }

    private static func contradicts(_ literals: [Literal]) -> Bool {
        for tests in Dictionary(grouping: literals, by: \.subject).values {
            let forbidden = tests.filter(\.isNegative).reduce(into: Set<String>()) { $0.formUnion($1.values) }
            let wanted = tests.filter { !$0.isNegative }
            if wanted.contains(where: { $0.values.isSubset(of: forbidden) }) { return true }
            guard let first = wanted.first, !first.isList else { continue }
            let common = wanted.dropFirst().reduce(first.values) { $0.intersection($1.values) }
            if common.subtracting(forbidden).isEmpty { return true }
        }
        return false
    }
}

/// Who shares an address with whom, directly or by others: what becomes of one may free another.
enum SharedAddresses {
    /// - Returns: for each person who shares one, the others, by uid.
    static func mates(_ memory: LedgerMemory, _ ledger: Ledger, _ desk: PlanningBook) throws -> [String: [String]] {
        var owners: [String: String] = [:]
        var shared: [String: Set<String>] = [:]
        for uid in memory.people.keys {
            for address in desk.courses.person(uid)?.everyAddress ?? [] {
                let hash = desk.hashes[address]
                guard let owner = owners.updateValue(uid, forKey: hash), owner != uid else { continue }
                shared[hash, default: [owner]].insert(uid)
            }
        }
        for (hash, owner) in owners {
            let people = try ledger.address(hash)?.people ?? []
            guard people.contains(where: { $0 != owner }) else { continue }
            shared[hash, default: [owner]].formUnion(people)
        }
        var links: [String: Set<String>] = [:]
        for people in shared.values {
            for person in people { links[person, default: []].formUnion(people) }
        }
        var mates: [String: [String]] = [:]
        for start in links.keys where mates[start] == nil {
            var cluster: Set<String> = [start]
            var open = [start]
            while let person = open.popLast() {
                for other in links[person] ?? [] where cluster.insert(other).inserted { open.append(other) }
            }
            for person in cluster { mates[person] = cluster.filter { $0 != person }.sorted() }
        }
        return mates
    }
}

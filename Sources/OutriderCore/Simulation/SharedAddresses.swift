/// Who shares an address with whom, directly or by others: what becomes of one may free another.
enum SharedAddresses {
    /// - Returns: for each person who shares one, the others, by uid.
    static func mates(_ memory: LedgerMemory, _ ledger: Ledger, _ desk: PlanningBook) throws -> [String: [String]] {
        var owners: [String: Set<String>] = [:]
        let hasher = ledger.header.hasher
        for uid in memory.people.keys {
            for hash in desk.courses.person(uid)?.everyAddress.map(hasher.hash) ?? [] {
                owners[hash, default: []].insert(uid)
            }
        }
        for hash in owners.keys { owners[hash]?.formUnion(try ledger.address(hash)?.people ?? []) }
        let shared = owners.values.filter { $0.count > 1 }
        var links: [String: Set<String>] = [:]
        for people in shared {
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

/// The files of a book, put together while threads still read others.
///
/// In any order: what comes of them is the same.
public struct ParsedFiles: Sendable {
    private(set) var records: [RecordName: Record?] = [:]
    private(set) var report = Report()
    /// People of whom a check may have something to say: any that name what may be missing, or share an address.
    private(set) var open: Set<String> = []
    /// Who was the last to have an address, by its hash; that of another address by chance costs a look and no more.
    private var owners: [Int: String] = [:]

    /// Makes room for that many files.
    public init(count: Int) {
        records.reserveCapacity(count)
        owners.reserveCapacity(2 * min(count, 1 << 24))
    }

    public mutating func add(_ files: [ParsedFile]) {
        for file in files {
            let id = file.name.id
            records[file.name] = .some(file.record)
            report.add(contentsOf: file.report)
            if file.isOpen { open.insert(id) }
            for address in file.addresses {
                guard let owner = owners.updateValue(id, forKey: address), owner != id else { continue }
                open.insert(owner)
                open.insert(id)
            }
        }
    }
}

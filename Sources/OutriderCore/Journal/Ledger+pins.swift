extension Ledger {
    /// What people who are inside keep of the book as it was.
    ///
    /// - Throws: `JournalError` where it is missing or damaged.
    func pin(_ name: String) throws -> Pin {
        if let known = pins[name] { return known }
        let pin = try Pin(name, in: source)
        pins[name] = pin
        return pin
    }

    /// The names of all that is kept.
    func pinNames() throws -> Set<String> {
        if let knownPins { return knownPins }
        let (start, end) = (Pin.folder + "/", "/pin.json")
        let names = Set(
            try source.list(Pin.folder).lazy.map(\.path).filter { $0.hasSuffix(end) }.map {
                String($0.dropFirst(start.count).dropLast(end.count))
            })
        knownPins = names
        return names
    }

    /// Every person, by uid, with each name that a line of theirs keeps; the lines are scanned, not decoded.
    func forEachPin(_ body: (_ person: String, _ pin: String) throws -> Void) throws {
        for name in try bucketNames() {
            let bucket = try bucket(name)
            for group in bucket.groups { for pin in bucket.pins(of: group) { try body(group.person, pin) } }
        }
    }
}

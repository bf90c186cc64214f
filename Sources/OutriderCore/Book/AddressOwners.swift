/// Whose every address is: two people with one address are one person to the run.
struct AddressOwners {
    /// Ids by address.
    private var owners: [String: String] = [:]

    /// Notes the addresses of a person and reports those that somebody before had.
    mutating func add(_ person: Person, _ report: inout Report) {
        for (address, name, location) in person.locatedAddresses {
            let owner = owners[address, default: person.id]
            guard owner != person.id else {
                owners[address] = person.id
                continue
            }
            report.add(
                Diagnostic(
                    .sharedAddress, "'\(person.id)' has the \(name) of '\(owner)'", at: location,
                    hint: "whoever comes second in a sequence is held: make one file of the two, or mend the address"))
        }
    }
}

extension Person {
    /// Every address as equal ones are known, what it is called, and where it stands.
    fileprivate var locatedAddresses: [(text: String, name: String, location: SourceLocation)] {
        let numbers = [(phone, "phone number"), (whatsapp, "WhatsApp number")].compactMap { number, name in
            number.map { ($0.value.normalised, name, $0.location) }
        }
        return emails.map { ($0.address.value.normalised, "email address", $0.address.location) } + numbers
    }
}

/// Whose every address is: two people with one address are one person to the run.
struct AddressOwners {
    /// Ids by address.
    private var owners: [String: String] = [:]

    /// Notes the addresses of a person and reports those that somebody before had.
    mutating func add(_ person: Person, _ report: inout Report) {
        for email in person.emails {
            add(email.address.value.normalised, "email address", at: email.address.location, of: person.id, &report)
        }
        if let phone = person.phone {
            add(phone.value.normalised, "phone number", at: phone.location, of: person.id, &report)
        }
        if let whatsapp = person.whatsapp {
            add(whatsapp.value.normalised, "WhatsApp number", at: whatsapp.location, of: person.id, &report)
        }
    }

    private mutating func add(
        _ address: String, _ name: String, at location: SourceLocation, of id: String, _ report: inout Report
    ) {
        // Nearly every address is new: one look-up puts it in.
        guard let owner = owners.updateValue(id, forKey: address), owner != id else { return }
        owners[address] = owner
        report.add(
            Diagnostic(
                .sharedAddress, "'\(id)' has the \(name) of '\(owner)'", at: location,
                hint: "whoever comes second in a sequence is held: make one file of the two, or mend the address"))
    }
}

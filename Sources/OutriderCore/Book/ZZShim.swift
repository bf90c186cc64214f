extension Person {
    struct ShimEmail { var address: Located<EmailAddress> }
    var emails: [ShimEmail] { email.map { [ShimEmail(address: $0)] } ?? [] }
}
extension Company { var domains: [String] { [] } }

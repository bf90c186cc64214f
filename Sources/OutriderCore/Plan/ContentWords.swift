/// The words of a template that WhatsApp approved, in one language.
struct ContentWords: Hashable, Sendable {
    let sid: String
    /// What stands for each number.
    var variables: [String: MessageText] = [:]
    /// The approved words with the numbers in them.
    var text: MessageText?

    /// - Returns: `nil` where words that it takes in have an error or are missing.
    init?(_ content: WhatsAppContent, _ library: TemplateLibrary) {
        sid = content.contentSid.value
        for (number, words) in content.contentVariables {
            guard let text = library.text(words) else { return nil }
            variables[number] = text
        }
        text = content.text?.text
    }

    func render(_ values: TemplateValue) throws(MissingVariables) -> (content: Draft.Content, text: String?) {
        var texts: [String: String] = [:]
        for (number, words) in variables { texts[number] = try words.render(values) }
        let numbers = TemplateValue.record(texts.mapValues(TemplateValue.text))
        return (Draft.Content(sid: sid, variables: texts), try text?.render(numbers))
    }
}

extension Step {
    /// The approved template that the step, or the template of its words, names for WhatsApp.
    func content(in library: TemplateLibrary) -> WhatsAppContent? {
        whatsapp ?? template.flatMap { library.template($0.id)?.whatsapp }
    }
}

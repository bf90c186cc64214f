// The YAML of any file.
extension Explanation {
    static let syntax = Explanation(
        "The file is not YAML at that place. Often the cause is one line above: a lost colon, an indentation that does not fit, "
            + "a bracket too many.",
        cure: "Write `key: value`, one a line, two spaces of indentation for what belongs to a key:",
        example: """
            # people/ada.yaml
            firstName: Ada
            fields:
              role: Engineer
            """)

    static let tooDeep = Explanation(
        "Lists and mappings are nested more than 32 levels deep; no record needs more than six.",
        cure: "Quote the value if the brackets belong to a text:",
        example: """
            # templates/intro.yaml
            subject: "[[Acme]] Hello"
            body: Hi
            """)

    static let tooManyNodes = Explanation(
        "The file has more than 100,000 keys and values.", cure: "Split it into several files of the same kind.")

    static let alias = Explanation(
        "A value begins with *, which in YAML stands for a value elsewhere. The book does not use that: every line says what it means.",
        cure: "Quote a text that begins with *, else write the value out:",
        example: """
            # templates/intro.yaml
            subject: "*New* role"
            body: Hi
            """)

    static let anchor = Explanation(
        "A value begins with &, which in YAML gives it a name for use elsewhere. The book does not use that.",
        cure: "Quote a text that begins with &, else leave the name out:",
        example: """
            # companies/and-sons.yaml
            name: "& Sons"
            """)

    static let tag = Explanation(
        "A value begins with !, which in YAML gives it a type, or the file has a %TAG line. In the book the key decides the type.",
        cure: "Quote a text that begins with !, else leave the type out:",
        example: """
            # templates/intro.yaml
            subject: "!important"
            body: Hi
            """)

    static let secondDocument = Explanation(
        "A line --- begins a second document, but a file holds one record.",
        cure: "Move what follows into a file of its own, or quote the dashes; in a block they are text:",
        example: """
            # templates/intro.yaml
            subject: Hello
            body: |
              Hi
              ---
              Jo
            """)

    static let encoding = Explanation(
        "The file is not UTF-8 text, or holds a control character. Excel and old Windows editors write such files.",
        cure: "Save it as UTF-8. A control character that is meant is written as an escape: \"\\u0007\".")

    static let tab = Explanation(
        "A tab stands where YAML expects spaces; editors show both alike.",
        cure: "Indent with spaces; most editors can be told to:",
        example: """
            # people/ada.yaml
            firstName: Ada
            fields:
              role: Engineer
            """)

    static let byteOrderMark = Explanation(
        "The invisible character U+FEFF stands inside the file. At its start it does no harm; files that were joined have it in the middle.",
        cure: "Delete the line that the message names and type it again.")

    static let duplicateKey = Explanation(
        "A key stands twice in one mapping. YAML readers differ in which they take, so neither is taken.",
        cure: "Keep one of them; several values of one key are a list:",
        example: """
            # people/ada.yaml
            firstName: Ada
            tags: [ios, senior]
            """)

    static let complexKey = Explanation(
        "A list or a mapping stands where a key is expected. Often a text in braces is not quoted.",
        cure: "Quote the text, or write a plain key:",
        example: """
            # people/ada.yaml
            firstName: Ada
            fields: {"[internal] note": text}
            """)

    static let templateUnquoted = Explanation(
        "A value begins with {{, which YAML reads as a mapping in a mapping.",
        cure: "Quote the value, or write it as a block:",
        example: """
            # templates/intro.yaml
            subject: "{{firstName}}, a question"
            body: |
              {{firstName}}, are you there?
            """)

    static let colonUnquoted = Explanation(
        "A text holds a colon and a space, which YAML reads as a key and its value.",
        cure: "Quote the text, or write it as a block:",
        example: """
            # templates/intro.yaml
            subject: "Re: our talk"
            body: Hi
            """)

    static let quoteUnclosed = Explanation(
        "A quote is opened and not closed, or an apostrophe within '…' closes it too early.",
        cure: "Close it. Inside '…' an apostrophe is written twice; inside \"…\" a quote has a backslash:",
        example: """
            # templates/intro.yaml
            subject: "It's a \\"yes\\""
            body: 'It''s'
            """)

    static let bracketUnclosed = Explanation(
        "A [ or { is opened and not closed.",
        cure: "Close it, or quote the value if the bracket belongs to a text:",
        example: """
            # templates/intro.yaml
            subject: "[Acme] Hello"
            body: Hi
            """)

    static let memory = Explanation(
        "The machine had no memory left while the file was read.",
        cure: "Run it where there is more.")

    static let commentCut = Explanation(
        "An unquoted text is followed by a space and #, which begins a comment: what stands behind it is not part of the text.",
        cure: "Quote the whole text; a comment goes on a line of its own:",
        example: """
            # templates/intro.yaml
            # Our standard greeting.
            subject: "Job #12"
            body: Hi
            """)
}

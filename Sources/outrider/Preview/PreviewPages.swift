internal import Foundation
internal import OutriderCore

/// The emails of a preview as pages for a browser.
struct PreviewPages {
    private let emails: [Preview.Message]
    private let title: String

    /// - Parameter title: what is previewed, and for whom.
    init(_ preview: Preview, title: String) {
        emails = preview.messages.filter { $0.channel == .email || $0.html != nil }
        self.title = title
    }

    var count: Int { emails.count }

    /// Writes one page to a path that ends in `.html`, else a page an email into a folder, with an index of several.
    ///
    /// - Returns: the paths that were written.
    /// - Throws: `UsageError` where a file is named for several emails; what the system says.
    func write(to path: String) throws -> [String] {
        let isFile = path.hasSuffix(".html") || path.hasSuffix(".htm")
        guard !isFile || emails.count <= 1 else {
            throw UsageError("there are \(emails.count) emails and one file", hint: "name a folder for them")
        }
        var pages: [(path: String, text: String)] = []
        let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        for (index, email) in emails.enumerated() {
            let name = (emails.count > 1 ? "\(index + 1)-" : "") + "\(email.step ?? "email").html"
            pages.append((isFile ? path : "\(folder)/\(name)", page(email)))
        }
        if emails.count > 1 { pages.append(("\(folder)/index.html", index(pages.map(\.path)))) }
        if !isFile { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
        for page in pages {
            try Data(page.text.utf8).write(to: URL(fileURLWithPath: page.path), options: .atomic)
        }
        return pages.map(\.path)
    }

    /// The headers, then the message in a frame that runs no script, as no mail program does.
    private func page(_ email: Preview.Message) -> String {
        let rows = email.headers.map { "<tr><th>\($0.name.escapedForHTML())<td>\($0.value.onOneLine.escapedForHTML())" }
        let body = email.html ?? "<pre style=\"white-space: pre-wrap\">\(email.text.escapedForHTML())</pre>"
        let missing =
            email.missing.isEmpty
            ? "" : "<p class=\"missing\">Missing: \(email.missing.joined(separator: ", ").escapedForHTML())"
        return document(
            email.headers.first { $0.name == "Subject" }?.value ?? title,
            """
            <p>\(title.escapedForHTML())\(email.step.map { ", step \($0)" } ?? "")
            <table>
            \(rows.joined(separator: "\n"))
            </table>
            \(missing)
            <iframe sandbox title="message" srcdoc="\(body.escapedForHTML())"></iframe>
            """)
    }

    private func index(_ paths: [String]) -> String {
        let items = zip(emails, paths).map { email, path in
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let subject = email.headers.first { $0.name == "Subject" }?.value ?? name
            return
                "<li><a href=\"\(name.escapedForHTML())\">\(email.step ?? "email")</a>: \(subject.onOneLine.escapedForHTML())"
        }
        return document(title, "<h1>\(title.escapedForHTML())</h1>\n<ol>\n\(items.joined(separator: "\n"))\n</ol>")
    }

    private func document(_ title: String, _ body: String) -> String {
        """
        <!doctype html>
        <html>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title.onOneLine.escapedForHTML())</title>
        <style>
        body { font: 15px/1.4 system-ui, sans-serif; margin: 1.5em }
        th { text-align: left; padding-right: 1em; color: #666; font-weight: normal; vertical-align: top }
        .missing { color: #b00020 }
        iframe { width: 100%; height: 75vh; margin-top: 1em; border: 1px solid #ccc; background: #fff }
        </style>
        \(body)

        """
    }
}

import Foundation
import Testing

@testable import OutriderCore

/// Whole messages as files, to be looked at by people and opened by mail programs; `RECORD=1` writes them anew, and
/// fails.
@Suite struct MessageGoldenTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    private static func sample(_ name: String) -> MessageSample? {
        var sample = MessageSample(
            fromName: "Jo Ndlovu", toName: "Ada Lovelace", to: "ada@example.com", subject: "Your analytical engine",
            text: "Dear Ada,\n\nyour notes are the best I have read.\n\nJo\n", references: [])
        switch name {
        case "plain": break
        case "thread":
            sample.replyToName = "Jo, at Acme"
            sample.subject = EmailMessage.replySubject(sample.subject)
            sample.references = ["<first.0@acme.example>", "<second.0@acme.example>"]
        case "alternative":
            sample.toName = "Zo\u{EB} M\u{FC}ller"
            sample.subject =
                "Gr\u{FC}\u{DF}e an Zo\u{EB} \u{2014} a subject that is too long for one line \u{1F469}\u{200D}\u{1F4BB}"
            sample.text = "Liebe Zo\u{EB},\n\n.\nFrom here on: 100\u{202F}% = everything. \n\n-- \nJo"
            sample.html = "<p>Liebe Zo\u{EB},</p>\n<p style=\"color: red\">\u{2026}</p>"
        case "hostile":
            sample.fromName = "Eve\r\nBcc: evil@x.example"
            sample.toName = "\u{202E}\"Ada\" <ada@x.example>,"
            sample.subject = "=?utf-8?Q?Hi?=\r\n\r\n<script>"
            sample.text = "\u{0}--=_hostile.0\r.\r\nFrom x"
        default: return nil
        }
        return sample
    }

    @Test(arguments: ["plain", "thread", "alternative", "hostile"])
    func bytesAreAsRecorded(_ name: String) throws {
        let file = Self.folder.appending(path: "\(name).eml")
        let bytes = Data(try #require(Self.sample(name)).message(key: name).bytes())
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try bytes.write(to: file)
            Issue.record("recorded \(name).eml; look at the difference, then run again without RECORD")
            return
        }
        #expect(try String(decoding: bytes, as: UTF8.self) == String(decoding: Data(contentsOf: file), as: UTF8.self))
    }
}

import Foundation
import Testing

@testable import OutriderCore

/// Python's `email` package reads what we write and compares it with what was asked for.
@Suite struct MessageOracleTests {
    private struct Case: Encodable {
        var sample: MessageSample
        var bytes: Data
    }

    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(.enabled(if: python != nil, "python3 is not installed"))
    func pythonReadsWhatWasAskedFor() throws {
        var samples = MessageSamples(seed: 20_261_122)
        let cases = try (0..<300).map { number in
            let sample = samples.next()
            return Case(sample: sample, bytes: Data(try sample.message(key: "key\(number)").bytes()))
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "outrider-oracle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = folder.appending(path: "cases.json")
        try JSONEncoder().encode(cases).write(to: input)

        let output = Pipe()
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.python))
        process.arguments = ["-I", "-c", Self.script, input.path]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let report = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(report == "read 300\n")
    }

    /// Display names are read by the older interface: `policy.default` of Python before 3.13 keeps the blanks between
    /// encoded words there (python/cpython gh-92081).
    private static let script = #"""
        import base64, email, email.header, email.policy, email.utils, json, re, sys

        REFUSED = re.compile('[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]')

        def line(text):
            return re.sub(' +', ' ', REFUSED.sub(' ', text)).strip(' ')

        def body(text):
            text = re.sub('\r\n|\r', '\n', text)
            text = re.sub('[\x00-\x08\x0b-\x1f\x7f]', '', text)
            return text if text.endswith('\n') else text + '\n'

        def decode(value):
            return str(email.header.make_header(email.header.decode_header(value)))

        def check(number, what, read, asked):
            if read != asked:
                print(f'message {number}, {what}: read {read!r}, asked for {asked!r}')

        cases = json.load(open(sys.argv[1], encoding='utf-8'))
        for number, case in enumerate(cases):
            raw, asked = base64.b64decode(case['bytes']), case['sample']
            check(number, 'bare CR or LF', re.search(rb'\r(?!\n)|(?<!\r)\n', raw), None)
            check(number, 'bytes', re.search(rb'[^\t\r\n -~]', raw), None)
            check(number, 'long lines', [l for l in raw.split(b'\r\n') if len(l) > 78], [])
            message = email.message_from_bytes(raw, policy=email.policy.default)
            older = email.message_from_bytes(raw)
            expected = ['From', 'To'] + ['Reply-To'] * ('replyToName' in asked) + ['Subject', 'Date', 'Message-ID']
            expected += ['In-Reply-To', 'References'] * bool(asked['references'])
            expected += ['MIME-Version', 'X-Outrider-Key', 'Content-Type', 'Content-Transfer-Encoding']
            check(number, 'headers', message.keys(), expected)
            check(number, 'defects', [d for part in message.walk() for d in part.defects], [])
            check(number, 'subject', str(message['Subject']), line(asked['subject']))
            check(number, 'date', message['Date'].datetime.isoformat(), '2026-11-22T08:12:00+00:00')
            check(number, 'id', str(message['Message-ID']), f'<key{number}.0@acme.example>')
            check(number, 'references', (message['References'] or '').split(), asked['references'])
            for field, name, address in [('From', 'fromName', 'jo@acme.example'), ('To', 'toName', asked['to']),
                                         ('Reply-To', 'replyToName', 'jo@acme.example')]:
                if field not in message:
                    continue
                read = [(a.username, a.domain) for a in message[field].addresses]
                check(number, field, read, [tuple(address.rsplit('@', 1))])
                pairs = email.utils.getaddresses([older[field]])
                check(number, field + ' name', [decode(n) for n, _ in pairs], [line(asked[name])])
            parts = list(message.iter_parts()) if message.is_multipart() else [message]
            kinds = ['text/plain'] + ['text/html'] * ('html' in asked)
            check(number, 'kinds', [p.get_content_type() for p in parts], kinds)
            for part, text in zip(parts, [asked['text'], asked.get('html')]):
                check(number, part.get_content_type(), part.get_content().replace('\r\n', '\n'), body(text))
        print('read', len(cases))
        """#
}

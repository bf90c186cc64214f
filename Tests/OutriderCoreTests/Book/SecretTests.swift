import Testing

@testable import OutriderCore

/// What is taken for a secret, and what is not. The secrets are put together here, so that no scanner stops at this file.
@Suite struct SecretTests {
    private static let hex = "0123456789abcdef0123456789abcdef"
    private static let mixed = "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z"

    static let secrets: [(text: String, name: String)] = [
        ("authToken: 4f9a1c7e2b8d3056" + "a1c7e2b8d30564f9", "a password or a key"),
        ("TWILIO_AUTH_TOKEN=4f9a1c7e2b8d3056a1c7e2b8d30564f9", "a password or a key"),
        ("sid: SK" + hex, "a Twilio key"),
        ("login: AC\(hex):" + hex, "a Twilio key"),
        ("key: re_c1tpEyD8_" + "NKFusih9vKVQknRAQfmFcWCv", "a Resend API key"),
        ("aws: AKIA" + "IOSFODNN7EXAMPLE", "an AWS access key"),
        ("google: AIza" + "SyA-1234567890abcdefghijklmnopqrstu", "a Google API key"),
        ("google: GOCSPX-" + "1234567890abcdefghijklmnopqr", "a Google API key"),
        ("git: ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789", "a GitHub token"),
        ("git: github_pat_" + mixed + mixed, "a GitHub token"),
        ("git: glpat-" + "abcdefghij0123456789", "a GitLab token"),
        ("slack: xoxb-" + "1234567890-abcdefghij", "a Slack token"),
        ("hook: https://hooks.slack.com/services/T" + "0000000/B0000000/abcdefghijklmnopqrstuvwx", "a Slack token"),
        ("pay: sk_live_" + "abcdefghijklmnop1234", "a Stripe key"),
        ("hook: whsec_" + mixed, "a Stripe key"),
        ("mail: SG." + "abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyz0123456789abcdefg", "a SendGrid API key"),
        ("key: |\n  -----BEGIN RSA " + "PRIVATE KEY-----\n  MIIB\n  -----END RSA PRIVATE KEY-----", "a private key"),
        ("key: \"-----BEGIN " + "PRIVATE KEY-----\\nMIIB\"", "a private key"),
        ("smtp: smtp://jo:hunter2@mail.example:587", "a password in a web address"),
        ("smtp: 'smtps://jo%40acme.example:p@ss:word@mail.example'", "a password in a web address"),
        ("password: Tr0ub4dor&3x!", "a password or a key"),
        ("{\"api_key\": \"x7Kp2mQ9vL4n\"}", "a password or a key"),
        ("smtpPassword: \"x7Kp2 mQ9vL4n\"\nclientSecret: x7Kp2mQ9vL4n", "a password or a key"),
    ]

    @Test(arguments: secrets) func secretsAreFound(_ text: String, _ name: String) {
        for (before, after) in [("", ""), ("notes: é\n", "\n"), ("\u{FEFF}", "\r\nfirstName: Ada\r\n")] {
            let found = SecretScan.findings(in: Array((before + text + after).utf8))
            #expect(found.map(\.kind.name) == [name])
        }
    }

    static let harmless = [
        "contentSid: HX" + hex, "messagingService: MG" + hex, "account: AC" + hex, "book: 7f3a9c2e",
        "hash: " + hex + hex, "key: 55skdpl2z4zqlmfc5sls4h6iojeqvw5j.0",
        "linkedin: https://www.linkedin.com/in/ada-1234567890",
        "url: https://medium.com/@ada:1", "url: https://acme.example:8443/u/{{token}}", "at: 2026-11-23T10:00:00Z",
        "url: \"https://{{user}}:{{password}}@acme.example\"", "smtp: smtp://jo:$SMTP_PASSWORD@mail.example",
        "body: Your password: {{vars.password}}", "body: \"The secret: 30 minutes a day and a walk\"",
        "body: |\n  A token: spring-campaign-2026", "inviteToken: spring-campaign-2026", "credentials: JO",
        "password: ", "password", "token: [a, b]", "secret: correct horse battery staple", "monkey: a1b2c3d4e5f6",
        "company: SKYNET-industries-limited-partnership", "title: re_engagement_campaign_2026_q1",
        "- AKIA", "id: Ghp_abcdefghijklmnopqrstuvwxyz0123456789", "mail: ada+re_2026@example.com",
        "-----BEGIN CERTIFICATE-----\nMIIB", "-----BEGIN PGP PUBLIC KEY BLOCK-----", "mailto:a:b@c", "://", "a://b:@c",
        ":", "=",
        "token: $TOKEN_FROM_1PASSWORD_2", "token: <y0ur-t0ken-h3re>", "password: ****1234a5b6****",
    ]

    @Test(arguments: harmless) func theRestIsNot(_ text: String) {
        #expect(SecretScan.findings(in: Array(text.utf8)) == [])
        #expect(SecretScan.masked(Array(text.utf8)) == Array(text.utf8))
    }

    @Test func placesAndMasks() throws {
        let text = "firstName: Ada\r\nnotes: \"é: smtp://jo:pässwörd@mail.example\"\r\nemail: ada@example.com\r\n"
        let book = Book(MemorySource(["outrider.yaml": "version: 1\nname: A\n", "people/ada.yaml": text]))
        let problem = try #require(try Check.all(book).diagnostics.first)
        #expect(problem.code == .possibleSecret)
        #expect(problem.location == SourceLocation(path: "people/ada.yaml", line: 2, column: 22, length: 8))
        #expect(!"\(problem)".contains("wörd"))
        #expect(
            String(decoding: SecretScan.masked(Array(text.utf8)), as: UTF8.self)
                == text.replacing("pässwörd", with: "********"))
        let block = "a: -----BEGIN " + "PRIVATE KEY-----\nMIIB\r\n-----END PRIVATE KEY-----\nb: c"
        #expect(
            String(decoding: SecretScan.masked(Array(block.utf8)), as: UTF8.self)
                == "a: " + String(repeating: "*", count: 27) + "\n****\r\n-----END PRIVATE KEY-----\nb: c")
    }

    /// Any bytes, cut anywhere.
    @Test func nothingTraps() {
        let all = Array((Self.secrets.map(\.text) + Self.harmless).joined(separator: "\n").utf8)
        for end in 0...all.count { _ = SecretScan.findings(in: Array(all[..<end])) }
        var state: UInt64 = 1
        for _ in 0..<300 {
            let bytes = (0..<200).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 33)
            }
            #expect(SecretScan.masked(bytes).count <= bytes.count)
        }
    }
}

import Foundation
import OutriderCore
import Testing

/// Every file of `Tests/Explain`; `RECORD=1` writes them anew.
@Suite struct ExplainTests {
    private static let folder = Binary.package + "/Tests/Explain"

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".txt") }.sorted()

    @Test(arguments: names) func explains(_ name: String) throws {
        try Scenario.verify("\(Self.folder)/\(name)")
    }

    /// Reasons that bind in no scenario.
    @Test func noReasonLacksAText() throws {
        let texts = try Self.names.map { try String(contentsOfFile: "\(Self.folder)/\($0)", encoding: .utf8) }
        let lines = texts.joined().components(separatedBy: "\n")
        let missing = Reason.allCases.filter { reason in
            !lines.contains { $0.hasPrefix("    > \(reason.rawValue) ") && $0.contains(reason.explanation.prefix(20)) }
        }
        #expect(missing.map(\.rawValue) == [])
    }
}

import Foundation
import Testing

/// What the sources of each target may not hold.
@Suite struct WallTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

    /// The lines of a target's files, without comments: place and text.
    private static func lines(of target: String) throws -> [(place: String, text: String)] {
        let folder = sources.appending(path: target)
        let paths = try #require(FileManager.default.subpaths(atPath: folder.path)).filter { $0.hasSuffix(".swift") }
        try #require(!paths.isEmpty)
        return try paths.flatMap { path in
            try String(contentsOf: folder.appending(path: path), encoding: .utf8)
                .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                .filter { !$0.element.drop { $0 == " " }.hasPrefix("//") }
                .map { ("\(target)/\(path):\($0.offset + 1)", String($0.element)) }
        }
    }

    /// Places in a target where a word begins that stands in `words`.
    private static func places(of words: [String], in target: String) throws -> [String] {
        try lines(of: target).filter { line in
            words.contains { word in
                line.text.ranges(of: word).contains { range in
                    guard range.lowerBound > line.text.startIndex else { return true }
                    let before = line.text[line.text.index(before: range.lowerBound)]
                    return !(before.isLetter || before.isNumber || before == "_" || before == ".")
                }
            }
        }.map(\.place)
    }

    @Test func coreIsPure() throws {
        let effects = [
            "Date()", "Date.now", "FileManager", "print(", "debugPrint(", "dump(", "ProcessInfo", "Calendar(",
            "Calendar.", "getenv",
            "FileHandle", "URLSession", "DateFormatter", "JSONDecoder", "JSONEncoder", "fopen(", "ContinuousClock",
            "SystemRandomNumberGenerator", "Task {", "Thread", ".random(in",
        ]
        let places = try Self.places(of: effects, in: "OutriderCore")
        #expect(places == [])
    }

    @Test(arguments: ["YAML", "Git", "OutriderCore", "OutriderDelivery"])
    func librariesNeverTrapOrPrint(target: String) throws {
        let words = [
            "print(", "try!", "fatalError", "preconditionFailure", "assertionFailure", "@unchecked Sendable",
            "nonisolated(unsafe)", "as!",
        ]
        let places = try Self.places(of: words, in: target)
        #expect(places == [])
    }

    @Test(arguments: [("CYAML", "YAML"), ("CGit", "Git")])
    func wrappers(library: String, wrapper: String) throws {
        let targets = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path).filter {
            !$0.hasPrefix("C")
        }
        var importers: Set<String> = []
        for target in targets
        where !(try Self.lines(of: target).filter { $0.text.hasSuffix("import \(library)") }.isEmpty) {
            importers.insert(target)
        }
        #expect(importers == [wrapper])
    }

    /// The search finds what is there.
    @Test func searchFinds() throws {
        #expect(try Self.places(of: ["internal import CYAML"], in: "YAML") != [])
        #expect(try Self.places(of: ["struct Planner"], in: "OutriderCore").count == 1)
    }
}

import Foundation
import Testing

/// Feeds what the fuzzer began with and what it found to the same targets: no trap, and the laws hold.
@Suite struct FuzzingCorpusTests {
    private static let corpus = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fuzzing/Corpus").standardizedFileURL

    @Test(arguments: FuzzTarget.allCases) func noInputBreaksATarget(_ target: FuzzTarget) throws {
        let folder = Self.corpus.appending(path: target.rawValue)
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(!files.isEmpty)
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: file))
            #expect(target.broken(by: bytes) == nil, "\(file.lastPathComponent)")
            #expect(target.broken(by: Array(bytes.dropLast(bytes.count / 3))) == nil, "\(file.lastPathComponent)")
        }
    }
}

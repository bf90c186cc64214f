import Foundation
import Git
import Testing

@Suite struct TreeComparisonTests {
    private static func mode(_ entry: TreeEntry?) -> String {
        switch entry?.kind {
        case nil: "000000"
        case .file: "100644"
        case .executable: "100755"
        case .symlink: "120000"
        case .submodule: "160000"
        case .folder: "040000"
        }
    }

    /// The lines `git diff-tree -r -z` would write.
    private static func lines(_ changes: [TreeChange]) -> [String] {
        changes.map { change in
            let letter =
                switch (change.old?.kind, change.new?.kind) {
                case (nil, _): "A"
                case (_, nil): "D"
                case (.file, .executable), (.executable, .file), (.file, .file), (.executable, .executable): "M"
                case (let old, let new): old == new ? "M" : "T"
                }
            let ids = "\((change.old?.id ?? .zero).hex) \((change.new?.id ?? .zero).hex)"
            return ":\(mode(change.old)) \(mode(change.new)) \(ids) \(letter)\t\(change.path)"
        }
    }

    private func random(_ sandbox: Sandbox, _ blobs: [ObjectID], _ generator: inout SeededGenerator) throws -> ObjectID
    {
        let names = ["a", "a.b", "a-b", "a0", "b", "ab", "é", "z z"]
        let modes = ["100644", "100644", "100755", "120000", "160000"]
        // Commits of other repositories, which are not here.
        let modules = ["a", "b"].compactMap { ObjectID(hex: String(repeating: $0, count: 40)) }
        func tree(_ depth: Int) throws -> ObjectID? {
            var listing = ""
            for name in names where Int.random(in: 0..<3, using: &generator) != 0 {
                if depth < 3, Int.random(in: 0..<3, using: &generator) == 0 {
                    if let folder = try tree(depth + 1) { listing += "040000 tree \(folder)\t\(name)\0" }
                } else {
                    let mode = modes.randomElement(using: &generator) ?? "100644"
                    let isModule = mode == "160000"
                    let id = (isModule ? modules : blobs).randomElement(using: &generator) ?? .zero
                    listing += "\(mode) \(isModule ? "commit" : "blob") \(id)\t\(name)\0"
                }
            }
            if listing.isEmpty && depth > 0 { return nil }
            let id = try sandbox.git("mktree", "-z", "--missing", input: Data(listing.utf8))
            return ObjectID(hex: id.trimmingCharacters(in: .newlines))
        }
        return try #require(try tree(1))
    }

    @Test(arguments: 0..<4)
    func agreesWithGit(_ seed: Int) throws {
        var generator = SeededGenerator(seed + 40)
        let sandbox = try Sandbox("--bare")
        let repository = try sandbox.open()
        let blobs = try (0..<2).map { try repository.writeBlob([UInt8($0)]) }
        let empty = try repository.editTree(nil, [])
        let trees = try (0..<3).map { _ in try random(sandbox, blobs, &generator) } + [empty]
        for old in trees {
            for new in trees {
                let expected = try sandbox.git(
                    "-c", "core.quotePath=false", "diff-tree", "-r", "--no-renames", old.hex, new.hex)
                let changes = try repository.changes(from: old, to: new)
                #expect(Self.lines(changes) == expected.split(separator: "\n").map(String.init))
            }
            #expect(try repository.changes(from: nil, to: old) == repository.changes(from: empty, to: old))
            #expect(try repository.changes(from: old, to: nil) == repository.changes(from: old, to: empty))
            #expect(try repository.changes(from: nil, to: old).map(\.path) == repository.files(in: old).map(\.path))
            let listed = try sandbox.git("ls-tree", "-r", "-z", "--name-only", old.hex)
            #expect(try repository.files(in: old).map(\.path) == listed.split(separator: "\0").map(String.init))
        }
        #expect(try repository.changes(from: nil, to: nil).isEmpty)
    }

    /// Bytes that are no UTF-8 are compared as bytes: one edit is one change.
    @Test func comparesNamesAsBytes() throws {
        let sandbox = try Sandbox("--bare")
        let repository = try sandbox.open()
        let blob = try repository.writeBlob([1])
        let other = try repository.writeBlob([2])
        func tree(_ second: ObjectID) throws -> ObjectID {
            var listing = Data()
            for (byte, id) in [(UInt8(0xE9), blob), (0xEA, second), (0xF0, blob)] {
                listing += Data("100644 blob \(id)\t".utf8) + Data([byte, 0])
            }
            let text = try sandbox.git("mktree", "-z", "--missing", input: listing)
            return try #require(ObjectID(hex: text.trimmingCharacters(in: .newlines)))
        }
        let changes = try repository.changes(from: try tree(blob), to: try tree(other))
        #expect(changes.map(\.old?.id) == [blob])
        #expect(changes.map(\.new?.id) == [other])
    }

    @Test func equalFoldersAreNotRead() throws {
        let sandbox = try Sandbox()
        try sandbox.write("1", to: "same/deep/file")
        try sandbox.write("1", to: "file")
        try sandbox.commitAll()
        let old = try sandbox.id("HEAD^{tree}")
        let same = try sandbox.id("HEAD:same").hex
        try sandbox.write("2", to: "file")
        try sandbox.commitAll()
        let new = try sandbox.id("HEAD^{tree}")
        // Without its object, reading the equal folder would throw.
        let object = "\(sandbox.path)/.git/objects/\(same.prefix(2))/\(same.dropFirst(2))"
        try FileManager.default.removeItem(atPath: object)
        let repository = try sandbox.open()
        #expect(try repository.changes(from: old, to: new).map(\.path) == ["file"])
        #expect(throws: GitError.self) { try repository.changes(from: nil, to: new) }
    }
}

import Foundation
import Git
import Testing

@Suite struct TreeEditTests {
    /// Random edits, in batches, against the same edits of a dictionary of paths.
    @Test(arguments: 0..<12)
    func editsLikeADictionary(_ seed: Int) throws {
        var generator = SeededGenerator(seed + 1)
        let sandbox = try Sandbox("--bare")
        let repository = try sandbox.open()
        let blobs = try (0..<5).map { try repository.writeBlob([UInt8($0)]) }
        // Folders and files have different letters, so that none is in the other's way.
        let folders = ["A", "B.c", "B", "B-"]
        let files = ["f", "f.g", "f-", "g", "ü", "B0"]
        var model: [String: ObjectID] = [:]
        var tree: ObjectID?
        for _ in 0..<8 {
            var edits: [TreeEdit] = []
            for _ in 0..<Int.random(in: 1...25, using: &generator) {
                let depth = Int.random(in: 0...3, using: &generator)
                var parts = (0..<depth).compactMap { _ in folders.randomElement(using: &generator) }
                let isFolder = Int.random(in: 0..<6, using: &generator) == 0 && depth > 0
                if !isFolder { parts.append(files.randomElement(using: &generator) ?? "f") }
                let path = parts.joined(separator: "/")
                if isFolder {
                    if Bool.random(using: &generator) {
                        edits.append(.remove(path: path))
                        model = model.filter { !$0.key.hasPrefix(path + "/") }
                    } else {
                        let content = model.filter { $0.key.hasPrefix("A/") && tree != nil }
                        let source = try tree.flatMap { try repository.entry(at: "A", in: $0) }
                        guard let source, !content.isEmpty else { continue }
                        let listed = try repository.files(in: source.id)
                        edits.append(.folder(path: path, tree: source.id))
                        model = model.filter { !$0.key.hasPrefix(path + "/") }
                        for (name, entry) in listed { model[path + "/" + name] = entry.id }
                    }
                } else if Int.random(in: 0..<3, using: &generator) == 0 {
                    edits.append(.remove(path: path))
                    model[path] = nil
                } else {
                    let blob = blobs[Int.random(in: 0..<5, using: &generator)]
                    edits.append(.file(path: path, blob: blob))
                    model[path] = blob
                }
            }
            let edited = try repository.editTree(tree, edits)
            let listed = try repository.files(in: edited)
            #expect(Dictionary(listed.map { ($0.path, $0.entry.id) }) { first, _ in first } == model)
            #expect(listed.count == model.count)
            tree = edited
        }
        let commit = try repository.testCommit(try #require(tree))
        #expect(try repository.compareAndSwap(reference: "refs/heads/main", expected: nil, new: commit, message: "m"))
        try sandbox.check()
        let names = try sandbox.git("ls-tree", "-r", "-d", "--name-only", "main").split(separator: "\n")
        for name in names {
            #expect(model.keys.contains { $0.hasPrefix(name + "/") }, "no empty folder: \(name)")
        }
    }

    @Test func refusesBadEdits() throws {
        let sandbox = try Sandbox()
        let repository = try sandbox.open()
        let blob = try repository.writeBlob([1])
        let tree = try repository.editTree(nil, [.file(path: "folder/a", blob: blob), .file(path: "f", blob: blob)])
        let cases: [[TreeEdit]] = [
            [.file(path: "", blob: blob)], [.file(path: "/a", blob: blob)], [.file(path: "a//b", blob: blob)],
            [.file(path: "a/", blob: blob)], [.file(path: "..", blob: blob)], [.file(path: "a/../b", blob: blob)],
            [.file(path: ".git", blob: blob)], [.file(path: "a/.GIT/config", blob: blob)],
            [.file(path: "a\u{0}b", blob: blob)], [.remove(path: "")],
            [.file(path: Array(repeating: "d", count: 300).joined(separator: "/"), blob: blob)],
            [.file(path: "folder", blob: blob)], [.file(path: "f/a", blob: blob)],
            [.folder(path: "f", tree: tree)], [.file(path: "n", blob: blob), .file(path: "n/m", blob: blob)],
            [.file(path: "n/m", blob: blob), .file(path: "n", blob: blob)],
            [.folder(path: "n", tree: tree), .file(path: "n", blob: blob)],
            [.file(path: "n", blob: .zero)], [.folder(path: "n", tree: blob)], [.file(path: "n", blob: tree)],
        ]
        for edits in cases {
            #expect(throws: GitError.self, "\(edits)") { try repository.editTree(tree, edits) }
        }
        #expect(throws: GitError.self) { try repository.editTree(.zero, []) }
    }

    @Test func emptiesReplacesAndIgnores() throws {
        let sandbox = try Sandbox()
        let repository = try sandbox.open()
        let blob = try repository.writeBlob([1])
        let other = try repository.writeBlob([2])
        let tree = try repository.editTree(
            nil, [.file(path: "a/b/c", blob: blob), .file(path: "a/b/d", blob: blob), .file(path: "f", blob: blob)])
        func paths(_ edits: TreeEdit...) throws -> [String] {
            try repository.files(in: try repository.editTree(tree, edits)).map(\.path)
        }
        #expect(try paths() == ["a/b/c", "a/b/d", "f"])
        #expect(try paths(.remove(path: "a/b/c"), .remove(path: "a/b/d")) == ["f"])
        #expect(try paths(.remove(path: "a"), .remove(path: "f")) == [])
        #expect(
            try repository.editTree(tree, [.remove(path: "a"), .remove(path: "f")]).hex
                == "4b825dc642cb6eb9a060e54bf8d69288fbee4904", "git's empty tree")
        #expect(try paths(.remove(path: "f/x"), .remove(path: "no/no"), .remove(path: "z")) == ["a/b/c", "a/b/d", "f"])
        #expect(try paths(.remove(path: "a"), .file(path: "a", blob: other)) == ["a", "f"])
        #expect(try paths(.remove(path: "f"), .file(path: "f/g", blob: other)) == ["a/b/c", "a/b/d", "f/g"])
        #expect(try paths(.remove(path: "a"), .file(path: "a/n", blob: other)) == ["a/n", "f"])
        let empty = try repository.editTree(nil, [])
        #expect(try paths(.folder(path: "a", tree: empty)) == ["f"])
        let folder = try #require(try repository.entry(at: "a/b", in: tree)).id
        #expect(
            try paths(.folder(path: "a", tree: folder), .file(path: "a/e", blob: blob), .remove(path: "a/c"))
                == ["a/d", "a/e", "f"])
        // Names whose strings Swift takes for equal are two names to git.
        #expect(try paths(.file(path: "e\u{301}", blob: blob), .file(path: "\u{e9}", blob: other)).count == 5)
    }

    @Test func keepsModesAndNamesItDoesNotTouch() throws {
        let sandbox = try Sandbox()
        try sandbox.write("x", to: "run")
        try sandbox.git("add", "run")
        try sandbox.git("update-index", "--chmod=+x", "run")
        let blob = try sandbox.id(":run")
        try sandbox.git("update-index", "--add", "--cacheinfo", "120000,\(blob),link")
        try sandbox.git("update-index", "--add", "--cacheinfo", "160000,\(blob),module")
        // A name in Latin-1.
        let listing = Data(Array("100644 blob \(blob)\tna".utf8) + [0xEF, 0x76, 0x65, 0])
        let latin = try sandbox.git("mktree", "-z", input: listing).trimmingCharacters(in: .newlines)
        try sandbox.git("read-tree", "--prefix=latin/", latin)
        let tree = try #require(
            ObjectID(hex: try sandbox.git("write-tree").trimmingCharacters(in: .newlines)))
        let repository = try sandbox.open()
        let edited = try repository.editTree(
            tree, [.file(path: "latin/new", blob: blob), .file(path: "new", blob: blob)])
        let before = try sandbox.git("ls-tree", "-r", tree.hex).split(separator: "\n")
        let after = try sandbox.git("ls-tree", "-r", edited.hex).split(separator: "\n")
        #expect(after.filter { !$0.hasSuffix("new") } == before)
        #expect(after.count == before.count + 2)
        #expect(try repository.tree(tree).map(\.kind) == [.folder, .symlink, .submodule, .executable])
    }
}

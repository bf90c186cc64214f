import Foundation
import Git
import Testing

@Suite struct ReadingTests {
    private func sample() throws -> (Sandbox, Repository, ObjectID) {
        let sandbox = try Sandbox()
        for file in ["a/b/c", "a/b.txt", "a.txt", "z"] { try sandbox.write(file, to: file) }
        try sandbox.commitAll()
        return (sandbox, try sandbox.open(), try sandbox.id("HEAD^{tree}"))
    }

    @Test func findsEntries() throws {
        let (sandbox, repository, tree) = try sample()
        #expect(try repository.entry(at: "a/b/c", in: tree)?.id == (try sandbox.id("HEAD:a/b/c")))
        #expect(try repository.entry(at: "a/b", in: tree)?.kind == .folder)
        for absent in ["b", "a/x", "a/b/c/d", "z/a", "A"] {
            #expect(try repository.entry(at: absent, in: tree) == nil, "\(absent)")
        }
        for bad in ["", "/", "/a", "a/", "a//b", "a\u{0}"] {
            let error = #expect(throws: GitError.self, "\(bad)") { try repository.entry(at: bad, in: tree) }
            #expect(error?.kind == .invalid)
        }
        #expect(try repository.tree(tree).map(\.name) == ["a.txt", "a", "z"])
    }

    @Test func listsBelowAFolder() throws {
        let (sandbox, repository, tree) = try sample()
        defer { withExtendedLifetime(sandbox) {} }
        #expect(try repository.files(in: tree).map(\.path) == ["a.txt", "a/b.txt", "a/b/c", "z"])
        #expect(try repository.files(in: tree, under: "a").map(\.path) == ["a/b.txt", "a/b/c"])
        #expect(try repository.files(in: tree, under: "a/b").map(\.path) == ["a/b/c"])
        #expect(try repository.files(in: tree, under: "z").isEmpty)
        #expect(try repository.files(in: tree, under: "absent").isEmpty)
        #expect(throws: GitError.self) { try repository.files(in: tree, under: "") }
    }

    @Test func limitsBlobs() throws {
        let (sandbox, repository, tree) = try sample()
        let blob = try sandbox.id("HEAD:a.txt")
        #expect(try repository.blobSize(blob) == 5)
        #expect(try repository.blob(blob, limit: 5) == Array("a.txt".utf8))
        let error = #expect(throws: GitError.self) { try repository.blob(blob, limit: 4) }
        #expect(error?.kind == .invalid)
        #expect(error?.message.contains("5 bytes") == true)
        #expect(throws: GitError.self) { try repository.blobSize(tree) }
        #expect(throws: GitError.self) { try repository.blob(tree) }
        #expect(throws: GitError.self) { try repository.tree(blob) }
        let missing = #expect(throws: GitError.self) { try repository.blob(.zero) }
        #expect(missing?.kind == .notFound)
    }

    /// Ten folders, each the same ten folders, and so on: small to store, endless to walk.
    @Test func survivesCraftedTrees() throws {
        let sandbox = try Sandbox("--bare")
        let repository = try sandbox.open()
        let blob = try repository.writeBlob([1])
        let bomb = try repository.buffered {
            var tree = try repository.editTree(nil, (0..<10).map { .file(path: "\($0)", blob: blob) })
            for _ in 0..<9 { tree = try repository.editTree(nil, (0..<10).map { .folder(path: "\($0)", tree: tree) }) }
            return tree
        }
        var deep = try repository.editTree(nil, [.file(path: "f", blob: blob)])
        try repository.buffered {
            for _ in 0..<2000 { deep = try repository.editTree(nil, [.folder(path: "d", tree: deep)]) }
        }
        for read in [
            { _ = try repository.files(in: bomb) },
            { _ = try repository.files(in: deep) }, { _ = try repository.changes(from: nil, to: deep) },
        ] {
            let error = #expect(throws: GitError.self, performing: read)
            #expect(error?.kind == .invalid)
        }
    }

    /// A damaged object is an error, not other content.
    @Test func noticesDamage() throws {
        let (sandbox, repository, tree) = try sample()
        let blob = try sandbox.id("HEAD:z").hex
        let other = try sandbox.id("HEAD:a.txt").hex
        let objects = sandbox.path + "/.git/objects/"
        let path = objects + blob.prefix(2) + "/" + blob.dropFirst(2)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: objects + other.prefix(2) + "/" + other.dropFirst(2)))
        for content in [bytes, bytes.prefix(8), Data(), Data([1, 2, 3])] {
            try FileManager.default.removeItem(atPath: path)
            try content.write(to: URL(fileURLWithPath: path))
            let id = try #require(try repository.entry(at: "z", in: tree)).id
            #expect(throws: GitError.self) { try repository.blob(id, limit: 100) }
        }
    }
}

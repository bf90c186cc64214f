import Foundation
import Git
import Glibc
import Testing

@Suite struct WritingTests {
    private let name = "refs/heads/journal"

    /// Blobs around zlib's and the pack's size boundaries.
    private func blobs() -> [[UInt8]] {
        var generator = SeededGenerator(3)
        return [0, 1, 15, 16, 2047, 2048, 8192, 65_535, 65_536, 262_144, 300_000].flatMap { count in
            [
                [UInt8](repeating: 120, count: count),
                (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) },
            ]
        }
    }

    /// Bytes that repeat further back than zlib looks, 32 KiB.
    private func incompressible(_ count: Int) -> [UInt8] {
        var generator = SeededGenerator(5)
        let block = (0..<100_000).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        var bytes: [UInt8] = []
        while bytes.count < count { bytes.append(contentsOf: block) }
        return bytes
    }

    @Test func gitReadsWhatWasWritten() throws {
        let sandbox = try Sandbox("--bare")
        let repository = try sandbox.open()
        let contents = blobs()
        let commit = try repository.buffered {
            let edits = try contents.enumerated().map { index, bytes in
                TreeEdit.file(path: "folder/\(index)", blob: try repository.writeBlob(bytes))
            }
            return try repository.testCommit(try repository.editTree(nil, edits))
        }
        #expect(try repository.compareAndSwap(reference: name, expected: nil, new: commit, message: "m"))
        try sandbox.check()
        for (index, bytes) in contents.enumerated() {
            let shown = try sandbox.gitBytes(["cat-file", "blob", "\(name):folder/\(index)"], in: sandbox.path)
            #expect(Array(shown) == bytes)
        }
        let packs = try FileManager.default.contentsOfDirectory(atPath: sandbox.path + "/objects/pack").sorted()
        #expect(packs.count == 2, "one pack and its index: \(packs)")
        try sandbox.git("verify-pack", sandbox.path + "/objects/pack/" + packs[0])
        try sandbox.git("repack", "-adq")
        #expect(try repository.blob(commit.firstBlob(repository)) == contents[0])
    }

    @Test func whatIsBufferedIsReadableAtOnce() throws {
        let sandbox = try Sandbox()
        let repository = try sandbox.open()
        let objects = sandbox.path + "/.git/objects"
        let before = try FileManager.default.subpathsOfDirectory(atPath: objects)
        let id = try repository.buffered {
            let blob = try repository.writeBlob([1, 2, 3])
            let tree = try repository.editTree(nil, [.file(path: "a/b", blob: blob)])
            let commit = try repository.buffered { try repository.testCommit(tree) }
            #expect(try repository.blob(blob, limit: 3) == [1, 2, 3])
            #expect(try repository.entry(at: "a/b", in: tree)?.id == blob)
            #expect(try repository.commit(commit).tree == tree)
            #expect(try FileManager.default.subpathsOfDirectory(atPath: objects) == before, "nothing on disk yet")
            return commit
        }
        #expect(try sandbox.git("cat-file", "-t", id.hex) == "commit\n")
        #expect(try repository.commit(id).id == id)
    }

    @Test func whatFailsLeavesNothing() throws {
        struct Stop: Error {}
        let sandbox = try Sandbox()
        let repository = try sandbox.open()
        var dropped: [ObjectID] = []
        #expect(throws: Stop.self) {
            try repository.buffered {
                let blob = try repository.writeBlob([7])
                let tree = try repository.editTree(nil, [.file(path: "f", blob: blob)])
                dropped = [blob, tree, try repository.testCommit(tree)]
                throw Stop()
            }
        }
        #expect(dropped.count == 3)
        for id in dropped { #expect(throws: Sandbox.Failure.self) { try sandbox.git("cat-file", "-e", id.hex) } }
        let swap = #expect(throws: GitError.self) {
            try repository.compareAndSwap(reference: name, expected: nil, new: dropped[2], message: "m")
        }
        #expect(swap?.kind == .notFound)
        #expect(throws: GitError.self) { try repository.testCommit(dropped[1]) }
        // The same objects can be written afterwards.
        let tree = try repository.editTree(nil, [.file(path: "f", blob: try repository.writeBlob([7]))])
        #expect(tree == dropped[1])
        #expect(try repository.testCommit(tree) == dropped[2])
        try sandbox.check()
    }

    @Test func aSwapInsideMakesItsObjectsDurableFirst() throws {
        let sandbox = try Sandbox()
        let repository = try sandbox.open()
        try repository.buffered {
            let id = try repository.testCommit(try repository.editTree(nil, []))
            #expect(try repository.compareAndSwap(reference: name, expected: nil, new: id, message: "m"))
            try sandbox.check()
            #expect(try sandbox.id(name) == id)
        }
    }

    @Test func indexAndWorkTreeStayUntouched() throws {
        let sandbox = try Sandbox()
        for file in ["staged", "edited", "removed", "kept"] { try sandbox.write(file, to: file) }
        let main = try sandbox.commitAll()
        try sandbox.write("new", to: "staged")
        try sandbox.git("add", "staged")
        try sandbox.write("dirty", to: "edited")
        try sandbox.write("untracked", to: "more/untracked")
        try FileManager.default.removeItem(atPath: sandbox.path + "/removed")
        let status = try sandbox.git("status", "--porcelain")
        let index = try Data(contentsOf: URL(fileURLWithPath: sandbox.path + "/.git/index"))
        let repository = try sandbox.open()
        let blob = try repository.writeBlob([1])
        let tree = try repository.editTree(
            try repository.commit(main).tree, [.file(path: "kept", blob: blob), .remove(path: "edited")])
        let next = try repository.testCommit(tree, on: [main])
        #expect(try repository.compareAndSwap(reference: name, expected: nil, new: next, message: "m"))
        #expect(try sandbox.git("status", "--porcelain") == status)
        #expect(status.split(separator: "\n").count == 4)
        #expect(try Data(contentsOf: URL(fileURLWithPath: sandbox.path + "/.git/index")).count == index.count)
        #expect(try sandbox.id("HEAD") == main)
    }

    @Test func commitsCarryTheirSignatures() throws {
        let sandbox = try Sandbox()
        let repository = try sandbox.open()
        let tree = try repository.editTree(nil, [])
        let author = Signature(name: "Zoë", email: "z@example.org", seconds: 1)
        let id = try repository.writeCommit(
            tree: tree, parents: [], author: author, committer: writer, message: "subject\n\nbody ✓\n")
        let shown = try sandbox.git("log", "-1", "--format=%an|%ae|%at|%cn|%ce|%ct|%B", id.hex)
        #expect(shown == "Zoë|z@example.org|1|Outrider|outrider@localhost|1700000000|subject\n\nbody ✓\n\n")
        for bad in ["a\nparent x", "a<b", "", "\u{0}"] {
            let error = #expect(throws: GitError.self) {
                try repository.writeCommit(
                    tree: tree, parents: [], author: Signature(name: bad, email: "e", seconds: 0),
                    committer: writer, message: "m")
            }
            #expect(error?.kind == .invalid || error?.kind == .other)
        }
        #expect(throws: GitError.self) {
            try repository.writeCommit(tree: tree, parents: [], author: writer, committer: writer, message: "a\u{0}b")
        }
        #expect(throws: GitError.self) { try repository.testCommit(.zero) }
        #expect(throws: GitError.self) { try repository.testCommit(tree, on: [tree]) }
    }

    /// The disk has room for the repository and not for the objects; the reference must stay.
    @Test(.enabled(if: FullDisk.isPossible, "needs mount(2)"))
    func aFullDiskMovesNothing() throws {
        let disk = try FullDisk(megabytes: 4)
        let sandbox = try Sandbox()
        let path = disk.path + "/r"
        try sandbox.git(["init", "--quiet", "--bare", path], in: sandbox.root)
        let repository = try Repository(at: path)
        let first = try repository.testCommit(try repository.editTree(nil, []))
        #expect(try repository.compareAndSwap(reference: name, expected: nil, new: first, message: "m"))
        let large = incompressible(6_000_000)
        func commit() throws -> ObjectID {
            try repository.buffered {
                let tree = try repository.editTree(nil, [.file(path: "f", blob: try repository.writeBlob(large))])
                return try repository.testCommit(tree, on: [first])
            }
        }
        for _ in 0..<2 {
            let error = #expect(throws: GitError.self) { try commit() }
            #expect(error?.kind == .noSpace)
            #expect(error?.hint?.contains("free") == true)
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: path + "/objects/pack").allSatisfy {
                !$0.hasPrefix("tmp")
            })
        #expect(try repository.reference(name) == first)
        try sandbox.git(["fsck", "--strict"], in: path)
        // With every block taken, the reference's own files cannot be written either.
        let second = try repository.testCommit(try repository.editTree(nil, []), on: [first])
        try disk.fill()
        let error = #expect(throws: GitError.self) {
            for index in 0..<2000 {
                _ = try repository.compareAndSwap(
                    reference: "refs/heads/\(index)", expected: nil, new: second, message: "m")
            }
        }
        #expect(error?.kind == .noSpace)
        #expect(try repository.reference(name) == first)
        // A disk that is read-only says so.
        try disk.makeReadOnly()
        let readOnly = #expect(throws: GitError.self) { try repository.writeBlob([1, 2, 3]) }
        #expect(readOnly?.kind == .readOnly)
        let swap = #expect(throws: GitError.self) {
            try repository.compareAndSwap(reference: name, expected: first, new: second, message: "m")
        }
        #expect(swap?.kind == .readOnly)
    }

    /// A failure that the caller swallows must not let the rest through.
    @Test(.enabled(if: FullDisk.isPossible, "needs mount(2)"))
    func aSwallowedFailureStaysAFailure() throws {
        let disk = try FullDisk(megabytes: 4)
        let sandbox = try Sandbox()
        let path = disk.path + "/r"
        try sandbox.git(["init", "--quiet", "--bare", path], in: sandbox.root)
        let repository = try Repository(at: path)
        let large = incompressible(33 << 20)
        let error = #expect(throws: GitError.self) {
            try repository.buffered {
                // More than one pack holds, so it is written at once, and fails.
                _ = try? repository.writeBlob(large)
                _ = try repository.writeBlob([1])
            }
        }
        #expect(error?.kind == .noSpace)
    }
}

extension ObjectID {
    /// The blob at `folder/0` of this commit.
    fileprivate func firstBlob(_ repository: Repository) throws -> ObjectID {
        try #require(try repository.entry(at: "folder/0", in: try repository.commit(self).tree)).id
    }
}

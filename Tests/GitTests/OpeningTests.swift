import Foundation
import Git
import Glibc
import Testing

@Suite struct OpeningTests {
    /// A sandbox with two commits, of which the last has two files.
    private func origin() throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.write("one", to: "a.txt")
        try sandbox.commitAll("first")
        try sandbox.write("two", to: "folder/b.txt")
        try sandbox.commitAll("second")
        try sandbox.git("config", "uploadpack.allowFilter", "true")
        return sandbox
    }

    @Test func discoversUpwards() throws {
        let sandbox = try origin()
        let repository = try Repository.discover(from: sandbox.path + "/folder")
        #expect(repository.gitDirectory == sandbox.path + "/.git")
        #expect(repository.workDirectory == sandbox.path)
        #expect(!repository.isBare && !repository.isShallow && !repository.isWorktree)
        #expect(throws: GitError.self) { try Repository(at: sandbox.path + "/folder") }
    }

    @Test(arguments: ["", "/nowhere"])
    func reportsNoRepository(_ suffix: String) throws {
        let sandbox = try Sandbox()
        let error = #expect(throws: GitError.self) { try Repository.discover(from: sandbox.root + suffix) }
        #expect(error?.kind == .notFound)
    }

    @Test func opensBare() throws {
        let sandbox = try Sandbox("--bare")
        let repository = try sandbox.open()
        #expect(repository.isBare)
        #expect(repository.workDirectory == nil)
        #expect(repository.gitDirectory == sandbox.path)
    }

    @Test func opensShallow() throws {
        let sandbox = try origin()
        let clone = sandbox.root + "/shallow"
        try sandbox.git(["clone", "--quiet", "--depth=1", "file://" + sandbox.path, clone], in: sandbox.root)
        let repository = try Repository(at: clone)
        #expect(repository.isShallow)
        let tip = try #require(try repository.resolve("HEAD"))
        let commit = try repository.commit(tip)
        #expect(commit.parents.count == 1)
        #expect(try repository.files(in: commit.tree).map(\.path) == ["a.txt", "folder/b.txt"])
        let error = #expect(throws: GitError.self) { try repository.commit(commit.parents[0]) }
        #expect(error?.kind == .notFound)
        #expect(error?.hint?.contains("shallow") == true)
        // A commit on top needs none of the missing history.
        let next = try repository.testCommit(commit.tree, on: [tip])
        #expect(try repository.compareAndSwap(reference: "refs/heads/x", expected: nil, new: next, message: "m"))
        try sandbox.git(["fsck", "--strict"], in: clone)
    }

    @Test func opensLinkedWorktree() throws {
        let sandbox = try origin()
        let linked = sandbox.root + "/linked"
        try sandbox.git("worktree", "add", "--quiet", linked, "-b", "side")
        let repository = try Repository.discover(from: linked + "/folder")
        #expect(repository.isWorktree)
        #expect(repository.gitDirectory == sandbox.path + "/.git")
        #expect(repository.workDirectory == linked)
        #expect(try repository.headBranch() == "side")
        let tip = try #require(try repository.resolve("HEAD"))
        let next = try repository.testCommit(try repository.commit(tip).tree, on: [tip])
        #expect(try repository.compareAndSwap(reference: "refs/heads/j", expected: nil, new: next, message: "m"))
        #expect(try sandbox.id("refs/heads/j") == next)
    }

    @Test func opensSparseAndPartial() throws {
        let sandbox = try origin()
        let clone = sandbox.root + "/sparse"
        try sandbox.git(
            ["clone", "--quiet", "--filter=blob:none", "--sparse", "file://" + sandbox.path, clone], in: sandbox.root)
        try sandbox.git(["config", "extensions.worktreeConfig", "true"], in: clone)
        try sandbox.git(["config", "core.repositoryFormatVersion", "1"], in: clone)
        let repository = try Repository(at: clone)
        let tree = try repository.commit(try #require(try repository.resolve("main"))).tree
        let present = try #require(try repository.entry(at: "a.txt", in: tree))
        #expect(try repository.blob(present.id) == Array("one".utf8))
        let absent = try #require(try repository.entry(at: "folder/b.txt", in: tree))
        for read in [{ _ = try repository.blob(absent.id) }, { _ = try repository.blobSize(absent.id) }] {
            let error = #expect(throws: GitError.self, performing: read)
            #expect(error?.kind == .notFound)
            #expect(error?.hint?.contains("partial") == true)
        }
        // Trees with absent blobs are edited all the same.
        let edited = try repository.editTree(tree, [.file(path: "folder/c.txt", blob: present.id)])
        #expect(try repository.files(in: edited).map(\.path) == ["a.txt", "folder/b.txt", "folder/c.txt"])
    }

    @Test(.enabled(if: getuid() == 0, "only root can give files away"))
    func namesTheFixForForeignOwners() throws {
        let sandbox = try origin()
        for case let file as String in FileManager.default.enumerator(atPath: sandbox.path) ?? .init() {
            unsafe chown(sandbox.path + "/" + file, 4242, 4242)
        }
        unsafe chown(sandbox.path, 4242, 4242)
        for open in [{ try Repository(at: sandbox.path) }, { try Repository.discover(from: sandbox.path + "/folder") }]
        {
            let error = #expect(throws: GitError.self) { try open() }
            #expect(error?.kind == .ownership)
            #expect(error?.hint?.contains("git config --global --add safe.directory '\(sandbox.path)'") == true)
        }
    }

    @Test func namesUnsupportedFormats() throws {
        let sandbox = try Sandbox("--object-format=sha256")
        let error = #expect(throws: GitError.self) { try sandbox.open() }
        #expect(error?.kind == .unsupportedRepository)
        #expect(error?.hint != nil)
    }

    @Test func readsConfigAndRemotes() throws {
        let sandbox = try origin()
        try sandbox.git("remote", "add", "origin", "short:team/book.git")
        try sandbox.git("remote", "add", "backup", "https://example.org/b.git")
        try sandbox.git("config", "url.https://git.example.org/.insteadOf", "short:")
        try sandbox.git("config", "user.name", "Zoë")
        let repository = try sandbox.open()
        #expect(try repository.remoteNames() == ["backup", "origin"])
        #expect(try repository.remoteURL("origin") == "https://git.example.org/team/book.git")
        #expect(try repository.remoteURL("backup") == "https://example.org/b.git")
        #expect(try repository.remoteURL("absent") == nil)
        #expect(try repository.configString("user.name") == "Zoë")
        #expect(try repository.configString("outrider.absent") == nil)
        #expect(throws: GitError.self) { try repository.configString("no dots") }
    }
}

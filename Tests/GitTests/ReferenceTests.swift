import Foundation
import Git
import Testing

@Suite struct ReferenceTests {
    @Test func unbornBranch() throws {
        let sandbox = try Sandbox()
        let repository = try sandbox.open()
        #expect(try repository.headBranch() == "main")
        #expect(try repository.reference("HEAD") == nil)
        #expect(try repository.reference("refs/heads/main") == nil)
        #expect(try repository.resolve("HEAD") == nil)
    }

    @Test func branchesTagsAndExpressions() throws {
        let sandbox = try Sandbox()
        let first = try sandbox.commitAll("first")
        let second = try sandbox.commitAll("second")
        try sandbox.git("tag", "--annotate", "v1", "--message", "tag", first.hex)
        try sandbox.git("branch", "deep/name", first.hex)
        try sandbox.git("pack-refs", "--all")
        let repository = try sandbox.open()
        #expect(try repository.headBranch() == "main")
        #expect(try repository.reference("HEAD") == second)
        #expect(try repository.reference("refs/heads/deep/name") == first)
        #expect(try repository.reference("refs/tags/v1") == first)
        for (revision, commit) in [
            ("main", second), ("HEAD~1", first), ("v1", first), (second.hex, second), ("main^", first),
            (String(first.hex.prefix(12)), first),
        ] { #expect(try repository.resolve(revision) == commit, "\(revision)") }
        for revision in ["absent", "main~5", String(repeating: "a", count: 40)] {
            #expect(try repository.resolve(revision) == nil, "\(revision)")
        }
        let tree = try repository.commit(second).tree
        for revision in ["a b", "", tree.hex] {
            let error = #expect(throws: GitError.self, "\(revision)") { try repository.resolve(revision) }
            #expect(error?.kind == .invalid)
        }
        let error = #expect(throws: GitError.self) { try repository.reference("refs/heads/a..b") }
        #expect(error?.kind == .invalid)
    }

    @Test func detachedHead() throws {
        let sandbox = try Sandbox()
        let first = try sandbox.commitAll()
        try sandbox.git("checkout", "--quiet", "--detach")
        let repository = try sandbox.open()
        #expect(try repository.headBranch() == nil)
        #expect(try repository.reference("HEAD") == first)
    }

    @Test func brokenReferenceIsAnError() throws {
        let sandbox = try Sandbox()
        try sandbox.commitAll()
        try sandbox.write(String(repeating: "a", count: 40) + "\n", to: ".git/refs/heads/broken")
        let error = #expect(throws: GitError.self) { try sandbox.open().reference("refs/heads/broken") }
        #expect(error?.kind == .notFound)
    }

    @Test func readsCommits() throws {
        let sandbox = try Sandbox()
        let first = try sandbox.commitAll("first")
        let second = try sandbox.commitAll("second\n\nbody")
        let commit = try sandbox.open().commit(second)
        #expect(commit.parents == [first])
        #expect(commit.committerTime == 1_700_000_000)
        #expect(commit.message == "second\n\nbody\n")
        #expect(commit.tree == (try sandbox.id("HEAD^{tree}")))
        let error = #expect(throws: GitError.self) { try sandbox.open().commit(commit.tree) }
        #expect(error?.kind == .notFound)
    }
}

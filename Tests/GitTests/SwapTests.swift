import Foundation
import Git
import Synchronization
import Testing

@Suite struct SwapTests {
    private let name = "refs/heads/outrider-journal"

    @Test func movesOnlyFromTheExpectedCommit() throws {
        let sandbox = try Sandbox()
        let repository = try sandbox.open()
        let tree = try repository.editTree(nil, [])
        let first = try repository.testCommit(tree)
        let second = try repository.testCommit(tree, on: [first])
        let third = try repository.testCommit(tree, on: [second])
        func swap(_ expected: ObjectID?, _ new: ObjectID) throws -> Bool {
            try repository.compareAndSwap(reference: name, expected: expected, new: new, message: "test: moved")
        }
        #expect(try !swap(first, second), "the reference is not there yet")
        #expect(try swap(nil, first))
        #expect(try !swap(nil, second), "the reference is there")
        #expect(try swap(first, second))
        #expect(try !swap(first, third), "stale")
        #expect(try sandbox.id(name) == second)
        try sandbox.git("pack-refs", "--all")
        #expect(try !swap(first, third), "stale, packed")
        #expect(try swap(second, third))
        #expect(try sandbox.git("reflog", "show", "--format=%gs", name).hasPrefix("test: moved\n"))
        try sandbox.git("update-ref", "-d", name)
        #expect(try !swap(third, second), "removed")
        try sandbox.check()
    }

    @Test func refusesWhatCannotWork() throws {
        let sandbox = try Sandbox()
        let repository = try sandbox.open()
        let first = try repository.testCommit(try repository.editTree(nil, []))
        func kind(_ name: String, _ new: ObjectID) -> GitError.Kind? {
            #expect(throws: GitError.self) {
                try repository.compareAndSwap(reference: name, expected: nil, new: new, message: "m")
            }?.kind
        }
        #expect(kind(name, .zero) == .notFound)
        #expect(kind("refs/heads/a..b", first) == .invalid)
        try sandbox.git("update-ref", "refs/heads/outrider/x", first.hex)
        #expect(kind("refs/heads/outrider", first) != nil, "a folder of references is in the way")
        #expect(try repository.reference(name) == nil)
    }

    /// Each thread commits on top of what it read; every success must be in the history, and nothing else.
    @Test func loosesNothingFromEightThreads() throws {
        let sandbox = try Sandbox()
        let wins = Mutex(0)
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            do {
                let repository = try sandbox.open()
                for round in 0..<12 {
                    let tip = try repository.reference(name)
                    let id = try repository.buffered {
                        let base = try tip.map { try repository.commit($0).tree }
                        let blob = try repository.writeBlob(Array("\(thread) \(round)".utf8))
                        let tree = try repository.editTree(base, [.file(path: "\(thread)/\(round)", blob: blob)])
                        return try repository.testCommit(tree, on: tip.map { [$0] } ?? [])
                    }
                    if try repository.compareAndSwap(reference: name, expected: tip, new: id, message: "m") {
                        wins.withLock { $0 += 1 }
                    }
                }
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
        let count = try sandbox.git("rev-list", "--count", name).trimmingCharacters(in: .newlines)
        #expect(Int(count) == wins.withLock { $0 })
        let files = try sandbox.git("ls-tree", "-r", "--name-only", name).split(separator: "\n")
        #expect(files.count == wins.withLock { $0 })
        try sandbox.check()
    }

    @Test func oneOfManyMakersWins() throws {
        let sandbox = try Sandbox()
        for round in 0..<20 {
            let wins = Mutex(0)
            DispatchQueue.concurrentPerform(iterations: 8) { thread in
                let made = try? {
                    let repository = try sandbox.open()
                    let blob = try repository.writeBlob(Array("\(thread)".utf8))
                    let tree = try repository.editTree(nil, [.file(path: "f", blob: blob)])
                    let id = try repository.testCommit(tree)
                    return try repository.compareAndSwap(
                        reference: "refs/heads/made-\(round)", expected: nil, new: id, message: "m")
                }()
                if made == true { wins.withLock { $0 += 1 } }
            }
            #expect(wins.withLock { $0 } == 1)
        }
    }

    @Test func namesAStaleLock() throws {
        let sandbox = try Sandbox()
        let repository = try sandbox.open()
        let first = try repository.testCommit(try repository.editTree(nil, []))
        let lock = "\(sandbox.path)/.git/\(name).lock"
        try sandbox.write("", to: ".git/\(name).lock")
        let error = #expect(throws: GitError.self) {
            try repository.compareAndSwap(reference: name, expected: nil, new: first, message: "m")
        }
        #expect(error?.kind == .locked)
        #expect(error?.message.contains(lock) == true)
        #expect(error?.hint?.contains("delete it") == true)
        try FileManager.default.removeItem(atPath: lock)
        #expect(try repository.compareAndSwap(reference: name, expected: nil, new: first, message: "m"))
    }
}

import Foundation
import Testing

/// Disks that are full or cannot be written.
@Suite(.enabled(if: Disk.isPossible)) struct DiskTests {
    private func book(on disk: Disk) throws -> TestBook {
        let book = try TestBook(copying: Samples.three)
        try book.copyFolder(book.folder, to: disk.path + "/book")
        book.folder = disk.path + "/book"
        return book
    }

    /// However much is left, a run that fails says so, and the next one makes everything good.
    @Test(arguments: [0, 1, 2, 4, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40])
    func aFullDiskLosesNothing(_ spare: Int) throws {
        let disk = try Disk(megabytes: 8)
        let book = try book(on: disk)
        let invariants = try Invariants(book)
        try disk.fill(sparing: spare)
        let run = try book.outrider("run")
        #expect([.exit(0), .exit(1), .exit(3)].contains(run.end), "\(run.all)")
        if run.end == .exit(1) {
            #expect(run.errors.contains("outrider: error: "), "\(run.errors)")
            #expect(run.errors.lowercased().contains("space"), "\(run.errors)")
        }
        try disk.empty()
        let repair = try book.run()
        #expect(repair.unknown == 0)
        #expect(try book.run().commits == 0)
        try invariants.check(delivered: Samples.messages(people: 3, "first", "second"))
    }

    @Test func aReadOnlyRepositoryIsReadAndNotWritten() throws {
        let disk = try Disk(megabytes: 8)
        let book = try book(on: disk)
        try disk.setReadOnly(true)
        let run = try book.outrider("run")
        #expect(run.end == .exit(1), "\(run.all)")
        #expect(run.errors.lowercased().contains("read-only"), "\(run.errors)")
        for command in ["check", "plan", "status", "tasks"] {
            let read = try book.outrider(command)
            #expect(read.end == .exit(0), "\(command): \(read.all)")
        }
        let rehearsal = try book.outrider("run", "--dry-run")
        #expect(rehearsal.end == .exit(0), "\(rehearsal.all)")
        try disk.setReadOnly(false)
        #expect(try book.run().sent == 6)
        try Invariants(book).checkJournal()
    }
}

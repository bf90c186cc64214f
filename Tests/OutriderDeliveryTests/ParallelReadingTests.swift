import Foundation
import OutriderCore
import Testing

@testable import OutriderDelivery

@Suite struct ParallelReadingTests {
    /// A book in a folder: good people, a wrong one in each of several ways, and the configuration.
    private func book(people: Int) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        func write(_ path: String, _ text: String) throws {
            let place = URL(fileURLWithPath: folder.path + "/" + path)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: place)
        }
        try write("outrider.yaml", "version: 1\nname: Many\n")
        try write("companies/acme.yaml", "name: Acme\n")
        for number in 0..<people {
            let text =
                switch number % 50 {
                case 10: "name: [\n"
                case 20: "nmae: P\(number)\n"
                case 30: "name: P\(number)\ncompany: nowhere\n"
                case 25: "name: P\(number)\nemail: P\(number + 52)@Example.com\n"
                case 27: "name: P\(number)\nemail: p\(number + 1)@example.com\ndoNotContact: true\n"
                case 26: "name: P\(number)\nphone: '+27820000001'\nwhatsapp: '+27820000001'\n"
                case 35: "name: P\(number)\nrelationships: [{project: none, type: CLIENT, stage: Sourced}]\n"
                case 36: "name: P\(number)\nrelationships: [{company: acme, type: CLIENT, stage: SORCED}]\n"
                case 37:
                    "name: P\(number)\nowner: default\nrelationships: [{company: acme, type: CLIENT, stage: Sourced}]\n"
                case 40: "name: P\(number)\nnotes: \(String(repeating: "x", count: 1 << 20))\n"
                default: "name: P\(number)\nemail: p\(number)@example.com\ncompany: acme\n"
                }
            try write("people/t\(number / 100)/p\(number).yaml", text)
        }
        try write("sequences/s.yaml", "name: S\nsteps: [{id: a, channel: email, subject: x, body: x}]\n")
        try write("enrollments/e.yaml", "sequence: s\npeople: [t0/p28]\n")
        try write("people/a.b/..yaml", "name: P\n")
        try write("people/T0/P7.yaml", "name: P\n")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/people/link.yaml", withDestinationPath: "t0/p0.yaml")
        return folder
    }

    @Test(arguments: [20, 300]) func whatThreadsReadIsWhatOneReads(people: Int) throws {
        let folder = try book(people: people)
        let source = FolderSource(folder.path)
        let lazily = Book(source)
        let expected = try Check.all(lazily)
        let ahead = Book(source)
        try ParallelReading.fill(ahead)
        #expect(try Check.all(ahead) == expected)
        #expect(expected.errorCount > people / 20)
        #expect(expected.diagnostics.contains { $0.code == .suppressedPerson } == (people > 28))
        for id in try lazily.ids(of: .person) { #expect(ahead.person(id) == lazily.person(id)) }
    }

    @Test func aBookReadAheadNeedsItsFilesNoMore() throws {
        let folder = try book(people: 300)
        let book = Book(FolderSource(folder.path))
        try ParallelReading.fill(book)
        try FileManager.default.removeItem(atPath: folder.path + "/people")
        #expect(book.person("t1/p101")?.name == "P101")
        #expect(book.person("t1/p110") == nil)
    }
}

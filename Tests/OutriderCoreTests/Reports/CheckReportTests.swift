import Testing

@testable import OutriderCore

/// The problems of a book beside those of an earlier state of it.
@Suite struct CheckReportTests {
    private static func book(_ files: [String: String]) -> Book {
        Book(MemorySource(GoodBook.files.merging(files) { _, new in new }))
    }

    @Test func problemsOfTheBaseAreLeftOut() throws {
        let old = ["people/za/ada.yaml": "firstName: Ada\nemail: ada\n"]
        let new = ["people/za/ada.yaml": "# moved down\nfirstName: Ada\nemail: ada\nemial: x\n"]
        let report = try CheckReport(Self.book(new), base: (Self.book(old), []), isStrict: false, now: nil)
        #expect(report.problems.map(\.code) == [.unknownKey])
        #expect(report.older == 1)
        #expect(report.fingerprints.count == 1)
        #expect(report.fails)
        #expect(report.files == GoodBook.files.count)
    }

    @Test func warningsFailOnlyWhereThatIsAskedFor() throws {
        let files = ["people/za/ada.yaml": "firstName: Ada\n"]
        #expect(try !CheckReport(Self.book(files), isStrict: false, now: nil).fails)
        #expect(try CheckReport(Self.book(files), isStrict: true, now: nil).fails)
        #expect(try CheckReport(Self.book(files), isStrict: true, now: nil).older == nil)
    }
}

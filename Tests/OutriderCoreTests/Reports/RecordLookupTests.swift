import OutriderCore
import Testing

@Suite("What somebody names is found")
struct RecordLookupTests {
    @Test(arguments: [
        ("za/ada", "za/ada"), ("grace", "grace"), ("race", "grace"), ("people/za/ada.yaml", "za/ada"),
        ("people/in/ada", "in/ada"), ("ada@home.example", "za/ada"), ("ADA@HOME.EXAMPLE", "za/ada"),
        ("+15550100200", "grace"), ("+1 555 010-0200", "grace"), ("a/ada", "za/ada"),
    ])
    func aPersonIsFound(text: String, id: String) throws {
        #expect(try PersonLookup.find(text, in: SmallBook.book()) == id)
    }

    @Test func anAmbiguousNameListsIDs() throws {
        let error = try #require(throws: LookupError.self) { try PersonLookup.find("ada", in: SmallBook.book()) }
        #expect(error.message == "'ada' may be any of 2")
        #expect(error.hint == "write one of in/ada, za/ada")
    }

    @Test func anAddressOfTwoPeopleIsNotRepeated() throws {
        let book = SmallBook.book(["people/twin.yaml": "firstName: T\nemail: ada@home.example\n"])
        let error = try #require(throws: LookupError.self) { try PersonLookup.find("ada@home.example", in: book) }
        #expect(error.message == "2 people have this address")
        #expect(error.hint == "write one of twin, za/ada")
    }

    @Test(arguments: ["nobody@home.example", "+15550100299", "grase", "", "../x", "people/gone.yaml"])
    func whatIsNotThereIsAnError(text: String) {
        #expect(throws: LookupError.self) { try PersonLookup.find(text, in: SmallBook.book()) }
    }

    @Test func aMisspeltIDIsSuggested() throws {
        let error = try #require(throws: LookupError.self) { try PersonLookup.find("grase", in: SmallBook.book()) }
        #expect(error.hint == "did you mean 'grace'?")
    }

    @Test func anIDOfTwoKindsNeedsItsPath() throws {
        let book = SmallBook.book(["templates/hello.yaml": "body: x\n"])
        let kinds: [RecordKind] = [.template, .sequence]
        let error = try #require(throws: LookupError.self) { try RecordLookup.find("hello", kinds: kinds, in: book) }
        #expect(error.hint == "write one of sequences/hello.yaml, templates/hello.yaml")
        #expect(try RecordLookup.find("sequences/hello", kinds: kinds, in: book) == (.sequence, "hello"))
    }
}

import OutriderCore
import Testing

@Suite("What somebody names is found")
struct RecordLookupTests {
    @Test(arguments: [
        ("za/ada", "za/ada"), ("grace", "grace"), ("people/za/ada.yaml", "za/ada"),
        ("people/in/ada", "in/ada"), ("ada@home.example", "za/ada"), ("ADA@HOME.EXAMPLE", "za/ada"),
        ("+15550100200", "grace"), ("+1 555 010-0200", "grace"),
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

    /// What cannot be an id may be a name, an address or a number: no error says it again.
    @Test(arguments: [
        "Ada Lovelace", "nobody@home.example", "nobody@@home", "ada@home", "+27829999999", "+27", "0821234567",
        "082 123 4567", "27821234567", "<ada@home.example>",
    ])
    func personalDataIsNotRepeated(text: String) throws {
        let error = try #require(throws: LookupError.self) { try PersonLookup.find(text, in: SmallBook.book()) }
        #expect(!error.message.contains(text) && !error.hint.contains(text))
        #expect(!error.message.contains("nobody") || error.message.hasPrefix("nobody in the book"))
    }

    @Test func manyThatFitAreListedUpToFive() throws {
        let people = (1...7).map { ("people/\($0)/max.yaml", "firstName: Max\nemail: max@home.example\n") }
        let book = SmallBook.book(Dictionary(uniqueKeysWithValues: people))
        for text in ["max", "max@home.example"] {
            let error = try #require(throws: LookupError.self) { try PersonLookup.find(text, in: book) }
            #expect(error.cause == .ambiguous)
            #expect(error.hint == "write one of 1/max, 2/max, 3/max, 4/max, 5/max and 2 more")
        }
    }

    @Test func anAddressInAFileWithErrorsSaysSo() throws {
        let book = SmallBook.book(["people/bad.yaml": "firstName: B\nemail: bad@home.example\nnope: 1\n"])
        let error = try #require(throws: LookupError.self) { try PersonLookup.find("bad@home.example", in: book) }
        #expect(error.message == "this address stands only in files with errors")
        #expect(error.hint.contains("bad"))
    }

    @Test func anIDOfDigitsIsFound() throws {
        let book = SmallBook.book(["people/crm/12345678.yaml": "firstName: N\n"])
        #expect(try PersonLookup.find("12345678", in: book) == "crm/12345678")
    }
}

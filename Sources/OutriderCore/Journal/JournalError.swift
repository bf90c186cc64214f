/// Why a journal cannot be read or trusted: where, what, and what to do.
public struct JournalError: Error, Hashable, Sendable {
    /// Path on the journal branch.
    public var path: String
    /// From 1; 0 where the whole file is meant.
    public var line: Int
    public var message: String
    public var hint: String

    public init(path: String, line: Int = 0, message: String, hint: String = JournalError.restore) {
        self.path = path
        self.line = line
        self.message = message
        self.hint = hint
    }

    /// What helps where the journal is damaged.
    public static let restore =
        "the runner writes this branch, nobody else: restore it from a clone or from `git reflog`, then `outrider journal verify`"

    /// `path:line`, or the path alone.
    public var place: String { line == 0 ? path : "\(path):\(line)" }
}

/// Takes the known members out of a journal line; what is left is kept for the rewriting.
struct LineReader {
    let path: String
    let line: Int
    private(set) var rest: JSONObject

    init(_ object: JSONObject, path: String, line: Int) {
        rest = object
        self.path = path
        self.line = line
    }

    init(parsing bytes: ArraySlice<UInt8>, path: String, line: Int) throws(JournalError) {
        do throws(JSONError) {
            guard let object = try JSONValue(parsing: bytes).members else {
                throw JSONError(offset: 0, message: "not an object")
            }
            self.init(object, path: path, line: line)
        } catch {
            throw JournalError(path: path, line: line, message: "the line is damaged: \(error.message)")
        }
    }

    func error(_ message: String) -> JournalError { JournalError(path: path, line: line, message: message) }

    mutating func text(_ key: String) throws(JournalError) -> String {
        guard let text = try optionalText(key) else { throw error("'\(key)' is missing") }
        return text
    }

    mutating func optionalText(_ key: String) throws(JournalError) -> String? {
        guard let value = rest.take(key) else { return nil }
        guard let text = value.text else { throw error("'\(key)' is no text") }
        return text
    }

    mutating func instant(_ key: String) throws(JournalError) -> Instant {
        guard let instant = try optionalInstant(key) else { throw error("'\(key)' is missing") }
        return instant
    }

    mutating func optionalInstant(_ key: String) throws(JournalError) -> Instant? {
        guard let text = try optionalText(key) else { return nil }
        guard let instant = Instant(rfc3339: text) else { throw error("'\(key)' is no time") }
        return instant
    }

    mutating func int(_ key: String, default value: Int? = nil) throws(JournalError) -> Int {
        guard let member = rest.take(key) else {
            guard let value else { throw error("'\(key)' is missing") }
            return value
        }
        // No count of ours comes near it, and sums of such numbers cannot overflow.
        guard let int = member.int, 0...(1 << 40) ~= int else { throw error("'\(key)' is no number from 0 on") }
        return int
    }

    mutating func optionalInt(_ key: String) throws(JournalError) -> Int? {
        rest[key] == nil ? nil : try int(key)
    }

    mutating func texts(_ key: String) throws(JournalError) -> [String] {
        guard let value = rest.take(key) else { return [] }
        guard let elements = value.elements else { throw error("'\(key)' is no list") }
        var texts: [String] = []
        for element in elements {
            guard let text = element.text else { throw error("'\(key)' is no list of texts") }
            texts.append(text)
        }
        return texts
    }

    mutating func object(_ key: String) throws(JournalError) -> JSONObject? {
        guard let value = rest.take(key) else { return nil }
        guard let object = value.members else { throw error("'\(key)' is no object") }
        return object
    }

    /// The objects of a list; none where it is missing.
    mutating func objects(_ key: String) throws(JournalError) -> [JSONObject] {
        guard let value = rest.take(key) else { return [] }
        guard let elements = value.elements else { throw error("'\(key)' is no list") }
        var objects: [JSONObject] = []
        for element in elements {
            guard let object = element.members else { throw error("'\(key)' is no list of objects") }
            objects.append(object)
        }
        return objects
    }

    /// Reads an object within the line.
    func inner(_ object: JSONObject) -> LineReader { LineReader(object, path: path, line: line) }

    mutating func date(_ key: String) throws(JournalError) -> CivilDate {
        guard let date = CivilDate(try text(key)) else { throw error("'\(key)' is no date") }
        return date
    }

    mutating func bool(_ key: String) -> Bool { rest.take(key) == .bool(true) }

    mutating func word<Word: RawRepresentable>(_ key: String, as type: Word.Type) throws(JournalError) -> Word
    where Word.RawValue == String {
        let text = try text(key)
        guard let word = Word(rawValue: text) else {
            throw error("'\(key)' has a value that this version does not know")
        }
        return word
    }
}

extension JSONObject {
    /// Appends what an earlier or later version wrote and this one does not know.
    mutating func append(rest: JSONObject) {
        for member in rest.members { append(member.key, member.value) }
    }
}

extension Instant {
    /// As JSON text.
    var json: JSONValue { .string(rfc3339) }
}

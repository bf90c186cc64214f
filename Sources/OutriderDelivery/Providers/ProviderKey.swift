/// The name under which one attempt to deliver a message is known at a provider: delivery key and generation.
public struct ProviderKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The delivery key: 32 characters of lower-case base32 (RFC 4648 §6, `a`–`z` and `2`–`7`).
    public let key: String
    /// Grows only after proof that the earlier generation was not delivered; from 0.
    public let gen: Int

    public init(key: String, gen: Int) {
        self.key = key
        self.gen = gen
    }

    /// Reads `KEY.GEN`; `nil` for anything else.
    public init?(parsing text: String) { self.init(bytes: text.utf8) }

    /// Reads `KEY.GEN`; `nil` for anything else.
    init?(bytes: some Collection<UInt8>) {
        let key = bytes.prefix(Self.keyLength)
        let rest = bytes.dropFirst(Self.keyLength)
        guard Self.isKey(key), rest.first == UInt8(ascii: "."), let gen = Self.number(rest.dropFirst()) else {
            return nil
        }
        self.init(key: String(decoding: key, as: UTF8.self), gen: gen)
    }

    /// Whether both parts have the form that may become a part of a file name.
    public var isValid: Bool { Self.isKey(key.utf8) && 0...Self.greatestGen ~= gen }

    /// `KEY.GEN`.
    public var description: String { key + "." + String(gen) }

    public static func < (one: ProviderKey, other: ProviderKey) -> Bool {
        (one.key, one.gen) < (other.key, other.gen)
    }

    static let keyLength = 32
    private static let greatestGen = 999_999_999

    private static func isKey(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.count == keyLength
            && bytes.allSatisfy {
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "2")...UInt8(ascii: "7") ~= $0
            }
    }

    /// A generation as we write it: up to nine digits, no sign, no leading zero.
    static func number(_ digits: some Collection<UInt8>) -> Int? {
        guard let first = digits.first, digits.count <= 9, digits.count == 1 || first != UInt8(ascii: "0") else {
            return nil
        }
        var number = 0
        for byte in digits {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return number
    }
}

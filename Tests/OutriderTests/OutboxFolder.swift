import Foundation

/// What was delivered into a book's outbox, read from its files alone.
struct OutboxFolder {
    struct Message: Hashable {
        var key: String
        var gen: Int
        var channel: String
        var bytes: String

        /// A header of a mail, unfolded; `nil` where it has none.
        func header(_ name: String) -> String? {
            let head = bytes.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n\n")[0]
            let unfolded = head.replacingOccurrences(of: "\n ", with: " ").replacingOccurrences(of: "\n\t", with: " ")
            return unfolded.split(separator: "\n").first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
                .map { String($0.dropFirst(name.count + 2)) }
        }
    }

    let path: String

    init(_ path: String) { self.path = path }

    private func names(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
    }

    /// Every delivered file, by channel and key.
    var messages: [Message] {
        [("email/new", "email"), ("email/cur", "email"), ("sms", "sms"), ("whatsapp", "whatsapp")].flatMap {
            folder, channel in
            names(folder).compactMap { name in
                let parts = name.split(separator: ".")
                guard parts.count >= 3, parts[0].count == 32, let gen = Int(parts[1]) else { return nil }
                let bytes = FileManager.default.contents(atPath: "\(path)/\(folder)/\(name)") ?? Data()
                return Message(
                    key: String(parts[0]), gen: gen, channel: channel, bytes: String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    /// Messages that lie aside, on their way.
    var staged: [String] { names(".tmp") }

    /// The marks of each key and generation in the ledger, in their order.
    var marks: [String: [String]] {
        var marks: [String: [String]] = [:]
        for name in names(".sent") {
            let text = String(
                decoding: FileManager.default.contents(atPath: "\(path)/.sent/\(name)") ?? Data(), as: UTF8.self)
            for line in text.split(separator: "\n") {
                let parts = line.split(separator: " ")
                guard parts.count == 3 else { continue }
                marks["\(parts[0]).\(parts[1])", default: []].append(String(parts[2]))
            }
        }
        return marks
    }
}

extension TestBook {
    var outbox: OutboxFolder { OutboxFolder(folder + "/outbox") }
}

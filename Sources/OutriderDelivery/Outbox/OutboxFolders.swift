internal import OutriderCore

/// The folders of an outbox that people and mail readers look into: `email/` is a Maildir, the others are plain.
enum OutboxFolders {
    private static let mailSuffix = ".outrider"
    private static let textSuffix = ".json"

    /// The folder into which messages of a channel are delivered, made where it is missing.
    ///
    /// - Throws: `SystemError`; `nil` for a channel that only humans work on.
    static func target(in root: Folder, of channel: Channel) throws(SystemError) -> Folder? {
        switch channel {
        case .email:
            let maildir = try root.makeFolder("email")
            _ = try maildir.makeFolder("tmp")
            _ = try maildir.makeFolder("cur")
            return try maildir.makeFolder("new")
        case .sms, .whatsapp: return try root.makeFolder(channel.rawValue)
        case .linkedin, .call, .task: return nil
        }
    }

    static func fileName(of message: OutgoingMessage) -> String {
        message.id.description + (message.channel == .email ? mailSuffix : textSuffix)
    }

    /// Which messages of the given keys lie in the folders now, with any flags a mail reader added.
    static func messages(in root: Folder, of keys: Set<String>) throws(SystemError) -> Set<ProviderKey> {
        var found: Set<ProviderKey> = []
        func look(into folder: Folder?, _ suffix: String) throws(SystemError) {
            try folder?.forEachName { name in
                if let id = id(of: name, suffix), keys.contains(id.key) { found.insert(id) }
            }
        }
        if let maildir = try root.folder("email") {
            // In this order: readers move mail from new to cur.
            try look(into: maildir.folder("new"), mailSuffix)
            try look(into: maildir.folder("cur"), mailSuffix)
        }
        for channel in [Channel.sms, .whatsapp] {
            try look(into: root.folder(channel.rawValue), textSuffix)
        }
        return found
    }

    /// The message a file holds by its name, `KEY.GEN.outrider` and what readers put behind it (`:2,S`, `,S=99`).
    private static func id(of name: String, _ suffix: String) -> ProviderKey? {
        let utf8 = name.utf8
        guard utf8.count >= ProviderKey.keyLength + 2 + suffix.utf8.count,
            let dot = utf8.dropFirst(ProviderKey.keyLength + 1).firstIndex(of: UInt8(ascii: ".")),
            utf8[dot...].starts(with: suffix.utf8)
        else { return nil }
        return ProviderKey(bytes: utf8[..<dot])
    }
}

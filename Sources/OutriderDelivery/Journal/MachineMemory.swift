internal import Foundation
internal import Git
internal import OutriderCore

/// What this machine has seen of a book's journal, kept outside the repository: a copy of an old state is noticed by it.
struct MachineMemory {
    private let path: String

    /// - Parameter directory: `$XDG_STATE_HOME/outrider`.
    init(directory: String, book: String) { path = "\(directory)/\(book).json" }

    struct Sight: Hashable {
        var epoch: Int
        var seq: Int
        var tip: String
    }

    /// What was seen last; `nil` where nothing was, or the file is damaged.
    func read() -> Sight? {
        guard let data = FileManager.default.contents(atPath: path), data.count < 4096,
            let object = (try? JSONValue(parsing: Array(data)))?.members, let epoch = object["epoch"]?.int,
            let seq = object["seq"]?.int, 0...(1 << 40) ~= epoch,
            0...(1 << 40) ~= seq, let tip = object["tip"]?.text
        else { return nil }
        return Sight(epoch: epoch, seq: seq, tip: tip)
    }

    /// Remembers a tip, unless another run has seen a later one; a machine that cannot keep state goes without.
    func write(_ sight: Sight) {
        if let known = read(), (known.epoch, known.seq) > (sight.epoch, sight.seq) || known == sight { return }
        let object: JSONObject = [
            "epoch": .integer(sight.epoch), "seq": .integer(sight.seq), "tip": .string(sight.tip),
        ]
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? Data((JSONValue.object(object).compact + "\n").utf8).write(
            to: URL(fileURLWithPath: path), options: .atomic)
    }
}

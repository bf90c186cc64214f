internal import Git
internal import OutriderCore

/// Makes the journal of a new book.
public struct JournalMaker {
    private let workspace: Workspace
    private let options: RunOptions

    public init(_ workspace: Workspace, _ options: RunOptions) {
        self.workspace = workspace
        self.options = options
    }

    /// So many random bytes in hex.
    public static func randomHex(bytes: Int) -> String {
        (0..<bytes).map { _ in
            let byte = String(UInt8.random(in: .min ... .max), radix: 16)
            return byte.count == 1 ? "0" + byte : byte
        }.joined()
    }

    /// Whether the journal branch is there.
    public func exists() throws -> Bool {
        try JournalStore(workspace.requireRepository(), branch: workspace.journalBranch).tip() != nil
    }

    /// Writes the first commit of the journal branch.
    ///
    /// - Parameter holdsEverybody: whether the journal before it is lost, so that whoever enters is held as `adopted`.
    /// - Throws: `Refusal` where the branch is there already.
    public func make(book: String, branch: String, holdsEverybody: Bool) throws {
        let store = JournalStore(try workspace.requireRepository(), branch: workspace.journalBranch)
        guard try store.tip() == nil else {
            throw Refusal("the journal branch '\(workspace.journalBranch)' is there already", hint: "leave it as it is")
        }
        var header = JournalHeader(
            book: book, prefix: workspace.prefix, branch: branch, ref: store.reference, salt: Self.randomHex(bytes: 16))
        header.holdsEverybody = holdsEverybody
        header.seq = 1
        // Made on purpose, it comes after the lost one that this machine remembers.
        let memory = options.stateDirectory.map { MachineMemory(directory: $0, book: book) }
        if holdsEverybody, let seen = memory?.read() { header.epoch = seen.epoch + 1 }
        header.simulated = options.isSimulated
        let readme = """
            # Outrider's journal

            The runner of `outrider` keeps the state and the history of the book here: who got which message, and what is
            still to come. It is written by the program alone; do not edit, merge or rebase it.

            `outrider status` and `outrider log` read it, `outrider journal verify` checks it.

            """
        let now = options.now()
        let commit = try store.build(
            [
                .file(path: "README.md", bytes: Array(readme.utf8)),
                .file(path: ".gitattributes", bytes: Array("* -text -diff linguist-generated\n".utf8)),
                .file(path: JournalHeader.path, bytes: Array((header.json.pretty + "\n").utf8)),
            ], on: nil, message: "init", at: now)
        options.boundaries.reach(.initPushing)
        guard try store.land(commit, on: nil, message: "init") else {
            throw Refusal("somebody else made the journal branch just now", hint: "run `outrider init` again")
        }
        memory?.write(MachineMemory.Sight(epoch: header.epoch, seq: header.seq, tip: commit.hex))
    }
}

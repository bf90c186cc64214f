/// What only one of two lists of lines has, for a test that says where they differ.
enum Difference {
    /// - Returns: the lines with `+` where only `new` has them, with `-` where only `old` has.
    static func lines(_ new: [String], _ old: [String]) -> [String] {
        new.sorted().difference(from: old.sorted()).map { change in
            switch change {
            case .insert(_, let line, _): "+ \(line)"
            case .remove(_, let line, _): "- \(line)"
            }
        }
    }
}

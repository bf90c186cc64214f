extension JournalPause {
    /// What `pause --now` and `resume --now` call it; `nil` for the book.
    ///
    /// - Parameter id: finds the present id of a record by its uid.
    public func target(id: (RecordKind, String) throws -> String) rethrows -> String? {
        guard let name = self.id else { return nil }
        switch scope {
        case .book: return nil
        case .channel: return name
        case .sender, .company, .project: return "\(scope.rawValue)/\(name)"
        case .sequence: return "\(scope.rawValue)/\(try id(.sequence, name))"
        case .enrollment: return "\(scope.rawValue)/\(try id(.enrollment, name))"
        case .person: return "\(scope.rawValue)/\(try id(.person, name))"
        }
    }

    /// The command that takes it back.
    public static func resumption(of target: String?) -> String {
        "outrider resume \(target.map { "\($0) " } ?? "")--now"
    }
}

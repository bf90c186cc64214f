public import ArgumentParser
public import OutriderCore

/// What an act has changed, as a person or a program reads it.
struct ActText {
    /// The command.
    var act: String
    /// What is said where it changed something, and where it did not.
    var done: String
    var unchanged: String

    func show(_ outcome: ActOutcome, _ format: OutputFormat, _ console: Console) {
        guard format == .text else {
            console.out(outcome.json(act: act))
            return
        }
        console.out(outcome.isChange ? done : unchanged)
        for (word, places) in [
            ("ended", outcome.ended), ("paused", outcome.paused), ("resumed", outcome.resumed),
            ("moved", outcome.repinned),
        ] {
            for place in places {
                console.out("  \(word) \(place.person.onOneLine) in \(place.enrollment.onOneLine)")
            }
        }
        guard outcome.isSuppressed, act != "suppress" else { return }
        console.note("The journal forbids to write there from now on; `outrider resubscribe` lifts it.")
    }
}

extension Answer: ExpressibleByArgument {}

extension Channel: ExpressibleByArgument {}

extension DeliveryStatus: ExpressibleByArgument {
    public init?(argument: String) { self.init(rawValue: argument.uppercased()) }
}

internal import OutriderDelivery
internal import Synchronization

/// The line on a terminal that says what a run is doing; nothing where nobody watches.
final class ProgressLine: Sendable {
    private let isWatched: Bool
    private let isShown = Mutex(false)

    init(_ console: Console) { isWatched = console.isWatched }

    func show(_ progress: RunProgress) {
        let text =
            switch progress {
            case .reconciling(let files): "reconciling \(files.counted("changed file"))"
            case .settling(let messages): "settling \(messages.counted("message")) in doubt"
            case .claimed(let messages): "claimed \(messages.counted("message"))"
            case .sending(let done, let all): "sent \(done.grouped) of \(all.grouped)"
            case .recording: "recording"
            case .pacing: "waiting for the next minute: so many a minute have gone"
            }
        show(text)
    }

    /// Shows how much of a longer work is done: what it is, a bar, the share.
    func show(_ work: String, _ done: Int, of all: Int) {
        let share = all == 0 ? 100 : done * 100 / all
        let bar = String(repeating: "#", count: share / 5).padded(to: 20)
        show("\(work) [\(bar)] \(share)%")
    }

    private func show(_ text: String) {
        guard isWatched else { return }
        isShown.withLock { $0 = true }
        Console.transient("\r\u{1B}[K\(text)")
    }

    func clear() {
        guard isShown.withLock({ $0 }) else { return }
        Console.transient("\r\u{1B}[K")
    }
}

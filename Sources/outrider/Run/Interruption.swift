internal import Glibc
internal import Synchronization

/// SIGINT and SIGTERM: the first asks the run to stop and record, the second ends it on the spot.
enum Interruption {
    private static let count = Atomic<Int>(0)

    static var isRequested: Bool { count.load(ordering: .relaxed) > 0 }

    static func listen() {
        _ = isRequested
        for number in [SIGINT, SIGTERM] {
            signal(number) { _ in
                if Interruption.count.add(1, ordering: .relaxed).newValue > 1 { _exit(130) }
            }
        }
    }
}

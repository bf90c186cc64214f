import Glibc

// The C functions of libFuzzer, https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library

@_silgen_name("LLVMFuzzerRunDriver")
private func drive(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// Fuzzes the target that OUTRIDER_FUZZING names; arguments are libFuzzer's.
@main enum Fuzzing {
    private static let target: FuzzTarget = {
        let name = unsafe getenv("OUTRIDER_FUZZING").map { unsafe String(cString: $0) } ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            print("OUTRIDER_FUZZING names one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
            exit(64)
        }
        return target
    }()

    static func main() {
        _ = target
        var count = CommandLine.argc
        var arguments = unsafe CommandLine.unsafeArgv
        let status = unsafe withUnsafeMutablePointer(to: &arguments) { pointer in
            unsafe drive(&count, pointer) { bytes, size in
                let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: size))
                if let law = Fuzzing.target.broken(by: input) { fatalError("broken: \(law)") }
                return 0
            }
        }
        exit(status)
    }
}

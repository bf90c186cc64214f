import Subprocess
import Testing

/// The completion scripts that the README shows are ones that the shell takes.
@Suite struct CompletionTests {
    @Test func bashTakesTheScript() async throws {
        let script = try await run(
            .name("env"), arguments: [Binary.path, "--generate-completion-script", "bash"],
            output: .string(limit: 4 << 20))
        #expect(script.terminationStatus.isSuccess)
        let text = script.standardOutput
        #expect(text.contains("resolve"))
        let checked = try await run(.name("bash"), arguments: ["-n"], input: .string(text), output: .discarded)
        #expect(checked.terminationStatus.isSuccess)
    }
}

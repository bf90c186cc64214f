import Testing
import YAML

/// The expected marks are those of PyYAML 6.0.3's `CLoader` (libyaml 0.2.5), its character indexes encoded to bytes.
@Suite struct PositionTests {
    @Test func `block text that is not ASCII`() throws {
        let text = """
            # é
            name: Zoë Ünal
            tags: [ios, "sénior"]
            fields:
              当: x
              note: |
                Hi,

                bye
            last: >-
              a
              b

            end:

            """
        #expect(
            marks(try #require(try parse(text).root)) == [
                "mapping 2:1:5 15:1:112",
                "scalar 2:1:5 2:5:9", "scalar 2:7:11 2:15:21",
                "scalar 3:1:22 3:5:26", "sequence 3:7:28 3:22:44", "scalar 3:8:29 3:11:32", "scalar 3:13:34 3:21:43",
                "scalar 4:1:45 4:7:51", "mapping 5:3:55 10:1:89",
                "scalar 5:3:55 5:4:58", "scalar 5:6:60 5:7:61",
                "scalar 6:3:64 6:7:68", "scalar 6:9:70 10:1:89",
                "scalar 10:1:89 10:5:93", "scalar 10:7:95 14:1:107",
                "scalar 14:1:107 14:4:110", "scalar 14:5:111 14:5:111",
            ])
    }

    @Test func `CR LF and lone CR`() throws {
        #expect(
            marks(try #require(try parse("a: b\r\nc:\r\n  - d\r\n  - 'é'\r\ne: f\r\n").root)) == [
                "mapping 1:1:0 6:1:33",
                "scalar 1:1:0 1:2:1", "scalar 1:4:3 1:5:4",
                "scalar 2:1:6 2:2:7", "sequence 3:3:12 5:1:27", "scalar 3:5:14 3:6:15", "scalar 4:5:21 4:8:25",
                "scalar 5:1:27 5:2:28", "scalar 5:4:30 5:5:31",
            ])
        #expect(
            marks(try #require(try parse("a: b\rc: d\r").root)) == [
                "mapping 1:1:0 3:1:10",
                "scalar 1:1:0 1:2:1", "scalar 1:4:3 1:5:4", "scalar 2:1:5 2:2:6", "scalar 2:4:8 2:5:9",
            ])
    }

    @Test func `flow collections, a missing item, text over two lines`() throws {
        let text = "- {a: 1, b: [x, y]}\n-\n- \"p\n  q\" # c\n- 😀x: |+\n   k\n\n"
        #expect(
            marks(try #require(try parse(text).root)) == [
                "sequence 1:1:0 8:1:54",
                "mapping 1:3:2 1:20:19", "scalar 1:4:3 1:5:4", "scalar 1:7:6 1:8:7", "scalar 1:10:9 1:11:10",
                "sequence 1:13:12 1:19:18", "scalar 1:14:13 1:15:14", "scalar 1:17:16 1:18:17",
                "scalar 2:2:21 2:2:21", "scalar 3:3:24 4:5:31",
                "mapping 5:3:38 8:1:54", "scalar 5:3:38 5:5:43", "scalar 5:7:45 8:1:54",
            ])
    }

    @Test func `the bytes between the marks are the text`() throws {
        let words = (0..<400).map { ["a", "é", "当", "😀"][$0 % 4] + "\($0)" }
        let text = words.map { "\($0)x: \($0)y\n" }.joined()
        let bytes = Array(text.utf8)
        let entries = try #require(try parse(bytes).root?.entries)
        #expect(entries.count == 400)
        for node in entries.flatMap({ [$0.key, $0.value] }) {
            #expect(String(decoding: bytes[node.start.offset..<node.end.offset], as: UTF8.self) == node.text)
        }
    }

    @Test func `marks are ordered by offset`() {
        #expect(Mark(line: 1, column: 9, offset: 8) < Mark(line: 2, column: 1, offset: 9))
        #expect(Mark.start == Mark(line: 1, column: 1, offset: 0))
    }
}

internal import CGit
internal import Crypto

/// A pack file and its index while they are made, in memory: whole objects, no deltas.
///
/// Formats: pack version 2 and index version 2 of gitformat-pack(5).
struct Pack: ~Copyable {
    private struct Entry {
        let id: ObjectID
        let offset: UInt32
        let checksum: UInt32
    }

    /// The files, ready to be written.
    struct Files {
        /// The hexadecimal part of the name `pack-<name>.pack`.
        let name: String
        let pack: [UInt8]
        let index: [UInt8]
    }

    private var bytes: [UInt8]
    private var entries: [Entry] = []
    private var deflater: Deflater

    init() throws(GitError) {
        deflater = try Deflater()
        bytes = Array("PACK".utf8)
        bytes.append(bigEndian: 2)
        // The count of objects, known at the end.
        bytes.append(bigEndian: 0)
    }

    var count: Int { entries.count }

    /// The size of the pack so far, in bytes.
    var size: Int { bytes.count }

    /// Adds an object that is not yet in the pack; throws, and adds nothing, when it cannot be compressed.
    mutating func append(_ id: ObjectID, type: git_object_t, _ data: [UInt8]) throws(GitError) {
        let start = bytes.count
        // Index version 2 has a second table for offsets from 2 GiB on; this one never grows so far.
        guard let offset = UInt32(exactly: start), offset < 1 << 31 else {
            throw GitError(.invalid, "a pack has at most 2 GiB")
        }
        // Type and size: 4 bits of size in the first byte, then 7 in each.
        var rest = data.count >> 4
        var byte = UInt8(truncatingIfNeeded: type.rawValue) << 4 | UInt8(data.count & 15)
        while rest > 0 {
            bytes.append(byte | 0x80)
            byte = UInt8(rest & 0x7F)
            rest >>= 7
        }
        bytes.append(byte)
        do throws(GitError) {
            try deflater.append(data, to: &bytes)
        } catch {
            bytes.removeSubrange(start...)
            throw error
        }
        let checksum = unsafe bytes.withUnsafeBufferPointer { all in
            unsafe crc32_z(0, all.baseAddress.map { unsafe $0 + start }, all.count - start)
        }
        entries.append(Entry(id: id, offset: offset, checksum: UInt32(truncatingIfNeeded: checksum)))
    }

    /// The pack and its index.
    consuming func finish() -> Files {
        var count: [UInt8] = []
        count.append(bigEndian: UInt32(entries.count))
        bytes.replaceSubrange(8..<12, with: count)
        let trailer = Array(Insecure.SHA1.hash(data: bytes))
        bytes.append(contentsOf: trailer)
        let name = ObjectID(bytes: trailer) ?? .zero
        return Files(name: name.hex, pack: bytes, index: Self.index(of: entries, trailer: trailer))
    }

    private static func index(of entries: [Entry], trailer: [UInt8]) -> [UInt8] {
        let sorted = entries.sorted { $0.id < $1.id }
        var index: [UInt8] = [0xFF, 0x74, 0x4F, 0x63]
        index.reserveCapacity(8 + 1024 + sorted.count * 28 + 40)
        index.append(bigEndian: 2)
        var counts = [UInt32](repeating: 0, count: 256)
        for entry in sorted { counts[Int(entry.id.firstByte)] += 1 }
        var total: UInt32 = 0
        for count in counts {
            total += count
            index.append(bigEndian: total)
        }
        for entry in sorted { index.append(contentsOf: entry.id.bytes) }
        for entry in sorted { index.append(bigEndian: entry.checksum) }
        for entry in sorted { index.append(bigEndian: entry.offset) }
        index.append(contentsOf: trailer)
        index.append(contentsOf: Insecure.SHA1.hash(data: index))
        return index
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian value: UInt32) {
        for shift in [24, 16, 8, 0] as [UInt32] { append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
}

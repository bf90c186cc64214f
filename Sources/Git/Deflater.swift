internal import CGit

/// A zlib stream that is used again for every object, and compresses for speed.
@safe
struct Deflater: ~Copyable {
    // zlib keeps the stream's address, so it cannot live inside this struct.
    private let stream: UnsafeMutablePointer<z_stream>
    private let chunk: UnsafeMutableBufferPointer<UInt8>

    init() throws(GitError) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        unsafe chunk = .allocate(capacity: 64 * 1024)
        guard unsafe cgit_deflate_init(stream, Z_BEST_SPEED) == Z_OK else {
            unsafe stream.deallocate()
            unsafe chunk.deallocate()
            throw GitError(.other, "zlib cannot start")
        }
    }

    deinit {
        _ = unsafe deflateEnd(stream)
        unsafe stream.deallocate()
        unsafe chunk.deallocate()
    }

    /// Appends the zlib stream of `data`, which has less than 4 GiB, to `output`.
    mutating func append(_ data: [UInt8], to output: inout [UInt8]) throws(GitError) {
        guard let count = UInt32(exactly: data.count) else {
            throw GitError(.invalid, "an object of \(data.count) bytes is too large")
        }
        let status = unsafe data.withUnsafeBufferPointer { data in
            let reset = unsafe deflateReset(stream)
            guard reset == Z_OK else { return reset }
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: data.baseAddress)
            unsafe stream.pointee.avail_in = count
            var status = Z_OK
            while status == Z_OK {
                unsafe stream.pointee.next_out = chunk.baseAddress
                unsafe stream.pointee.avail_out = UInt32(chunk.count)
                status = unsafe deflate(stream, Z_FINISH)
                let filled = unsafe chunk.count - Int(stream.pointee.avail_out)
                unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[..<filled]))
            }
            return status
        }
        guard status == Z_STREAM_END else { throw GitError(.other, "zlib failed with code \(status)") }
    }
}

internal import CZlib

/// The gzip format (RFC 1952), made by zlib.
package enum Gzip {
  /// The largest window, 32 KB, and 16 for a head of gzip instead of zlib's own.
  private static let windowBits: Int32 = 15 + 16
  /// How much memory is spent on matches: with this and the window about 256 KB, for as long as one call takes.
  private static let memoryLevel: Int32 = 8

  /// Compresses the whole body; the result has never more than some bytes more.
  ///
  /// - Parameter level: from 1, quick, to 9, small; what lies beyond counts as the nearer end.
  /// - Returns: nil when there is no memory, or for bodies of gigabytes.
  package static func compress(_ body: [UInt8], level: Int) -> [UInt8]? {
    guard body.count < Int32.max / 2 else { return nil }
    var stream = unsafe z_stream()
    // zlib remembers where the stream lies, so it must not move before the end.
    return unsafe withUnsafeMutablePointer(to: &stream) { stream in
      let begun = unsafe deflateInit2_(
        stream, Int32(min(max(level, 1), 9)), Z_DEFLATED, windowBits, memoryLevel, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
      guard begun == Z_OK else { return nil }
      defer { unsafe deflateEnd(stream) }
      return unsafe finish(stream, body)
    }
  }

  /// Compresses everything in one step, for which zlib says how much room it needs at most.
  private static func finish(_ stream: UnsafeMutablePointer<z_stream>, _ body: [UInt8]) -> [UInt8]? {
    let room = Int(unsafe deflateBound(stream, UInt(body.count)))
    var isComplete = false
    let result = unsafe [UInt8](unsafeUninitializedCapacity: room) { output, count in
      unsafe body.withUnsafeBufferPointer { input in
        // Safe: zlib only reads what it takes for mutable, and writes no more than the room it is given.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(input.count)
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(output.count)
        isComplete = unsafe deflate(stream, Z_FINISH) == Z_STREAM_END
        count = unsafe output.count - Int(stream.pointee.avail_out)
      }
    }
    return isComplete ? result : nil
  }
}

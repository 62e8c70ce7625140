/// A growing byte buffer that JSON is written into.
///
/// It is the last stage of every response, so it owns raw memory and copies eight bytes at a time; it is noncopyable,
/// belongs to one task, and frees its memory by itself. It writes what it is told: commas, braces and the order of
/// members are the caller's affair.
///
/// Safety: `base` always points to `capacity` bytes of which the first `length` are initialised, and never leaves this
/// type except for the duration of `withBytes`.
@safe
public struct JSONWriter: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int

  @usableFromInline var length: Int = 0

  /// The number of bytes written.
  @inlinable public var count: Int { length }

  /// An empty buffer with room for `capacity` bytes; it grows as needed.
  public init(capacity: Int) {
    let size = max(capacity, 64)
    unsafe base = .allocate(capacity: size)
    self.capacity = size
  }

  deinit {
    // Safe: nobody else holds the pointer.
    unsafe base.deallocate()
  }
}

extension JSONWriter {
  /// Makes room for `extra` more bytes.
  @inlinable @inline(__always)
  mutating func reserve(_ extra: Int) {
    if extra > capacity &- length { grow(extra) }
  }

  @inline(never) @usableFromInline
  mutating func grow(_ extra: Int) {
    let size = max(capacity * 2, length + extra)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    // Safe: `length <= capacity < size`, and the two blocks are distinct.
    unsafe larger.update(from: base, count: length)
    unsafe base.deallocate()
    unsafe base = larger
    capacity = size
  }

  /// Writes one byte.
  @inlinable @inline(__always)
  public mutating func byte(_ byte: UInt8) {
    reserve(1)
    // Safe: room was made.
    unsafe base[length] = byte
    length &+= 1
  }

  /// Writes bytes as they are: JSON that was made before.
  @inlinable
  public mutating func raw(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    reserve(bytes.count)
    // Safe: room was made, and the caller's buffer is not ours.
    unsafe (base + length).update(from: start, count: bytes.count)
    length &+= bytes.count
  }

  /// Writes a few bytes as they are. For up to 32 of them it is quicker than `raw`, which calls memcpy.
  @inlinable @inline(__always)
  public mutating func short(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    let count = bytes.count
    reserve(count)
    let target = unsafe UnsafeMutableRawPointer(base + length)
    let source = unsafe UnsafeRawPointer(start)
    length &+= count
    // Safe: every load lies within the bytes, every store within the room made. The last word may overlap the one before.
    if count >= 8, count <= 32 {
      var offset = 0
      while offset < count &- 8 {
        unsafe target.storeBytes(
          of: source.loadUnaligned(fromByteOffset: offset, as: UInt64.self), toByteOffset: offset, as: UInt64.self)
        offset &+= 8
      }
      unsafe target.storeBytes(
        of: source.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self), toByteOffset: count &- 8,
        as: UInt64.self)
    } else if count < 8 {
      for offset in 0..<count {
        unsafe target.storeBytes(
          of: source.load(fromByteOffset: offset, as: UInt8.self), toByteOffset: offset, as: UInt8.self)
      }
    } else {
      unsafe target.copyMemory(from: source, byteCount: count)
    }
  }

  /// Writes bytes as they are: JSON that was made before.
  @inlinable
  public mutating func raw(_ bytes: Span<UInt8>) {
    // Safe: the pointer stays inside the closure.
    unsafe bytes.withUnsafeBufferPointer { unsafe raw($0) }
  }

  /// Writes bytes as they are: JSON that was made before.
  @inlinable
  public mutating func raw(_ bytes: [UInt8]) {
    raw(bytes.span)
  }

  /// Writes a literal as it is: `writer.raw("{\"data\":")`.
  @inlinable
  public mutating func raw(_ literal: StaticString) {
    // Safe: a literal with more than one character has a pointer that lives as long as the program.
    literal.withUTF8Buffer { unsafe raw($0) }
  }

  /// One of the bytes written so far.
  public func byte(at index: Int) -> UInt8 {
    precondition(index >= 0 && index < length, "nothing was written there")
    // Safe: the first `length` bytes are initialised.
    return unsafe base[index]
  }

  /// Forgets everything written after the first `count` bytes.
  @inlinable
  public mutating func truncate(to count: Int) {
    precondition(count >= 0 && count <= length, "a writer is only ever shortened")
    length = count
  }

  /// Lends the bytes written so far.
  @inlinable
  public func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    // Safe: the first `length` bytes are initialised.
    try unsafe body(UnsafeBufferPointer(start: base, count: length))
  }

  /// Ends the writing and hands over the bytes.
  public consuming func finish() -> [UInt8] {
    // Safe: the first `length` bytes are initialised.
    unsafe Array(UnsafeBufferPointer(start: base, count: length))
  }
}

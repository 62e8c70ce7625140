/// The values of one statement laid out as libpq wants them; reused for every statement of a loop.
@safe struct ParameterBuffer {
  private var bytes: [UInt8] = []
  private var offsets: [Int] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []
  private var pointers: [UnsafePointer<CChar>?] = unsafe []

  /// The object identifiers of the values' types.
  private(set) var typeIDs: [UInt32] = []

  /// Lays out the values, replacing those of the last statement.
  mutating func load(_ binds: [Bind]) {
    bytes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    formats.removeAll(keepingCapacity: true)
    typeIDs.removeAll(keepingCapacity: true)
    for bind in binds {
      let start = bytes.count
      var isBinary = true
      switch bind.payload {
      case .null, .refused:
        offsets.append(-1)
      case .integer(let value):
        appendBigEndian(value, to: &bytes)
        offsets.append(start)
      case .binary(let value):
        bytes.append(contentsOf: value)
        offsets.append(start)
      case .text(let text):
        bytes.append(contentsOf: text.utf8)
        offsets.append(start)
        isBinary = false
      }
      lengths.append(Int32(clamping: bytes.count - start))
      formats.append(isBinary ? 1 : 0)
      // libpq reads a value in text format up to a zero byte and ignores its length; Bind refuses zero bytes inside.
      bytes.append(0)
      typeIDs.append(bind.typeID)
    }
  }

  /// Lends the arrays that `PQsendQueryPrepared` takes: values, lengths, formats.
  mutating func withPointers<Value>(
    _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Value
  ) -> Value {
    unsafe pointers.removeAll(keepingCapacity: true)
    return unsafe bytes.withUnsafeBytes { raw in
      for offset in offsets {
        unsafe pointers.append(
          offset < 0 ? nil : raw.baseAddress.map { unsafe ($0 + offset).assumingMemoryBound(to: CChar.self) })
      }
      return unsafe pointers.withUnsafeBufferPointer { values in
        unsafe lengths.withUnsafeBufferPointer { lengths in
          unsafe formats.withUnsafeBufferPointer { formats in
            unsafe body(values.baseAddress, lengths.baseAddress, formats.baseAddress)
          }
        }
      }
    }
  }
}

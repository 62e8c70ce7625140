// Arrays are sent in PostgreSQL's binary format: dimensions, has-null flag, element type, length, lower bound, then
// the elements.

/// A value that can stand in a bound array.
public protocol PostgresArrayElement: PostgresBindable {
  /// The object identifier of the array type.
  static var postgresArrayTypeID: UInt32 { get }
  /// The array as a bind.
  static func bind(array: [Self]) -> Bind
}

extension Array: PostgresBindable where Element: PostgresArrayElement {
  /// The array type of the elements; `bytea` for bytes.
  public static var postgresTypeID: UInt32 { Element.postgresArrayTypeID }
  /// The array in binary format.
  public var bind: Bind { Element.bind(array: self) }
}

extension PostgresArrayElement {
  /// The array in binary format, built from the binds of the elements.
  public static func bind(array: [Self]) -> Bind {
    let typeID = postgresArrayTypeID
    guard let count = Int32(exactly: array.count) else { return .refused("an array is too long", typeID: typeID) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(20 + array.count * 12)
    appendBigEndian(Int32(array.isEmpty ? 0 : 1), to: &bytes)
    appendBigEndian(Int32(0), to: &bytes)
    appendBigEndian(postgresTypeID == 0 ? TypeID.text : postgresTypeID, to: &bytes)
    if array.isEmpty { return .binary(bytes, typeID: typeID) }
    appendBigEndian(count, to: &bytes)
    appendBigEndian(Int32(1), to: &bytes)
    for element in array {
      if let refusal = append(element.bind, to: &bytes) { return .refused(refusal, typeID: typeID) }
    }
    return .binary(bytes, typeID: typeID)
  }

  /// Appends one element, length first; answers why it must not be sent, if so.
  private static func append(_ element: Bind, to bytes: inout [UInt8]) -> String? {
    switch element.payload {
    case .null:
      bytes[7] = 1
      appendBigEndian(Int32(-1), to: &bytes)
    case .integer(let value):
      appendBigEndian(Int32(8), to: &bytes)
      appendBigEndian(value, to: &bytes)
    case .text(let text):
      guard let length = Int32(exactly: text.utf8.count) else { return "a text value is too long" }
      appendBigEndian(length, to: &bytes)
      bytes.append(contentsOf: text.utf8)
    case .binary(let value):
      guard let length = Int32(exactly: value.count) else { return "a binary value is too long" }
      appendBigEndian(length, to: &bytes)
      bytes.append(contentsOf: value)
    case .refused(let reason):
      return reason
    }
    return nil
  }
}

extension Int64: PostgresArrayElement {
  /// `int8[]`.
  public static var postgresArrayTypeID: UInt32 { TypeID.int8Array }
  /// The keys of whole batches are sent like this, so it is done without a bind for each.
  public static func bind(array: [Int64]) -> Bind { Postgres.bind(integers: array, typeID: TypeID.int8) }
}

/// An array of fixed-width integers in binary format.
private func bind<Integer: FixedWidthInteger & PostgresArrayElement>(integers: [Integer], typeID: UInt32) -> Bind {
  guard let count = Int32(exactly: integers.count) else {
    return .refused("an array is too long", typeID: Integer.postgresArrayTypeID)
  }
  var words: [Int32] = [0, 0, Int32(bitPattern: typeID)]
  if count > 0 {
    words[0] = 1
    words += [count, 1]
  }
  let width = Integer.bitWidth / 8
  let size = words.count * 4 + integers.count * (4 + width)
  let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
    let raw = UnsafeMutableRawBufferPointer(buffer)
    var offset = 0
    for word in words {
      unsafe raw.storeBytes(of: word.bigEndian, toByteOffset: offset, as: Int32.self)
      offset += 4
    }
    for integer in integers {
      unsafe raw.storeBytes(of: Int32(width).bigEndian, toByteOffset: offset, as: Int32.self)
      unsafe raw.storeBytes(of: integer.bigEndian, toByteOffset: offset + 4, as: Integer.self)
      offset += 4 + width
    }
    initialized = size
  }
  return .binary(bytes, typeID: Integer.postgresArrayTypeID)
}

extension Int: PostgresArrayElement {
  /// `int8[]`.
  public static var postgresArrayTypeID: UInt32 { TypeID.int8Array }
}

extension Int32: PostgresArrayElement {
  /// `int4[]`.
  public static var postgresArrayTypeID: UInt32 { TypeID.int4Array }
  /// The keys of whole batches are sent like this, so it is done without a bind for each.
  public static func bind(array: [Int32]) -> Bind { Postgres.bind(integers: array, typeID: TypeID.int4) }
}

extension Double: PostgresArrayElement {
  /// `float8[]`.
  public static var postgresArrayTypeID: UInt32 { TypeID.float8Array }
}

extension Bool: PostgresArrayElement {
  /// `bool[]`.
  public static var postgresArrayTypeID: UInt32 { TypeID.boolArray }
}

extension String: PostgresArrayElement {
  /// `text[]`; cast in the SQL for an array of another type, `\(names)::kind[]`.
  public static var postgresArrayTypeID: UInt32 { TypeID.textArray }
}

extension Optional: PostgresArrayElement where Wrapped: PostgresArrayElement {
  /// The array type of the value inside.
  public static var postgresArrayTypeID: UInt32 { Wrapped.postgresArrayTypeID }
}

extension UInt8: PostgresArrayElement {
  /// A single byte is an `int4`.
  public static var postgresTypeID: UInt32 { TypeID.int4 }
  /// Bytes are `bytea`, not an array.
  public static var postgresArrayTypeID: UInt32 { TypeID.bytea }
  /// A single byte as an `int4`.
  public var bind: Bind { Int32(self).bind }
  /// The bytes as they are.
  public static func bind(array: [UInt8]) -> Bind { .binary(array, typeID: TypeID.bytea) }
}

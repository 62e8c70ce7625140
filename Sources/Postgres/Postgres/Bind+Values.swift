// How the ordinary Swift types are bound.

extension Int64: PostgresBindable {
  /// `int8`.
  public static var postgresTypeID: UInt32 { TypeID.int8 }
  /// Eight bytes.
  public var bind: Bind { .integer(self, typeID: TypeID.int8) }
}

extension Int: PostgresBindable {
  /// `int8`.
  public static var postgresTypeID: UInt32 { TypeID.int8 }
  /// Eight bytes.
  public var bind: Bind { .integer(Int64(self), typeID: TypeID.int8) }
}

extension Int32: PostgresBindable {
  /// `int4`.
  public static var postgresTypeID: UInt32 { TypeID.int4 }
  /// Four bytes.
  public var bind: Bind { .binary(bigEndianBytes(self), typeID: TypeID.int4) }
}

extension Double: PostgresBindable {
  /// `float8`.
  public static var postgresTypeID: UInt32 { TypeID.float8 }
  /// Eight bytes; NaN and the infinities too.
  public var bind: Bind { .integer(Int64(bitPattern: bitPattern), typeID: TypeID.float8) }
}

extension Bool: PostgresBindable {
  /// `bool`.
  public static var postgresTypeID: UInt32 { TypeID.bool }
  /// One byte.
  public var bind: Bind { .binary([self ? 1 : 0], typeID: TypeID.bool) }
}

extension String: PostgresBindable {
  /// Left to the server, so that a string also fits an enum, a date or a `uuid` column.
  public static var postgresTypeID: UInt32 { 0 }
  /// The text.
  public var bind: Bind { .text(self) }
}

extension Optional: PostgresBindable where Wrapped: PostgresBindable {
  /// The type of the value inside.
  public static var postgresTypeID: UInt32 { Wrapped.postgresTypeID }
  /// The value, or SQL null.
  public var bind: Bind {
    switch self {
    case .some(let value): value.bind
    case .none: .null(typeID: Wrapped.postgresTypeID)
    }
  }
}

/// The bytes of an integer, most significant first.
func bigEndianBytes<Integer: FixedWidthInteger & Sendable>(_ value: Integer) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(Integer.bitWidth / 8)
  appendBigEndian(value, to: &bytes)
  return bytes
}

/// Appends the bytes of an integer, most significant first.
func appendBigEndian<Integer: FixedWidthInteger>(_ value: Integer, to bytes: inout [UInt8]) {
  var shift = Integer.bitWidth
  while shift > 0 {
    shift -= 8
    bytes.append(UInt8(truncatingIfNeeded: value >> Integer(shift)))
  }
}

/// A value bound to a placeholder: its PostgreSQL type and its bytes, ready to send.
public struct Bind: Sendable {
  enum Payload: Sendable {
    case null
    case text(String)
    case integer(Int64)
    case binary([UInt8])
    /// A value that PostgreSQL cannot hold; the statement fails with this message and is never sent.
    case refused(String)
  }

  /// The object identifier of the type; 0 lets the server decide from the context.
  public let typeID: UInt32
  let payload: Payload

  private init(typeID: UInt32, payload: Payload) {
    self.typeID = typeID
    self.payload = payload
  }

  /// SQL null of the given type.
  public static func null(typeID: UInt32) -> Bind {
    Bind(typeID: typeID, payload: .null)
  }

  /// A value in the type's text format. U+0000 is refused: PostgreSQL text cannot hold it, and libpq would cut there.
  public static func text(_ value: String, typeID: UInt32 = 0) -> Bind {
    if value.utf8.contains(0) { return .refused("a text value contains U+0000", typeID: typeID) }
    return Bind(typeID: typeID, payload: .text(value))
  }

  /// A value in the type's binary format.
  public static func binary(_ bytes: [UInt8], typeID: UInt32) -> Bind {
    Bind(typeID: typeID, payload: .binary(bytes))
  }

  /// A value that is an eight-byte integer in binary format: `int8`, `timestamptz`.
  public static func integer(_ value: Int64, typeID: UInt32) -> Bind {
    Bind(typeID: typeID, payload: .integer(value))
  }

  /// A value that must not be sent; `reason` never quotes it.
  public static func refused(_ reason: String, typeID: UInt32) -> Bind {
    Bind(typeID: typeID, payload: .refused(reason))
  }

  /// Why the value must not be sent, if so.
  var refusal: String? {
    if case .refused(let reason) = payload { reason } else { nil }
  }
}

extension Bind: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The type only: a bound value never reaches a log.
  public var description: String { "Bind(typeID: \(typeID))" }
  /// The type only.
  public var debugDescription: String { description }
  /// The type only.
  public var customMirror: Mirror { Mirror(self, children: ["typeID": typeID]) }
}

/// A Swift value that can be bound to a placeholder.
public protocol PostgresBindable: Sendable {
  /// The object identifier of the PostgreSQL type; 0 lets the server decide from the context.
  static var postgresTypeID: UInt32 { get }
  /// The value as a bind.
  var bind: Bind { get }
}

/// Object identifiers of built-in types.
enum TypeID {
  static let bool: UInt32 = 16
  static let bytea: UInt32 = 17
  static let int8: UInt32 = 20
  static let int4: UInt32 = 23
  static let text: UInt32 = 25
  static let float8: UInt32 = 701
  static let boolArray: UInt32 = 1000
  static let int4Array: UInt32 = 1007
  static let textArray: UInt32 = 1009
  static let int8Array: UInt32 = 1016
  static let float8Array: UInt32 = 1022
  static let timestamptz: UInt32 = 1184
  static let timestamptzArray: UInt32 = 1185
  static let uuid: UInt32 = 2950
  static let uuidArray: UInt32 = 2951
  static let jsonb: UInt32 = 3802
}

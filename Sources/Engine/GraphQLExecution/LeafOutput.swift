public import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

/// A Swift type that stands for an output type of the schema in the signatures of resolvers.
public protocol OutputType: Sendable {}

/// A Swift type whose values are results of scalars or enums (specification, section 3.5, "Result Coercion").
public protocol LeafOutput: OutputType {
  /// Writes the value as JSON; answers false and writes nothing where it is null.
  func write(into writer: inout JSONWriter) -> Bool
  /// The error of a value that the scalar cannot represent.
  var resultError: GraphQLError? { get }
}

extension LeafOutput {
  @inlinable
  public var resultError: GraphQLError? { nil }
}

/// A type that stands for an object, interface or union type; generated from the schema, never instantiated.
public protocol CompositeOutput: OutputType {
  /// The type's name in the schema.
  static var typeName: String { get }
}

extension Optional: OutputType where Wrapped: OutputType {}
extension Array: OutputType where Element: OutputType {}

extension Optional: LeafOutput where Wrapped: LeafOutput {
  @inlinable
  public func write(into writer: inout JSONWriter) -> Bool {
    guard let self else { return false }
    return self.write(into: &writer)
  }

  @inlinable
  public var resultError: GraphQLError? { self?.resultError }
}

extension Array: LeafOutput where Element: LeafOutput {
  @inlinable
  public func write(into writer: inout JSONWriter) -> Bool {
    writer.byte(UInt8(ascii: "["))
    for (index, element) in enumerated() {
      if index > 0 { writer.byte(UInt8(ascii: ",")) }
      if !element.write(into: &writer) { writer.null() }
    }
    writer.byte(UInt8(ascii: "]"))
    return true
  }

  @inlinable
  public var resultError: GraphQLError? { lazy.compactMap(\.resultError).first }
}

extension String: LeafOutput {
  @inlinable
  public func write(into writer: inout JSONWriter) -> Bool {
    writer.string(self)
    return true
  }
}

extension Bool: LeafOutput {
  @inlinable
  public func write(into writer: inout JSONWriter) -> Bool {
    writer.boolean(self)
    return true
  }
}

extension Int: LeafOutput {
  @inlinable
  public func write(into writer: inout JSONWriter) -> Bool {
    writer.integer(self)
    return true
  }

  @inlinable
  public var resultError: GraphQLError? {
    Int32(exactly: self) == nil
      ? GraphQLError("Int cannot represent non 32-bit signed integer value: \(self)") : nil
  }
}

extension Double: LeafOutput {
  @inlinable
  public func write(into writer: inout JSONWriter) -> Bool {
    writer.number(self)
    return true
  }

  @inlinable
  public var resultError: GraphQLError? {
    isFinite ? nil : GraphQLError("Float cannot represent non numeric value: \(self)")
  }
}

extension JSONValue: LeafOutput {
  @inlinable
  public func write(into writer: inout JSONWriter) -> Bool {
    if self == .null { return false }
    writer.value(self)
    return true
  }
}

/// An object identifier (specification, section 3.5.5).
public struct ID: LeafOutput, Hashable {
  /// The identifier as clients see it.
  public let value: String

  /// An identifier.
  @inlinable
  public init(_ value: String) { self.value = value }

  @inlinable
  public func write(into writer: inout JSONWriter) -> Bool { value.write(into: &writer) }
}

/// An enum of the schema as a Swift enum whose raw values are the value names (specification, section 3.9).
public protocol EnumOutput: LeafOutput, InputDecodable, RawRepresentable, Hashable where RawValue == String {}

extension EnumOutput {
  @inlinable
  public func write(into writer: inout JSONWriter) -> Bool {
    writer.string(rawValue)
    return true
  }

  public init(input: InputValue) throws(GraphQLError) {
    let name: String
    switch input {
    case .enumValue(let value), .string(let value): name = value
    default: throw .unexpectedInput("\(Self.self)")
    }
    guard let value = Self(rawValue: name) else { throw .unexpectedInput("\(Self.self)") }
    self = value
  }
}

// A statement: SQL text and the values bound to it.
//
// Neighbours: Bind.swift makes the values, PendingRows.swift is a query that was sent.
// Invariant: a value never becomes text. Interpolating one appends "$n" to the text and the value to `binds`,
// and the n-th placeholder in the text always belongs to the n-th bind.

/// One SQL statement with its bound values.
///
/// Text and values meet only here: an interpolated value becomes a bind.
///
///     let query = Query("catalog.diagramsByID", "select id, title from diagrams where id = any(\(ids))")
public struct Query: Sendable, ExpressibleByStringInterpolation {
  /// The name for logs and golden files, such as `catalog.diagramsByID`; empty for a fragment.
  public private(set) var name = ""
  /// The SQL with `$1`, `$2`... where values belong.
  public private(set) var text: String
  /// The values, in the order of their placeholders.
  public private(set) var binds: [Bind] = []
  /// Whose private rows it may see; nil for a statement that needs none.
  var audience: Audience?
  /// The UTF-8 offset of each placeholder in `text`, so that a spliced fragment can be renumbered without parsing SQL.
  private var placeholders: [Int] = []

  /// Gives a statement its name.
  public init(_ name: StaticString, _ body: Query) {
    self = body
    self.name = name.description
  }

  /// A statement without values.
  public init(stringLiteral text: String) {
    self.text = text
  }

  /// A statement written as a string literal with values in it.
  public init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.query
  }

  /// Appends a fragment; its placeholders are renumbered.
  public static func += (query: inout Query, fragment: Query) {
    query.append(fragment)
  }

  /// Two fragments after each other; the name is that of the first one that has a name.
  public static func + (first: Query, second: Query) -> Query {
    var query = first
    query.append(second)
    return query
  }

  private mutating func append(_ value: Bind) {
    placeholders.append(text.utf8.count)
    binds.append(value)
    text += "$"
    text += String(binds.count)
  }

  private mutating func append(_ fragment: Query) {
    if name.isEmpty { name = fragment.name }
    audience = audience ?? fragment.audience
    if fragment.binds.isEmpty {
      text += fragment.text
      return
    }
    var rest = fragment.text.utf8[...]
    for (index, offset) in fragment.placeholders.enumerated() {
      let start = fragment.text.utf8.index(fragment.text.utf8.startIndex, offsetBy: offset)
      text += String(Substring(rest[..<start]))
      append(fragment.binds[index])
      rest = fragment.text.utf8[start...].dropFirst("$\(index + 1)".utf8.count)
    }
    text += String(Substring(rest))
  }
}

extension Query {
  /// Builds a query out of the pieces of a string literal.
  public struct StringInterpolation: StringInterpolationProtocol, Sendable {
    fileprivate var query: Query

    /// Called by the compiler.
    public init(literalCapacity: Int, interpolationCount: Int) {
      query = Query(stringLiteral: "")
      query.text.reserveCapacity(literalCapacity + interpolationCount * 3)
    }

    /// Appends SQL text that stands in the source.
    public mutating func appendLiteral(_ literal: String) {
      query.text += literal
    }

    /// Binds a value.
    public mutating func appendInterpolation(_ value: some PostgresBindable) {
      query.append(value.bind)
    }

    /// Binds a value or null. Without a form for optionals the compiler warns of each one.
    public mutating func appendInterpolation<Value: PostgresBindable>(_ value: Value?) {
      query.append(value.bind)
    }

    /// Splices a fragment with its own values.
    public mutating func appendInterpolation(fragment: Query) {
      query.append(fragment)
    }

    /// Splices fixed SQL text that is chosen at run time, such as one of two sort orders. It is never a value.
    public mutating func appendInterpolation(unsafeRawSQL text: StaticString) {
      query.text += text.description
    }
  }
}

extension Query: CustomStringConvertible {
  /// The name and the text, without the values.
  public var description: String {
    name.isEmpty ? text : "\(name): \(text)"
  }
}

extension Query: CustomReflectable {
  /// Hides the values from `dump` and `String(reflecting:)`.
  public var customMirror: Mirror {
    Mirror(self, children: ["name": name, "text": text, "binds": binds.count])
  }
}

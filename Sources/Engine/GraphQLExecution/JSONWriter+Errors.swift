public import GraphQLJSON
public import GraphQLSyntax

extension JSONWriter {
  /// A list of errors as the specification shapes them (section 7.1.2).
  public mutating func errors(_ errors: [GraphQLError]) {
    byte(UInt8(ascii: "["))
    for (index, error) in errors.enumerated() {
      if index > 0 { byte(UInt8(ascii: ",")) }
      self.error(error)
    }
    byte(UInt8(ascii: "]"))
  }

  private mutating func error(_ error: GraphQLError) {
    raw("{\"message\":")
    string(error.message)
    if !error.locations.isEmpty { locations(error.locations) }
    if let path = error.path {
      raw(",\"path\":")
      self.path(path)
    }
    if error.code != nil || !error.extensions.isEmpty {
      var members = JSONObject()
      if let code = error.code { members.append(key: "code", value: .string(code.rawValue)) }
      for (key, value) in error.extensions.members { members.append(key: key, value: value) }
      raw(",\"extensions\":")
      object(members)
    }
    byte(UInt8(ascii: "}"))
  }

  private mutating func locations(_ locations: [SourceLocation]) {
    raw(",\"locations\":[")
    for (index, location) in locations.enumerated() {
      if index > 0 { byte(UInt8(ascii: ",")) }
      raw("{\"line\":")
      integer(location.line)
      raw(",\"column\":")
      integer(location.column)
      byte(UInt8(ascii: "}"))
    }
    byte(UInt8(ascii: "]"))
  }

  /// A response path.
  mutating func path(_ path: [PathElement]) {
    byte(UInt8(ascii: "["))
    for (index, element) in path.enumerated() {
      if index > 0 { byte(UInt8(ascii: ",")) }
      switch element {
      case .key(let key): string(key)
      case .index(let position): integer(position)
      }
    }
    byte(UInt8(ascii: "]"))
  }
}

extension GraphQLErrors {
  /// The response to a request that was refused: errors and no data.
  public var responseBody: [UInt8] {
    var writer = JSONWriter(capacity: 256)
    writer.raw("{\"errors\":")
    writer.errors(errors)
    writer.byte(UInt8(ascii: "}"))
    return writer.finish()
  }

  /// The bare list of errors, as sockets send it.
  public var listBody: [UInt8] {
    var writer = JSONWriter(capacity: 256)
    writer.errors(errors)
    return writer.finish()
  }
}

/// How Swift is generated from a schema.
public struct GenerationOptions: Sendable {
  /// The Swift enum that holds everything generated.
  public var namespace: String
  /// The Swift types of custom scalars; scalars without an entry become `JSONValue`.
  public var scalars: [String: String]
  /// Modules that the generated code imports beside the engine's.
  public var imports: [String]

  public init(namespace: String = "API", scalars: [String: String] = [:], imports: [String] = []) {
    self.namespace = namespace
    self.scalars = scalars
    self.imports = imports
  }
}

/// One file of generated Swift.
public struct GeneratedFile: Sendable, Equatable {
  public let name: String
  public let text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

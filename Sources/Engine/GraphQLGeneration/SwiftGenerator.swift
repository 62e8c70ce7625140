public import GraphQLSchema
public import GraphQLSyntax

/// Generates typed Swift from a schema: enums, inputs, argument structs and, for each object type, the struct with one
/// resolver per field whose initialiser is the compile-time proof that none is missing.
///
/// The output depends on the schema alone and is meant to be committed: reviewers see it, clones build without the tool.
public struct SwiftGenerator {
  private let schema: Schema
  private let names: SwiftNames
  private let options: GenerationOptions

  public init(schema: Schema, options: GenerationOptions) {
    self.schema = schema
    self.options = options
    names = SwiftNames(schema: schema, options: options)
  }

  /// One file per area.
  ///
  /// - Parameter areas: file names without extension and the SDL document of each; types belong to the area whose
  ///   document defines them.
  public func generate(areas: [(name: String, document: Document)]) -> [GeneratedFile] {
    areas.compactMap { area in
      let types = schema.types.filter { $0.kind != .scalar && $0.syntax.first?.document === area.document }
      return types.isEmpty ? nil : GeneratedFile(name: area.name + ".swift", text: file(types))
    }
  }

  private func file(_ types: [NamedType]) -> String {
    var body = SourceWriter()
    body.block("extension \(options.namespace)") { writer in
      for (index, type) in types.enumerated() {
        if index > 0 { writer.line() }
        emit(type, &writer)
      }
    }
    var head = SourceWriter()
    head.line("// Generated from the schema by `atlas codegen`. Do not edit.")
    head.line("// swift-format-ignore-file")
    head.line()
    for module in imports(of: body.text) { head.line("public import \(module)") }
    head.line()
    return head.text + body.text
  }

  /// The modules whose names the text mentions: an import too many is a warning.
  private func imports(of text: String) -> [String] {
    var modules = options.imports + ["GraphQLExecution"]
    if text.contains("JSONValue") { modules.append("GraphQLJSON") }
    if text.contains("InputValue") { modules.append("GraphQLSchema") }
    if text.contains("GraphQLError") { modules.append("GraphQLSyntax") }
    return modules.sorted()
  }

  private func emit(_ type: NamedType, _ writer: inout SourceWriter) {
    writer.documentation(type.description)
    switch type.kind {
    case .enum: emitEnum(type, &writer)
    case .inputObject: emitInput(type, &writer)
    case .object: emitObject(type, &writer)
    case .interface, .union:
      writer.block("public enum \(type.name): CompositeOutput") { writer in
        writer.line("public static let typeName = \"\(type.name)\"")
      }
    case .scalar: break
    }
  }

  private func emitEnum(_ type: NamedType, _ writer: inout SourceWriter) {
    writer.block("public enum \(type.name): String, EnumOutput, CaseIterable") { writer in
      for value in type.enumValues {
        writer.documentation(value.description)
        writer.line("case \(SwiftNames.enumCase(value.name)) = \"\(value.name)\"")
      }
    }
  }

  private func emitInput(_ type: NamedType, _ writer: inout SourceWriter) {
    writer.block("public struct \(type.name): InputDecodable") { writer in
      emitInputValues(type.inputFields, &writer)
      writer.line("/// What the client gave, which tells an absent field from null.")
      writer.line("public let given: InputObject")
      writer.line()
      writer.block("public init(input: InputValue) throws(GraphQLError)") { writer in
        writer.line(
          "guard case .object(let object) = input else { throw .unexpectedInput(\"\(type.name)\") }")
        emitDecoding(type.inputFields, from: "object", &writer)
        writer.line("given = object")
      }
    }
  }

  private func emitInputValues(_ values: [InputValueDefinition], _ writer: inout SourceWriter) {
    for value in values {
      writer.documentation(value.description)
      writer.line("public let \(SwiftNames.identifier(value.name)): \(inputType(value))")
    }
  }

  private func emitDecoding(_ values: [InputValueDefinition], from source: String, _ writer: inout SourceWriter) {
    for value in values {
      writer.line("\(SwiftNames.identifier(value.name)) = try \(source).decode(\"\(value.name)\")")
    }
  }

  /// An input with a default is never absent, but a client may still send null for a nullable one.
  private func inputType(_ value: InputValueDefinition) -> String { names.type(value.type) }

  // MARK: Objects

  private func emitObject(_ type: NamedType, _ writer: inout SourceWriter) {
    writer.block("public enum \(type.name): CompositeOutput") { writer in
      writer.line("public static let typeName = \"\(type.name)\"")
      for field in type.fields where !field.arguments.isEmpty { emitArguments(field, &writer) }
      writer.line()
      emitFields(type, &writer)
    }
  }

  private func argumentsName(_ field: FieldDefinition) -> String {
    field.arguments.isEmpty ? "NoArguments" : SwiftNames.capitalized(field.name) + "Arguments"
  }

  private func emitArguments(_ field: FieldDefinition, _ writer: inout SourceWriter) {
    writer.line()
    writer.line("/// The arguments of `\(field.name)`.")
    writer.block("public struct \(argumentsName(field)): ArgumentSet") { writer in
      emitInputValues(field.arguments, &writer)
      writer.line()
      writer.block("public init(_ arguments: InputArguments) throws(GraphQLError)") { writer in
        emitDecoding(field.arguments, from: "arguments", &writer)
      }
    }
  }

  private func emitFields(_ type: NamedType, _ writer: inout SourceWriter) {
    writer.line("/// One resolver per field of `\(type.name)`.")
    writer.block("public struct Fields<Source: ObjectSource>: FieldSet") { writer in
      writer.line("public static var typeName: String { \"\(type.name)\" }")
      for field in type.fields {
        writer.documentation(field.description)
        writer.line("public let \(SwiftNames.identifier(field.name)): \(resolverType(field))")
      }
      writer.line()
      emitInitializer(type, &writer)
      writer.line()
      writer.block("public var resolvers: [(field: String, resolver: AnyFieldResolver)]") { writer in
        writer.line("var list: [(field: String, resolver: AnyFieldResolver)] = []")
        for field in type.fields {
          writer.line(
            "list.append((\"\(field.name)\", AnyFieldResolver(\(SwiftNames.identifier(field.name)))))")
        }
        writer.line("return list")
      }
    }
  }

  private func resolverType(_ field: FieldDefinition) -> String {
    "FieldResolver<Source, \(argumentsName(field)), \(names.type(field.type))>"
  }

  private func emitInitializer(_ type: NamedType, _ writer: inout SourceWriter) {
    writer.line("public init(")
    for (index, field) in type.fields.enumerated() {
      let comma = index + 1 < type.fields.count ? "," : ""
      writer.line("  \(SwiftNames.identifier(field.name)): \(resolverType(field))\(comma)")
    }
    writer.block(")") { writer in
      for field in type.fields {
        writer.line("self.\(field.name) = \(SwiftNames.identifier(field.name))")
      }
    }
  }
}

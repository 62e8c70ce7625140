import GraphQLSyntax

/// Prints schemas as SDL: what is not built in, in the order of the schema.
public struct SchemaPrinter {
  /// What of a schema is printed.
  public struct Options: Sendable {
    /// Whether descriptions are.
    public var descriptions: Bool
    /// Whether applied directives are that the specification does not define; those that it does always are.
    public var appliedDirectives: Bool

    /// Descriptions, and no directives but those of the specification.
    public init(descriptions: Bool = true, appliedDirectives: Bool = false) {
      self.descriptions = descriptions
      self.appliedDirectives = appliedDirectives
    }
  }

  let schema: Schema
  let options: Options

  /// The SDL of a schema.
  public static func print(_ schema: Schema, _ options: Options = Options()) -> String {
    let printer = SchemaPrinter(schema: schema, options: options)
    let directives = schema.directives.filter { !Schema.specifiedDirectiveNames.contains($0.name) }
    let types = schema.types.filter { !schema.isBuiltIn($0) }
    let parts = [printer.schemaDefinition()] + directives.map(printer.directive) + types.map(printer.type)
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// The SDL of one type of a schema.
  public static func print(_ type: NamedType, of schema: Schema, _ options: Options = Options()) -> String {
    SchemaPrinter(schema: schema, options: options).type(type)
  }

  /// Nothing where the roots have their default names and nothing is said of the schema.
  private func schemaDefinition() -> String {
    let roots = OperationType.allCases.compactMap { operation in
      schema.rootType(operation).map { "  \(operation.name): \($0.name)\n" }
    }
    let isDefault = OperationType.allCases.allSatisfy {
      schema.rootType($0)?.id == schema.type(named: $0.defaultTypeName)?.id
    }
    let head = description(schema.description) + "schema" + applied(schema.appliedDirectives)
    if roots.isEmpty || isDefault && head == "schema" { return "" }
    return head + " {\n" + roots.joined() + "}"
  }

  private func type(_ type: NamedType) -> String { description(type.description) + definition(type) }

  private func definition(_ type: NamedType) -> String {
    switch type.kind {
    case .scalar: "scalar " + type.name + specifiedBy(type.specifiedByURL) + applied(type.directives)
    case .object: "type " + type.name + interfaces(type) + applied(type.directives) + fields(type)
    case .interface: "interface " + type.name + interfaces(type) + applied(type.directives) + fields(type)
    case .union: "union " + type.name + applied(type.directives) + names(type.memberTypes, " = ", " | ")
    case .enum: "enum " + type.name + applied(type.directives) + enumValues(type)
    case .inputObject:
      "input " + type.name + (type.isOneOf ? " @oneOf" : "") + applied(type.directives) + inputFields(type)
    }
  }

  // MARK: Members

  private func interfaces(_ type: NamedType) -> String { names(type.interfaces, " implements ", " & ") }

  private func names(_ types: [TypeID], _ start: String, _ separator: String) -> String {
    types.isEmpty ? "" : start + types.map { schema[$0].name }.joined(separator: separator)
  }

  private func fields(_ type: NamedType) -> String {
    block(type.fields) { field in
      (
        field.description,
        field.name + arguments(field.arguments, "  ") + ": " + schema.name(field.type)
          + deprecated(field.deprecationReason) + applied(field.directives)
      )
    }
  }

  private func enumValues(_ type: NamedType) -> String {
    block(type.enumValues) { ($0.description, $0.name + deprecated($0.deprecationReason) + applied($0.directives)) }
  }

  private func inputFields(_ type: NamedType) -> String {
    block(type.inputFields) { ($0.description, inputValue($0)) }
  }

  /// Members in braces, an empty line before each that has a description.
  private func block<Member>(_ members: [Member], _ print: (Member) -> (description: String?, text: String)) -> String {
    if members.isEmpty { return "" }
    let lines = members.enumerated().map { index, member in
      let (description, text) = print(member)
      return self.description(description, "  ", isFirst: index == 0) + "  " + text
    }
    return " {\n" + lines.joined(separator: "\n") + "\n}"
  }

  private func arguments(_ arguments: [InputValueDefinition], _ indentation: String = "") -> String {
    if arguments.isEmpty { return "" }
    if !options.descriptions || arguments.allSatisfy({ $0.description == nil }) {
      return "(" + arguments.map(inputValue).joined(separator: ", ") + ")"
    }
    let lines = arguments.enumerated().map { index, argument in
      description(argument.description, "  " + indentation, isFirst: index == 0) + "  " + indentation
        + inputValue(argument)
    }
    return "(\n" + lines.joined(separator: "\n") + "\n" + indentation + ")"
  }

  private func inputValue(_ value: InputValueDefinition) -> String {
    value.name + ": " + schema.name(value.type) + (value.defaultValue.map { " = " + $0.printed } ?? "")
      + deprecated(value.deprecationReason) + applied(value.directives)
  }

  private func directive(_ directive: DirectiveDefinition) -> String {
    description(directive.description) + "directive @" + directive.name + arguments(directive.arguments)
      + (directive.isRepeatable ? " repeatable" : "") + " on "
      + directive.locations.map(\.rawValue).joined(separator: " | ")
  }

  // MARK: Directives and descriptions

  private func deprecated(_ reason: String?) -> String {
    guard let reason else { return "" }
    return reason == DirectiveDefinition.defaultDeprecationReason
      ? " @deprecated" : " @deprecated(reason: \(ValueLiteral.string(reason, isBlock: false).printed))"
  }

  private func applied(_ directives: [AppliedDirective]) -> String {
    guard options.appliedDirectives else { return "" }
    return directives.filter(\.isCustom).map { " " + $0.printed }.joined()
  }

  private func specifiedBy(_ url: String?) -> String {
    url.map { " @specifiedBy(url: \(ValueLiteral.string($0, isBlock: false).printed))" } ?? ""
  }

  private func description(_ text: String?, _ indentation: String = "", isFirst: Bool = true) -> String {
    guard let text, options.descriptions else { return "" }
    let lines = ValueLiteral.string(text, isBlock: BlockString.canRepresent(text)).printed
      .split(separator: "\n", omittingEmptySubsequences: false)
    return (indentation.isEmpty || isFirst ? "" : "\n")
      + lines.map { indentation + $0 + "\n" }.joined()
  }
}

extension DirectiveDefinition {
  /// The reason of a deprecation that gives none (specification, section 3.13.3).
  public static let defaultDeprecationReason = "No longer supported"
}

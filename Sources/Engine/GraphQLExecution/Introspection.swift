import GraphQLSchema
import GraphQLSyntax

/// The meta-fields of the query root (specification, section 4).
enum IntrospectionRoot {
  static func field(
    _ name: String, _ schema: Schema
  ) -> (definition: FieldDefinition, resolver: AnyFieldResolver)? {
    switch name {
    case "__schema":
      guard let type = schema.type(named: "__Schema") else { return nil }
      return (
        FieldDefinition(name: name, type: .nonNull(.named(type.id))),
        AnyFieldResolver(
          resolve: { parents, _, _ in
            let sources = [IntrospectedSchema](repeating: IntrospectedSchema(schema: schema), count: parents.count)
            return .ready(Column(.objects(ObjectColumn(Batch<IntrospectedSchema>(sources)))))
          })
      )
    case "__type":
      guard let type = schema.type(named: "__Type"), let string = schema.type(named: "String") else { return nil }
      let argument = InputValueDefinition(name: "name", type: .nonNull(.named(string.id)))
      return (
        FieldDefinition(name: name, arguments: [argument], type: .named(type.id)),
        AnyFieldResolver(resolve: { parents, arguments, _ in
          let name: String = try arguments.decode("name")
          let found = schema.type(named: name).map { IntrospectedType(schema: schema, reference: .named($0.id)) }
          let sources = found.map { [IntrospectedType](repeating: $0, count: parents.count) } ?? []
          let rows = found == nil ? [Int32](repeating: -1, count: parents.count) : nil
          return .ready(Column(.objects(ObjectColumn(Batch<IntrospectedType>(sources), rows: rows))))
        })
      )
    default: return nil
    }
  }
}

/// The argument of introspection's lists.
struct IncludeDeprecated: ArgumentSet {
  let includeDeprecated: Bool

  init(_ arguments: InputArguments) throws(GraphQLError) {
    includeDeprecated = try arguments.decode("includeDeprecated")
  }
}

struct IntrospectedSchema: ObjectSource {
  let schema: Schema

  func type(_ id: TypeID) -> IntrospectedType { IntrospectedType(schema: schema, reference: .named(id)) }
}

struct IntrospectedType: ObjectSource {
  let schema: Schema
  let reference: TypeReference

  /// The named type; nil for a list or non-null.
  var named: NamedType? {
    if case .named(let id) = reference { return schema[id] }
    return nil
  }

  var kind: String {
    switch reference {
    case .named(let id): schema[id].kind.rawValue
    case .list: "LIST"
    case .nonNull: "NON_NULL"
    }
  }

  var wrapped: IntrospectedType? {
    switch reference {
    case .named: nil
    case .list(let inner), .nonNull(let inner): IntrospectedType(schema: schema, reference: inner)
    }
  }

  func types(_ ids: [TypeID]) -> [IntrospectedType] {
    ids.map { IntrospectedType(schema: schema, reference: .named($0)) }
  }
}

struct IntrospectedField: ObjectSource {
  let schema: Schema
  let definition: FieldDefinition
}

struct IntrospectedInputValue: ObjectSource {
  let schema: Schema
  let definition: InputValueDefinition
}

struct IntrospectedEnumValue: ObjectSource {
  let definition: EnumValueDefinition
}

struct IntrospectedDirective: ObjectSource {
  let schema: Schema
  let definition: DirectiveDefinition
}

/// Output types of introspection in the signatures of its resolvers.
enum IntrospectionOutput {
  enum Schema: CompositeOutput { static let typeName = "__Schema" }
  enum TypeOutput: CompositeOutput { static let typeName = "__Type" }
  enum Field: CompositeOutput { static let typeName = "__Field" }
  enum InputValue: CompositeOutput { static let typeName = "__InputValue" }
  enum EnumValue: CompositeOutput { static let typeName = "__EnumValue" }
  enum Directive: CompositeOutput { static let typeName = "__Directive" }
}

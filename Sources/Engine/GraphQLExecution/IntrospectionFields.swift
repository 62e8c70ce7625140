import GraphQLSchema
import GraphQLSyntax

extension ResolverMap {
  /// Adds the resolvers of the introspection types (specification, section 4.1).
  mutating func addIntrospection(_ schema: Schema) {
    add(IntrospectionFields.schema)
    add(IntrospectionFields.type)
    add(IntrospectionFields.field)
    add(IntrospectionFields.inputValue)
    add(IntrospectionFields.enumValue)
    add(IntrospectionFields.directive)
  }
}

/// Resolvers of one introspection type: names and erased resolvers, as generated field sets have them.
struct IntrospectionFields<Source: ObjectSource> {
  let typeName: String
  var resolvers: [(field: String, resolver: AnyFieldResolver)] = []

  fileprivate mutating func value<Output: LeafOutput>(
    _ name: String, _ transform: @escaping @Sendable (Source) -> Output
  ) {
    resolvers.append((name, AnyFieldResolver(FieldResolver<Source, NoArguments, Output>.value(transform))))
  }

  fileprivate mutating func object<Target: ObjectSource>(
    _ name: String, _ transform: @escaping @Sendable (Source) -> Target?
  ) where Target.Storage == SourceList<Target> {
    let field = FieldResolver<Source, NoArguments, IntrospectionOutput.TypeOutput?>.batch { parents, _, _ in
      .objects(parents.map(transform))
    }
    resolvers.append((name, AnyFieldResolver(field)))
  }

  fileprivate mutating func list<Arguments: ArgumentSet, Target: ObjectSource>(
    _ name: String, _ arguments: Arguments.Type, _ transform: @escaping @Sendable (Source, Arguments) -> [Target]?
  ) where Target.Storage == SourceList<Target> {
    let field = FieldResolver<Source, Arguments, [IntrospectionOutput.TypeOutput]?>.batch { parents, arguments, _ in
      .lists(parents.map { transform($0, arguments) })
    }
    resolvers.append((name, AnyFieldResolver(field)))
  }
}

extension ResolverMap {
  fileprivate mutating func add<Source>(_ fields: IntrospectionFields<Source>) {
    for (field, resolver) in fields.resolvers { add(fields.typeName, field, resolver) }
  }
}

extension IntrospectionFields where Source == IntrospectedSchema {
  static var schema: Self {
    var fields = Self(typeName: "__Schema")
    fields.value("description") { $0.schema.description }
    fields.list("types", NoArguments.self) { source, _ in source.schema.types.map { source.type($0.id) } }
    fields.object("queryType") { source in source.schema.queryType.map(source.type) }
    fields.object("mutationType") { source in source.schema.mutationType.map(source.type) }
    fields.object("subscriptionType") { source in source.schema.subscriptionType.map(source.type) }
    fields.list("directives", NoArguments.self) { source, _ in
      source.schema.directives.map { IntrospectedDirective(schema: source.schema, definition: $0) }
    }
    return fields
  }
}

extension IntrospectionFields where Source == IntrospectedType {
  static var type: Self {
    var fields = Self(typeName: "__Type")
    fields.value("kind") { $0.kind }
    fields.value("name") { $0.named?.name }
    fields.value("description") { $0.named?.description }
    fields.value("specifiedByURL") { $0.named?.specifiedByURL }
    fields.value("isOneOf") { source in source.named.flatMap { $0.kind == .inputObject ? $0.isOneOf : nil } }
    fields.list("fields", IncludeDeprecated.self) { source, arguments -> [IntrospectedField]? in
      guard let type = source.named, type.kind == .object || type.kind == .interface else { return nil }
      return type.fields.filter { arguments.includeDeprecated || $0.deprecationReason == nil }
        .map { IntrospectedField(schema: source.schema, definition: $0) }
    }
    fields.list("interfaces", NoArguments.self) { source, _ -> [IntrospectedType]? in
      guard let type = source.named, type.kind == .object || type.kind == .interface else { return nil }
      return source.types(type.interfaces)
    }
    fields.list("possibleTypes", NoArguments.self) { source, _ -> [IntrospectedType]? in
      guard let type = source.named, type.kind.isAbstract else { return nil }
      return source.types(source.schema.possibleTypes(type.id))
    }
    fields.list("enumValues", IncludeDeprecated.self) { source, arguments -> [IntrospectedEnumValue]? in
      guard let type = source.named, type.kind == .enum else { return nil }
      return type.enumValues.filter { arguments.includeDeprecated || $0.deprecationReason == nil }
        .map { IntrospectedEnumValue(definition: $0) }
    }
    fields.list("inputFields", IncludeDeprecated.self) { source, arguments -> [IntrospectedInputValue]? in
      guard let type = source.named, type.kind == .inputObject else { return nil }
      return type.inputFields.filter { arguments.includeDeprecated || $0.deprecationReason == nil }
        .map { IntrospectedInputValue(schema: source.schema, definition: $0) }
    }
    fields.object("ofType") { $0.wrapped }
    return fields
  }
}

extension IntrospectionFields where Source == IntrospectedField {
  static var field: Self {
    var fields = Self(typeName: "__Field")
    fields.value("name") { $0.definition.name }
    fields.value("description") { $0.definition.description }
    fields.list("args", IncludeDeprecated.self) { source, arguments in
      source.definition.arguments.introspected(source.schema, includeDeprecated: arguments.includeDeprecated)
    }
    fields.object("type") { IntrospectedType(schema: $0.schema, reference: $0.definition.type) }
    fields.value("isDeprecated") { $0.definition.deprecationReason != nil }
    fields.value("deprecationReason") { $0.definition.deprecationReason }
    return fields
  }
}

extension IntrospectionFields where Source == IntrospectedInputValue {
  static var inputValue: Self {
    var fields = Self(typeName: "__InputValue")
    fields.value("name") { $0.definition.name }
    fields.value("description") { $0.definition.description }
    fields.object("type") { IntrospectedType(schema: $0.schema, reference: $0.definition.type) }
    fields.value("defaultValue") { $0.definition.defaultValue?.printed }
    fields.value("isDeprecated") { $0.definition.deprecationReason != nil }
    fields.value("deprecationReason") { $0.definition.deprecationReason }
    return fields
  }
}

extension IntrospectionFields where Source == IntrospectedEnumValue {
  static var enumValue: Self {
    var fields = Self(typeName: "__EnumValue")
    fields.value("name") { $0.definition.name }
    fields.value("description") { $0.definition.description }
    fields.value("isDeprecated") { $0.definition.deprecationReason != nil }
    fields.value("deprecationReason") { $0.definition.deprecationReason }
    return fields
  }
}

extension IntrospectionFields where Source == IntrospectedDirective {
  static var directive: Self {
    var fields = Self(typeName: "__Directive")
    fields.value("name") { $0.definition.name }
    fields.value("description") { $0.definition.description }
    fields.value("isRepeatable") { $0.definition.isRepeatable }
    fields.value("locations") { $0.definition.locations.map(\.rawValue) }
    fields.list("args", IncludeDeprecated.self) { source, arguments in
      source.definition.arguments.introspected(source.schema, includeDeprecated: arguments.includeDeprecated)
    }
    return fields
  }
}

extension [InputValueDefinition] {
  fileprivate func introspected(_ schema: Schema, includeDeprecated: Bool) -> [IntrospectedInputValue] {
    filter { includeDeprecated || $0.deprecationReason == nil }
      .map { IntrospectedInputValue(schema: schema, definition: $0) }
  }
}

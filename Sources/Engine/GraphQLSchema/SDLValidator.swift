public import GraphQLSyntax

/// Checks SDL documents by the rules that need no finished schema (specification, section 3, "Type Validation").
///
/// What can only be said of the schema as a whole is the matter of `SchemaValidator`.
public enum SDLValidator {
  private static let rules: [any SDLRule.Type] = [
    LoneSchemaDefinitionRule.self, UniqueOperationTypesRule.self, UniqueTypeNamesRule.self,
    UniqueEnumValueNamesRule.self, UniqueFieldDefinitionNamesRule.self, UniqueArgumentDefinitionNamesRule.self,
    UniqueDirectiveNamesRule.self, KnownTypeNamesRule.self, KnownDirectivesRule.self,
    UniqueDirectivesPerLocationRule.self, PossibleTypeExtensionsRule.self, KnownArgumentNamesOnDirectivesRule.self,
    UniqueArgumentNamesRule.self, UniqueInputFieldNamesRule.self, ProvidedRequiredArgumentsOnDirectivesRule.self,
  ]

  /// The names of all rules, such as `UniqueTypeNamesRule`.
  public static var ruleNames: [String] { rules.map(name) }

  /// The errors of a document, rule by rule.
  ///
  /// - Parameters:
  ///   - schema: the schema that the document extends; nil where it stands alone.
  ///   - names: the rules to check; nil for all.
  public static func validate(
    _ document: Document, extending schema: Schema? = nil, rules names: [String]? = nil
  ) -> [GraphQLError] {
    var context = SDLContext(document: document, schema: schema)
    for rule in rules where names?.contains(name(rule)) ?? true { rule.check(&context) }
    return context.errors
  }

  private static func name(_ rule: any SDLRule.Type) -> String { String(describing: rule) }
}

/// One rule about SDL documents.
protocol SDLRule: SendableMetatype {
  /// Reports every violation in the context's document.
  static func check(_ context: inout SDLContext)
}

import GraphQLSyntax

/// The values of an enum have different names (specification, section 3.9).
enum UniqueEnumValueNamesRule: SDLRule {
  static func check(_ context: inout SDLContext) {
    let members = UniqueMembers(
      kinds: [.enumTypeDefinition, .enumTypeExtension], memberKinds: [.enumValueDefinition], noun: "Enum value",
      exists: { $0.enumValue($1) != nil })
    members.check(&context)
  }
}

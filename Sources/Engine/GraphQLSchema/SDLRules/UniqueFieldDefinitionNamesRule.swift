import GraphQLSyntax

/// The fields of an object, interface or input object have different names (specification, sections 3.6, 3.7, 3.10).
enum UniqueFieldDefinitionNamesRule: SDLRule {
  static func check(_ context: inout SDLContext) {
    let members = UniqueMembers(
      kinds: [
        .objectTypeDefinition, .objectTypeExtension, .interfaceTypeDefinition, .interfaceTypeExtension,
        .inputObjectTypeDefinition, .inputObjectTypeExtension,
      ],
      memberKinds: [.fieldDefinition, .inputValueDefinition], noun: "Field",
      exists: { $0.field($1) != nil || $0.inputField($1) != nil })
    members.check(&context)
  }
}

public import GraphQLSyntax

extension Schema {
  /// Whether the selections of a fragment or inline fragment count for an object type (`DoesFragmentTypeApply`,
  /// specification, section 6.3.2).
  public func doesFragmentTypeApply(_ document: Document, _ fragment: NodeID, to object: TypeID) -> Bool {
    guard let condition = document.typeCondition(fragment) else { return true }
    guard let named = type(named: document.name(condition)) else { return false }
    return isPossibleType(object, of: named.id)
  }

  /// By type: whether a value of the type may hold, at any depth, an input field that meets a condition.
  public func typesHolding(inputField condition: (NamedType, InputValueDefinition) -> Bool) -> [Bool] {
    types.holding(inputField: condition)
  }
}

extension [NamedType] {
  /// By type: whether a value of the type may hold, at any depth, an input field that meets a condition.
  func holding(inputField condition: (NamedType, InputValueDefinition) -> Bool) -> [Bool] {
    var holds = map { type in type.inputFields.contains { condition(type, $0) } }
    var hasChanged = holds.contains(true)
    while hasChanged {
      hasChanged = false
      for type in self where !holds[type.id.index] {
        guard type.inputFields.contains(where: { holds[$0.type.namedType.index] }) else { continue }
        holds[type.id.index] = true
        hasChanged = true
      }
    }
    return holds
  }
}

extension TypeReference {
  /// Whether there is a list around the named type.
  public var isList: Bool { listItem != nil }
}

import GraphQLSchema
import GraphQLSyntax

/// What the SDL says of a field, read here a second time and independently of the guards.
struct AccessExpectation {
  let isPublic: Bool
  let requires: String
  let rule: String
  let scopes: [[String]]

  /// Nil for fields that say nothing.
  init?(_ field: FieldDefinition) {
    isPublic = field.directive("public") != nil
    let auth = field.directive("auth")
    guard isPublic || auth != nil else { return nil }
    requires = Self.name(auth?.argument("requires")) ?? "STUDENT"
    rule = Self.name(auth?.argument("rule")) ?? "ANYONE"
    scopes = Self.list(auth?.argument("scopes")).map { alternative in
      Self.list(alternative).compactMap { item in if case .string(let text, _) = item { text } else { nil } }
    }
  }

  func allows(_ actor: AccessActor) -> Bool {
    if isPublic { return true }
    guard let rank = actor.rank else { return false }
    if actor == .serviceKey, !scopes.contains(where: { $0.allSatisfy(AccessWorld.serviceScopes.contains) }) {
      return false
    }
    let ranks = ["STUDENT": 0, "CREATOR": 1, "INSTRUCTOR": 2, "ADMIN": 3]
    guard let required = ranks[requires] else { return requires == "SERVICE" && actor == .serviceKey }
    guard rank >= required else { return false }
    switch rule {
    case "ANYONE": return true
    case "SELF", "OWNER": return actor == .learner
    case "SELF_OR_INSTRUCTOR": return actor == .learner || actor == .instructor || actor == .admin
    case "GROUP_MEMBER": return actor == .learner || actor == .admin
    default: return false
    }
  }

  private static func name(_ value: ValueLiteral?) -> String? {
    if case .enumValue(let name)? = value { name } else { nil }
  }

  private static func list(_ value: ValueLiteral?) -> [ValueLiteral] {
    if case .list(let items)? = value { items } else { [] }
  }
}

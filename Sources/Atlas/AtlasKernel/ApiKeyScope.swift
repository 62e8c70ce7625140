public import AtlasAPI
public import GraphQLSchema

/// What an API key may be made for: `area:verb`. The list is closed: the schema names no other, the table holds none.
public enum ApiKeyScope: String, Sendable, CaseIterable {
  case catalogRead = "catalog:read"
  case catalogWrite = "catalog:write"
  case labsReport = "labs:report"
  case groupsRead = "groups:read"
  case groupsWrite = "groups:write"
  case tutorAsk = "tutor:ask"
  case analyticsRead = "analytics:read"
  case progressRead = "progress:read"
  case progressWrite = "progress:write"
  case profileRead = "profile:read"
  /// All that the owner may do where keys may do anything at all.
  case adminAll = "admin:all"

  /// Whether somebody with these roles may make a key with this scope. What the key then reaches is decided anew by the
  /// owner's roles each time.
  public func isAllowed(for roles: Set<API.Role>) -> Bool {
    switch self {
    case .adminAll: roles.contains(.admin)
    case .labsReport: roles.contains(.admin) || roles.contains(.service)
    case .catalogWrite: roles.contains { ($0.rank ?? -1) >= (API.Role.creator.rank ?? 0) }
    default: true
    }
  }

  /// What is wrong with the scopes that the schema's `@auth` directives name, as coordinates with a scope: one that is
  /// not of this list, or, as an empty text, an alternative that would let every key in.
  public static func unknownScopes(_ schema: Schema) -> [(coordinate: String, scope: String)] {
    schema.types.flatMap { type in
      let guarded =
        [(type.name, type.directive("auth"))]
        + type.fields.map { ("\(type.name).\($0.name)", $0.directive("auth")) }
      return guarded.flatMap { coordinate, directive -> [(coordinate: String, scope: String)] in
        let alternatives = directive.map { AccessRequirement($0).scopes } ?? []
        return alternatives.flatMap { $0.isEmpty ? [""] : $0 }.filter { ApiKeyScope(rawValue: $0) == nil }
          .map { (coordinate, $0) }
      }
    }
  }
}

import AtlasAPI
import GraphQLExecution
import GraphQLSchema
import GraphQLSyntax

/// What one `@auth` asks of a viewer, apart from the data: role and scopes.
struct AccessRequirement: Sendable {
  let role: API.Role
  let rule: API.AccessRule
  /// Alternatives, of which each is a list of scopes that an API key must hold together.
  let scopes: [[String]]
  let onDenied: FieldGuard.Denial
  /// Whether a viewer will do who still owes a second factor.
  let beforeSecondFactor: Bool

  init(_ directive: AppliedDirective) {
    role = API.Role(rawValue: directive.enumValue("requires") ?? "") ?? .student
    rule = API.AccessRule(rawValue: directive.enumValue("rule") ?? "") ?? .anyone
    scopes = directive.argument("scopes")?.items.map { $0.items.compactMap(\.text) } ?? []
    onDenied =
      switch directive.enumValue("onDenied") {
      case "HIDE": .hide
      case "FAIL": .fail
      default: .null
      }
    beforeSecondFactor = directive.argument("beforeSecondFactor") == .boolean(true)
  }

  /// The viewer, unless they are refused whatever the data says.
  func admit(_ claimant: Viewer?) -> Result<Viewer, GraphQLError> {
    guard let claimant else { return .failure(.unauthenticated()) }
    if claimant.owesSecondFactor, !beforeSecondFactor { return .failure(.secondFactorOwed()) }
    guard claimant.satisfies(role) else { return .failure(.forbidden()) }
    if let held = claimant.scopes, !isOpen(to: held) {
      return .failure(.forbidden("The API key lacks the scope for this."))
    }
    return .success(claimant)
  }

  /// Whether an API key with these scopes may pass. Where no scopes are named, none may: not even one that may do
  /// everything makes keys or changes passwords.
  private func isOpen(to held: Set<String>) -> Bool {
    !scopes.isEmpty
      && (held.contains(ApiKeyScope.adminAll.rawValue) || scopes.contains(where: held.isSuperset(of:)))
  }
}

extension GraphQLError {
  fileprivate static func secondFactorOwed() -> GraphQLError {
    GraphQLError("The second factor is still owed: call confirmMfa.", code: .unauthenticated)
  }
}

extension AppliedDirective {
  fileprivate func enumValue(_ name: String) -> String? {
    if case .enumValue(let value)? = argument(name) { return value }
    return nil
  }
}

extension ValueLiteral {
  /// The items of a list.
  fileprivate var items: [ValueLiteral] {
    if case .list(let items) = self { items } else { [] }
  }

  /// The text of a string.
  fileprivate var text: String? {
    if case .string(let text, _) = self { text } else { nil }
  }
}

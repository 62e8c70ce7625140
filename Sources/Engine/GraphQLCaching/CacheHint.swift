import GraphQLSchema
import GraphQLSyntax

/// What one `@cacheControl` says.
struct CacheHint: Sendable, Equatable {
  /// How long the value may be kept, in seconds; nil where the hint leaves it open.
  var maxAge: Int?
  /// Whether only the viewer's own cache may keep it; nil where the hint leaves it open.
  var isPrivate: Bool?
  /// The value may be kept as long as the object it belongs to.
  var inheritsMaxAge = false

  /// A hint that says nothing.
  init() {}

  /// The hint of a definition; one that says nothing where there is no directive.
  init(_ directives: [AppliedDirective]) {
    guard let directive = directives.first(where: { $0.name == "cacheControl" }) else { return }
    if case .enumValue(let scope)? = directive.argument("scope") { isPrivate = scope == "PRIVATE" }
    if case .boolean(true)? = directive.argument("inheritMaxAge") {
      inheritsMaxAge = true
    } else if case .int(let digits)? = directive.argument("maxAge") {
      // What is no number of seconds is not a reason to keep anything.
      maxAge = max(0, Int(digits) ?? 0)
    }
  }

  /// Takes over what another hint says, as the hint of a field does with that of its type.
  mutating func replace(with other: CacheHint) {
    maxAge = other.maxAge ?? maxAge
    isPrivate = other.isPrivate ?? isPrivate
  }

  /// Takes over what another hint forbids: the shorter time, and PRIVATE.
  mutating func restrict(to other: CacheHint) {
    if let limit = other.maxAge { maxAge = min(maxAge ?? limit, limit) }
    if other.isPrivate == true { isPrivate = true }
  }
}

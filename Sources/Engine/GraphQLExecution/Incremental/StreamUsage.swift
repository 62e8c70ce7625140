import GraphQLSchema
import GraphQLSyntax

/// The `@stream` of a list field: how many of its items come first, and under which label the others follow.
struct StreamUsage: Sendable {
  private enum Count: Sendable {
    case constant(Int)
    case variable(String)
  }

  let label: String?
  private let count: Count

  /// Nil where the field has none that counts.
  init?(of field: NodeID, _ type: TypeReference, _ compiler: SelectionCompiler) {
    let document = compiler.document
    guard compiler.delivery != .none, type.isList,
      let directive = document.directives(field).first(where: { document.name($0, is: "stream") }),
      compiler.isActive(directive)
    else { return nil }
    label = compiler.label(of: directive)
    guard let value = compiler.argument("initialCount", of: directive) else {
      count = .constant(0)
      return
    }
    if document.kind(value) == .variable {
      count = .variable(document.name(value))
    } else {
      count = .constant(Int(document.sourceText(value)) ?? 0)
    }
  }

  /// How many items stand in the list that is sent first.
  ///
  /// - Throws: where the count is negative.
  func initialCount(_ variables: VariableValues) throws(GraphQLError) -> Int {
    var initialCount = 0
    switch count {
    case .constant(let constant): initialCount = constant
    case .variable(let name): if case .int(let value)? = variables.values[name] { initialCount = value }
    }
    guard initialCount >= 0 else {
      throw GraphQLError("initialCount must be a positive integer", code: .badUserInput)
    }
    return initialCount
  }
}

import GraphQLSchema
import GraphQLSyntax

/// One use of a variable.
struct VariableUsage {
  let node: NodeID
  let name: NameID
  /// The type expected there; nil where it is unknown.
  let type: TypeReference?
  /// The type of the input object that the variable is a field of.
  let parentType: TypeReference?
  /// Whether the place has a default.
  let hasDefault: Bool
}

/// For each operation the fragments it reaches, for the rules that look at variables. Made when the walk is over.
struct OperationUsages {
  /// More steps than this over all operations and the uses they reach mean that the document was made to cost time.
  static let workLimit = 2_000_000

  struct Operation {
    let node: NodeID
    /// The operation itself and the fragments it reaches.
    let definitions: [Int]
  }

  private(set) var operations: [Operation] = []

  init(_ context: ValidationContext) {
    let graph = context.fragments
    var work = 0
    for position in graph.operations {
      let definitions = [position] + (graph.spreads(in: position).isEmpty ? [] : graph.reachable(from: [position]))
      for definition in definitions {
        work += 1 + graph.spreads(in: definition).count + context.variableUsages[definition].count
      }
      guard work <= Self.workLimit else {
        context.abort("The operations of this document use too many fragments and variables. Validation aborted.")
        return
      }
      operations.append(Operation(node: graph.definitions[position], definitions: definitions))
    }
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Linking two atoms, or taking the link away.
struct AtomLinking: Sendable {
  /// The atoms as the input names them.
  struct Ends: Sendable {
    let from: Int64
    let to: Int64
  }

  let input: API.LinkAtomsInput

  init(_ input: API.LinkAtomsInput) { self.input = input }

  /// Changes the link. Those who change links of prerequisites take turns, for a cycle may be closed from two sides at the
  /// same moment: whoever comes second then sees what the first one did.
  func apply(_ context: ExecutionContext) async throws -> Ends {
    let viewer = try context.requireViewer()
    let ends = Ends(from: try key(input.fromId, "fromId"), to: try key(input.toId, "toId"))
    if ends.from == ends.to {
      throw UserErrors(.input(.invalid, "An atom is not linked to itself.", "input", "toId"))
    }
    let statement = AtomLinkStatements.change(
      link(ends), remove: input.remove ?? false, by: viewer, Origin(context.request))
    let rows = try await context.transaction { transaction in
      _ = try await transaction.read(AtomLinkStatements.takeTurn)
      return try await transaction.write(statement)
    }
    try check(ChangeOutcome(rows, of: .atom, "atom", input.fromId, "fromId"))
    return ends
  }

  private func key(_ id: ID, _ field: String) throws(UserErrors) -> Int64 {
    guard let key = id.key(.atom) else { throw UserErrors(.notFound("atom", GlobalID(id.value), "input", field)) }
    return key
  }

  /// As the table has it.
  private func link(_ ends: Ends) -> AtomLink {
    switch input.relation {
    case .prerequisite: AtomLink(from: ends.from, to: ends.to, kind: "PREREQUISITE")
    case .dependency: AtomLink(from: ends.to, to: ends.from, kind: "PREREQUISITE")
    case .related: AtomLink(from: min(ends.from, ends.to), to: max(ends.from, ends.to), kind: "RELATED")
    }
  }

  private func check(_ outcome: ChangeOutcome) throws(UserErrors) {
    switch outcome.name {
    case "MISSING":
      let isFrom = outcome.key == input.fromId.key(.atom)
      let id = isFrom ? input.fromId : input.toId
      throw UserErrors(.notFound("atom", GlobalID(id.value), "input", isFrom ? "fromId" : "toId"))
    case "CYCLE":
      throw UserErrors(
        .input(
          .conflict, "The link would close a cycle: each would have to be known before the other.", "input", "toId"))
    case "FULL":
      throw UserErrors(
        .input(.quotaExceeded, "An atom has at most \(AtomLinkStatements.limit) links of a kind.", "input", "toId"))
    default: break
    }
  }
}

/// A row of `atom_links`.
struct AtomLink: Sendable {
  let from: Int64
  let to: Int64
  let kind: StaticString
}

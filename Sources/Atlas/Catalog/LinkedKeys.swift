import AtlasAPI
import AtlasKernel
import GraphQLExecution
import Postgres

/// The objects that an input links to, in the author's order: `skillIds`, `incidentIds`...
///
/// Statements say which of them are not there, by their places in the input.
struct LinkedKeys: Sendable {
  /// Row keys; 0, which no row has, for ids that are none of the kind.
  let keys: [Int64]
  private let kind: EntityKind
  private let member: String
  private let ids: [ID]

  init(_ ids: [ID]?, _ kind: EntityKind, member: String) {
    self.ids = ids ?? []
    self.kind = kind
    self.member = member
    keys = self.ids.map { $0.key(kind) ?? 0 }
  }

  /// SQL of a relation of `key` and `position`, each key once, at its first place.
  var relation: Query {
    """
    select u.key, (min(u.n) - 1)::int as position
        from unnest(\(keys)) with ordinality as u(key, n)
        group by u.key
    """
  }

  /// The error about the object at a place in the input.
  func missing(at position: Int) -> UserError {
    let id = ids.indices.contains(position) ? GlobalID(ids[position].value) : nil
    return .notFound(kind.rawValue, id, "input", member, "\(position)")
  }
}

extension [LinkedKeys] {
  /// The errors about what rows of `member` (the place in this list) and `position` say is not there.
  func missing(_ rows: Rows, member: Int, position: Int) -> [UserError] {
    (0..<rows.count).compactMap { row in
      guard let list = rows.int(row, member).flatMap({ Int(exactly: $0) }), indices.contains(list),
        let place = rows.int(row, position).flatMap({ Int(exactly: $0) })
      else { return nil }
      return self[list].missing(at: place)
    }
  }
}

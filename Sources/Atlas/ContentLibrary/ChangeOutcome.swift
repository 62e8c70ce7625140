import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// How the statement of a change says what became of it: its first row has a column `outcome`, the row key as `id`, and
/// the version as `version`. No row: there is nothing that the viewer sees.
struct ChangeOutcome: Sendable {
  private let row: Row

  /// - Throws: user errors for what is refused alike everywhere: what is not there, what is somebody else's, and an old
  ///   version.
  init(
    _ rows: Rows, of kind: EntityKind, _ what: String, _ given: ID? = nil, _ field: String = "id"
  ) throws(UserErrors) {
    guard rows.count > 0 else {
      throw UserErrors(.notFound(what, given.flatMap { GlobalID($0.value) }, "input", field))
    }
    row = Row(rows: rows, index: 0)
    switch name {
    case "FORBIDDEN":
      throw UserErrors(.input(.forbidden, "The \(what) is somebody else's.", "input", field))
    case "STALE": throw UserErrors(.stale(GlobalID(kind, key), version: row[RowColumn("version")]))
    default: break
    }
  }

  /// What became of it, in a word.
  var name: String { row[RowColumn("outcome")] }

  /// The row key.
  var key: Int64 { row[RowColumn("id")] }

  /// Any other column of the answer.
  subscript<Value: CellDecodable>(column: RowColumn<Value>) -> Value { row[column] }
}

/// Parts that the statements of changes have in common.
enum ChangeStatements {
  /// The outcome of a change of the row `t` with its columns `may_edit` and `version`: refusals that are alike everywhere,
  /// then `whens`, then a word of success.
  static func outcome(expecting version: Int?, _ whens: Query = "", else success: StaticString) -> Query {
    """
    case when not t.may_edit then 'FORBIDDEN' when t.version <> coalesce(\(version)::int, t.version) then 'STALE'
          \(fragment: whens) else '\(unsafeRawSQL: success)' end as outcome
    """
  }

  /// A part that tells those who listen to a content that it, or one of its atoms, has changed.
  ///
  /// - Parameters:
  ///   - content: an expression for the content's row key: `"c.id"`.
  ///   - source: one row for each event: `"changed c"`.
  static func announceContent(_ content: Query, from source: Query) -> Query {
    """
    insert into events (topic, kind, entity, payload)
      select distinct 'content:' || \(fragment: content), 'CONTENT_UPDATED', 'content_' || \(fragment: content),
        jsonb_build_object('contentId', \(fragment: content))
      from \(fragment: source)
    """
  }

  /// A part that tells those who follow all changes of atoms, such as caches, and those who listen to the content.
  ///
  /// - Parameter source: one row for each atom, with `id` and `content_id`: `"changed a"`.
  static func announceAtoms(from source: Query) -> Query {
    """
    insert into events (topic, kind, entity, payload)
      select distinct case when a.content_id is null then 'atom:' || a.id else 'content:' || a.content_id end,
        case when a.content_id is null then 'ATOM_UPDATED' else 'CONTENT_UPDATED' end,
        case when a.content_id is null then 'atom_' || a.id else 'content_' || a.content_id end,
        case when a.content_id is null then jsonb_build_object('atomId', a.id)
          else jsonb_build_object('contentId', a.content_id) end
      from \(fragment: source)
    """
  }
}

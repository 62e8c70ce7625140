import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// What a learner should know before a lab: another object, by its key.
struct LabPrerequisiteRow: RowBacked {
  static let kind = RowColumn<String>("kind")
  static let key = RowColumn<Int64>("key")

  let row: Row

  init(row: Row) { self.row = row }

  /// The type and the key of the object; nil for a kind that nobody knows.
  var reference: (typeName: String, key: Int64)? {
    EntityKind(rawValue: row[Self.kind]).map { ($0.typeName, row[Self.key]) }
  }
}

extension LabRow {
  /// What to know before, by one statement for all labs, loaded with all else of the same types.
  static let prerequisites = FieldResolver<LabRow, NoArguments, [API.LearningItem]>(reads: .part(id.name)) {
    labs, _, context in
    let pending = context.submit(
      LabStatements.prerequisites(labs.distinctKeys(id), viewer: context.viewer(within: .catalogRead)))
    return .referring {
      let items = RowSet.grouped(
        try await pending.rows(), parents: labs.storage.values(id), parentColumn: RowColumn("parent_id"))
      let offsets = items.offsets
      return LoadRequest((0..<items.rows.count).map { LabPrerequisiteRow(row: items.rows[$0]).reference }) {
        Column(.list(ListColumn(offsets: offsets, inner: $0)))
      }
    }
  }
}

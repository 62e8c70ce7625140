import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax

extension StudyGroupRow {
  /// `StudyGroup.whiteboard`: there is none by the group's key until somebody has begun.
  static let whiteboard: FieldResolver<StudyGroupRow, NoArguments, API.Whiteboard?> = .reference(
    RowColumn<Int64?>(id.name))
}

extension WhiteboardRow {
  /// Whiteboards by row key, which is their group's.
  static let loader = RowLoader<WhiteboardRow>(
    key: groupID,
    selecting: { keys, selected, context in
      guard keys.count <= WhiteboardLimits.snapshotsRead || !selected.contains(snapshot.name) else {
        throw GraphQLError(
          "At most \(WhiteboardLimits.snapshotsRead) snapshots are answered at a time.", code: .costLimit)
      }
      return WhiteboardStatements.byID(keys, selected, StudyGroupAudience(context))
    })

  /// The resolvers of `Whiteboard`.
  static let fields = API.Whiteboard.Fields<WhiteboardRow>(
    id: .globalID(.whiteboard, groupID),
    group: .reference(groupID),
    revision: .column(revision),
    snapshot: .column(snapshot),
    operations: operations,
    updatedAt: .column(updatedAt))

  private static let operations = FieldResolver<
    WhiteboardRow, API.Whiteboard.OperationsArguments, [API.WhiteboardOp]
  >.rows(of: WhiteboardOpRow.self, key: groupID, parentColumn: WhiteboardOpRow.groupID) {
    groups, arguments, _, context in
    guard arguments.sinceRevision >= 0 else { throw GraphQLError.badUserInput("sinceRevision must not be negative.") }
    return WhiteboardStatements.operations(
      groups, after: arguments.sinceRevision, limit: arguments.first,
      StudyGroupAudience(context))
  }
}

extension WhiteboardOpRow {
  /// The resolvers of `WhiteboardOp`.
  static let fields = API.WhiteboardOp.Fields<WhiteboardOpRow>(
    revision: .column(revision),
    author: .reference(authorID),
    data: .column(data),
    at: .column(at))
}

extension WhiteboardUpdate {
  /// The resolvers of `ApplyWhiteboardOpsPayload`.
  static let payloadFields = API.ApplyWhiteboardOpsPayload.Fields<Payload<Outcome>>(
    revision: .value { $0.outcome?.revision },
    missed: .batch { payloads, _, _ in .operations(payloads.map { $0.outcome?.missed }) },
    userErrors: .userErrors())
}

extension WhiteboardChange {
  /// The resolvers of `WhiteboardEvent`.
  static let fields = API.WhiteboardEvent.Fields<WhiteboardChange>(
    groupId: .value { GlobalID(.group, $0.group).id },
    revision: .value { $0.revision },
    ops: .batch { changes, _, _ in
      ColumnOf(unchecked: ColumnOf<[API.WhiteboardOp]?>.operations(changes.map(\.operations)).column)
    },
    snapshot: .value { $0.snapshot })
}

extension ColumnOf where Output == [API.WhiteboardOp]? {
  /// A list of operations or null per parent.
  fileprivate static func operations(_ lists: [RowStorage<WhiteboardOpRow>?]) -> ColumnOf {
    var all = RowStorage<WhiteboardOpRow>()
    for case let list? in lists { all.append(contentsOf: list) }
    let nulls = Set(lists.indices.filter { lists[$0] == nil })
    return ColumnOf(
      unchecked: Column(
        .list(
          ListColumn(
            offsets: offsets(lists.map { $0?.count ?? 0 }), nulls: nulls.isEmpty ? nil : nulls,
            inner: Column(.objects(ObjectColumn(Batch<WhiteboardOpRow>(all))))))))
  }
}

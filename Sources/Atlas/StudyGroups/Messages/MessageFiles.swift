import AtlasAPI
import AtlasKernel
import Files
import GraphQLExecution
import GraphQLPostgres
import Postgres

extension MessageRow {
  /// What the author has attached, by one statement for all messages: whoever sees the message sees its files.
  static let attachments = FieldResolver<MessageRow, NoArguments, [API.FileAsset]>(reads: .part(id.name)) {
    messages, _, context in
    let pending = context.submit(
      MessageFileStatements.ofMessages(messages.distinctKeys(id), StudyGroupAudience(context)))
    return .referring {
      let files = RowSet.grouped(
        try await pending.rows(), parents: messages.storage.values(id), parentColumn: RowColumn("parent_id"))
      let offsets = files.offsets
      return .files(files.rows.nullableIntegers("file_id")) { Column(.list(ListColumn(offsets: offsets, inner: $0))) }
    }
  }
}

/// The statements about the files of messages.
enum MessageFileStatements {
  /// The files of messages, in the order in which their authors named them.
  static func ofMessages(_ messages: [Int64], _ audience: StudyGroupAudience) -> Query {
    Query(
      "studyGroups.filesOfMessages",
      """
      select f.message_id as parent_id, f.file_id
      from group_message_files f
      where f.message_id = any(\(messages))
      order by f.message_id, f.position
      """
    ).onBehalf(of: audience.privateRows)
  }

  /// The parts `detached_files`, `removed_files` and `discarded_objects` of a statement that empties messages or
  /// deletes their groups. It runs on behalf of the system.
  ///
  /// - Parameter condition: of which messages; the files are `f`: `"f.group_id in (select d.id from dissolved d)"`.
  static func removing(where condition: Query) -> Query {
    """
    detached_files as (
      delete from group_message_files f where \(fragment: condition) returning f.file_id
    ), \(fragment: FileRemoval.removing("select d.file_id from detached_files d"))
    """
  }
}

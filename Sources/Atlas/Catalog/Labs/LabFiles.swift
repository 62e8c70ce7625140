import AtlasAPI
import AtlasKernel
import Files
import GraphQLExecution
import GraphQLPostgres
import Postgres

extension LabRow {
  /// What learners get beside the instructions, by one statement for all labs: whoever sees the lab sees its files.
  static let files = FieldResolver<LabRow, NoArguments, [API.FileAsset]>(reads: .part(id.name)) { labs, _, context in
    let pending = context.submit(LabFileStatements.ofLabs(labs.distinctKeys(id)))
    return .referring {
      let files = RowSet.grouped(
        try await pending.rows(), parents: labs.storage.values(id), parentColumn: RowColumn("parent_id"))
      let offsets = files.offsets
      let keys = (0..<files.rows.count).map { files.rows[$0][RowColumn<Int64?>("file_id")] }
      return .files(keys) { Column(.list(ListColumn(offsets: offsets, inner: $0))) }
    }
  }
}

extension LabChange {
  /// The uploads that it names. The store may be asked: this comes before any transaction.
  ///
  /// - Throws: `UserErrors` with all that is wrong with any of them.
  func received(by files: FilesDomain, _ context: ExecutionContext) async throws -> [ReceivedUpload] {
    try await files.received(
      fileUploadIDs, of: [.document, .image, .data], context, field: ["input", "fileUploadIds"])
  }
}

import AtlasAPI
import AtlasKernel
import Files
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// `createLab`, `updateLab` and `deleteLab`.
struct LabAuthoring: Sendable {
  let files: FilesDomain

  /// Makes a lab of the viewer; answers its id.
  ///
  /// Another author may take the name for addresses at the same moment; then nothing was written, and the statement is
  /// sent again.
  func create(_ input: API.CreateLabInput, _ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    let change = try LabChange(input)
    let uploads = try await change.received(by: files, context)
    let statement = LabChangeStatements.create(change, uploads, author: viewer)
    for _ in 0..<3 {
      do {
        return try await context.transaction { transaction in
          let rows = try await Self.write(statement, transaction)
          try Self.refuse(rows, change.references)
          if let id = rows.int(0, 0) { return id }
          throw rows.bool(0, 1) == false ? Self.used : NameTaken()
        }
      } catch is NameTaken {
        continue
      }
    }
    throw GraphQLError.conflict("Labs of the same title are being made at this moment. Try again.")
  }

  /// Changes what was given of a lab; answers its id. In a transaction: who waited for another author sees the lists as
  /// that one left them.
  func update(_ input: API.UpdateLabInput, _ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    guard let id = input.id.key(.lab) else { throw UserErrors(Self.notFound(input.id)) }
    let change = try LabChange(input)
    let uploads = try await change.received(by: files, context)
    let statement = LabChangeStatements.update(
      id, change, uploads, expectedVersion: input.expectedVersion, by: viewer, Origin(context.request))
    return try await context.transaction { transaction in
      _ = try await transaction.read(LabChangeStatements.lock(id))
      let rows = try await Self.write(statement, transaction)
      try Self.requireChanged(rows, id)
      try Self.refuse(rows, change.references)
      return id
    }
  }

  /// Removes a lab at which nobody has worked; answers its id. In a transaction, as above: no file that another author
  /// brings at the same moment is left behind.
  static func delete(_ input: API.DeleteLabInput, _ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    guard let id = input.id.key(.lab) else { throw UserErrors(notFound(input.id)) }
    let statement = LabChangeStatements.delete(
      id, expectedVersion: input.expectedVersion, by: viewer, Origin(context.request))
    return try await context.transaction { transaction in
      _ = try await transaction.read(LabChangeStatements.lock(id))
      let rows: Rows
      do throws(PostgresError) {
        rows = try await transaction.write(statement)
      } catch {
        // Somebody began to work at it at this moment.
        throw error.sqlState == foreignKeyViolation ? UserErrors(worked(nil)) : error
      }
      try requireChanged(rows, id)
      return id
    }
  }

  /// - Throws: why nothing has changed, if so.
  private static func requireChanged(_ rows: Rows, _ lab: Int64) throws(UserErrors) {
    guard rows.count > 0, let version = rows.int(0, 1) else { throw UserErrors(notFound(GlobalID(.lab, lab).id)) }
    switch rows.string(0, 0) {
    case "FORBIDDEN": throw UserErrors(.input(.forbidden, "Only its author may change the lab.", "input", "id"))
    case "STALE": throw UserErrors(.stale(GlobalID(.lab, lab), version: Int(truncatingIfNeeded: version)))
    case "USED": throw used
    case "WORKED": throw UserErrors(worked(rows.string(0, 2)))
    case "NO_DRAFT": throw UserErrors(worked(rows.string(0, 2), allowed: [.published, .archived]))
    default: return
    }
  }

  /// - Throws: what is wrong with the references, if anything: a row for each.
  private static func refuse(_ rows: Rows, _ references: LabReferences) throws(UserErrors) {
    let list = RowColumn<String?>("list")
    let refusals = (0..<rows.count).map { Row(rows: rows, index: $0) }.compactMap { row in
      row[list].map {
        references.refusal(row[RowColumn<String>("problem")], in: $0, at: row[RowColumn<Int64>("n")])
      }
    }
    if !refusals.isEmpty { throw UserErrors(refusals) }
  }

  /// Times may be longer than PostgreSQL can count: then the author is told.
  private static func write(_ statement: Query, _ transaction: Transaction) async throws -> Rows {
    do throws(PostgresError) {
      return try await transaction.write(statement)
    } catch {
      throw overflows.contains(error.sqlState ?? "")
        ? UserErrors(.input(.invalid, "A time is too long.", "input")) : error
    }
  }

  /// One of the uploads was claimed by another mutation at this moment.
  private static let used = ReceivedUpload.alreadyUsed("input", "fileUploadIds")

  private static func notFound(_ id: ID) -> UserError { .notFound("lab", GlobalID(id.value), "input", "id") }

  private static func worked(_ status: String?, allowed: [API.PublishStatus] = [.archived]) -> UserError {
    .state(
      status ?? API.PublishStatus.published.rawValue, allowed: allowed.map(\.rawValue),
      "Learners have worked at the lab: archive it instead.")
  }

  /// PostgreSQL, appendix A: datetime_field_overflow and interval_field_overflow.
  private static let overflows: Set<String> = ["22008", "22015"]
  private static let foreignKeyViolation = "23503"
}

/// Another lab took the name for addresses at this moment: the transaction comes to nothing.
private struct NameTaken: Error {}

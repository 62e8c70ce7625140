import AtlasAPI
import AtlasKernel
import Postgres

/// What a statement that edits content says of it, in the columns `version`, `is_done`, `may_edit`, `state` and
/// `has_history`: no row where there is no such thing, or none that the editor may see.
struct EditOutcome {
  /// The version as it is now.
  let version: Int
  /// Whether the edit was made.
  let isDone: Bool
  /// The publishing status as it was before; empty where there is none.
  let state: String
  /// Whether learners have worked with it.
  let hasHistory: Bool

  /// - Throws: `UserErrors` for what is not there, not the editor's, or not of the version that was read.
  init(_ rows: Rows, of id: GlobalID, expectedVersion: Int?) throws(UserErrors) {
    guard rows.count > 0, let version = rows.int(0, 0), let isDone = rows.bool(0, 1), let mayEdit = rows.bool(0, 2)
    else {
      throw UserErrors(.notFound(id.kind.rawValue, id, "input", "id"))
    }
    guard mayEdit else {
      throw UserErrors(.input(.forbidden, "Only its author and administrators may edit it.", "input", "id"))
    }
    self.version = Int(truncatingIfNeeded: version)
    self.isDone = isDone
    state = rows.string(0, 3) ?? ""
    hasHistory = rows.bool(0, 4) ?? false
    if !isDone, let expectedVersion, expectedVersion != self.version {
      throw UserErrors(.stale(id, version: self.version))
    }
  }
}

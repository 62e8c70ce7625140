import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSchema
import GraphQLSyntax
import Postgres

/// What `updatePreferences` changes: what was given, and nothing else.
struct PreferencesChange: Sendable {
  /// How many bytes of JSON client programs may keep for themselves.
  static let extraBytes = 16 << 10

  let input: API.UpdatePreferencesInput
  /// The object of client programs as JSON.
  let extra: String?

  /// - Throws: `UserErrors` for what the schema's constraints cannot say.
  init(_ input: API.UpdatePreferencesInput) throws(UserErrors) {
    self.input = input
    if input.given["detailLevel"] == .null {
      throw UserErrors(.input(.blank, "A level of detail cannot be removed.", "input", "detailLevel"))
    }
    if input.theme?.isEmpty == true { throw UserErrors(.input(.blank, "A theme has a name.", "input", "theme")) }
    guard let value = input.extra else {
      extra = nil
      return
    }
    guard case .object = value else {
      throw UserErrors(.input(.invalid, "What is kept for client programs must be an object.", "input", "extra"))
    }
    let bytes = value.serialized()
    guard bytes.count <= Self.extraBytes else {
      throw UserErrors(.input(.tooLong, "At most \(Self.extraBytes) bytes of JSON are kept.", "input", "extra"))
    }
    extra = String(decoding: bytes, as: UTF8.self)
  }

  /// Changes the viewer's preferences; answers the viewer.
  func apply(_ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    let rows: Rows
    do {
      rows = try await context.write(PreferencesStatements.update(of: viewer.userID, self))
    } catch  where error.constraint == "user_preferences_goal_a_day" {
      throw UserErrors(.input(.invalid, "A daily goal is between nothing and 24 hours.", "input", "dailyGoal"))
    }
    guard let version = rows.int(0, 0), let isChanged = rows.bool(0, 1) else { throw GraphQLError.unauthenticated() }
    if !isChanged {
      throw UserErrors(.stale(GlobalID(.user, viewer.userID), version: Int(truncatingIfNeeded: version)))
    }
    return viewer.userID
  }
}

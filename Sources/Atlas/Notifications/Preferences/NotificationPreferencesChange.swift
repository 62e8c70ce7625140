import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// What `updateNotificationPreferences` changes: what was given, and nothing else.
struct NotificationPreferencesChange: Sendable {
  let input: API.UpdateNotificationPreferencesInput
  /// The choices as they are stored; where a kind is given twice, the last word counts.
  let channels: String

  /// - Throws: `UserErrors` for what the schema's constraints cannot say.
  init(_ input: API.UpdateNotificationPreferencesInput) throws(UserErrors) {
    self.input = input
    var chosen: [String: Bool] = [:]
    for preference in input.channels ?? [] {
      for (channel, choice) in [
        (NotificationChannel.inApp, preference.inApp), (.push, preference.push), (.email, preference.email),
      ] {
        if let choice { chosen[channel.key(of: preference.kind)] = choice }
      }
    }
    var object: JSONObject = [:]
    for (key, choice) in chosen.sorted(by: { $0.key < $1.key }) { object.append(key: key, value: .boolean(choice)) }
    channels = String(decoding: JSONValue.object(object).serialized(), as: UTF8.self)
    if let hours = input.quietHours, hours.from == hours.to {
      throw UserErrors(
        .input(.invalid, "Quiet hours end at another time than they begin.", "input", "quietHours", "to"))
    }
  }

  /// Changes the viewer's preferences; answers the viewer.
  func apply(_ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    let rows = try await context.write(NotificationPreferencesStatements.update(of: viewer.userID, self))
    guard let version = rows.int(0, 0), let isChanged = rows.bool(0, 1), let isZoneKnown = rows.bool(0, 2) else {
      throw GraphQLError.unauthenticated()
    }
    if !isZoneKnown {
      throw UserErrors(.input(.invalid, "There is no such time zone.", "input", "quietHours", "timeZone"))
    }
    if !isChanged {
      throw UserErrors(.stale(GlobalID(.user, viewer.userID), version: Int(truncatingIfNeeded: version)))
    }
    return viewer.userID
  }
}

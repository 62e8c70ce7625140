public import AtlasAPI
public import GraphQLExecution
public import GraphQLPostgres
import GraphQLSyntax

/// Who is told that people listen to study groups, and do something, and knows who is there. Groups belong to StudyGroups,
/// presence to Presence, and neither knows the other.
public protocol GroupAttendance: Sendable {
  /// A viewer listens to a topic for as long as the token is kept; nil where the topic is no group's.
  func enter(topic: String, _ viewer: Viewer) -> EndToken?
  /// A viewer has done something, whatever it is.
  func noteActivity(of viewer: Viewer)
  /// Who is there in groups, for those who may know: `StudyGroup.presence`.
  func presence(in groups: [Int64], _ context: ExecutionContext) async throws -> ColumnOf<[API.Presence]>
}

extension FieldResolver where Source: RowRecord, Arguments == NoArguments, Output == [API.Presence] {
  /// Who is there in groups.
  ///
  /// - Parameter key: the column of the group's row key.
  public static func presence(in key: RowColumn<Int64>) -> Self {
    .fetch { groups, _, context in
      guard let attendance = context.request.attendance else {
        throw GraphQLError("Nobody knows who is there.", code: .unavailable)
      }
      return try await attendance.presence(in: groups.storage.values(key), context)
    }
  }
}

/// Calls a closure when the last who keeps it lets go: how one learns of the end of a stream, in whatever way it ends.
public final class EndToken: Sendable {
  private let onEnd: @Sendable () -> Void

  /// - Parameter onEnd: called once.
  public init(onEnd: @escaping @Sendable () -> Void) { self.onEnd = onEnd }

  deinit { onEnd() }
}

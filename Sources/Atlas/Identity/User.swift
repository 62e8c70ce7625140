import AtlasAPI
import AtlasKernel
import GraphQLPostgres

/// A row of `users`, without the password.
struct UserRow: RowRecord {
  let row: Row

  static let id = RowColumn<Int64>("id")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let updatedAt = RowColumn<DateTime>("updated_at")
  static let version = RowColumn<Int>("version")
  static let email = RowColumn<String?>("email")
  static let emailVerified = RowColumn<Bool?>("email_verified")
  static let roles = RowColumn<[API.Role]>("roles")
  static let roleNames = RowColumn<[String]>("roles")
  static let firstName = RowColumn<String?>("first_name")
  static let lastName = RowColumn<String?>("last_name")
  static let displayName = RowColumn<String>("display_name")
  static let avatarFileID = RowColumn<Int64?>("avatar_file_id")
  static let bio = RowColumn<String?>("bio")
  static let language = RowColumn<String?>("language")
  static let timeZone = RowColumn<String?>("time_zone")
  static let lastLoginAt = RowColumn<DateTime?>("last_login_at")
  /// A learner's progress has the key of the learner.
  static let progressID = RowColumn<Int64?>("id")
  /// So have their preferences.
  static let preferencesID = RowColumn<Int64?>("id")

  /// The highest of the roles; SERVICE is below all others.
  var highestRole: API.Role {
    let roles = row[Self.roleNames].compactMap { API.Role(rawValue: $0) }
    return roles.max { ($0.rank ?? -1) < ($1.rank ?? -1) } ?? .student
  }
}

extension UserRow: UserOwned {
  /// A user belongs to themselves.
  var ownerUserID: Int64 { row[Self.id] }
}

/// A user's totals, counted by a statement over other domains' tables.
struct UserStatsRow: RowRecord {
  let row: Row

  static let userID = RowColumn<Int64>("user_id")
  static let diagramsCompleted = RowColumn<Int>("diagrams_completed")
  static let labsCompleted = RowColumn<Int>("labs_completed")
  static let atomsCompleted = RowColumn<Int>("atoms_completed")
  static let questionsAsked = RowColumn<Int>("questions_asked")
  static let currentStreakDays = RowColumn<Int>("current_streak_days")
  static let longestStreakDays = RowColumn<Int>("longest_streak_days")
  static let timeSpent = RowColumn<ISODuration>("time_spent")
  static let masteryScore = RowColumn<Double>("mastery_score")
  static let skillLevel = RowColumn<API.Difficulty>("skill_level")
}

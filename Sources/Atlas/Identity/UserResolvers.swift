import AtlasAPI
import AtlasKernel
import Files
import GraphQLExecution
import GraphQLPostgres

extension UserRow {
  /// The resolvers of `User`. skillLevel, masteryScore and stats come from one record and share its statement.
  static func fields(
    _ groups: any UserGroups, _ notifications: any UserNotifications
  ) -> API.User.Fields<UserRow> {
    API.User.Fields(
      id: .globalID(.user, id),
      createdAt: .column(createdAt),
      updatedAt: .column(updatedAt),
      version: .column(version),
      email: .column(email),
      emailVerified: .column(emailVerified),
      profile: .batch { users, _, _ in .same(users) },
      role: .value { $0.highestRole },
      roles: .column(roles),
      lastLoginAt: .column(lastLoginAt),
      preferences: .reference(preferencesID),
      skillLevel: .column(UserStatsRow.skillLevel, of: UserStatsRow.self, API.UserStats.typeName, by: id),
      masteryScore: .column(UserStatsRow.masteryScore, of: UserStatsRow.self, API.UserStats.typeName, by: id),
      stats: .reference(id),
      progress: .reference(progressID),
      metrics: metrics,
      groups: groups.resolver(key: id),
      notifications: notifications.resolver(key: id),
      notificationPreferences: .reference(preferencesID),
      sessions: SessionRow.ofUsers,
      apiKeys: ApiKeyRow.ofUsers,
      mfaEnabled: mfaEnabled)
  }

  private static let metrics = FieldResolver<UserRow, API.User.MetricsArguments, API.Metrics?> { users, arguments, _ in
    let keys = try users.storage.values(id).map { Optional(try MetricsKey(userID: $0, range: arguments.range)) }
    return .loading(LoadRequest(API.Metrics.typeName, keys: keys))
  }

  /// The resolvers of `UserProfile`: the same row, seen from another side.
  static func profileFields(_ files: FilesDomain) -> API.UserProfile.Fields<UserRow> {
    API.UserProfile.Fields(
      firstName: .column(firstName),
      lastName: .column(lastName),
      displayName: .column(displayName),
      avatarUrl: FieldResolver(reads: .part(avatarFileID.name)) { users, _, _ in
        .loading(.fileAddresses(users.storage.values(avatarFileID), files))
      },
      bio: .column(bio),
      language: .column(language),
      timeZone: .column(timeZone))
  }
}

extension UserStatsRow {
  /// The resolvers of `UserStats`.
  static let fields = API.UserStats.Fields<UserStatsRow>(
    diagramsCompleted: .column(diagramsCompleted),
    labsCompleted: .column(labsCompleted),
    atomsCompleted: .column(atomsCompleted),
    questionsAsked: .column(questionsAsked),
    currentStreakDays: .column(currentStreakDays),
    longestStreakDays: .column(longestStreakDays),
    timeSpent: .column(timeSpent))
}

public import AtlasAPI
public import GraphQLExecution
public import GraphQLPostgres

/// The notifications of users. Users belong to Identity, notifications to a domain of their own, and neither knows the
/// other.
public protocol UserNotifications: Sendable {
  /// `User.notifications`: the viewer's own, whoever is asked about.
  ///
  /// - Parameter key: the column of the user's row key.
  func resolver<Source: RowRecord>(
    key: RowColumn<Int64>
  ) -> FieldResolver<Source, API.User.NotificationsArguments, API.NotificationConnection?>
}

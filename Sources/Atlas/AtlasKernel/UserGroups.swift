public import AtlasAPI
public import GraphQLExecution
public import GraphQLPostgres

/// The study groups of users. Users belong to Identity, memberships to StudyGroups, and neither knows the other.
public protocol UserGroups: Sendable {
  /// `User.groups`: in the order they joined.
  ///
  /// - Parameter key: the column of the user's row key.
  func resolver<Source: RowRecord>(
    key: RowColumn<Int64>
  ) -> FieldResolver<Source, API.User.GroupsArguments, API.StudyGroupConnection?>
}

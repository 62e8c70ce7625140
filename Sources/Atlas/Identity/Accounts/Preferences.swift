import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres

/// A row of `user_preferences`; whoever has chosen nothing stands at version 0.
struct PreferencesRow: RowRecord {
  let row: Row

  static let userID = RowColumn<Int64>("user_id")
  static let version = RowColumn<Int>("version")
  static let learningStyle = RowColumn<API.LearningStyle?>("learning_style")
  static let detailLevel = RowColumn<API.DetailLevel>("detail_level")
  static let dailyGoal = RowColumn<ISODuration?>("daily_goal")
  static let theme = RowColumn<String?>("theme")
  static let extra = RowColumn<JSONValue?>("extra")

  /// The resolvers of `Preferences`.
  static let fields = API.Preferences.Fields<PreferencesRow>(
    version: .column(version),
    learningStyle: .column(learningStyle),
    detailLevel: .column(detailLevel),
    dailyGoal: .column(dailyGoal),
    theme: .column(theme),
    extra: .column(extra))

  /// `User.preferences`. No client can name them by an id; the loader lets a payload refer to them.
  static let loader = RowLoader<PreferencesRow>(key: userID) { keys, context in
    PreferencesStatements.byUser(keys, viewerID: context.viewer?.userID)
  }
}

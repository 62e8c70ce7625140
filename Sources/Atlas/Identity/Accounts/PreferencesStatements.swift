import AtlasAPI
import GraphQLSchema
import Postgres

/// The statements over `user_preferences`.
enum PreferencesStatements {
  /// The viewer's own, whoever is asked for; defaults where nothing was chosen.
  static func byUser(_ userIDs: [Int64], viewerID: Int64?) -> Query {
    Query(
      "identity.preferences",
      """
      select u.id as user_id, coalesce(p.version, 0) as version, p.learning_style,
        coalesce(p.detail_level, 'NORMAL') as detail_level, p.daily_goal, p.theme, p.extra
      from users u
      left join user_preferences p on p.user_id = u.id
      where u.id = any(\(userIDs)) and u.id = \(viewerID)
      """
    ).onBehalf(of: .user(viewerID))
  }

  /// Changes what was given, if the version is the expected one. Answers the version as it is now, and whether that is
  /// a change of ours; nothing where the account is gone.
  static func update(of userID: Int64, _ change: PreferencesChange) -> Query {
    let input = change.input
    return Query(
      "identity.updatePreferences",
      """
      with input as (
        select u.id as user_id, \(input.expectedVersion)::int as expected,
          \(input.given.has("learningStyle")) as has_style, \(input.learningStyle?.rawValue)::text as style,
          \(input.detailLevel?.rawValue)::text as level,
          \(input.given.has("dailyGoal")) as has_goal, \(input.dailyGoal?.text)::interval as goal,
          \(input.given.has("theme")) as has_theme, \(input.theme)::text as theme,
          \(input.given.has("extra")) as has_extra, \(change.extra)::jsonb as extra,
          coalesce(p.version, 0) as version
        from users u
        left join user_preferences p on p.user_id = u.id
        where u.id = \(userID)
      ), changed as (
        insert into user_preferences as p (user_id, learning_style, detail_level, daily_goal, theme, extra)
        select i.user_id, i.style, coalesce(i.level, 'NORMAL'), i.goal, i.theme, i.extra
        from input i
        where i.expected is null or i.expected = i.version
        on conflict (user_id) do update
        set version = p.version + 1, updated_at = now(),
          learning_style = case when (select has_style from input) then excluded.learning_style
            else p.learning_style end,
          detail_level = coalesce((select level from input), p.detail_level),
          daily_goal = case when (select has_goal from input) then excluded.daily_goal else p.daily_goal end,
          theme = case when (select has_theme from input) then excluded.theme else p.theme end,
          extra = case when (select has_extra from input) then excluded.extra else p.extra end
        where coalesce((select expected from input), p.version) = p.version
        returning p.version
      )
      select coalesce(c.version, i.version)::bigint as version, c.version is not null as is_changed
      from input i
      left join changed c on true
      """
    ).onBehalf(of: .user(userID))
  }
}

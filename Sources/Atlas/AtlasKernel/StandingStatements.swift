public import Postgres

/// What the statements that write `learner_progress` have in common. Its rows are the progress domain's; completing a lab
/// writes them in the same statement as the result.
public enum StandingStatements {
  /// A learner's activity joins what is known: the version rises, a streak goes on, begins anew or stays, the longest one
  /// and the latest moment are kept, time adds up. The insert names the table `p`.
  public static let onConflict: Query = """
    on conflict (user_id) do update set
        version = p.version + 1,
        updated_at = now(),
        current_streak_days = case
          when excluded.last_active_on <= p.last_active_on then p.current_streak_days
          when excluded.last_active_on = p.last_active_on + 1 then p.current_streak_days + 1
          else 1
        end,
        longest_streak_days = greatest(p.longest_streak_days, case
          when excluded.last_active_on = p.last_active_on + 1 then p.current_streak_days + 1
          else 1
        end),
        last_active_on = greatest(p.last_active_on, excluded.last_active_on),
        last_activity_at = greatest(p.last_activity_at, excluded.last_activity_at),
        time_spent = p.time_spent + excluded.time_spent
      returning user_id, version
    """
}

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

  /// The parts `standing` and `published` of the statement of a completion: the step that was made becomes part of the
  /// learner's standing and is announced. Before them stand `step`, with `id`, `user_id` and `at`, and `target`, with
  /// `time_spent`.
  public static let ofCompletion: Query = """
    standing as (
      insert into learner_progress as p (user_id, last_active_on, last_activity_at, time_spent)
      select s.user_id, (s.at at time zone 'UTC')::date, s.at, t.time_spent from step s cross join target t
      \(fragment: onConflict)
    ), published as (
      insert into events (topic, kind, entity, payload)
      select 'progress:' || n.user_id, 'PROGRESS_UPDATED', 'progress_' || n.user_id,
        jsonb_build_object('userId', n.user_id, 'version', n.version, 'stepId', s.id)
      from standing n
      join step s on s.user_id = n.user_id
      returning position
    )
    """
}

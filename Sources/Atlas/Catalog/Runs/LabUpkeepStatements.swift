import AtlasAPI
import AtlasKernel
import Postgres

/// The statements of the upkeep, in small batches: what another instance holds is left to it.
enum LabUpkeepStatements {
  /// Ends runs whose lease is over.
  static func expire(limit: Int) -> Query {
    Query(
      "catalog.expireLabRuns",
      """
      with expired as (
        update lab_runs r
        set state = 'EXPIRED', version = r.version + 1, changed_at = now(), ended_at = now(), removal_due_at = now(),
          graded_from = null, message = null
        where r.id in (
          select x.id
          from lab_runs x
          where x.ended_at is null and x.expires_at <= now() and x.state = any(\(LabRunState.names(before: .expired)))
          order by x.expires_at
          limit \(limit)
          for update skip locked
        )
        returning r.id, r.user_id, r.lab_id, r.state
      ), published as (
        \(fragment: LabRunEvents.insertion(from: "expired"))
      )
      select e.id from expired e
      """
    ).onBehalf(of: .system)
  }

  /// Tells learners that their lease ends within five minutes, once for each end. Who has a lease that is hardly longer
  /// knows it.
  static func warn(limit: Int) -> Query {
    Query(
      "catalog.warnOfLabLeases",
      """
      with warned as (
        update lab_runs r
        set warned_of = r.expires_at
        where r.id in (
          select x.id
          from lab_runs x
          where x.ended_at is null and x.expires_at > now() and x.expires_at <= now() + interval '5 minutes'
            and x.warned_of is distinct from x.expires_at and x.expires_at - x.started_at > interval '10 minutes'
          order by x.expires_at
          limit \(limit)
          for update skip locked
        )
        returning r.id, r.user_id, r.lab_id, r.expires_at
      ), told as (
        select w.user_id, 'Your lab ends soon: ' || l.title as title,
          'It ends in ' || ceil(extract(epoch from w.expires_at - now()) / 60)::int
            || ' min. Extend it, or hand in your solution.' as body,
          'lab_' || l.id as subject, null::text as url, w.expires_at
        from warned w
        join labs l on l.id = w.lab_id
      ), \(fragment: NewNotifications(.labExpiring, from: "told", expiry: "n.expires_at").parts)
      select w.id from warned w
      """
    ).onBehalf(of: .system)
  }

  /// Takes back gradings that nobody ends any more.
  static func releaseGradings(olderThan seconds: Int, limit: Int) -> Query {
    Query(
      "catalog.releaseLabGradings",
      """
      with released as (
        update lab_runs r
        set state = 'IN_PROGRESS', version = r.version + 1, changed_at = now(), graded_from = null,
          message = 'Your solution could not be graded. Hand it in again.'
        where r.id in (
          select x.id
          from lab_runs x
          where x.state = 'GRADING' and x.graded_from < now() - make_interval(secs => \(Double(seconds)))
          order by x.graded_from
          limit \(limit)
          for update skip locked
        )
        returning r.id, r.user_id, r.lab_id, r.state
      ), published as (
        \(fragment: LabRunEvents.insertion(from: "released"))
      )
      select e.id from released e
      """
    ).onBehalf(of: .system)
  }

  /// Ended runs whose environment is to be removed; moments are kept rounded, so what is due now may seem due in half a
  /// millisecond. The next attempt waits twice as long each time, from 10 seconds to
  /// 10 minutes.
  static func claimRemovals(limit: Int) -> Query {
    Query(
      "catalog.claimLabRemovals",
      """
      update lab_runs r
      set removal_attempts = r.removal_attempts + 1,
        removal_due_at = now() + least(interval '10 seconds' * power(2, least(r.removal_attempts, 10)),
          interval '10 minutes')
      where r.id in (
        select x.id
        from lab_runs x
        where x.ended_at is not null and x.environment_kind is not null and x.environment_removed_at is null
          and x.removal_due_at <= now() + interval '1 millisecond'
        order by x.removal_due_at
        limit \(limit)
        for update skip locked
      )
      returning r.id, r.environment_kind, r.removal_attempts
      """
    ).onBehalf(of: .system)
  }

  /// The environment is gone, unless another attempt has begun, or something was made since.
  static func recordRemoval(_ run: Int64, attempt: Int) -> Query {
    Query(
      "catalog.recordLabRemoval",
      """
      update lab_runs r
      set environment_removed_at = now(), removal_due_at = null
      where r.id = \(run) and r.removal_attempts = \(attempt)
      """
    ).onBehalf(of: .system)
  }

  /// Those of the runs that may have an environment: live ones, and ended ones whose removal has its turn.
  static func live(among runs: [Int64]) -> Query {
    Query(
      "catalog.liveLabRuns",
      """
      select r.id
      from lab_runs r
      where r.id = any(\(runs)) and (r.ended_at is null or r.environment_removed_at is null)
      """
    ).onBehalf(of: .system)
  }
}

import AtlasAPI
import AtlasKernel
import Jobs
import Postgres

/// What learners do to their runs: each statement makes the change, its job and its event, or nothing.
enum LabRunStatements {
  /// How many live runs a learner may have.
  static let slotLimit = 5

  /// Begins a run, unless the learner has a live one in this lab. Of several at once one begins it; the others see
  /// neither theirs nor the winner's, and are sent again.
  ///
  /// Live runs have numbers from 1, each only once for a learner, so that there are never too many of them. The time
  /// limit of the lab is its lease: an hour if it has none, a day at most.
  ///
  /// This also reads jobs: the one that makes the environment is a part of the answer.
  ///
  /// - Parameter kinds: the kinds of environments that can be made here.
  static func start(_ lab: Int64, user: Int64, region: String?, kinds: [String]) -> Query {
    let job = NewJob(
      .provisionLab, userID: user, about: .labEnvironment, key: "c.id",
      from: "created c where c.environment_kind is not null")
    return Query(
      "catalog.startLab",
      """
      with input as (
        select \(user)::bigint as user_id, \(lab)::bigint as lab_id, \(region)::text as region,
          \(kinds)::text[] as kinds
      ), target as (
        select l.id, l.environment_kind, l.environment_kind is null or l.environment_kind = any(i.kinds) as is_possible,
          least(coalesce(l.time_limit, interval '1 hour'), interval '1 day') as lease
        from input i
        join labs l on l.id = i.lab_id and l.status = 'PUBLISHED'
      ), live as (
        select r.id, r.lab_id, r.slot
        from input i
        join lab_runs r on r.user_id = i.user_id and r.ended_at is null
      ), free as (
        select min(s.slot) as slot
        from generate_series(1, \(Int32(slotLimit))) as s(slot)
        where s.slot not in (select v.slot from live v)
      ), created as (
        insert into lab_runs (user_id, lab_id, state, slot, environment_kind, region, expires_at)
        select i.user_id, t.id, case when t.environment_kind is null then 'READY' else 'QUEUED' end, f.slot,
          t.environment_kind, i.region, now() + t.lease
        from input i cross join target t cross join free f
        where t.is_possible and f.slot is not null and not exists (select from live v where v.lab_id = t.id)
        on conflict do nothing
        returning id, user_id, lab_id, state, environment_kind
      ), job as (
        \(fragment: job.insertion)
      ), published as (
        \(fragment: LabRunEvents.insertion(from: "created"))
      )
      select exists (select from target) as found, coalesce((select t.is_possible from target t), false) as is_possible,
        exists (select from created) or exists (select from live v join input i on i.lab_id = v.lab_id) as is_live,
        exists (select from free f where f.slot is null) as is_full,
        coalesce((select j.id from job j), (
          select j.id
          from input i
          join live v on v.lab_id = i.lab_id
          join jobs j on j.kind = 'PROVISION_LAB' and j.subject = 'environment_' || v.id
            and j.state in ('QUEUED', 'RUNNING')
        )) as job_id
      """
    ).onBehalf(of: .user(user))
  }

  /// Lengthens the lease of a live run.
  ///
  /// - Throws: when the database cannot read the length, which is text of the caller.
  static func extend(_ lab: Int64, user: Int64, by length: String) -> Query {
    Query(
      "catalog.extendLab",
      """
      with \(fragment: lastRun(lab, user: user)), asked as (
        select \(length)::interval as length, l.id,
          least(coalesce(l.time_limit, interval '1 hour'), interval '1 day') as lease
        from labs l
        where l.id = \(lab)
      ), extended as (
        update lab_runs r
        set expires_at = r.expires_at + a.length, extensions_left = r.extensions_left - 1, version = r.version + 1,
          changed_at = now()
        from run u
        join asked a on a.id = u.lab_id
        where r.id = u.id and u.ended_at is null and u.expires_at > now() and u.extensions_left > 0
          and a.length > interval '0' and a.length <= a.lease
        returning r.id, r.user_id, r.lab_id, r.state
      ), published as (
        \(fragment: LabRunEvents.insertion(from: "extended"))
      )
      select \(fragment: standing(lab)), exists (select from extended) as is_done,
        exists (select from asked a where a.length > interval '0' and a.length <= a.lease) as is_length_right,
        coalesce((select u.extensions_left from run u), 0) as extensions_left
      """
    ).onBehalf(of: .user(user))
  }

  /// Makes what a live run works in as it was at first. While a job is at it, there is nothing to begin anew.
  ///
  /// This also reads jobs, which belong to another domain.
  static func reset(_ lab: Int64, user: Int64) -> Query {
    let job = NewJob(
      .provisionLab, userID: user, about: .labEnvironment, key: "c.id",
      from: "reset c where c.environment_kind is not null", arguments: #"'{"reset": true}'::jsonb"#)
    return Query(
      "catalog.resetLab",
      """
      with \(fragment: lastRun(lab, user: user)), reset as (
        update lab_runs r
        set state = case when r.environment_kind is null then 'READY' else 'QUEUED' end, version = r.version + 1,
          changed_at = now(), terminal_url = null, cpu_percent = null, memory_bytes = null, message = null
        from run u
        where r.id = u.id and u.ended_at is null and u.expires_at > now()
          and u.state = any(\(LabRunState.names(before: .queued))) and not exists (
            select from jobs j
            where j.kind = 'PROVISION_LAB' and j.subject = 'environment_' || u.id and j.state in ('QUEUED', 'RUNNING')
          )
        returning r.id, r.user_id, r.lab_id, r.state, r.environment_kind
      ), job as (
        \(fragment: job.insertion)
      ), published as (
        \(fragment: LabRunEvents.insertion(from: "reset"))
      )
      select \(fragment: standing(lab)), exists (select from reset) as is_done, (select j.id from job j) as job_id
      """
    ).onBehalf(of: .user(user))
  }

  /// Ends a live run. What the learner handed in stays.
  static func stop(_ lab: Int64, user: Int64) -> Query {
    Query(
      "catalog.stopLab",
      """
      with \(fragment: lastRun(lab, user: user)), stopped as (
        update lab_runs r
        set state = 'STOPPED', version = r.version + 1, changed_at = now(), ended_at = now(), removal_due_at = now(),
          graded_from = null, message = null
        from run u
        where r.id = u.id and u.ended_at is null and u.state = any(\(LabRunState.names(before: .stopped)))
        returning r.id, r.user_id, r.lab_id, r.state
      ), published as (
        \(fragment: LabRunEvents.insertion(from: "stopped"))
      )
      select \(fragment: standing(lab)), exists (select from stopped) as is_done
      """
    ).onBehalf(of: .user(user))
  }
}

extension LabRunStatements {
  /// `run as (…)`: a learner's last run in a lab, which no other statement changes meanwhile. A live one is the last.
  static func lastRun(_ lab: Int64, user: Int64) -> Query {
    """
    run as (
        select x.id, x.user_id, x.lab_id, x.state, x.environment_kind, x.expires_at, x.extensions_left, x.ended_at
        from lab_runs x
        where x.user_id = \(user) and x.lab_id = \(lab)
        order by x.id desc
        limit 1
        for update
      )
    """
  }

  /// What the caller is told of a run that was not as the change needs it.
  private static func standing(_ lab: Int64) -> Query {
    """
    exists (select from run) or exists (select from labs l where l.id = \(lab) and l.status = 'PUBLISHED') as found,
      coalesce((select u.state from run u), 'NOT_STARTED') as state
    """
  }
}

/// What subscribers of a lab are told.
enum LabRunEvents {
  /// `insert into events …`: one event for each row of a part of the statement with id, user_id, lab_id and state.
  static func insertion(from part: Query) -> Query {
    """
    insert into events (topic, kind, entity, payload)
        select 'lab:' || e.lab_id || ':' || e.user_id, 'LAB_STATUS_CHANGED', 'lab_' || e.lab_id,
          jsonb_build_object('labId', e.lab_id, 'userId', e.user_id, 'runId', e.id, 'state', e.state)
        from \(fragment: part) e
    """
  }
}

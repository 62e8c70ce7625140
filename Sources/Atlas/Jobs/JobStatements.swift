import AtlasAPI
import AtlasKernel
import GraphQLExecution
import Postgres

/// What happens to jobs. Each change leaves its event in the same statement.
///
/// A claim raises `attempts`, which from then on is the number of the lease: who still holds an older one changes
/// nothing.
enum JobStatements {
  /// Jobs of the viewer.
  static func byID(_ ids: [Int64], viewer: Int64?) -> Query {
    Query(
      "jobs.byID",
      """
      select \(fragment: columns)
      from jobs j
      where j.id = any(\(ids)) and j.user_id = \(viewer)
      """
    ).onBehalf(of: .user(viewer ?? 0))
  }

  /// Takes the job that has been due longest; no row where none is. Others skip it until the lease is over.
  static func claim(_ kinds: [String], lease: Duration) -> Query {
    Query(
      "jobs.claim",
      """
      with due as (
        select x.id
        from jobs x
        where x.state in ('QUEUED', 'RUNNING') and x.due_at <= now() and x.kind = any(\(kinds))
        order by x.due_at
        limit 1
        for update skip locked
      ), job as (
        update jobs j
        set state = 'RUNNING', attempts = j.attempts + 1, percent = 0, stage = 'starting', updated_at = now(),
          due_at = now() + make_interval(secs => \(lease / .seconds(1)))
        from due d
        where j.id = d.id
        returning \(fragment: columns), j.user_id, j.subject, j.arguments, j.cancel_requested
      ), \(fragment: published)
      select * from job
      """
    ).onBehalf(of: .system)
  }

  /// Tells how far a job has come, and takes it for longer. No row where it is no longer held; `cancel_requested` says
  /// that it is to be left.
  static func report(_ job: ClaimedJob, stage: String, percent: Double, lease: Duration) -> Query {
    Query(
      "jobs.report",
      """
      with job as (
        update jobs j
        set stage = left(\(stage), 80), percent = greatest(j.percent, \(percent)), updated_at = now(),
          due_at = now() + make_interval(secs => \(lease / .seconds(1)))
        where \(fragment: isHeld(job))
        returning j.id, j.user_id, j.state, j.cancel_requested
      ), \(fragment: published)
      select cancel_requested from job
      """
    ).onBehalf(of: .system)
  }

  /// Takes a job for longer, without a word to anybody.
  static func renew(_ job: ClaimedJob, lease: Duration) -> Query {
    Query(
      "jobs.renew",
      """
      update jobs j
      set due_at = now() + make_interval(secs => \(lease / .seconds(1)))
      where \(fragment: isHeld(job))
      returning j.cancel_requested
      """
    ).onBehalf(of: .system)
  }

  /// Locks a job that is still held, for the transaction of its end. No row where it is not, or is to be canceled.
  static func hold(_ job: ClaimedJob, evenCanceled: Bool) -> Query {
    Query(
      "jobs.hold",
      """
      select j.id
      from jobs j
      where \(fragment: isHeld(job)) and (\(evenCanceled) or not j.cancel_requested)
      for update
      """
    ).onBehalf(of: .system)
  }

  /// Ends a job that `hold` has locked, and tells whoever waits for it.
  static func succeed(_ job: ClaimedJob, result: GlobalID?) -> Query {
    Query(
      "jobs.succeed",
      """
      with job as (
        update jobs j
        set state = 'SUCCEEDED', percent = 100, stage = 'done', result = \(result?.id.value), error = null,
          updated_at = now(), finished_at = now()
        where j.id = \(job.id)
        returning j.id, j.user_id, j.state, j.kind, j.result, j.error
      ), \(fragment: published), \(fragment: told)
      select id from job
      """
    ).onBehalf(of: .system)
  }

  /// Ends a job without success. Who has canceled it is not told.
  ///
  /// - Parameter state: `failed` or `canceled`.
  static func end(_ id: Int64, _ state: API.JobState, error: String?) -> Query {
    Query(
      "jobs.end",
      """
      with job as (
        update jobs j
        set state = \(state.rawValue), stage = null, error = left(\(error), 1000), updated_at = now(),
          finished_at = now()
        where j.id = \(id)
        returning j.id, j.user_id, j.state, j.kind, j.result, j.error
      ), \(fragment: published), \(fragment: told)
      select id from job
      """
    ).onBehalf(of: .system)
  }

  /// Gives a job back that is to be tried again.
  static func postpone(_ job: ClaimedJob, by pause: Duration, error: String?) -> Query {
    Query(
      "jobs.postpone",
      """
      with job as (
        update jobs j
        set state = 'QUEUED', stage = 'waiting', error = coalesce(left(\(error), 1000), j.error), updated_at = now(),
          due_at = now() + make_interval(secs => \(pause / .seconds(1)))
        where \(fragment: isHeld(job))
        returning j.id, j.user_id, j.state
      ), \(fragment: published)
      select id from job
      """
    ).onBehalf(of: .system)
  }

  /// Locks a job of the viewer that is to be canceled, with what its handler needs to know; no row where there is none.
  static func lockForCanceling(_ id: Int64, viewer: Int64) -> Query {
    Query(
      "jobs.lockForCanceling",
      """
      select \(fragment: columns), j.user_id, j.subject, j.arguments, j.cancel_requested
      from jobs j
      where j.id = \(id) and j.user_id = \(viewer)
      for update
      """
    ).onBehalf(of: .user(viewer))
  }

  /// Asks whoever does a job to leave it.
  static func requestCancel(_ id: Int64, viewer: Int64) -> Query {
    Query(
      "jobs.requestCancel",
      """
      with job as (
        update jobs j
        set cancel_requested = true, updated_at = now()
        where j.id = \(id)
        returning j.id, j.user_id, j.state
      ), \(fragment: published)
      select id from job
      """
    ).onBehalf(of: .user(viewer))
  }

  /// How many jobs of each kind wait, and how many seconds the one has waited that has been due longest.
  static let queued = Query(
    "jobs.queued",
    """
    select j.kind, count(*), extract(epoch from now() - min(j.due_at) filter (where j.due_at <= now()))::float8
    from jobs j
    where j.state = 'QUEUED'
    group by j.kind
    """
  ).onBehalf(of: .system)

  /// Jobs are kept for 30 days after their end.
  static let sweep = Sweep(
    Query(
      "jobs.sweep",
      """
      delete from jobs
      where id in (
        select j.id from jobs j where j.finished_at < now() - interval '30 days'
        limit 500 for update skip locked
      )
      """
    ).onBehalf(of: .system), batchSize: 500)

  private static let columns: Query = """
    j.id, j.created_at, j.updated_at, j.kind, j.state, j.percent, j.stage, j.attempts, j.error, j.result, j.finished_at
    """

  private static func isHeld(_ job: ClaimedJob) -> Query {
    "j.id = \(job.id) and j.attempts = \(Int32(truncatingIfNeeded: job.attempt)) and j.state = 'RUNNING'"
  }

  /// The event of the row that is called job.
  private static let published: Query = """
    published as (
      insert into events (topic, kind, entity, payload)
      select 'job:' || k.id, 'JOB_UPDATED', 'job_' || k.id,
        jsonb_build_object('jobId', k.id, 'userId', k.user_id, 'state', k.state)
      from job k
    )
    """

  /// The notification of the row that is called job, where it is of a kind that people wait for and has come to its end.
  private static let told: Query = """
    told as (
      select k.user_id, case k.kind when 'ATOMIZE_CONTENT' then 'Your content' when 'BUILD_REPORT' then 'Your report'
          else 'Your data' end || case k.state when 'SUCCEEDED' then ' is ready' else ' could not be made ready' end
          as title, k.error as body, coalesce(k.result, 'job_' || k.id) as subject, null::text as url
      from job k
      where k.kind in ('ATOMIZE_CONTENT', 'BUILD_REPORT', 'EXPORT_DATA') and k.state in ('SUCCEEDED', 'FAILED')
    ), \(fragment: NewNotifications(.jobDone, from: "told").parts)
    """
}

import AtlasAPI
import AtlasKernel
import LabEnvironments
import Postgres

/// The statements of the job that makes an environment.
enum LabProvisioningStatements {
  /// What is to be made for a run. No row: the run waits for nothing any more.
  static func waiting(_ run: Int64) -> Query {
    Query(
      "catalog.waitingForEnvironment",
      """
      select r.lab_id, r.user_id, r.region, (extract(epoch from r.expires_at) * 1000000)::bigint as expires_at,
        r.environment_kind, r.state = 'QUEUED' as is_queued,
        case when l.environment_kind = r.environment_kind then l.environment_spec end as environment_spec
      from lab_runs r
      join labs l on l.id = r.lab_id
      where r.id = \(run) and r.state in ('QUEUED', 'PROVISIONING') and r.expires_at > now()
      """
    ).onBehalf(of: .system)
  }

  /// The run leaves the queue.
  static func begin(_ run: Int64) -> Query {
    Query(
      "catalog.beginProvisioning",
      """
      with begun as (
        update lab_runs r
        set state = 'PROVISIONING', version = r.version + 1, changed_at = now()
        where r.id = \(run) and r.expires_at > now() and r.state = any(\(LabRunState.names(before: .provisioning)))
        returning r.id, r.user_id, r.lab_id, r.state
      ), published as (
        \(fragment: LabRunEvents.insertion(from: "begun"))
      )
      select b.id from begun b
      """
    ).onBehalf(of: .system)
  }

  /// The environment is there; answers the lab, and tells the learner. Where the run has ended meanwhile, what was made is removed: again, if
  /// the upkeep was there before it.
  static func finish(_ run: Int64, _ environment: ProvisionedEnvironment?) -> Query {
    Query(
      "catalog.finishProvisioning",
      """
      with input as (
        select \(run)::bigint as id, \(environment != nil) as is_made, \(environment?.terminalURL)::text as terminal_url,
          \(environment?.region)::text as region
      ), ready as (
        update lab_runs r
        set state = 'READY', version = r.version + 1, changed_at = now(), terminal_url = i.terminal_url,
          region = coalesce(i.region, r.region), message = null
        from input i
        where r.id = i.id and i.is_made and r.state in ('QUEUED', 'PROVISIONING')
        returning r.id, r.user_id, r.lab_id, r.state
      ), left_over as (
        update lab_runs r
        set environment_removed_at = null, removal_due_at = now(), removal_attempts = r.removal_attempts + 1
        from input i
        where r.id = i.id and r.ended_at is not null
      ), published as (
        \(fragment: LabRunEvents.insertion(from: "ready"))
      ), told as (
        select r.user_id, 'Your lab is ready: ' || l.title as title, null::text as body, 'lab_' || l.id as subject,
          null::text as url
        from ready r
        join labs l on l.id = r.lab_id
      ), \(fragment: NewNotifications(.labReady, from: "told").parts)
      select r.lab_id from ready r
      """
    ).onBehalf(of: .system)
  }

  /// There will be no environment.
  static func fail(_ run: Int64) -> Query {
    Query(
      "catalog.failProvisioning",
      """
      with failed as (
        update lab_runs r
        set state = 'ERROR', version = r.version + 1, changed_at = now(), ended_at = now(), removal_due_at = now(),
          message = 'The environment could not be made. Start the lab again.'
        where r.id = \(run) and r.state in ('QUEUED', 'PROVISIONING')
        returning r.id, r.user_id, r.lab_id, r.state
      ), published as (
        \(fragment: LabRunEvents.insertion(from: "failed"))
      )
      select f.id from failed f
      """
    ).onBehalf(of: .system)
  }
}

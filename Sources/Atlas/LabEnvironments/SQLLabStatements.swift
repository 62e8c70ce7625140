import Postgres

/// The administrator's statements. Names in them are our own, made by ``SQLLabNames``.
enum SQLLabStatements {
  /// What the administrator may do, and where.
  static let rights = """
    select rolsuper, rolsuper or rolcreatedb and rolcreaterole, current_database(),
      current_setting('server_version_num')::int >= 140000, current_setting('max_prepared_transactions')::int = 0
    from pg_roles where rolname = current_user
    """

  /// One at a time works on an environment, whichever instance it belongs to.
  static let lock = "select pg_advisory_lock(hashtextextended($1, 0))"

  static let tryLock = "select pg_try_advisory_lock(hashtextextended($1, 0))"

  /// The server's clock, and when a password ends that is set now.
  static let clock = "select floor(extract(epoch from now()))::bigint, now() + interval '10 minutes'"

  /// All names with a prefix. A crash may leave a role without its database.
  static let names = """
    select datname from pg_database where starts_with(datname, $1)
    union select rolname from pg_roles where starts_with(rolname, $1)
    """

  static let isReady = """
    select 1 from pg_database d join pg_roles r on r.rolname = d.datname
    where d.datname = $1 and shobj_description(d.oid, 'pg_database') = 'ready'
    """

  static func markReady(_ name: String) -> String { "comment on database \(quotedIdentifier(name)) is 'ready'" }

  static func makeRole(_ name: String) -> String {
    """
    create role \(quotedIdentifier(name))
    nologin nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls
    """
  }

  static func makeDatabase(_ name: String) -> String {
    "create database \(quotedIdentifier(name)) template template0 encoding 'UTF8'"
  }

  static func dropDatabase(_ name: String) -> String {
    "drop database if exists \(quotedIdentifier(name)) with (force)"
  }

  static func dropRole(_ name: String) -> String { "drop role if exists \(quotedIdentifier(name))" }

  /// Who is no superuser may end the sessions of a role only as its member.
  static func join(_ name: String) -> String { "grant \(quotedIdentifier(name)) to current_user" }

  /// Bytes of the database, and locks of a session: what is watched while a script runs.
  static let use = "select pg_database_size($1), (select count(*) from pg_locks where pid = $2::int)"

  /// Ends the sessions of a role and waits until they are gone.
  static let endSessions = """
    select count(*) filter (where not pg_terminate_backend(pid, 5000)) from pg_stat_activity where usename = $1
    """

  /// Nobody but the owner connects to the installation's own database, and to those that every server has.
  static let openDatabases = """
    select datname from pg_database
    where datname in (current_database(), 'postgres', 'template1') and datdba = current_user::regrole
      and has_database_privilege('public', oid, 'connect')
    """

  static func closeDatabase(_ name: String) -> String {
    "revoke connect, temporary on database \(quotedIdentifier(name)) from public"
  }
}

extension SQLLabStatements {
  /// Lets a role log in for a moment, with the settings that it begins with. Whatever it has set for itself is undone.
  static func arm(_ name: String, verifier: String, until end: String, _ limits: SQLLabLimits, isSuperuser: Bool)
    -> String
  {
    let role = quotedIdentifier(name)
    var settings = [
      ("search_path", "public"), ("work_mem", "4MB"), ("temp_buffers", "4MB"), ("maintenance_work_mem", "16MB"),
      ("max_parallel_workers_per_gather", "0"), ("max_parallel_maintenance_workers", "0"),
      ("idle_session_timeout", "60s"), ("idle_in_transaction_session_timeout", "30s"),
    ]
    if isSuperuser {
      settings += [
        // Raised by nobody but a superuser.
        ("temp_file_limit", "\(max(64, limits.temporaryBytes >> 10))kB"),
        // The server's log is no place for what learners say.
        ("log_min_messages", "panic"), ("log_min_error_statement", "panic"), ("log_statement", "none"),
        ("log_duration", "off"), ("log_min_duration_statement", "-1"),
      ]
    }
    let sets = settings.map { "alter role \(role) set \($0.0) = '\($0.1)';" }
    return """
      alter role \(role) reset all;
      alter role \(role) in database \(role) reset all;
      \(sets.joined(separator: "\n"))
      alter role \(role) login connection limit 4 password '\(verifier)' valid until '\(end)'
      """
  }

  static func disarm(_ name: String) -> String { "alter role \(quotedIdentifier(name)) nologin password null" }

  /// What the role of a lab may do in its database, said before anybody has worked there.
  static func harden(_ name: String) -> String {
    let name = quotedIdentifier(name)
    return """
      revoke all on database \(name) from public;
      grant connect, temporary on database \(name) to \(name);
      revoke all on schema public from public;
      grant usage, create on schema public to \(name)
      """
  }

  /// What only a superuser can take away: large objects, locks without end in the server's one lock table, messages to
  /// the write-ahead log, and the names of other databases, roles and sessions.
  static let hardenCatalog = """
    do $$
    declare subject text;
    begin
      for subject in
        select oid::regprocedure from pg_proc
        where pronamespace = 'pg_catalog'::regnamespace
          and proname ~ '^(lo_|loread$|lowrite$|pg_(try_)?advisory_|pg_notify$|pg_logical_emit|pg_stat_get_|pg_lock_)'
      loop
        execute format('revoke execute on function %s from public', subject);
      end loop;
      for subject in
        select oid::regclass from pg_class
        where relnamespace = 'pg_catalog'::regnamespace
          and (relisshared and relkind = 'r' or relkind = 'v'
            and relname ~ '^pg_(stat_|statio_|roles$|user$|group$|locks$|prepared_xacts$|replication_|shmem|backend_)')
      loop
        execute format('revoke all on %s from public', subject);
      end loop;
    end $$
    """
}

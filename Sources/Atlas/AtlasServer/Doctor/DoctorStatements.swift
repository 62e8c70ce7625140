/// What the doctor asks a server. All of it only reads.
enum DoctorStatements {
  /// Settings that decide how safe data are, and how much of the server is there for us.
  static let settings = """
    select name, setting from pg_settings
    where name in (
      'server_version', 'server_version_num', 'server_encoding', 'max_connections', 'superuser_reserved_connections',
      'reserved_connections', 'synchronous_commit', 'fsync', 'full_page_writes', 'data_checksums', 'wal_level',
      'max_wal_senders', 'max_prepared_transactions', 'idle_session_timeout', 'transaction_timeout',
      'default_transaction_read_only')
    """

  /// Of sessions of other roles no more is seen than that they are there, by most users. The user's rights, and what else is true of this session and this database. The sum of tables is of those that a
  /// migration could not alter.
  static let rights = """
    select r.rolsuper, r.rolcreatedb, r.rolcreaterole, r.rolconnlimit, d.datconnlimit, pg_is_in_recovery() as is_standby,
      coalesce((select s.ssl from pg_stat_ssl s where s.pid = pg_backend_pid()), false) as is_encrypted,
      (
        select count(*) from pg_stat_activity a
        where a.datid is not null and a.application_name not like 'atlas%'
      ) as other_sessions,
      has_schema_privilege('public', 'create') as may_create,
      (
        select count(*) from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not pg_has_role(c.relowner, 'usage')
      ) as foreign_tables,
      to_regclass('public.sessions') is not null as has_sessions,
      coalesce(has_table_privilege(to_regclass('public.users')::oid, 'select'), false) as may_read_users,
      case when has_function_privilege('pg_control_system()', 'execute')
        then (select system_identifier from pg_control_system()) end as system_identifier
    from pg_roles r cross join pg_database d
    where r.rolname = current_user and d.datname = current_database()
    """

  static let clock = "select extract(epoch from clock_timestamp())::float8"

  /// Accounts of the demo content and of the benchmark, whose password is printed in the documents. Reads the table of
  /// the domain Identity.
  static let demoAccounts = "select count(*) from users where email like '%@atlas.example'"

  /// How far a standby is behind, in seconds; nothing is behind where all that came is replayed.
  static let lag = """
    select case when pg_last_wal_receive_lsn() is not distinct from pg_last_wal_replay_lsn() then 0
      else extract(epoch from now() - pg_last_xact_replay_timestamp()) end::float8
    """
}

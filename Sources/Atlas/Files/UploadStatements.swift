import ObjectStorage
import Postgres

/// The statements of uploads, from the ticket to the file.
enum UploadStatements {
  /// Makes a ticket if the day of its user has room for it. Answers the ticket's end in microseconds since 1970, null
  /// where there is no room, how many bytes were announced on this day before, and when the day ends.
  static func create(_ upload: NewUpload, userID: Int64) -> Query {
    Query(
      "files.createUpload",
      """
      with today as (
        select (now() at time zone 'UTC')::date as day
      ), charged as (
        insert into upload_days as d (user_id, day, bytes)
        select \(userID), t.day, \(upload.size) from today t
        on conflict (user_id, day) do update set bytes = d.bytes + excluded.bytes
          where d.bytes + excluded.bytes <= \(NewUpload.dailyBytes)
        returning d.bytes
      ), ticket as (
        insert into uploads (id, user_id, expires_at, filename, mime_type, size, sha256, object_key)
        select \(upload.id), \(userID), now() + make_interval(secs => \(Double(NewUpload.lifetimeSeconds))),
          \(upload.filename.text), \(upload.type.name), \(upload.size), \(upload.sha256)::bytea, \(upload.key?.text)::text
        from charged
        returning expires_at
      )
      select (select (extract(epoch from k.expires_at) * 1000000)::bigint from ticket k),
        coalesce((select d.bytes from upload_days d where d.user_id = \(userID) and d.day = t.day), 0),
        (extract(epoch from (t.day + 1)::timestamp at time zone 'UTC') * 1000000)::bigint
      from today t
      """
    ).onBehalf(of: .user(userID))
  }

  /// An upload of a user as it stands.
  static func find(_ id: PostgresUUID, userID: Int64) -> Query {
    Query("files.findUpload", "\(fragment: columns) where u.id = \(id) and u.user_id = \(userID)")
      .onBehalf(of: .user(userID))
  }

  /// An upload by a ticket, whoever brings it.
  static func findTicket(_ id: PostgresUUID) -> Query {
    Query("files.findTicket", "\(fragment: columns) where u.id = \(id)").onBehalf(of: .system)
  }

  private static let columns: Query = """
    select u.id, u.user_id, u.filename, u.mime_type, u.size, u.sha256, u.object_key, u.received_at is not null,
      u.file_id is not null, u.expires_at <= now(), extract(epoch from u.expires_at)::bigint
    from uploads u
    """

  /// The bytes are where the key says. One row is changed, or none where others were first or it is too late.
  static func receive(_ id: PostgresUUID, key: String, sha256: [UInt8]) -> Query {
    Query(
      "files.receiveUpload",
      """
      with ticket as (
        select u.id from uploads u
        where u.id = \(id) and u.received_at is null and u.expires_at > now()
        for update
      ), kept as (
        delete from object_deletions o using ticket t
        where o.object_key = \(key) and o.due_at > now()
        returning o.object_key
      )
      update uploads u
      set received_at = now(), sha256 = \(sha256), object_key = k.object_key
      from ticket t, kept k
      where u.id = t.id
      """
    ).onBehalf(of: .system)
  }

  /// The bytes are where the client was told to bring them. Nothing is changed where this is known already.
  static func verify(_ id: PostgresUUID, userID: Int64, sha256: [UInt8]) -> Query {
    Query(
      "files.verifyUpload",
      """
      update uploads u
      set received_at = now(), sha256 = \(sha256)
      where u.id = \(id) and u.user_id = \(userID) and u.received_at is null
      """
    ).onBehalf(of: .user(userID))
  }

  /// Tickets that expired a day ago, with the bytes of those that nobody has claimed.
  static func sweep(batchSize: Int) -> Query {
    Query(
      "files.sweepUploads",
      """
      with expired as (
        select u.id from uploads u
        where u.expires_at < now() - interval '1 day'
        order by u.expires_at limit \(batchSize)
        for update skip locked
      ), gone as (
        delete from uploads u using expired e where u.id = e.id returning u.object_key, u.file_id
      ), discarded as (
        insert into object_deletions (object_key)
        select g.object_key from gone g where g.object_key is not null and g.file_id is null
      )
      select 1 from gone
      """
    ).onBehalf(of: .system)
  }

  static func sweepDays(batchSize: Int) -> Query {
    Query(
      "files.sweepUploadDays",
      """
      delete from upload_days d
      where (d.user_id, d.day) in (
        select o.user_id, o.day from upload_days o
        where o.day < (now() at time zone 'UTC')::date - 1
        limit \(batchSize)
        for update skip locked
      )
      """
    ).onBehalf(of: .system)
  }
}

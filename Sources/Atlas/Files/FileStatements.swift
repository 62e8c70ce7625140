import AtlasAPI
public import Postgres

/// The statements of `files` and of the objects behind them.
enum FileStatements {
  /// What somebody refers to: whoever may see that may see the file.
  static func referred(_ ids: [Int64]) -> Query {
    Query("files.referred", "\(fragment: columns) where f.id = any(\(ids))")
  }

  /// What one asks for by its id: only their own files.
  static func own(_ ids: [Int64], userID: Int64?) -> Query {
    Query("files.own", "\(fragment: columns) where f.id = any(\(ids)) and f.user_id = \(userID)")
  }

  private static let columns: Query = """
    select f.id, f.filename, f.mime_type, f.size, encode(f.sha256, 'hex') as sha256, f.object_key
    from files f
    """

  /// What is handed out under a signed address.
  static func download(_ id: Int64) -> Query {
    Query(
      "files.download",
      """
      select f.filename, f.mime_type, f.size, encode(f.sha256, 'hex') as sha256, f.object_key
      from files f
      where f.id = \(id) and (f.expires_at is null or f.expires_at > now())
      """)
  }

  /// Says of a key that is about to be written that nothing refers to it yet.
  static func reserve(_ key: String) -> Query {
    Query(
      "files.reserve",
      "insert into object_deletions (object_key, due_at) values (\(key), now() + interval '2 hours')")
  }

  /// Lets an object go that nothing refers to.
  static func discard(_ key: String) -> Query {
    Query("files.discard", "update object_deletions set due_at = now() where object_key = \(key)")
  }

  /// Takes objects that are to be deleted; whoever is lost meanwhile leaves them to the next one.
  static func takeDeletions(limit: Int) -> Query {
    Query(
      "files.takeDeletions",
      """
      update object_deletions d
      set due_at = now() + interval '10 minutes'
      where d.object_key in (
        select o.object_key from object_deletions o where o.due_at <= now() order by o.due_at limit \(limit)
        for update skip locked
      )
      returning d.object_key
      """)
  }

  static func endDeletions(_ keys: [String]) -> Query {
    Query("files.endDeletions", "delete from object_deletions where object_key = any(\(keys))")
  }

  /// Files that were kept for a while only.
  static func sweep(batchSize: Int) -> Query {
    Query(
      "files.sweepFiles",
      """
      with expired as (
        select f.id from files f where f.expires_at < now() order by f.expires_at limit \(batchSize)
        for update skip locked
      ), \(fragment: FileRemoval.removing("select e.id from expired e"))
      select 1 from removed_files
      """)
  }
}

/// How the statement that deletes the last reference to files deletes them too.
public enum FileRemoval {
  /// The parts `removed_files` and `discarded_objects` of a `with`; the bytes are deleted later.
  ///
  ///     with gone as (
  ///       delete from contents where id = \(id) returning file_id
  ///     ), \(fragment: FileRemoval.removing("select g.file_id from gone g"))
  ///     select ...
  ///
  /// - Parameter ids: a query for row keys of files; null is passed over.
  public static func removing(_ ids: Query) -> Query {
    """
    removed_files as (
      delete from files f where f.id in (\(fragment: ids)) returning f.object_key
    ), discarded_objects as (
      insert into object_deletions (object_key) select r.object_key from removed_files r
    )
    """
  }
}

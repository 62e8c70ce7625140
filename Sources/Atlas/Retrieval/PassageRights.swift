import Postgres

/// Who finds what, as conditions on the rows of the items beside `question q` with `viewer_id` and `is_admin`. They are
/// those of Catalog and ContentLibrary, which own the tables.
enum PassageRights {
  /// The tables of items, to the right of `passage_items i`.
  static let items: Query = """
    left join diagrams d on d.id = i.diagram_id
        left join labs l on l.id = i.lab_id
        left join incidents n on n.id = i.incident_id
        left join atoms a on a.id = i.atom_id
        left join contents c on c.id = a.content_id
    """

  /// Whether the passages of `i` are of the item's present text, and the viewer may read it. Retired atoms are found by
  /// nobody.
  static let finds: Query = """
    (
            d.version = i.version and \(fragment: diagram)
            or l.version = i.version and \(fragment: lab)
            or n.version = i.version
            or a.version = i.version and a.retired_at is null and \(fragment: atom)
          )
    """

  static let diagram: Query = "(d.status = 'PUBLISHED' or d.author_id = q.viewer_id or q.is_admin)"
  static let lab: Query = "(l.status = 'PUBLISHED' or l.author_id = q.viewer_id or q.is_admin)"
  /// Of an atom `a` with its content `c`, retired or not.
  static let atom: Query = """
    (a.published or q.is_admin
              or case when a.content_id is null then a.author_id = q.viewer_id else c.owner_id = q.viewer_id end)
    """
  /// Of a retired atom `a`: learners find by its id what they have completed.
  static let completed: Query = """
    a.retired_at is not null and exists (
              select from atom_completions x where x.atom_id = a.id and x.user_id = q.viewer_id
            )
    """
  static let content: Query = "(c.status = 'COMPLETED' or c.owner_id = q.viewer_id or q.is_admin)"
}

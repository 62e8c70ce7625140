public import Postgres

/// What is published, and how much of it learners have completed or begun, as parts of statements. They read tables of
/// Catalog, ContentLibrary and Progress: standing, predictions and the size of a step must count alike.
///
/// The counts of what is published are read from indexes alone.
public enum TallyStatements {
  /// One row with the numbers of published `diagrams`, `labs` and `atoms`.
  public static let published: Query = """
    select (select count(*) from diagrams where status = 'PUBLISHED') as diagrams,
        (select count(*) from labs where status = 'PUBLISHED') as labs,
        (select count(*) from atoms where published) as atoms
    """

  /// Points that one completed item adds to the overall percentage: an expression.
  public static let pointsPerItem: Query = """
    (select 100.0 / (t.diagrams + t.labs + t.atoms) from (\(fragment: published)) t)
    """

  /// Joined to users `u`: what they have completed of what is published, as `d`, `l` and `a`. Labs are in progress
  /// (`l.in_progress`) from the first try to the first pass.
  public static let completed: Query = """
    cross join lateral (
      select count(*)::int as completed
      from diagram_completions c
      join diagrams x on x.id = c.diagram_id and x.status = 'PUBLISHED'
      where c.user_id = u.id
    ) d
    cross join lateral (
      select (count(*) filter (where y.passed))::int as completed,
        (count(*) filter (where not y.passed))::int as in_progress
      from (
        select bool_or(r.passed) as passed
        from lab_results r
        join labs x on x.id = r.lab_id and x.status = 'PUBLISHED'
        where r.user_id = u.id
        group by r.lab_id
      ) y
    ) l
    cross join lateral (
      select count(*)::int as completed
      from atom_completions c
      join atoms x on x.id = c.atom_id and x.published
      where c.user_id = u.id
    ) a
    """

  /// Joined to users `u`: the diagrams and atoms that they have in progress, as `dp` and `ap`. The fences (`offset 0`)
  /// keep the planner from beginning with all atoms there are.
  public static let begun: Query = """
    cross join lateral (
      select count(distinct j.diagram_id)::int as in_progress
      from lab_results r
      join diagram_labs j on j.lab_id = r.lab_id
      join diagrams x on x.id = j.diagram_id and x.status = 'PUBLISHED'
      where r.user_id = u.id
        and not exists (select from diagram_completions c where c.user_id = u.id and c.diagram_id = j.diagram_id)
    ) dp
    cross join lateral (
      select count(*)::int as in_progress
      from (
        select distinct y.content_id
        from atom_completions c
        join atoms y on y.id = c.atom_id
        where c.user_id = u.id
        offset 0
      ) begun
      cross join lateral (
        select x.id
        from atoms x
        left join atom_completions c on c.user_id = u.id and c.atom_id = x.id
        where x.content_id = begun.content_id and x.published and c.atom_id is null
        offset 0
      ) x
      where \(fragment: isUnlocked)
    ) ap
    """

  /// Whether the user `u` has completed all prerequisites of the atom `x` that are still published: a condition.
  public static let isUnlocked: Query = """
    (
        select count(*)
        from atom_links k
        join atoms p on p.id = k.to_id and p.published
        left join atom_completions c on c.user_id = u.id and c.atom_id = k.to_id
        where k.from_id = x.id and k.kind = 'PREREQUISITE' and c.atom_id is null
      ) = 0
    """
}

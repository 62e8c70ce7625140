import AtlasKernel
import Postgres

/// The statement of completing an atom.
enum AtomCompletionStatements {
  /// Marks an atom as learned, with everything that follows: the step, the learner's standing and the event. It answers
  /// whether there is such an atom, and the atoms whose last missing prerequisite it was. It writes progress_events and
  /// learner_progress of the progress domain in that domain's own way, and counts diagrams and labs of the catalogue.
  /// Completed before, nothing is written. Safe to repeat, also at the same moment.
  static func complete(_ atom: Int64, user: Int64, timeSpent: String?) -> Query {
    Query("content.completeAtom", completion(atom, user, timeSpent) + consequences + unlocked)
  }

  private static func completion(_ atom: Int64, _ user: Int64, _ timeSpent: String?) -> Query {
    """
    with input as (
      select \(user)::bigint as user_id, \(atom)::bigint as atom_id, \(timeSpent)::interval as time_spent
    ), target as (
      select a.id, coalesce(i.time_spent, a.estimated_time) as time_spent
      from input i
      join atoms a on a.id = i.atom_id and a.published
    ), completion as (
      insert into atom_completions (user_id, atom_id, time_spent)
      select i.user_id, t.id, i.time_spent from input i cross join target t
      on conflict (user_id, atom_id) do nothing
      returning user_id, atom_id, completed_at
    ),
    """
  }

  private static let consequences: Query = """
     step as (
      insert into progress_events (user_id, kind, atom_id, at, delta)
      select c.user_id, 'ATOM_COMPLETED', c.atom_id, c.completed_at, \(fragment: TallyStatements.pointsPerItem)
      from completion c
      returning id, user_id, at
    ), \(fragment: StandingStatements.ofCompletion)
    """

  private static let unlocked: Query = """

    select exists (select from target) as found, coalesce((
        select array_agg(a.id order by a.content_id, a.sequence, a.id)
        from completion c
        join atom_links l on l.to_id = c.atom_id and l.kind = 'PREREQUISITE'
        join atoms a on a.id = l.from_id and a.published
        where not exists (select from atom_completions x where x.user_id = c.user_id and x.atom_id = a.id)
          and not exists (
            select from atom_links m
            join atoms p on p.id = m.to_id and p.published
            where m.from_id = a.id and m.kind = 'PREREQUISITE' and p.id <> c.atom_id
              and not exists (select from atom_completions x where x.user_id = c.user_id and x.atom_id = p.id)
          )
      ), '{}') as unlocked
    """
}

import AtlasKernel
import Postgres

extension LearnerStanding {
  /// Where a learner stands in a diagram, lab, incident, atom or content; in all there is without a subject. One row,
  /// none for a missing user. It reads tables of Catalog, ContentLibrary, Progress and Identity.
  static func read(userID: Int64, subject: GlobalID?) -> Query {
    Query(
      "tutor.learnerStanding",
      """
      with learner as (
        select \(userID)::bigint as user_id, \(subject?.key(of: .diagram))::bigint as diagram_id,
          \(subject?.key(of: .lab))::bigint as lab_id, \(subject?.key(of: .incident))::bigint as incident_id,
          \(subject?.key(of: .atom))::bigint as atom_id, \(subject?.key(of: .content))::bigint as content_id
      ), subject_skills as (
        \(fragment: subjectSkills)
      ), items as (
        \(fragment: publishedItems)
      ), prerequisites as (
        \(fragment: publishedPrerequisites)
      )
      select case when s.score is not null then \(fragment: MasteryStatements.level(of: "s.score")) end as level,
        m.mastery, \(fragment: completion) as is_completed, p.total as prerequisites, p.open as open_prerequisites
      from learner i
      join users u on u.id = i.user_id
      \(fragment: MasteryStatements.ofLearner)
      cross join (
        select (sum(t.mastered) / nullif(sum(t.weight), 0))::double precision as mastery from items t
      ) m
      cross join lateral (
        select coalesce(
          100 * m.mastery, 100 * (d.mastered + l.mastered) / nullif(\(fragment: MasteryStatements.total), 0)
        ) as score
      ) s
      cross join (
        select count(*)::int as total, (count(*) filter (where not r.is_completed))::int as open from prerequisites r
      ) p
      """)
  }

  /// The skills of the subject. Incidents and atoms have those of the published diagrams that they stand beside.
  private static let subjectSkills: Query = """
    select k.skill_id from learner i join diagram_skills k on k.diagram_id = i.diagram_id
        union
        select k.skill_id from learner i join lab_skills k on k.lab_id = i.lab_id
        union
        select k.skill_id
        from learner i
        join diagram_incidents j on j.incident_id = i.incident_id
        join diagrams d on d.id = j.diagram_id and d.status = 'PUBLISHED'
        join diagram_skills k on k.diagram_id = d.id
        union
        select k.skill_id
        from learner i
        join diagram_atoms j on j.atom_id = i.atom_id
        join diagrams d on d.id = j.diagram_id and d.status = 'PUBLISHED'
        join diagram_skills k on k.diagram_id = d.id
    """

  /// What is published about these skills, each item once, with the weight that is mastered.
  private static let publishedItems: Query = """
    select \(fragment: MasteryStatements.weight) as weight,
          case when exists (
            select from diagram_completions c where c.user_id = i.user_id and c.diagram_id = x.id
          ) then \(fragment: MasteryStatements.weight) else 0 end::double precision as mastered
        from learner i
        cross join diagrams x
        where x.status = 'PUBLISHED' and exists (
          select from diagram_skills k where k.diagram_id = x.id and k.skill_id in (select skill_id from subject_skills)
        )
        union all
        select \(fragment: MasteryStatements.weight), \(fragment: MasteryStatements.weight) * coalesce((
            select max(r.score) from lab_results r where r.user_id = i.user_id and r.lab_id = x.id
          ), 0) / 100
        from learner i
        cross join labs x
        where x.status = 'PUBLISHED' and exists (
          select from lab_skills k where k.lab_id = x.id and k.skill_id in (select skill_id from subject_skills)
        )
    """

  /// What should be known before a lab or an atom, as far as it is published and can be completed.
  private static let publishedPrerequisites: Query = """
    select exists (
            select from diagram_completions c where c.user_id = i.user_id and c.diagram_id = d.id
          ) as is_completed
        from learner i
        join lab_prerequisites q on q.lab_id = i.lab_id
        join diagrams d on d.id = q.diagram_id and d.status = 'PUBLISHED'
        union all
        select exists (select from lab_results r where r.user_id = i.user_id and r.lab_id = l.id and r.passed)
        from learner i
        join lab_prerequisites q on q.lab_id = i.lab_id
        join labs l on l.id = q.prerequisite_id and l.status = 'PUBLISHED'
        union all
        select exists (select from atom_completions c where c.user_id = i.user_id and c.atom_id = a.id)
        from learner i
        join lab_prerequisites q on q.lab_id = i.lab_id
        join atoms a on a.id = q.atom_id and a.published
        union all
        select exists (select from atom_completions c where c.user_id = i.user_id and c.atom_id = a.id)
        from learner i
        join atom_links j on j.from_id = i.atom_id and j.kind = 'PREREQUISITE'
        join atoms a on a.id = j.to_id and a.published
    """

  /// Whether the learner `i` has completed the subject: an expression. A content is completed with its last atom.
  private static let completion: Query = """
    (
          exists (select from diagram_completions c where c.user_id = i.user_id and c.diagram_id = i.diagram_id)
          or exists (select from lab_results r where r.user_id = i.user_id and r.lab_id = i.lab_id and r.passed)
          or exists (select from atom_completions c where c.user_id = i.user_id and c.atom_id = i.atom_id)
          or exists (select from atoms a where a.content_id = i.content_id and a.published) and not exists (
            select from atoms a
            where a.content_id = i.content_id and a.published and not exists (
              select from atom_completions c where c.user_id = i.user_id and c.atom_id = a.id
            )
          )
        )
    """
}

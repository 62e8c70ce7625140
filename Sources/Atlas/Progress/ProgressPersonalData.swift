import AtlasKernel
import Postgres

enum ProgressPersonalData {
  /// Steps, completed diagrams, and the standing they add up to.
  static let part = PersonalData(name: "progress", export: export, erase: [erase])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "progress.export",
      """
      select jsonb_build_object(
        'standing', (
          select to_jsonb(p) - 'user_id' from learner_progress p where p.user_id = \(userID)
        ),
        'diagrams', (
          select coalesce(jsonb_agg(jsonb_build_object('diagram', 'diagram_' || c.diagram_id, 'at', c.completed_at)
            order by c.completed_at), '[]')
          from diagram_completions c
          where c.user_id = \(userID)
        ),
        'steps', (
          select coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'diagram', 'diagram_' || e.diagram_id,
            'lab', 'lab_' || e.lab_id, 'atom', 'atom_' || e.atom_id, 'quiz', 'quiz_' || e.quiz_id,
            'at', e.at) order by e.id), '[]')
          from progress_events e
          where e.user_id = \(userID)
        )
      )
      """)
  }

  @Sendable
  private static func erase(_ userID: Int64) -> Query {
    Query(
      "progress.erase",
      """
      with completions as (
        delete from diagram_completions where user_id = \(userID)
      ), steps as (
        delete from progress_events where user_id = \(userID)
      )
      delete from learner_progress where user_id = \(userID)
      """)
  }
}

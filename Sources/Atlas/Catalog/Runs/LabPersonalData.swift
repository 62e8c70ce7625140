import AtlasKernel
import Postgres

enum LabPersonalData {
  /// What a learner handed in, and how it was graded, what they ran, and the hints they looked at.
  static let part = PersonalData(name: "labs", export: export, erase: [eraseResults, eraseReveals, eraseRuns])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "labs.export",
      """
      select jsonb_build_object(
        'results', (
          select coalesce(jsonb_agg(jsonb_build_object('lab', 'lab_' || r.lab_id, 'attempt', r.attempt, 'state', r.state,
            'score', r.score, 'penalty', r.penalty, 'solution', r.solution, 'feedback', r.feedback,
            'at', r.submitted_at) order by r.id), '[]')
          from lab_results r
          where r.user_id = \(userID)
        ),
        'runs', (
          select coalesce(jsonb_agg(jsonb_build_object('lab', 'lab_' || x.lab_id, 'state', x.state, 'region', x.region,
            'started', x.started_at, 'ended', x.ended_at, 'lastSolution', x.last_solution) order by x.id), '[]')
          from lab_runs x
          where x.user_id = \(userID)
        ),
        'hints', (
          select coalesce(jsonb_agg(jsonb_build_object('lab', 'lab_' || h.lab_id, 'index', h.position,
            'penalty', h.penalty, 'at', h.revealed_at) order by h.lab_id, h.position), '[]')
          from lab_hint_reveals h
          where h.user_id = \(userID)
        )
      )
      """
    ).onBehalf(of: .user(userID))
  }

  @Sendable
  private static func eraseResults(_ userID: Int64) -> Query {
    Query("labs.eraseResults", "delete from lab_results where user_id = \(userID)")
  }

  @Sendable
  private static func eraseReveals(_ userID: Int64) -> Query {
    Query("labs.eraseHintReveals", "delete from lab_hint_reveals where user_id = \(userID)")
      .onBehalf(of: .user(userID))
  }

  /// An environment whose run is gone is an orphan, which the upkeep removes.
  @Sendable
  private static func eraseRuns(_ userID: Int64) -> Query {
    Query("labs.eraseRuns", "delete from lab_runs where user_id = \(userID)").onBehalf(of: .user(userID))
  }
}

import AtlasKernel
import Postgres

enum LabPersonalData {
  /// What a learner handed in, and how it was graded.
  static let part = PersonalData(name: "labs", export: export, erase: [erase])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "labs.export",
      """
      select coalesce(jsonb_agg(jsonb_build_object('lab', 'lab_' || r.lab_id, 'attempt', r.attempt, 'state', r.state,
        'score', r.score, 'solution', r.solution, 'feedback', r.feedback, 'at', r.submitted_at) order by r.id), '[]')
      from lab_results r
      where r.user_id = \(userID)
      """)
  }

  @Sendable
  private static func erase(_ userID: Int64) -> Query {
    Query("labs.erase", "delete from lab_results where user_id = \(userID)")
  }
}

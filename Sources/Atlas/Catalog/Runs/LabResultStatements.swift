import AtlasAPI
import AtlasKernel
import Postgres

/// The statements about results of labs.
enum LabResultStatements {
  /// Results by id, of learners whom the viewer may read about.
  static func byID(_ ids: [Int64], viewer: Viewer?) -> Query {
    Query(
      "catalog.labResultsByID",
      """
      select r.lab_id, r.id, r.user_id, r.attempt, r.state, r.passed, r.score, r.feedback, r.submitted_at, r.graded_at,
        r.duration
      from lab_results r
      where r.id = any(\(ids)) and \(fragment: LearnerAudience(viewer).sees("r.user_id"))
      """)
  }

  /// What the checks found, in the order of the checks.
  static func checks(results: [Int64]) -> Query {
    Query(
      "catalog.labCheckResults",
      """
      select r.id as parent_id, c.value ->> 'key' as key, c.value ->> 'title' as title,
        (c.value ->> 'weight')::double precision as weight, (c.value ->> 'passed')::boolean as passed,
        c.value ->> 'message' as message
      from lab_results r
      cross join lateral jsonb_array_elements(r.checks) with ordinality as c(value, n)
      where r.id = any(\(results))
      order by r.id, c.n
      """)
  }

  /// What checks found that counted as no attempt, in the form of those that are kept.
  static func found(_ grade: LabGrade) -> Query {
    Query(
      "catalog.labCheckFindings",
      """
      select c.value ->> 'key' as key, c.value ->> 'title' as title, (c.value ->> 'weight')::double precision as weight,
        (c.value ->> 'passed')::boolean as passed, c.value ->> 'message' as message
      from jsonb_array_elements(\(grade.json)::jsonb) with ordinality as c(value, n)
      order by c.n
      """)
  }

  /// A learner's attempts at each lab, latest first.
  ///
  /// - Parameter after: the attempt that the page follows.
  static func page(user: Int64, labs: [Int64], after: Int64?, limit: Int) -> Query {
    Query(
      "catalog.viewerAttempts",
      """
      select c.lab_id, c.id, c.user_id, c.attempt, c.state, c.passed, c.score, c.feedback, c.submitted_at, c.graded_at,
        c.duration
      from unnest(\(labs)) with ordinality as p(parent_id, n)
      cross join lateral (
        select r.lab_id, r.id, r.user_id, r.attempt, r.state, r.passed, r.score, r.feedback, r.submitted_at,
          r.graded_at, r.duration
        from lab_results r
        where r.lab_id = p.parent_id and r.user_id = \(user) and r.attempt < coalesce(\(after), 2147483648)
        order by r.attempt desc
        limit \(limit)
      ) c
      order by p.n, c.attempt desc
      """)
  }

  /// How often a learner tried each lab.
  static func counts(user: Int64, labs: [Int64]) -> Query {
    Query(
      "catalog.viewerAttemptCounts",
      """
      select r.lab_id as parent_id, count(*)::int as total
      from lab_results r
      where r.user_id = \(user) and r.lab_id = any(\(labs))
      group by r.lab_id
      """)
  }

  /// Learners who passed among those who tried; no row for a lab that nobody tried.
  static func passRates(labs: [Int64]) -> Query {
    Query(
      "catalog.labPassRates",
      """
      select t.lab_id, avg(t.passed)::double precision as pass_rate
      from (
        select r.lab_id, max(r.passed::int) as passed
        from lab_results r
        where r.lab_id = any(\(labs)) and r.state <> 'GRADING'
        group by r.lab_id, r.user_id
      ) t
      group by t.lab_id
      """)
  }
}

public import Postgres

/// What learners have mastered, as parts of statements. They read tables of Catalog and Progress.
///
/// Each published item weighs 1 to 4 by its difficulty; a completed diagram is mastered wholly, a lab by its best score.
public enum MasteryStatements {
  /// The weight of everything that is published: an expression.
  public static let total: Query = """
    (
      select coalesce(sum(\(fragment: weight)), 0) from diagrams x where x.status = 'PUBLISHED'
    ) + (
      select coalesce(sum(\(fragment: weight)), 0) from labs x where x.status = 'PUBLISHED'
    )
    """

  /// Joined to users `u`: diagrams as `d` and labs as `l`, each with how many are `completed`, published or not, and the
  /// weight that is `mastered`.
  public static let ofLearner: Query = """
    cross join lateral (
      select count(*)::int as completed,
        coalesce(sum(\(fragment: weight)) filter (where x.status = 'PUBLISHED'), 0) as mastered
      from diagram_completions c
      join diagrams x on x.id = c.diagram_id
      where c.user_id = u.id
    ) d
    cross join lateral (
      select (count(*) filter (where y.passed))::int as completed,
        coalesce(sum(y.best / 100 * \(fragment: weight)) filter (where x.status = 'PUBLISHED'), 0) as mastered
      from (
        select r.lab_id, bool_or(r.passed) as passed, max(r.score) as best
        from lab_results r
        where r.user_id = u.id
        group by r.lab_id
      ) y
      join labs x on x.id = y.lab_id
    ) l
    """

  /// Rows of `user_id`, `skill_id` and the weight that is `mastered`, where that is anything at all: an item counts for
  /// each of its skills.
  ///
  /// - Parameter learners: a relation with `user_id`, each once.
  public static func bySkill(of learners: Query) -> Query {
    """
    select t.user_id, t.skill_id, sum(t.mastered) as mastered
        from (
          \(fragment: items(of: learners))
        ) t
        group by t.user_id, t.skill_id
    """
  }

  /// The same by `level` too: 1 to 4, by the difficulty of the items.
  ///
  /// - Parameter learners: a relation with `user_id`, each once.
  public static func bySkillAndLevel(of learners: Query) -> Query {
    """
    select t.user_id, t.skill_id, t.level, sum(t.mastered) as mastered
        from (
          \(fragment: items(of: learners))
        ) t
        group by t.user_id, t.skill_id, t.level
    """
  }

  private static func items(of learners: Query) -> Query {
    """
    select n.user_id, k.skill_id, \(fragment: weight) as level, \(fragment: weight)::double precision as mastered
          from \(fragment: learners) n
          join diagram_completions c on c.user_id = n.user_id
          join diagrams x on x.id = c.diagram_id and x.status = 'PUBLISHED'
          join diagram_skills k on k.diagram_id = x.id
          union all
          select n.user_id, k.skill_id, \(fragment: weight), y.best / 100 * \(fragment: weight)
          from \(fragment: learners) n
          cross join lateral (
            select r.lab_id, max(r.score) as best from lab_results r where r.user_id = n.user_id group by r.lab_id
          ) y
          join labs x on x.id = y.lab_id and x.status = 'PUBLISHED'
          join lab_skills k on k.lab_id = x.id
          where y.best > 0
    """
  }

  /// The level that goes with a score of 0 to 100, which is null without anything published: levels begin at 0, 25, 50
  /// and 75. An expression.
  public static func level(of score: Query) -> Query {
    """
    case when \(fragment: score) >= 75 then 'EXPERT' when \(fragment: score) >= 50 then 'ADVANCED'
          when \(fragment: score) >= 25 then 'INTERMEDIATE' else 'BEGINNER' end
    """
  }

  /// 1 to 4 for the difficulty of the item `x`: an expression.
  public static let weight = DifficultyStatements.rank(of: "x.difficulty")
}

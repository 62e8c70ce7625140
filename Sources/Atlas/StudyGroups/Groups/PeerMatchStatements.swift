import AtlasKernel
import Postgres

/// The statement that finds learners for one another. It reads tables of Identity, Catalog and Progress.
enum PeerMatchStatements {
  /// The best matches of a user, best first: a row for each skill, five at most.
  ///
  /// Two learners are alike as far as what they have mastered is the same: for each skill the lesser of both, by the
  /// greater of both, over all skills. Named are only learners whom the user can see in a group: in one of their own, or
  /// in one that is not PRIVATE; of either kind those who joined last, so that the work is bounded.
  static func matches(of user: Int64, limit: Int) -> Query {
    Query(
      "studyGroups.peerMatches",
      """
      with seen as (
        select \(user)::bigint as user_id
        union (
          select o.user_id
          from group_members own
          join group_members o on o.group_id = own.group_id
          where own.user_id = \(user)
          order by o.id desc
          limit \(candidateLimit)
        ) union (
          select m.user_id
          from group_members m
          join study_groups g on g.id = m.group_id and g.visibility <> 'PRIVATE'
          order by m.id desc
          limit \(candidateLimit)
        )
      ), learners as (
        select u.id as user_id from seen s join users u on u.id = s.user_id where u.closed_at is null
      ), mastery as (
        \(fragment: MasteryStatements.bySkill(of: "learners"))
      ), totals as (
        select m.user_id, sum(m.mastered) as mastered from mastery m group by m.user_id
      ), shared as (
        select m.user_id, m.skill_id, least(m.mastered, o.mastered) as mastered
        from mastery m
        join mastery o on o.user_id = \(user) and o.skill_id = m.skill_id
        where m.user_id <> \(user)
      ), best as (
        select s.user_id, t.mastered / own.mastered as ratio,
          round((s.mastered / (own.mastered + t.mastered - s.mastered))::numeric, 3)::double precision as score
        from (select x.user_id, sum(x.mastered) as mastered from shared x group by x.user_id) s
        join totals t on t.user_id = s.user_id
        join totals own on own.user_id = \(user)
        order by score desc, s.user_id
        limit \(limit)
      )
      select b.user_id, b.score, b.ratio, k.skill_id, k.name
      from best b
      cross join lateral (
        select s.skill_id, n.name, s.mastered
        from shared s
        join skills n on n.id = s.skill_id
        where s.user_id = b.user_id
        order by s.mastered desc, s.skill_id
        limit 5
      ) k
      order by b.score desc, b.user_id, k.mastered desc, k.skill_id
      """)
  }

  private static let candidateLimit = 250
}

import Postgres

/// The statements over `answer_ratings`.
enum AnswerRatingStatements {
  /// Rates one of the owner's answers that has ended with a text, or rates it anew. One row for one of the owner's
  /// answers: its state, and whether it was rated.
  static func rate(_ rating: AnswerRating, ownerID: Int64) -> Query {
    Query(
      "tutor.rateAnswer",
      """
      with rated as (
        insert into answer_ratings (answer_id, user_id, rating, comment)
        select a.id, a.user_id, \(rating.rating)::int, \(rating.comment)::text
        from answers a
        where a.id = \(rating.key) and a.user_id = \(ownerID) and a.state in ('DONE', 'CANCELED')
        on conflict (answer_id) do update
        set rating = excluded.rating, comment = excluded.comment, updated_at = now()
        returning answer_id
      )
      select a.state, exists (select from rated) as is_rated
      from answers a
      where a.id = \(rating.key) and a.user_id = \(ownerID)
      """
    ).onBehalf(of: .user(ownerID))
  }

  /// The owner's ratings of answers.
  static func ratings(_ answers: [Int64], ownerID: Int64?) -> Query {
    Query(
      "tutor.ratings",
      """
      select r.answer_id, r.rating
      from answer_ratings r
      where r.answer_id = any(\(answers)) and r.user_id = \(ownerID)
      """
    ).onBehalf(of: .user(ownerID))
  }
}

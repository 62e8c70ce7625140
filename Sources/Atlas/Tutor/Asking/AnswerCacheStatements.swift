import AtlasKernel
import Postgres
import Retrieval

/// The statements about answers that may be given again. The rows are nobody's: the server alone sees them.
enum AnswerCacheStatements {
  /// The answer to an equal question, where everything that it was made of is there for this reader still, unchanged.
  static func find(_ key: AnswerKey, _ reader: PassageReader) -> Query {
    let rights = PassageRights(userID: "r.user_id", isAdmin: "r.is_admin")
    return Query(
      "tutor.findCachedAnswer",
      """
      select k.text, k.citations, k.hints, k.follow_ups
      from (select \(reader.userID)::bigint as user_id, \(reader.isAdmin)::boolean as is_admin) r
      join tutor_answer_cache k on k.key = sha256(\(key.material)) and k.expires_at > now()
      where not \(fragment: rights.cannotRead(oneOf: "k.sources"))
      """
    ).onBehalf(of: .system)
  }

  /// The part `kept`: keeps the answer of the part `ended`. What anybody may be given is made of public items alone,
  /// whatever the asker had become able to read while it was written, and of what they are still.
  static func kept(_ reply: TutorReply, of sources: [Passage], _ key: AnswerKey) -> Query {
    """
    kept as (
        insert into tutor_answer_cache as k (key, expires_at, text, citations, hints, follow_ups, model, sources)
        select sha256(\(key.material)), now() + interval '1 hour', e.text, e.citations, e.hints, e.follow_ups, e.model,
          s.items
        from ended e
        cross join (select \(items(sources))::jsonb as items) s
        where not (\(key.isShared)::boolean and \(fragment: PassageRights.ofEverybody.cannotRead(oneOf: "s.items")))
        on conflict (key) do update set
          created_at = now(), expires_at = excluded.expires_at, text = excluded.text, citations = excluded.citations,
          hints = excluded.hints, follow_ups = excluded.follow_ups,
          model = excluded.model, sources = excluded.sources
        returning k.key
      )
    """
  }

  /// Deletes what is too old to be given again.
  static let sweep = Sweep(
    Query(
      "tutor.sweepCachedAnswers",
      """
      delete from tutor_answer_cache
      where key in (
        select k.key from tutor_answer_cache k where k.expires_at < now() order by k.expires_at limit 500
        for update skip locked
      )
      """
    ).onBehalf(of: .system), batchSize: 500)

  private static func items(_ passages: [Passage]) -> String {
    let items = passages.map {
      "{\"kind\": \"\($0.item.kind.rawValue.uppercased())\", \"id\": \($0.item.key), \"version\": \($0.version)}"
    }
    return "[\(Set(items).sorted().joined(separator: ", "))]"
  }
}

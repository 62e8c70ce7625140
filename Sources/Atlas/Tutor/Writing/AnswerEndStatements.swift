import AtlasAPI
import AtlasKernel
import Postgres
import Retrieval

/// How answers end: each one once, in one statement with all that follows from it.
///
/// The parts follow each other: `held` is the answer while it is not ended; `ended` is its new row, with how many
/// characters of its text were told before; `refunded`, `said` and `told` follow from that.
enum AnswerEndStatements {
  /// The end of an answer that was written. One row, none where it was canceled or lost meanwhile.
  ///
  /// - Parameters:
  ///   - isCached: it was given to somebody else before; then it takes nothing of the quotas.
  ///   - sources: what it was made of, where it may be given again.
  ///   - isAnnounced: nobody waits for it: the learner is notified.
  static func finish(
    _ answer: HeldAnswer, _ reply: TutorReply, isCached: Bool, sources: [Passage]?, isAnnounced: Bool
  ) -> Query {
    let kept: Query =
      sources.map { ", \(fragment: AnswerCacheStatements.kept(reply, of: $0, answer.new.key))" } ?? ""
    return Query(
      "tutor.finishAnswer",
      """
      with \(fragment: held(answer)), ended as (
        update answers a set
          state = 'DONE', text = \(reply.text)::text, citations = \(Citation.text(reply.citations))::jsonb,
          hints = \(reply.hints)::text[], follow_ups = \(reply.followUps)::text[], cached = \(isCached)::boolean,
          ungrounded = \(reply.isUngrounded)::boolean, prompt_tokens = \(reply.usage.promptTokens)::int,
          completion_tokens = \(reply.usage.completionTokens)::int,
          moderation_category = \(reply.moderation?.category)::text,
          moderation_message = \(reply.moderation?.message)::text,
          sequence = a.sequence + case when char_length(\(reply.text)::text) > h.told_before then 1 else 0 end,
          response_time = greatest(clock_timestamp() - a.created_at, interval '0'), writer = null, leased_until = null,
          charged_on = case when \(isCached)::boolean then null else a.charged_on end
        from held h
        where a.id = h.id
        returning a.id, a.conversation_id, a.user_id, a.state, a.sequence, a.text, h.told_before, a.charged_on,
          a.citations, a.hints, a.follow_ups, a.model, a.question
      ), \(fragment: refunded), \(fragment: said), \(fragment: told)\(fragment: kept)\(
        fragment: isAnnounced ? notified : "")
      select e.id, (select learners from refunded) as refunds from ended e
      """
    ).onBehalf(of: .system)
  }

  /// The end of an answer that comes to nothing. One row, none where it has ended already.
  static func fail(_ answer: HeldAnswer, _ failure: AnswerFailure) -> Query {
    Query(
      "tutor.failAnswer",
      """
      with \(fragment: held(answer)), ended as (
        \(fragment: failed(code: "\(failure.code.rawValue)", "\(failure.message)", "\(failure.isRetryable)"))
      ), \(fragment: refunded), \(fragment: told)
      select e.id, (select learners from refunded) as refunds from ended e
      """
    ).onBehalf(of: .system)
  }

  /// Stops an answer that is being written, with what was told of it; its question is given back while no model was asked
  /// for it. One row, whatever the answer's state is; none where it is not this learner's.
  static func cancel(_ id: Int64, learner: Int64) -> Query {
    Query(
      "tutor.cancelAnswer",
      """
      with found as (
        select a.id, a.state, a.charged_on, char_length(a.text) as told_before
        from answers a
        where a.id = \(id) and a.user_id = \(learner)
        for update
      ), held as (
        select f.id, f.charged_on, f.told_before from found f where f.state in ('QUEUED', 'STREAMING')
      ), ended as (
        update answers a set
          state = 'CANCELED', writer = null, leased_until = null,
          response_time = greatest(clock_timestamp() - a.created_at, interval '0'),
          charged_on = case when a.asked_at is null then null else a.charged_on end
        from held h
        where a.id = h.id
        returning a.id, a.conversation_id, a.user_id, a.state, a.sequence, a.text, h.told_before, a.charged_on
      ), \(fragment: refunded), \(fragment: said), \(fragment: told)
      select f.id, (select learners from refunded) as refunds from found f
      """
    ).onBehalf(of: .user(learner))
  }

  /// Ends answers of writers that have been silent for too long: their instance is gone. One row for each; what another
  /// instance is at is skipped.
  static func failAbandoned(limit: Int) -> Query {
    Query(
      "tutor.failAbandonedAnswers",
      """
      with held as (
        select a.id, a.user_id, a.charged_on, char_length(a.text) as told_before
        from answers a
        where a.leased_until < now()
        order by a.leased_until
        limit \(limit)
        for update skip locked
      ), ended as (
        \(fragment: failed(code: "'UNAVAILABLE'", "'The answer was broken off: its server is gone.'", "true"))
      ), \(fragment: refunded), \(fragment: told)
      select e.id, (select learners from refunded) as refunds from ended e
      """
    ).onBehalf(of: .system)
  }

  // MARK: Parts

  private static func held(_ answer: HeldAnswer) -> Query {
    """
    held as (
        select a.id, a.user_id, a.charged_on, char_length(a.text) as told_before
        from answers a
        where a.id = \(answer.id) and a.writer = \(answer.new.writer)::uuid and a.state in ('QUEUED', 'STREAMING')
        for update
      )
    """
  }

  private static func failed(code: Query, _ message: Query, _ isRetryable: Query) -> Query {
    """
    update answers a set
          state = 'FAILED', failure_code = \(fragment: code), failure_message = \(fragment: message),
          failure_retryable = \(fragment: isRetryable), writer = null, leased_until = null, charged_on = null,
          response_time = greatest(clock_timestamp() - a.created_at, interval '0')
        from held h
        where a.id = h.id
        returning a.id, a.conversation_id, a.user_id, a.state, a.sequence, a.text, h.told_before, a.charged_on
    """
  }

  /// Gives back what the answer took of the quotas, where its new row has forgotten it.
  private static let refunded: Query = """
    refunded as materialized (
        select atlas_refund_questions(array_agg(e.user_id), array_agg(h.charged_on)) as learners
        from ended e
        join held h on h.id = e.id
        where h.charged_on is not null and e.charged_on is null
        having count(*) > 0
      )
    """

  /// The answer's message, where it has said anything.
  static let said: Query = """
    said as (
        insert into conversation_messages (conversation_id, user_id, role, content, answer_id)
        select e.conversation_id, e.user_id, 'ASSISTANT', e.text, e.id from ended e where e.text <> ''
        returning id
      )
    """

  /// The rest of the text, then what it rests on, then the end, for those who follow.
  static let told: Query = """
    told as (
        insert into events (topic, kind, entity, payload)
        select 'conversation:' || e.conversation_id, k.kind, 'answer_' || e.id,
          jsonb_build_object('answerId', e.id) || k.details
        from ended e
        cross join lateral (
          values (1, 'ANSWER_PROGRESS', jsonb_build_object(
              'sequence', e.sequence, 'from', e.told_before, 'to', char_length(e.text))),
            (2, 'ANSWER_CITED', '{}'::jsonb),
            (3, 'ANSWER_ENDED', jsonb_build_object('state', e.state))
        ) k(place, kind, details)
        where case k.place when 1 then char_length(e.text) > e.told_before when 2 then e.state = 'DONE' else true end
        order by e.id, k.place
        returning position
      )
    """

  /// Tells the learner, who has gone on to something else.
  private static let notified: Query = """
    , ready as (
        select e.user_id, 'Your answer is ready' as title, left(e.question, 200) as body, 'answer_' || e.id as subject,
          null::text as url
        from ended e
      ), \(fragment: NewNotifications(.answerReady, from: "ready").parts)
    """
}

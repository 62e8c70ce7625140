import AtlasKernel
import Postgres
import Retrieval

/// The statements about answers.
enum AnswerStatements {
  /// Without an owner there are no rows.
  static func byID(_ ids: [Int64], ownerID: Int64?) -> Query {
    Query(
      "tutor.answersByID",
      """
      select a.id, a.created_at, a.conversation_id, a.question, a.state, a.text, a.citations, a.hints, a.follow_ups,
        a.cached, a.ungrounded, a.model, a.prompt_tokens, a.completion_tokens, a.response_time
      from answers a
      where a.id = any(\(ids)) and a.user_id = \(ownerID)
      """
    ).onBehalf(of: .user(ownerID))
  }

  /// The answer to the same question of the same learner within the last hour. The hash covers the learner.
  static func cached(_ material: [UInt8], learner: Int64) -> Query {
    Query(
      "tutor.cachedAnswer",
      """
      select a.id, a.text, a.citations, a.hints, a.follow_ups, a.ungrounded
      from answers a
      where a.cache_key = sha256(\(material)) and a.state = 'DONE' and not a.cached
        and a.created_at > now() - interval '1 hour'
      order by a.created_at desc
      limit 1
      """
    ).onBehalf(of: .user(learner))
  }

  /// Stores a question with its finished answer, and the conversation where one is begun: all or nothing. No row comes
  /// back where the conversation to go on with is not the learner's own and open.
  static func store(_ exchange: Exchange) -> Query {
    let (question, reply) = (exchange.question, exchange.reply)
    return Query(
      "tutor.storeExchange",
      """
      with input as (
        select \(exchange.learner)::bigint as user_id, \(question.conversation)::bigint as conversation_id,
          \(question.title)::text as title, \(question.subject?.key(of: .diagram))::bigint as diagram_id,
          \(question.subject?.key(of: .lab))::bigint as lab_id, \(question.subject?.key(of: .incident))::bigint as incident_id,
          \(question.text)::text as question, sha256(\(exchange.cacheMaterial)) as cache_key,
          \(reply.text)::text as answer, \(Citation.text(reply.citations))::jsonb as citations,
          \(reply.hints)::text[] as hints, \(reply.followUps)::text[] as follow_ups,
          \(exchange.isCached)::boolean as cached, \(reply.isUngrounded)::boolean as ungrounded,
          \(RetrievalTutor.model)::text as model, \(exchange.usage.promptTokens)::int as prompt_tokens,
          \(exchange.usage.completionTokens)::int as completion_tokens,
          make_interval(secs => \(exchange.responseSeconds)) as response_time
      ), continued as (
        update conversations c set updated_at = now()
        from input i
        where c.id = i.conversation_id and c.user_id = i.user_id and c.archived_at is null
        returning c.id
      ), begun as (
        insert into conversations (user_id, title, diagram_id, lab_id, incident_id)
        select i.user_id, i.title, i.diagram_id, i.lab_id, i.incident_id from input i where i.conversation_id is null
        returning id
      ), talk as (
        select id from continued union all select id from begun
      ), asked as (
        insert into conversation_messages (conversation_id, user_id, role, content)
        select t.id, i.user_id, 'USER', i.question from talk t cross join input i
        returning id, conversation_id
      ), answered as (
        insert into answers (conversation_id, user_id, question, cache_key, state, text, citations, hints, follow_ups,
          cached, ungrounded, model, prompt_tokens, completion_tokens, response_time)
        select a.conversation_id, i.user_id, i.question, i.cache_key, 'DONE', i.answer, i.citations, i.hints,
          i.follow_ups, i.cached, i.ungrounded, i.model, i.prompt_tokens, i.completion_tokens, i.response_time
        from asked a cross join input i
        returning id, conversation_id
      ), said as (
        insert into conversation_messages (conversation_id, user_id, role, content, answer_id)
        select a.conversation_id, i.user_id, 'ASSISTANT', i.answer, a.id from answered a cross join input i
        returning id
      )
      select a.id from answered a cross join said s
      """
    ).onBehalf(of: .user(exchange.learner))
  }
}

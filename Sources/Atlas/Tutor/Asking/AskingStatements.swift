import AtlasAPI
import AtlasKernel
import Postgres
import Retrieval

/// The statements of a question on its way in.
enum AskingStatements {
  /// How many answers of the conversation are read, and how many characters of each.
  private static let (memoryLimit, memoryLength) = (10, 4_000)

  /// One row, none where the asker's account is gone. Reads tables of Catalog, ContentLibrary and Identity.
  static func circumstances(_ question: TutorQuestion, _ viewer: Viewer) -> Query {
    let reader = PassageRights(userID: "i.user_id", isAdmin: "i.is_admin")
    return Query(
      "tutor.askingCircumstances",
      """
      with input as (
        select \(viewer.userID)::bigint as user_id, \(viewer.satisfies(.admin))::boolean as is_admin,
          \(question.conversation)::bigint as conversation_id,
          \(question.subject?.kind.rawValue.uppercased())::text as kind, \(question.subject?.key)::bigint as subject_id
      ), talk as (
        select c.id,
          case when c.diagram_id is not null then 'DIAGRAM' when c.lab_id is not null then 'LAB'
            when c.incident_id is not null then 'INCIDENT' when c.atom_id is not null then 'ATOM'
            when c.content_id is not null then 'CONTENT' end as kind,
          coalesce(c.diagram_id, c.lab_id, c.incident_id, c.atom_id, c.content_id) as subject_id
        from input i
        join conversations c on c.id = i.conversation_id and c.user_id = i.user_id and c.archived_at is null
      ), subject as (
        select coalesce(i.kind, t.kind) as kind, coalesce(i.subject_id, t.subject_id) as id
        from input i
        left join talk t on true
      ), memory as (
        select a.id, a.question, left(a.text, \(memoryLength)::int) as text
        from talk t
        join answers a on a.conversation_id = t.id
        where a.state in ('DONE', 'CANCELED') and a.text <> '' and a.moderation_category is null
        order by a.id desc
        limit \(memoryLimit)
      )
      select t.id as conversation_id, s.kind, s.id as subject_id,
        \(fragment: reader.version(kind: "s.kind", id: "s.id")) as version, u.language,
        \(fragment: reader.seesDrafts) as sees_drafts,
        array(select m.question from memory m order by m.id) as questions,
        array(select m.text from memory m order by m.id) as answers
      from input i
      join users u on u.id = i.user_id
      cross join subject s
      left join talk t on true
      """
    ).onBehalf(of: .user(viewer.userID))
  }

  /// Takes a question of both quotas and stores it with an answer that is still to be written, and the conversation
  /// where one is begun: all or nothing. One row: `outcome` is ADMITTED, or CLOSED where the conversation to go on with
  /// is not the asker's own and open, or says whose quota is used up, USER or ALL; only the first has an answer.
  static func begin(_ answer: NewAnswer, _ settings: TutorSettings, lease: Duration) -> Query {
    Query(
      "tutor.beginAnswer",
      """
      with \(fragment: input(answer)), admitted as materialized (
        select case when i.conversation_id is not null and not exists (select from continuing) then 'CLOSED'
          else atlas_charge_question(
            i.user_id, \(settings.dailyQuestions)::int, \(settings.dailyQuestionsOfAll)::int, i.today
          ) end as outcome
        from input i
      ), \(fragment: asked), answered as (
        insert into answers (conversation_id, user_id, question, cache_key, state, model, writer, leased_until,
          charged_on)
        select a.conversation_id, i.user_id, i.question, i.cache_key, 'QUEUED', i.model, \(answer.writer)::uuid,
          now() + make_interval(secs => \(lease / .seconds(1))), i.today
        from asked a
        cross join input i
        returning id
      )
      select m.outcome, (i.today + 1)::timestamp at time zone 'UTC' as resets_at, w.id
      from input i
      cross join admitted m
      left join answered w on true
      """
    ).onBehalf(of: .user(answer.learner))
  }

  /// Stores a question with an answer that was given before, which takes nothing of the quotas. One row, with `outcome`
  /// as in `begin`.
  static func repeatCached(_ answer: NewAnswer, _ reply: TutorReply) -> Query {
    Query(
      "tutor.repeatAnswer",
      """
      with \(fragment: input(answer)), admitted as (
        select case when i.conversation_id is not null and not exists (select from continuing) then 'CLOSED'
          else 'ADMITTED' end as outcome
        from input i
      ), \(fragment: asked), ended as (
        insert into answers (conversation_id, user_id, question, cache_key, state, text, citations, hints, follow_ups,
          cached, ungrounded, model, sequence)
        select a.conversation_id, i.user_id, i.question, i.cache_key, 'DONE', \(reply.text)::text,
          \(Citation.text(reply.citations))::jsonb, \(reply.hints)::text[], \(reply.followUps)::text[], true,
          \(reply.isUngrounded)::boolean, i.model, 1
        from asked a
        cross join input i
        returning id, conversation_id, user_id, state, sequence, text, 0 as told_before
      ), \(fragment: AnswerEndStatements.said), \(fragment: AnswerEndStatements.told)
      select m.outcome, e.id
      from admitted m
      left join ended e on true
      """
    ).onBehalf(of: .user(answer.learner))
  }

  /// The parts `input` and `continuing`, which holds the conversation to go on with.
  private static func input(_ answer: NewAnswer) -> Query {
    let (question, subject) = (answer.question, answer.question.subject)
    return """
      input as (
        select \(answer.learner)::bigint as user_id, \(question.conversation)::bigint as conversation_id,
          \(question.title)::text as title, \(subject?.key(of: .diagram))::bigint as diagram_id,
          \(subject?.key(of: .lab))::bigint as lab_id, \(subject?.key(of: .incident))::bigint as incident_id,
          \(subject?.key(of: .atom))::bigint as atom_id, \(subject?.key(of: .content))::bigint as content_id,
          \(question.text)::text as question, sha256(\(answer.key.material)) as cache_key,
          \(answer.model)::text as model, (now() at time zone 'UTC')::date as today
      ), continuing as (
        select c.id
        from input i
        join conversations c on c.id = i.conversation_id and c.user_id = i.user_id
        where c.archived_at is null
        for no key update of c
      )
      """
  }

  /// The part `asked`: the question in its conversation, where it is admitted.
  private static let asked: Query = """
    continued as (
        update conversations c set updated_at = now()
        from continuing t
        cross join admitted m
        where c.id = t.id and m.outcome = 'ADMITTED'
        returning c.id
      ), begun as (
        insert into conversations (user_id, title, diagram_id, lab_id, incident_id, atom_id, content_id)
        select i.user_id, i.title, i.diagram_id, i.lab_id, i.incident_id, i.atom_id, i.content_id
        from input i
        cross join admitted m
        where i.conversation_id is null and m.outcome = 'ADMITTED'
        returning id
      ), talk as (
        select id from continued union all select id from begun
      ), asked as (
        insert into conversation_messages (conversation_id, user_id, role, content)
        select t.id, i.user_id, 'USER', i.question
        from talk t
        cross join input i
        returning id, conversation_id
      )
    """
}

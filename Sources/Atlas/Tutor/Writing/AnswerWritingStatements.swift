import AtlasKernel
import Postgres

/// The statements of an answer that is being written.
enum AnswerWritingStatements {
  /// Puts a piece behind the text and tells those who follow where it stands, not what it says. One row, none where the
  /// answer was canceled or lost.
  static func append(_ piece: String, to answer: HeldAnswer, lease: Duration) -> Query {
    Query(
      "tutor.appendToAnswer",
      """
      with written as (
        update answers a set
          state = 'STREAMING', text = a.text || \(piece)::text, sequence = a.sequence + 1,
          leased_until = now() + make_interval(secs => \(lease / .seconds(1)))
        where a.id = \(answer.id) and a.writer = \(answer.new.writer)::uuid and a.state in ('QUEUED', 'STREAMING')
        returning a.id, a.conversation_id, a.sequence, char_length(a.text) as length
      ), told as (
        insert into events (topic, kind, entity, payload)
        select 'conversation:' || w.conversation_id, 'ANSWER_PROGRESS', 'answer_' || w.id,
          jsonb_build_object('answerId', w.id, 'sequence', w.sequence, 'from', w.length - char_length(\(piece)::text),
            'to', w.length)
        from written w
        returning position
      )
      select w.id from written w
      """
    ).onBehalf(of: .user(answer.new.learner))
  }

  /// Says that the answer is asked for, of a model that is paid. One row, none where it was canceled or lost: then there
  /// is nothing to ask.
  static func ask(_ answer: HeldAnswer, lease: Duration) -> Query {
    Query(
      "tutor.askForAnswer",
      """
      update answers a set asked_at = now(), leased_until = now() + make_interval(secs => \(lease / .seconds(1)))
      where a.id = \(answer.id) and a.writer = \(answer.new.writer)::uuid and a.state in ('QUEUED', 'STREAMING')
      returning a.id
      """
    ).onBehalf(of: .user(answer.new.learner))
  }

  /// Keeps an answer for longer. One row, none where it was canceled, lost, or is not committed yet.
  static func renew(_ answer: HeldAnswer, lease: Duration) -> Query {
    Query(
      "tutor.renewAnswer",
      """
      update answers a set leased_until = now() + make_interval(secs => \(lease / .seconds(1)))
      where a.id = \(answer.id) and a.writer = \(answer.new.writer)::uuid and a.state in ('QUEUED', 'STREAMING')
      returning a.id
      """
    ).onBehalf(of: .user(answer.new.learner))
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Shows a hint for its price. The price is taken off what is handed in from then on; a second look costs nothing.
struct LabHintReveal: Sendable {
  let lab: Int64
  let index: Int
  let userID: Int64

  init(_ input: API.RevealLabHintInput, _ context: ExecutionContext) throws {
    lab = try input.labId.labKey()
    index = input.index
    userID = try context.requireViewer().userID
  }

  /// - Throws: user errors for what is not there, and for a hint before which there is another one to reveal.
  func perform(_ context: ExecutionContext) async throws -> LabHintReveal {
    let rows = try await context.write(LabHintStatements.reveal(self))
    let row = Row(rows: rows, index: 0)
    guard row[RowColumn<Bool>("found")] else { throw UserErrors(LabRuns.notFound(lab)) }
    guard row[RowColumn<Bool>("has_hint")] else {
      throw UserErrors(.input(.notFound, "The lab has no such hint.", "input", "index"))
    }
    if let next = row[RowColumn<Int?>("next_index")], next < index {
      throw UserErrors(
        .state(
          "HINT_\(next)_HIDDEN", allowed: ["HINT_\(next)_REVEALED"],
          "Hints are revealed in their order: the next one is \(next)."))
    }
    return self
  }
}

/// The statements about hints that learners have revealed.
enum LabHintStatements {
  /// Reveals a hint, unless one before it is still hidden. Answers which was the first hidden one.
  static func reveal(_ reveal: LabHintReveal) -> Query {
    Query(
      "catalog.revealLabHint",
      """
      with input as (
        select \(reveal.userID)::bigint as user_id, \(reveal.lab)::bigint as lab_id, \(reveal.index)::bigint as position
      ), target as (
        select l.id
        from input i
        join labs l on l.id = i.lab_id and l.status = 'PUBLISHED'
      ), hint as (
        select h.position, h.penalty
        from input i
        join target t on true
        join lab_hints h on h.lab_id = t.id and h.position = i.position
      ), hidden as (
        select min(h.position) as position
        from input i
        join lab_hints h on h.lab_id = i.lab_id
        left join lab_hint_reveals r on r.user_id = i.user_id and r.lab_id = i.lab_id and r.position = h.position
        where r.position is null
      ), revealed as (
        insert into lab_hint_reveals (user_id, lab_id, position, penalty)
        select i.user_id, i.lab_id, h.position, h.penalty
        from input i cross join hint h
        where (select n.position from hidden n) = h.position
        on conflict (user_id, lab_id, position) do nothing
        returning user_id, lab_id, position
      ), published as (
        insert into events (topic, kind, entity, payload)
        select 'lab:' || r.lab_id || ':' || r.user_id, 'LAB_STATUS_CHANGED', 'lab_' || r.lab_id,
          jsonb_build_object('labId', r.lab_id, 'userId', r.user_id, 'hint', r.position)
        from revealed r
      )
      select exists (select from target) as found, exists (select from hint) as has_hint,
        (select n.position from hidden n) as next_index
      """
    ).onBehalf(of: .user(reveal.userID))
  }

  /// The hints that users have revealed, for each pair of user and lab, with its number among them from 1.
  ///
  /// - Parameter viewer: who reads; texts are the user's own.
  static func revealed(users: [Int64], labs: [Int64], viewer: Int64?) -> Query {
    Query(
      "catalog.revealedLabHints",
      """
      select p.n as status_number, h.lab_id as parent_id, h.position as index, h.penalty,
        case when p.user_id = \(viewer) then h.text end as text
      from unnest(\(users), \(labs)) with ordinality as p(user_id, lab_id, n)
      join lab_hint_reveals r on r.user_id = p.user_id and r.lab_id = p.lab_id
      join lab_hints h on h.lab_id = r.lab_id and h.position = r.position
      order by p.n, h.position
      """
    ).onBehalf(of: .system)
  }

  /// One hint that a user has revealed.
  static func revealed(_ reveal: LabHintReveal) -> Query {
    Query(
      "catalog.revealedLabHint",
      """
      select h.lab_id as parent_id, h.position as index, h.penalty, h.text
      from lab_hint_reveals r
      join lab_hints h on h.lab_id = r.lab_id and h.position = r.position
      where r.user_id = \(reveal.userID) and r.lab_id = \(reveal.lab) and r.position = \(reveal.index)
      """
    ).onBehalf(of: .user(reveal.userID))
  }
}

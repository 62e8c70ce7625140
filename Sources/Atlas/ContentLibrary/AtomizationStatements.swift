import Atomizer
import Files
import Postgres

/// The statements of cutting a content: their number does not depend on how many atoms it has.
enum AtomizationStatements {
  /// Reads files of the domain of that name.
  static func source(_ contentID: Int64) -> Query {
    Query(
      "content.source",
      """
      select c.title, c.file_id, c.source_url, c.source_sha256, c.algorithm_version, t.text, f.mime_type, f.size as file_size
      from contents c
      left join files f on f.id = c.file_id
      left join content_texts t on t.content_id = c.id
      where c.id = \(contentID)
      """)
  }

  /// How many other contents have been cut, and how many of them have which stems: the most widespread ones, which are
  /// those that tell least.
  static func corpus(besides contentID: Int64) -> Query {
    Query(
      "content.corpus",
      """
      select null as stem, count(*)::int as contents
      from contents c
      where c.atomized_at is not null and c.id <> \(contentID)
      union all
      (
        select t.stem, count(*)::int
        from content_terms t
        where t.content_id <> \(contentID)
        group by t.stem
        order by count(*) desc, t.stem
        limit 50000
      )
      """)
  }
}

// The effect, in this order.
extension AtomizationStatements {
  /// The content and its atoms, locked: a completion that comes now waits, and then sees what became of its atom.
  static func lock(_ contentID: Int64) -> Query {
    Query("content.lockForCutting", "select c.id from contents c where c.id = \(contentID) for update")
  }

  static func lockAtoms(_ contentID: Int64) -> Query {
    Query(
      "content.lockAtomsForCutting",
      "select a.id from atoms a where a.content_id = \(contentID) order by a.id for update")
  }

  /// Brings the atoms up to what was cut. Those whose text was there before keep their rows, what was edited in them, and
  /// their completions; of those whose text is gone, the ones that learners have completed retire, the others go. What
  /// somebody wrote stands behind what was cut.
  static func store(_ atoms: [LearningAtom], of contentID: Int64) -> Query {
    let concepts = atoms.enumerated().flatMap { index, atom in atom.concepts.map { (index + 1, $0) } }
    return Query(
      "content.storeAtoms",
      """
      with cut as (
        select u.n::int as n, u.title, u.body, u.difficulty, make_interval(secs => greatest(u.seconds, 1)) as estimated_time,
          u.quality, coalesce(k.concepts, '{}') as concepts, sha256(convert_to(
            u.title || E'\\n' || u.body || E'\\n' || row_number() over (partition by u.title, u.body order by u.n), 'UTF8'
          )) as fingerprint
        from unnest(
          \(atoms.map { $0.title.shortened(to: 200) }), \(atoms.map { $0.body.shortened(to: 50_000) }),
          \(atoms.map(\.difficulty)), \(atoms.map { Double($0.estimatedSeconds) }),
          \(atoms.map(\.qualityScore))
        ) with ordinality as u(title, body, difficulty, seconds, quality, n)
        left join (
          select c.atom, array_agg(c.concept order by c.place) as concepts
          from unnest(\(concepts.map { $0.0 }), \(concepts.map { $0.1 })) with ordinality as c(atom, concept, place)
          group by c.atom
        ) k on k.atom = u.n
      ), lost as (
        select a.id, exists (select from atom_completions x where x.atom_id = a.id) as is_completed
        from atoms a
        where a.content_id = \(contentID) and a.fingerprint is not null
          and not exists (select from cut c where c.fingerprint = a.fingerprint)
      ), gone as (
        delete from atoms a using lost l where a.id = l.id and not l.is_completed returning a.media_file_id
      ), \(fragment: FileRemoval.removing("select g.media_file_id from gone g")), retired as (
        update atoms a
        set retired_at = now(), published = false, version = a.version + 1, updated_at = now()
        from lost l
        where a.id = l.id and l.is_completed and a.retired_at is null
      ), written as (
        update atoms a
        set sequence = w.place, published = true, updated_at = now()
        from (
          select x.id, \(Int32(clamping: atoms.count)) + (row_number() over (order by x.sequence, x.id))::int as place
          from atoms x
          where x.content_id = \(contentID) and x.fingerprint is null
        ) w
        where a.id = w.id and (a.sequence, a.published) is distinct from (w.place, true)
      )
      insert into atoms as a (content_id, sequence, title, body, concepts, difficulty, estimated_time, quality_score,
        fingerprint, published)
      select \(contentID), c.n, c.title, c.body, c.concepts, c.difficulty, c.estimated_time, c.quality, c.fingerprint, true
      from cut c
      order by c.n
      on conflict (content_id, fingerprint) where fingerprint is not null do update
      set sequence = excluded.sequence,
        concepts = case when a.edited then a.concepts else excluded.concepts end,
        difficulty = case when a.edited then a.difficulty else excluded.difficulty end,
        estimated_time = case when a.edited then a.estimated_time else excluded.estimated_time end,
        quality_score = case when a.edited then a.quality_score else excluded.quality_score end,
        published = true, retired_at = null, version = a.version + 1, updated_at = now()
      where a.retired_at is not null or not a.published or a.sequence <> excluded.sequence or not a.edited and
        (a.concepts, a.difficulty, a.estimated_time, a.quality_score)
          is distinct from (excluded.concepts, excluded.difficulty, excluded.estimated_time, excluded.quality_score)
      """)
  }

  /// The rows of what was cut, in the order of the text.
  static func stored(_ contentID: Int64) -> Query {
    Query(
      "content.storedAtoms",
      """
      select a.id
      from atoms a
      where a.content_id = \(contentID) and a.fingerprint is not null and a.retired_at is null
      order by a.sequence, a.id
      """)
  }

  /// The links below the atoms of a content that are not about to be made anew.
  static func lastingLinks(_ contentID: Int64) -> Query {
    Query(
      "content.lastingLinks",
      """
      with recursive reached(id) as (
        select a.id from atoms a where a.content_id = \(contentID)
        union
        select l.to_id from reached r join atom_links l on l.from_id = r.id and l.kind = 'PREREQUISITE'
      )
      select l.from_id, l.to_id
      from reached r
      join atoms a on a.id = r.id
      join atom_links l on l.from_id = a.id and l.kind = 'PREREQUISITE'
      where not l.inferred or a.content_id is distinct from \(contentID)
      """)
  }

  /// Makes the inferred links of a content those that are given.
  static func storeLinks(_ links: [AtomLink], of contentID: Int64) -> Query {
    Query(
      "content.storeAtomLinks",
      """
      with wanted as (
        select w.from_id, w.to_id, w.kind
        from unnest(
          \(links.map(\.from)), \(links.map(\.to)), \(links.map(\.kind.description))
        ) as w(from_id, to_id, kind)
      ), removed as (
        delete from atom_links l using atoms a
        where a.id = l.from_id and a.content_id = \(contentID) and l.inferred and not exists (
            select from wanted w where w.from_id = l.from_id and w.to_id = l.to_id and w.kind = l.kind
          )
      )
      insert into atom_links (from_id, to_id, kind, inferred)
      select w.from_id, w.to_id, w.kind, true from wanted w
      on conflict (from_id, kind, to_id) do nothing
      """)
  }

  /// Makes the objectives of a content those that are given; equal texts keep their rows.
  static func store(_ objectives: [Objective], of contentID: Int64) -> Query {
    Query(
      "content.storeObjectives",
      """
      with gone as (
        delete from learning_objectives o where o.content_id = \(contentID) and o.text <> all(\(objectives.map(\.text)))
      )
      insert into learning_objectives as o (content_id, position, text, level)
      select distinct on (w.text) \(contentID), w.n::int - 1, w.text, w.level
      from unnest(\(objectives.map(\.text)), \(objectives.map(\.level))) with ordinality as w(text, level, n)
      order by w.text, w.n
      on conflict (content_id, text) do update set position = excluded.position, level = excluded.level
      where (o.position, o.level) is distinct from (excluded.position, excluded.level)
      """)
  }

  static func removeServedObjectives(_ contentID: Int64) -> Query {
    Query(
      "content.removeServedObjectives",
      """
      delete from atom_objectives j using learning_objectives o
      where o.id = j.objective_id and o.content_id = \(contentID)
      """)
  }

  /// Which atoms serve which objectives, by their texts.
  static func storeServed(_ served: [(atom: Int64, objective: String)], of contentID: Int64) -> Query {
    Query(
      "content.storeServedObjectives",
      """
      insert into atom_objectives (atom_id, objective_id)
      select distinct w.atom_id, o.id
      from unnest(\(served.map { $0.atom }), \(served.map { $0.objective })) as w(atom_id, text)
      join learning_objectives o on o.content_id = \(contentID) and o.text = w.text
      """)
  }

  static func removeTerms(_ contentID: Int64) -> Query {
    Query("content.removeTerms", "delete from content_terms where content_id = \(contentID)")
  }

  static func storeTerms(_ terms: [(stem: String, atoms: Int)], of contentID: Int64) -> Query {
    Query(
      "content.storeTerms",
      """
      insert into content_terms (content_id, stem, atoms)
      select \(contentID), w.stem, w.atoms from unnest(\(terms.map { $0.stem }), \(terms.map { $0.atoms })) as w(stem, atoms)
      """)
  }

  /// Says how the content was cut: from now on everybody sees it.
  static func finish(_ contentID: Int64, jobID: Int64, _ cut: Atomization, sourceSHA256: [UInt8]) -> Query {
    Query(
      "content.finishCutting",
      """
      with changed as (
        update contents c
        set version = c.version + 1, updated_at = now(), status = 'COMPLETED', job_id = \(jobID),
          source_sha256 = \(sourceSHA256), algorithm_version = \(cut.version),
          total_atoms = \(Int32(clamping: cut.atoms.count)), quality_score = \(cut.qualityScore), atomized_at = now()
        where c.id = \(contentID)
        returning c.id
      )
      \(fragment: ChangeStatements.announceContent("c.id", from: "changed c"))
      """)
  }

  /// What waited for the job waits no more.
  static func giveUp(_ contentID: Int64) -> Query {
    Query(
      "content.giveUpCutting",
      """
      with changed as (
        update contents c
        set version = c.version + 1, updated_at = now(), status = 'FAILED'
        where c.id = \(contentID) and c.status = 'PROCESSING'
        returning c.id
      )
      \(fragment: ChangeStatements.announceContent("c.id", from: "changed c"))
      """)
  }
}

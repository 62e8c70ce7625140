import DemoContent
import Postgres

/// The statements about contents and their atoms. What is there already is left alone: its owner may have changed it.
enum AtomStatements {
  /// Contents that are not there yet, with their texts; answers the titles of those.
  static func contents(_ texts: [DemoText], owner: String) -> Query {
    Query(
      "seeding.insertContents",
      """
      with wanted as (
        select s.title, s.description, s.subject, s.difficulty, s.text, s.n, u.id as owner_id
        from unnest(
          \(texts.map(\.title)), \(texts.map(\.description)), \(texts.map(\.subject)),
          \(texts.map { $0.difficulty.rawValue.uppercased() }), \(texts.map(\.text))
        ) with ordinality as s(title, description, subject, difficulty, text, n)
        join users u on u.email = \(owner)
      ), made as (
        insert into contents (created_at, updated_at, owner_id, title, description, kind, status, subject, difficulty,
          language, source_kind)
        select now() - interval '60 days' + w.n * interval '1 hour',
          now() - interval '60 days' + w.n * interval '1 hour', w.owner_id, w.title, w.description, 'DOCUMENT',
          'COMPLETED', w.subject, w.difficulty, 'en', 'TEXT'
        from wanted w
        where not exists (select from contents c where c.owner_id = w.owner_id and c.title = w.title)
        order by w.n
        returning id, title
      ), given as (
        insert into content_texts (content_id, text)
        select m.id, w.text from made m join wanted w on w.title = m.title
      )
      select title from made
      """)
  }

  /// The atoms of contents that are new.
  static func atoms(_ texts: [DemoText], author: String) -> Query {
    let atoms = texts.flatMap { text in text.atoms.enumerated().map { (text.title, $0.offset + 1, $0.element) } }
    return Query(
      "seeding.insertAtoms",
      """
      insert into atoms (created_at, updated_at, content_id, author_id, sequence, title, body, concepts, difficulty,
        estimated_time, published)
      select c.created_at, c.created_at, c.id, c.owner_id, s.sequence, s.title, s.body, string_to_array(s.concepts, ','),
        s.difficulty, make_interval(secs => s.seconds), true
      from unnest(
        \(atoms.map { $0.0 }), \(atoms.map { $0.1 }), \(atoms.map { $0.2.title }), \(atoms.map { $0.2.body }),
        \(atoms.map { $0.2.concepts.joined(separator: ",") }), \(atoms.map { $0.2.difficulty }),
        \(atoms.map { Double($0.2.seconds) })
      ) with ordinality as s(content, sequence, title, body, concepts, difficulty, seconds, n)
      join users u on u.email = \(author)
      join contents c on c.owner_id = u.id and c.title = s.content
      order by s.n
      """)
  }

  /// What is to be known before what, in contents that are new.
  static func links(_ texts: [DemoText], author: String) -> Query {
    let links = texts.flatMap { text in
      text.atoms.enumerated().flatMap { atom in atom.element.prerequisites.map { (text.title, atom.offset + 1, $0 + 1) }
      }
    }
    return Query(
      "seeding.linkAtoms",
      """
      insert into atom_links (from_id, to_id, kind)
      select a.id, b.id, 'PREREQUISITE'
      from unnest(
        \(links.map { $0.0 }), \(links.map { $0.1 }), \(links.map { $0.2 })
      ) as s(content, sequence, prerequisite)
      join users u on u.email = \(author)
      join contents c on c.owner_id = u.id and c.title = s.content
      join atoms a on a.content_id = c.id and a.sequence = s.sequence
      join atoms b on b.content_id = c.id and b.sequence = s.prerequisite
      """)
  }
}

extension DemoText {
  /// The whole text as Markdown.
  fileprivate var text: String { atoms.map { "## \($0.title)\n\n\($0.body)\n" }.joined(separator: "\n") }
}

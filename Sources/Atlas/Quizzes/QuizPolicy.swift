import AtlasAPI
import AtlasKernel
import Postgres
import Retrieval

/// Who reads which quiz: whoever may read its subject now, as conditions of statements. They read tables of Catalog and
/// ContentLibrary, whose rules these are.
enum QuizPolicy {
  /// Whether the reader may read, and take, the quiz `z`. One that was made of a draft stays with those who read
  /// drafts.
  static func sees(_ reader: PassageReader) -> Query {
    """
    case
          when z.incident_id is not null then true
          when z.diagram_id is not null then exists (
            select from diagrams d
            where d.id = z.diagram_id
              and \(fragment: readsVersion(isPublished: "d.status = 'PUBLISHED'", "d.author_id", reader))
          ) and not exists (
            select from unnest(z.atom_ids) as k(id)
            where not exists (select from atoms a where a.id = k.id and a.published)
          )
          when z.lab_id is not null then exists (
            select from labs l
            where l.id = z.lab_id
              and \(fragment: readsVersion(isPublished: "l.status = 'PUBLISHED'", "l.author_id", reader))
          )
          when z.content_id is not null then exists (
            select from contents c
            where c.id = z.content_id
              and \(fragment: readsVersion(isPublished: "c.status = 'COMPLETED'", "c.owner_id", reader))
          )
          else exists (
            select from atoms a
            left join contents o on o.id = a.content_id
            where a.id = z.atom_id
              and \(fragment: readsVersion(isPublished: isPublishedAtom(reader), ownerOfAtom, reader))
          )
        end
    """
  }

  private static func readsVersion(isPublished: Query, _ owner: Query, _ reader: PassageReader) -> Query {
    "(z.of_published and \(fragment: isPublished) or \(fragment: owns(owner, reader)))"
  }

  /// Whether the reader may read a diagram or lab: `"d"`.
  static func reads(_ row: StaticString, _ reader: PassageReader) -> Query {
    """
    (\(unsafeRawSQL: row).status = 'PUBLISHED' \
    or \(fragment: owns("\(unsafeRawSQL: row).author_id", reader)))
    """
  }

  /// Whether the reader may read the content `c`.
  static func readsContent(_ reader: PassageReader) -> Query {
    "(c.status = 'COMPLETED' or \(fragment: owns("c.owner_id", reader)))"
  }

  /// Whether the reader may read the atom `a`, whose content is joined as `o`.
  static func readsAtom(_ reader: PassageReader) -> Query {
    "(\(fragment: isPublishedAtom(reader)) or \(fragment: owns(ownerOfAtom, reader)))"
  }

  /// An atom of a content belongs to the content's owner, another one to its author.
  private static let ownerOfAtom: Query = "case when a.content_id is null then a.author_id else o.owner_id end"

  /// Learners find what they have completed when it is retired.
  private static func isPublishedAtom(_ reader: PassageReader) -> Query {
    """
    (a.published or a.retired_at is not null and exists (
          select from atom_completions x where x.atom_id = a.id and x.user_id = \(reader.userID)
        ))
    """
  }

  private static func owns(_ owner: Query, _ reader: PassageReader) -> Query {
    "(\(reader.isAdmin) or \(fragment: owner) = \(reader.userID))"
  }
}

extension PassageReader {
  /// What a viewer may read.
  init(_ viewer: Viewer?) { self.init(userID: viewer?.userID, isAdmin: viewer?.satisfies(.admin) ?? false) }
}

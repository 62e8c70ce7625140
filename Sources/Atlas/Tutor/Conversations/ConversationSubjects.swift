import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLSchema
import Postgres
import Retrieval

/// What conversations are about: what inputs name, and who may read it.
enum ConversationSubjects {
  /// What an input names; nil where it names nothing.
  ///
  /// - Throws: `UserErrors` for the id of something else.
  static func subject(_ input: API.TutorSubjectInput?) throws(UserErrors) -> GlobalID? {
    guard let input else { return nil }
    do {
      return try GlobalID(input)
    } catch {
      let member = input.given.fields.first?.name ?? ""
      let kind = member.hasSuffix("Id") ? String(member.dropLast(2)) : "subject"
      throw UserErrors(.notFound(kind, nil, "input", "subject", member))
    }
  }

  /// The user error that says that a subject is not there for the caller.
  static func missing(_ subject: GlobalID) -> UserErrors {
    UserErrors(
      .notFound(subject.kind.rawValue, subject, "input", "subject", "\(subject.kind.rawValue)Id"))
  }

  /// The keys of a subject, by the names of the columns of `conversations`.
  static func keys(_ subject: GlobalID?) -> Query {
    """
    \(subject?.key(of: .diagram))::bigint as diagram_id, \(subject?.key(of: .lab))::bigint as lab_id,
          \(subject?.key(of: .incident))::bigint as incident_id, \(subject?.key(of: .atom))::bigint as atom_id,
          \(subject?.key(of: .content))::bigint as content_id
    """
  }

  /// Whether the reader may read the subject of the row `i`, which may have none: an expression. It reads tables of
  /// Catalog and ContentLibrary, and says the same of them as those domains do.
  static func isReadable(by reader: PassageReader) -> Query {
    """
    (
          num_nonnulls(i.diagram_id, i.lab_id, i.incident_id, i.atom_id, i.content_id) = 0
          or exists (
            select from diagrams d
            where d.id = i.diagram_id and (d.status = 'PUBLISHED' or d.author_id = \(reader.userID) or \(reader.isAdmin))
          )
          or exists (
            select from labs l
            where l.id = i.lab_id and (l.status = 'PUBLISHED' or l.author_id = \(reader.userID) or \(reader.isAdmin))
          )
          or exists (select from incidents x where x.id = i.incident_id)
          or exists (
            select from atoms a
            left join contents o on o.id = a.content_id
            where a.id = i.atom_id and (
              a.published or \(reader.isAdmin)
              or case when a.content_id is null then a.author_id else o.owner_id end = \(reader.userID)
              or a.retired_at is not null and exists (
                select from atom_completions x where x.atom_id = a.id and x.user_id = \(reader.userID)
              )
            )
          )
          or exists (
            select from contents o
            where o.id = i.content_id and (o.status = 'COMPLETED' or o.owner_id = \(reader.userID) or \(reader.isAdmin))
          )
        )
    """
  }
}

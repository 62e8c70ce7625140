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

  /// Whether a subject is there for the reader, as it is when they ask: an expression.
  static func isReadable(_ subject: GlobalID?, by reader: PassageReader) -> Query {
    guard let subject else { return "true" }
    let rights = PassageRights(userID: "\(reader.userID)::bigint", isAdmin: "\(reader.isAdmin)::boolean")
    let version = rights.version(
      kind: "\(subject.kind.rawValue.uppercased())::text", id: "\(subject.key)::bigint")
    return "(\(fragment: version)) is not null"
  }
}

public import AtlasAPI
import GraphQLExecution
public import GraphQLSyntax

extension GlobalID {
  /// What a question, a conversation or a quiz is about.
  ///
  /// - Throws: `NOT_FOUND` for the id of something else.
  public init(_ input: API.TutorSubjectInput) throws(GraphQLError) {
    let named: [(ID?, EntityKind)] = [
      (input.diagramId, .diagram), (input.labId, .lab), (input.incidentId, .incident), (input.atomId, .atom),
      (input.contentId, .content),
    ]
    // Exactly one is there: the input is @oneOf.
    for case (let id?, let kind) in named {
      guard let key = id.key(kind) else { throw .notFound(kind.rawValue) }
      self.init(kind, key)
      return
    }
    throw .validation("A subject must name something.")
  }

  /// The row key, where this is of a kind.
  public func key(of kind: EntityKind) -> Int64? { self.kind == kind ? key : nil }
}

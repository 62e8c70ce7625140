public import GraphQLExecution

extension FieldResolver {
  /// The object that a mutation came to, by a row key in its outcome; null where there is none.
  public static func outcome<Outcome, Composite: CompositeOutput>(
    _ key: @escaping @Sendable (Outcome) -> Int64?
  ) -> Self where Source == Payload<Outcome>, Output == Composite? {
    Self { payloads, _, _ in
      .loading(LoadRequest(Composite.typeName, keys: payloads.map { $0.outcome.flatMap(key) }))
    }
  }
}

/// The query that asks a server for its whole schema (specification, section 4): what `ClientSchema` builds from.
public enum IntrospectionQuery {
  /// The query with everything that the specification knows.
  ///
  /// - Parameter descriptions: whether descriptions are asked for.
  public static func text(descriptions: Bool = true) -> String {
    let description = descriptions ? "description" : ""
    return """
      query IntrospectionQuery {
        __schema {
          \(description)
          queryType { name kind }
          mutationType { name kind }
          subscriptionType { name kind }
          types { ...FullType }
          directives {
            name
            \(description)
            isRepeatable
            locations
            args(includeDeprecated: true) { ...InputValue }
          }
        }
      }

      fragment FullType on __Type {
        kind
        name
        \(description)
        specifiedByURL
        isOneOf
        fields(includeDeprecated: true) {
          name
          \(description)
          args(includeDeprecated: true) { ...InputValue }
          type { ...TypeRef }
          isDeprecated
          deprecationReason
        }
        inputFields(includeDeprecated: true) { ...InputValue }
        interfaces { ...TypeRef }
        enumValues(includeDeprecated: true) { name \(description) isDeprecated deprecationReason }
        possibleTypes { ...TypeRef }
      }

      fragment InputValue on __InputValue {
        name
        \(description)
        type { ...TypeRef }
        defaultValue
        isDeprecated
        deprecationReason
      }

      fragment TypeRef on __Type {
        kind
        name
        ofType { kind name ofType { kind name ofType { kind name ofType { kind name
          ofType { kind name ofType { kind name ofType { kind name ofType { kind name
            ofType { kind name } } } } } } } } }
      }
      """
  }
}

import GraphQLJSON

/// An object for the API server, written as one reads it in the reference.
struct KubernetesObject: Sendable {
  let json: JSONValue

  static func text(_ text: String) -> KubernetesObject { KubernetesObject(json: .string(text)) }

  static func number(_ number: Int) -> KubernetesObject { KubernetesObject(json: .integer(number)) }
}

extension KubernetesObject: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral text: String) { json = .string(text) }

  init(integerLiteral number: Int) { json = .integer(number) }

  init(booleanLiteral value: Bool) { json = .boolean(value) }

  init(arrayLiteral elements: KubernetesObject...) { json = .array(elements.map(\.json)) }

  init(dictionaryLiteral members: (String, KubernetesObject)...) {
    json = .object(JSONObject(members.map { (key: $0.0, value: $0.1.json) }))
  }
}

public import AtlasAPI
public import GraphQLExecution

/// A value that items of a list have, and how many have it: the source of `Facet`.
public struct Facet: ObjectSource, Equatable {
  /// What the value is of: category, tag, difficulty, type.
  public let name: String
  public let value: String
  public let count: Int

  public init(name: String, value: String, count: Int) {
    self.name = name
    self.value = value
    self.count = count
  }

  /// The resolvers of `Facet`.
  public static let fields = API.Facet.Fields<Facet>(
    name: .value { $0.name }, value: .value { $0.value }, count: .value { $0.count })
}

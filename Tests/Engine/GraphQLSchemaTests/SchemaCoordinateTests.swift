import GraphQLSchema
import GraphQLSyntax
import Testing

@Suite("Schema coordinates")
struct SchemaCoordinateTests {
  /// The example of the specification, section 2.14.
  private static let sdl = """
    directive @private(scope: String!) on FIELD_DEFINITION
    scalar DateTime
    input ReviewInput { content: String author: String businessId: String }
    interface Address { city: String }
    type User implements Address {
      name: String
      reviewCount: Int
      friends: [User]
      email: String @private(scope: "loggedIn")
      city: String
    }
    type Business implements Address { name: String address: String rating: Int city: String reviews: [Review] }
    type Review { content: String author: User business: Business createdAt: DateTime }
    union Entity = User | Business | Review
    enum SearchFilter { OPEN_NOW DELIVERS_TAKEOUT VEGETARIAN_MENU }
    type Query { searchBusiness(name: String!, filter: SearchFilter): Business }
    type Mutation { addReview(input: ReviewInput!): Review }
    """

  private func told(_ text: String) throws -> String {
    let coordinate = try #require(SchemaCoordinate(text))
    switch try SchemaBuilder.build(Self.sdl).resolve(coordinate) {
    case .type(let type): return "type \(type.name)"
    case .field(let type, let field): return "field \(type.name) \(field.name)"
    case .inputField(let type, let field): return "input field \(type.name) \(field.name)"
    case .enumValue(let type, let value): return "enum value \(type.name) \(value.name)"
    case .argument(let type, let field, let argument): return "argument \(type.name) \(field.name) \(argument.name)"
    case .directive(let directive): return "directive \(directive.name)"
    case .directiveArgument(let directive, let argument):
      return "directive argument \(directive.name) \(argument.name)"
    case nil: return "nothing"
    }
  }

  @Test(
    "the examples of the specification are found",
    arguments: [
      ("Business", "type Business"), ("DateTime", "type DateTime"), ("Entity", "type Entity"),
      ("User.name", "field User name"), ("Address.city", "field Address city"),
      ("ReviewInput.content", "input field ReviewInput content"),
      ("SearchFilter.OPEN_NOW", "enum value SearchFilter OPEN_NOW"),
      ("Query.searchBusiness(name:)", "argument Query searchBusiness name"),
      ("Mutation.addReview(input:)", "argument Mutation addReview input"), ("@private", "directive private"),
      ("@private(scope:)", "directive argument private scope"),
      ("@deprecated(reason:)", "directive argument deprecated reason"),
    ])
  func examples(text: String, element: String) throws {
    #expect(try told(text) == element)
    #expect(SchemaCoordinate(text)?.description == text)
  }

  @Test(
    "what would belong to an element that exists, and does not, is nothing",
    arguments: [
      "Unknown", "User.unknown", "ReviewInput.unknown", "SearchFilter.UNKNOWN", "Query.searchBusiness(unknown:)",
      "@unknown", "@private(unknown:)", "User.__typename",
    ])
  func missing(text: String) throws {
    #expect(try told(text) == "nothing")
  }

  @Test(
    "a member of what does not exist, or has none, is an error",
    arguments: [
      ("Unknown.field", "Expected \"Unknown\" to be defined as a type in the schema."),
      ("Unknown.field(argument:)", "Expected \"Unknown\" to be defined as a type in the schema."),
      ("DateTime.field", "Expected \"DateTime\" to be an Enum, Input Object, Object or Interface type."),
      ("Entity.User", "Expected \"Entity\" to be an Enum, Input Object, Object or Interface type."),
      ("SearchFilter.OPEN_NOW(x:)", "Expected \"SearchFilter\" to be an Object or Interface type."),
      ("Query.unknown(x:)", "Expected \"unknown\" to exist as a field of type \"Query\" in the schema."),
      ("@unknown(x:)", "Expected \"@unknown\" to be defined as a directive in the schema."),
    ])
  func errors(text: String, message: String) throws {
    #expect(throws: GraphQLError(message)) { try told(text) }
  }

  @Test(
    "what is no coordinate is not read",
    arguments: [
      "", ".", "@", "User.", ".name", "User..name", "User.name.first", "User.name(", "User.name()", "User.name(a)",
      "User.name(a:", "User.name(a:)x", "User.name(a: )", "User .name", " User", "User\n", "User(a:)", "@a.b", "@a()",
      "@a(b)", "@@a", "1User", "User.1", "Üser", "U\u{308}ser", "User.name(a:b:)", "#User",
    ])
  func faulty(text: String) {
    #expect(SchemaCoordinate(text) == nil)
  }

  @Test("everything but types and directives belongs to something")
  func containers() {
    let argument = SchemaCoordinate.argument(type: "Query", field: "user", name: "id")
    #expect(argument.container == .member(type: "Query", name: "user"))
    #expect(argument.container?.container == .type("Query"))
    #expect(argument.container?.container?.container == nil)
    #expect(SchemaCoordinate.directiveArgument(directive: "a", name: "b").container == .directive("a"))
  }
}

import AtlasAPI
import AtlasCodegen
import GraphQLSchema
import GraphQLSyntax
import Testing

@testable import AtlasServer

@Suite("The schema and the code made of it")
struct SchemaTests {
  @Test("the schema that the executable carries is valid")
  func valid() throws {
    let schema = try AtlasSchema.build(API.sdl)
    #expect(schema.type(named: "Diagram") != nil)
  }

  @Test("a root field that does not say who may use it is refused")
  func unguarded() throws {
    let extra = (name: "extra.graphql", text: "extend type Query { secret: String }")
    let error = try #require(throws: (any Error).self) { try AtlasSchema.build(API.sdl + [extra]) }
    #expect("\(error)".contains("Query.secret"))
  }

  @Test("a scope that no API key can have is refused")
  func unknownScope() throws {
    let extra = (name: "extra.graphql", text: "extend type Query { secret: String @auth(scopes: [[\"tutor:aks\"]]) }")
    let error = try #require(throws: (any Error).self) { try AtlasSchema.build(API.sdl + [extra]) }
    #expect("\(error)".contains("Query.secret") && "\(error)".contains("tutor:aks"))
  }

  @Test("a fault of the SDL is found, with its file")
  func syntaxError() throws {
    let error = try #require(throws: (any Error).self) {
      try AtlasSchema.build(API.sdl + [(name: "extra.graphql", text: "type {")])
    }
    #expect("\(error)".contains("extra.graphql"))
  }

  @Test("the committed code is what the generator makes of the schema, the migrations and the Playground")
  func generatedCode() throws {
    for (folder, files) in try CodeGeneration(root: GoldenOperation.root).generate() {
      #expect(SourceFolder("\(GoldenOperation.root)/\(folder)").differences(from: files) == [])
    }
  }
}

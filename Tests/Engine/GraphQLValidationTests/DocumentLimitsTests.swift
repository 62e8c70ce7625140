import GraphQLSyntax
import GraphQLValidation
import Testing

@Suite("Limits of documents")
struct DocumentLimitsTests {
  private func messages(_ text: String, _ limits: DocumentLimits.Settings) -> [String] {
    validate(text, options: ValidationOptions(limits: limits)).map(\.message)
  }

  @Test("depth is counted through fragments")
  func depth() {
    let text = "query Q { dog { ...F } } fragment F on Dog { owner { name } }"
    #expect(messages(text, .init(depth: 3)) == [])
    #expect(messages(text, .init(depth: 2)) == ["Operation \"Q\" nests fields more than 2 levels deep."])
  }

  @Test("introspection has a depth limit of its own")
  func introspectionDepth() {
    let text = "{ dog { name } __schema { types { name } } }"
    #expect(messages(text, .init(depth: 2, introspectionDepth: 3)) == [])
    #expect(
      messages(text, .init(depth: 2, introspectionDepth: 2))
        == ["The operation nests introspection more than 2 levels deep."])
  }

  @Test("aliases and root fields count as often as their fragment is spread")
  func aliases() {
    let text = "{ ...F ... on Query { ...F } } fragment F on Query { a: dog { name } b: dog { name } }"
    #expect(messages(text, .init(aliases: 4, rootFields: 4)) == [])
    #expect(
      messages(text, .init(aliases: 3, rootFields: 3))
        == ["The operation has more than 3 aliases.", "The operation has more than 3 root fields."])
  }

  @Test("directives are counted in the document and at each place")
  func directives() {
    let text = "query A @note { dog @note @tag(name: \"a\") { name } }"
    #expect(messages(text, .init(directives: 3, directivesPerLocation: 2)) == [])
    #expect(
      messages(text, .init(directives: 2, directivesPerLocation: 1))
        == ["There are more than 1 directives at one location.", "The document has more than 2 directives."])
  }

  @Test("fragments that expand to a billion billion fields are counted, not expanded")
  func exponentialFragments() {
    let fragments = (0..<60).map { "fragment F\($0) on Person { a: name ...F\($0 + 1) ...F\($0 + 1) }" }
    let text = "{ dog { owner { ...F0 } } } \(fragments.joined(separator: " ")) fragment F60 on Person { name }"
    #expect(
      messages(text, .standard)
        == ["The operation selects more than 5000 fields and fragments, all fragments expanded."])
    #expect(messages(text, .none) == [])
  }

  @Test("a chain of fragments needs no stack")
  func longChain() {
    let fragments = (0..<3000).map { "fragment F\($0) on Query { ...F\($0 + 1) dog { name } }" }
    let text = "{ ...F0 } \(fragments.joined(separator: " ")) fragment F3000 on Query { ...F0 }"
    let errors = messages(text, .none)
    #expect(errors.count == 1)
    #expect(errors.first?.hasPrefix("Cannot spread fragment \"F0\" within itself via \"F1\"") == true)
    #expect(errors.first.map { $0.count < 2100 } == true)
  }

  @Test("comparing fields beyond the limit refuses the document with one error")
  func mergeComparisons() {
    let fields = (0..<30).map { "x: dog { a\($0): name } x: animal { name }" }.joined(separator: " ")
    let refusal = "The fields of this document overlap in too many ways to be compared. Validation aborted."
    #expect(messages("{ \(fields) }", .init(mergeComparisons: 100)).last == refusal)
    #expect(!messages("{ \(fields) }", .init(mergeComparisons: 10_000)).contains(refusal))
  }

  @Test("thousands of equal fields are compared in one pass")
  func repeatedFields() {
    let fields = String(repeating: "dog { name } ... { dog { name } } ", count: 1000)
    #expect(messages("{ \(fields) }", .init(mergeComparisons: 0)) == [])
  }
}

import GraphQLSchema
import GraphQLSyntax
import GraphQLValidation

/// What must hold for every input.
struct FuzzChecks {
  /// The schema that documents are validated against.
  let schema: Schema

  /// What became of one input.
  struct Outcome {
    var isParsed = false
    var isValid = false
    /// What must hold but does not.
    var failure: String?
  }

  init() {
    do throws(GraphQLError) {
      schema = try SchemaBuilder.build(FuzzCorpus.schema)
    } catch {
      preconditionFailure("the schema of the corpus is no GraphQL: \(error.message)")
    }
  }

  func check(_ input: [UInt8]) -> Outcome {
    var outcome = Outcome()
    let document: Document
    do throws(GraphQLError) {
      document = try Parser.parse(input)
    } catch {
      outcome.failure = checkRefusal(error, input)
      return outcome
    }
    outcome.isParsed = true
    do throws(Failure) {
      let printed = try checkPrinting(document)
      try checkStripping(document)
      try checkLimits(document)
      outcome.isValid = try checkValidation(document, printed)
      try checkSchema(document, printed)
    } catch {
      outcome.failure = error.message
    }
    return outcome
  }

  private struct Failure: Error {
    let message: String

    init(_ message: String) { self.message = message }
  }

  // MARK: Syntax

  /// A refusal has one place in the text, a code, and a text that is not much larger than the input's own.
  private func checkRefusal(_ error: GraphQLError, _ input: [UInt8]) -> String? {
    _ = try? IgnoredCharacters.strip(String(decoding: input, as: UTF8.self))
    guard error.code == .parseFailed, error.locations.count == 1, error.message.hasPrefix("Syntax Error: ") else {
      return "an odd syntax error: \(error)"
    }
    return error.message.utf8.count > 1000 ? "a syntax error of \(error.message.utf8.count) bytes" : nil
  }

  /// `parse(print(x))` is `x`, and printing that again changes nothing.
  private func checkPrinting(_ document: Document) throws(Failure) -> Document {
    let text = Printer.print(document)
    let printed = try parse(text, "the printed document")
    if let difference = TreeComparison.difference(document, printed) {
      throw Failure("printed and parsed again: \(difference)")
    }
    guard Printer.print(printed).utf8.elementsEqual(text.utf8) else { throw Failure("printing twice differs") }
    return printed
  }

  private func checkStripping(_ document: Document) throws(Failure) {
    let stripped = try strip(String(decoding: document.source, as: UTF8.self))
    let parsed = try parse(stripped, "the stripped document")
    if let difference = TreeComparison.difference(document, parsed) {
      throw Failure("stripped and parsed again: \(difference)")
    }
    guard try strip(stripped).utf8.elementsEqual(stripped.utf8) else { throw Failure("stripping twice differs") }
  }

  private func strip(_ text: String) throws(Failure) -> String {
    do throws(GraphQLError) {
      return try IgnoredCharacters.strip(text)
    } catch {
      throw Failure("stripping refuses what the parser accepts: \(error.message)")
    }
  }

  private func parse(_ text: String, _ name: String) throws(Failure) -> Document {
    do throws(GraphQLError) {
      return try Parser.parse(text)
    } catch {
      throw Failure("\(name) does not parse: \(error.message)\n\(text)")
    }
  }

  /// Limits refuse, and do nothing else.
  private func checkLimits(_ document: Document) throws(Failure) {
    let limits = Parser.Limits(maxTokens: 16, maxNesting: 4)
    guard let limited = try? Parser.parse(document.source, limits: limits) else { return }
    if let difference = TreeComparison.difference(document, limited) {
      throw Failure("parsed with limits: \(difference)")
    }
  }

  // MARK: Meaning

  /// What validation says does not depend on how the document is laid out.
  ///
  /// - Returns: whether the document is valid.
  private func checkValidation(_ document: Document, _ printed: Document) throws(Failure) -> Bool {
    let errors = Validator.validate(schema: schema, document: document)
    let errorsOfPrinted = Validator.validate(schema: schema, document: printed)
    try compare(errors, errorsOfPrinted, "validation")
    return errors.isEmpty
  }

  /// SDL that passes its rules is a schema that prints as the same schema.
  private func checkSchema(_ document: Document, _ printed: Document) throws(Failure) {
    guard document.definitions.allSatisfy({ !document.kind($0).isExecutableDefinition }) else { return }
    let errors = SDLValidator.validate(document)
    try compare(errors, SDLValidator.validate(printed), "SDL validation")
    guard errors.isEmpty else { return }
    let schema = SchemaBuilder.build([document])
    guard SchemaValidator.validate(schema).isEmpty else { return }
    let text = SchemaPrinter.print(schema)
    // A schema of built-in members alone prints as nothing, which is no document.
    guard !text.isEmpty else { return }
    let again = SchemaPrinter.print(SchemaBuilder.build([try parse(text, "the printed schema")]))
    guard text.utf8.elementsEqual(again.utf8) else {
      throw Failure("the schema prints differently:\n\(text)\n\(again)")
    }
  }

  private func compare(_ left: [GraphQLError], _ right: [GraphQLError], _ stage: String) throws(Failure) {
    guard left.count == right.count else {
      throw Failure("\(stage) finds \(left.count) errors, and \(right.count) in the printed document")
    }
    for (one, two) in zip(left, right) where one.message != two.message {
      throw Failure("\(stage) differs for the printed document: \(one.message) | \(two.message)")
    }
  }
}

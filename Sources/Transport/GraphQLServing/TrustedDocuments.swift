public import GraphQLEngine
import GraphQLSyntax
import GraphQLValidation

/// Documents that the operator has released: the ones that the clients of a product were built with.
///
/// Each is known by the SHA-256 of its text, and some by an identifier of their own.
public struct TrustedDocuments: Sendable {
  private var byHash: [DocumentHash: [UInt8]] = [:]
  /// By the bytes of the identifier: texts that look alike must not be one.
  private var byIdentifier: [[UInt8]: [UInt8]] = [:]

  /// No documents.
  public init() {}

  /// Whether there are none.
  public var isEmpty: Bool { byHash.isEmpty }

  /// How many there are.
  public var count: Int { byHash.count }

  /// Adds a document.
  ///
  /// - Parameter identifier: a further name for it.
  /// - Throws: `TrustedDocumentError` where another document has that name.
  public mutating func add(_ document: [UInt8], identifier: String? = nil) throws(TrustedDocumentError) {
    byHash[DocumentHash(of: document)] = document
    guard let identifier else { return }
    let known = byIdentifier.updateValue(document, forKey: Array(identifier.utf8))
    guard known == nil || known == document else {
      throw TrustedDocumentError(name: identifier, problem: "two documents have this identifier")
    }
  }

  /// Parses and validates every document, so that a faulty one is found when the server starts.
  ///
  /// - Throws: `TrustedDocumentError` with the first error of a faulty document.
  public func check(with engine: Engine) throws(TrustedDocumentError) {
    for document in byHash.values {
      guard let error = Self.firstError(document, engine) else { continue }
      throw TrustedDocumentError(name: Self.opening(document), problem: error.message)
    }
  }

  /// The document of a name: its identifier, or its hash.
  func find(_ name: String) -> [UInt8]? {
    byIdentifier[Array(name.utf8)] ?? DocumentHash(name).flatMap { byHash[$0] }
  }

  /// Whether a text is that of a document.
  func contains(_ document: [UInt8]) -> Bool { byHash[DocumentHash(of: document)] != nil }

  private static func firstError(_ source: [UInt8], _ engine: Engine) -> GraphQLError? {
    do throws(GraphQLError) {
      let document = try Parser.parse(source, limits: engine.configuration.parserLimits)
      return Validator.validate(
        schema: engine.schema, document: document, options: engine.configuration.validation
      ).first
    } catch {
      return error
    }
  }

  /// Enough of a document to tell which one it is.
  private static func opening(_ document: [UInt8]) -> String {
    String(decoding: document.prefix(60), as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// Why documents cannot be trusted.
public struct TrustedDocumentError: Error, Equatable, CustomStringConvertible {
  /// The document, or the file it should come from.
  public let name: String
  /// What is wrong with it.
  public let problem: String

  /// An error.
  public init(name: String, problem: String) {
    self.name = name
    self.problem = problem
  }

  public var description: String { "The trusted document \"\(name)\" is faulty: \(problem)" }
}

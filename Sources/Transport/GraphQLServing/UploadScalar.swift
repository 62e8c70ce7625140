public import GraphQLExecution
public import GraphQLHTTP
internal import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

/// What an argument of the scalar `Upload` holds: the identifier of a file that came with the request.
///
/// A schema declares `scalar Upload`, uses it for input only, and is built with its coding; generated code gets the type
/// by `GenerationOptions(scalars: ["Upload": "UploadReference"])`. A resolver asks its context for the file:
///
/// ```swift
/// let schema = try Schema.build(
///   """
///   scalar Upload
///   type Query { version: String }
///   type Mutation { setPicture(file: Upload!): Boolean }
///   """, scalars: ["Upload": .upload])
///
/// let reference: UploadReference = try arguments.decode("file")
/// let upload = try context.upload(reference)
/// for try await piece in upload.pieces { try await store(piece) }
/// ```
///
/// Only a form fills such a variable: the identifier is random, so a client knows none, and literals are refused.
public struct UploadReference: InputDecodable, Hashable {
  /// The identifier of the file in its request.
  public let id: Upload.ID

  /// Reads what the scalar's coding has let pass.
  public init(input: InputValue) throws(GraphQLError) {
    guard case .string(let text) = input, let id = Upload.ID(text) else { throw .unexpectedInput("Upload") }
    self.id = id
  }
}

extension ScalarCoding {
  /// The scalar `Upload` of the GraphQL multipart request specification.
  public static let upload = ScalarCoding(
    parseValue: { value throws(GraphQLError) in
      guard case .string(let text) = value, Upload.ID(text) != nil else { throw .uploadOutsideOfForm }
      return .string(text)
    },
    parseLiteral: { _ throws(GraphQLError) in throw .uploadOutsideOfForm })
}

extension GraphQLError {
  fileprivate static var uploadOutsideOfForm: GraphQLError {
    GraphQLError("Upload must be a variable that the \"map\" of a multipart request fills with a file.")
  }
}

/// What the context of an application conforms to so that its resolvers reach the files of their request, which
/// `GraphQLApplication.sender(_:with:)` was given.
public protocol UploadContext: Sendable {
  /// The files of the request; none where it is no form.
  var uploads: Uploads { get }
}

extension ExecutionContext {
  /// The file that an argument stands for.
  ///
  /// - Throws: `BAD_USER_INPUT` where the request has no such file.
  public func upload(_ reference: UploadReference) throws(GraphQLError) -> Upload {
    guard let upload = (application as? any UploadContext)?.uploads[reference.id] else {
      throw GraphQLError("The request has no such file.", code: .badUserInput)
    }
    return upload
  }
}

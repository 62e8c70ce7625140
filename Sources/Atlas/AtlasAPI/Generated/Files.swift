// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  /// A file that something refers to.
  public enum FileAsset: CompositeOutput {
    public static let typeName = "FileAsset"

    /// One resolver per field of `FileAsset`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "FileAsset" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let filename: FieldResolver<Source, NoArguments, String>
      public let mimeType: FieldResolver<Source, NoArguments, String>
      /// Bytes.
      public let size: FieldResolver<Source, NoArguments, Int64>
      /// Where to get it, for a short time: ask anew instead of keeping it.
      public let url: FieldResolver<Source, NoArguments, String>
      /// Lower-case hexadecimal.
      public let checksumSha256: FieldResolver<Source, NoArguments, String>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        filename: FieldResolver<Source, NoArguments, String>,
        mimeType: FieldResolver<Source, NoArguments, String>,
        size: FieldResolver<Source, NoArguments, Int64>,
        url: FieldResolver<Source, NoArguments, String>,
        checksumSha256: FieldResolver<Source, NoArguments, String>
      ) {
        self.id = id
        self.filename = filename
        self.mimeType = mimeType
        self.size = size
        self.url = url
        self.checksumSha256 = checksumSha256
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("filename", AnyFieldResolver(filename)))
        list.append(("mimeType", AnyFieldResolver(mimeType)))
        list.append(("size", AnyFieldResolver(size)))
        list.append(("url", AnyFieldResolver(url)))
        list.append(("checksumSha256", AnyFieldResolver(checksumSha256)))
        return list
      }
    }
  }

  public struct CreateUploadInput: InputDecodable {
    public let filename: String
    public let mimeType: String
    /// Bytes; at most 100 MB.
    public let size: Int64
    /// Hexadecimal; the bytes must have it.
    public let checksumSha256: String?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("CreateUploadInput") }
      filename = try object.decode("filename")
      mimeType = try object.decode("mimeType")
      size = try object.decode("size")
      checksumSha256 = try object.decode("checksumSha256")
      given = object
    }
  }

  public enum CreateUploadPayload: CompositeOutput {
    public static let typeName = "CreateUploadPayload"

    /// One resolver per field of `CreateUploadPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "CreateUploadPayload" }
      public let upload: FieldResolver<Source, NoArguments, API.UploadTicket?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        upload: FieldResolver<Source, NoArguments, API.UploadTicket?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.upload = upload
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("upload", AnyFieldResolver(upload)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// Where to PUT the bytes. No multipart request reaches the GraphQL endpoint.
  public enum UploadTicket: CompositeOutput {
    public static let typeName = "UploadTicket"

    /// One resolver per field of `UploadTicket`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "UploadTicket" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let url: FieldResolver<Source, NoArguments, String>
      public let method: FieldResolver<Source, NoArguments, String>
      /// To be sent with the bytes, by name.
      public let headers: FieldResolver<Source, NoArguments, JSONValue>
      public let expiresAt: FieldResolver<Source, NoArguments, DateTime>
      public let maxBytes: FieldResolver<Source, NoArguments, Int64>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        url: FieldResolver<Source, NoArguments, String>,
        method: FieldResolver<Source, NoArguments, String>,
        headers: FieldResolver<Source, NoArguments, JSONValue>,
        expiresAt: FieldResolver<Source, NoArguments, DateTime>,
        maxBytes: FieldResolver<Source, NoArguments, Int64>
      ) {
        self.id = id
        self.url = url
        self.method = method
        self.headers = headers
        self.expiresAt = expiresAt
        self.maxBytes = maxBytes
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("url", AnyFieldResolver(url)))
        list.append(("method", AnyFieldResolver(method)))
        list.append(("headers", AnyFieldResolver(headers)))
        list.append(("expiresAt", AnyFieldResolver(expiresAt)))
        list.append(("maxBytes", AnyFieldResolver(maxBytes)))
        return list
      }
    }
  }
}

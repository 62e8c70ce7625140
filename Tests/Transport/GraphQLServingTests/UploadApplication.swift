import Crypto
import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLSchema
import GraphQLServing
import GraphQLSyntax
import Synchronization
import Testing

/// An application whose operations take files and say their name, size and SHA-256.
struct UploadApplication: GraphQLApplication {
  struct Sender: UploadContext {
    var name: String?
    var uploads = Uploads()
  }

  let engine: Engine

  private static let sdl = """
    directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
    scalar Upload
    type Query { hello: String, look(file: Upload!): String }
    type Mutation { store(file: Upload!): String, storeAll(files: [Upload!]!): [String!] }
    type Subscription { watch(file: Upload!): String }
    """

  init() throws {
    var map = ResolverMap()
    map.add("Query", "hello", AnyFieldResolver { _, _, _ in .ready(ColumnOf<String>.values(["world"]).column) })
    for (type, field) in [("Query", "look"), ("Mutation", "store")] {
      map.add(
        type, field,
        AnyFieldResolver { _, arguments, context in
          let upload = try context.upload(try arguments.decode("file"))
          return .pending { ColumnOf<String>.values([try await upload.summary]).column }
        })
    }
    map.add(
      "Mutation", "storeAll",
      AnyFieldResolver { _, arguments, context in
        let references: [UploadReference] = try arguments.decode("files")
        let uploads = try references.map { try context.upload($0) }
        return .pending {
          var summaries: [String] = []
          for upload in uploads { summaries.append(try await upload.summary) }
          return ColumnOf<[String]>.values([summaries]).column
        }
      })
    map.add("Subscription", "watch", .watching)
    engine = Engine(try ExecutableSchema(SchemaBuilder.build(Self.sdl, scalars: ["Upload": .upload]), map))
  }

  func sender(of head: HTTPRequestHead, _ peer: HTTPPeer) async throws(HTTPFault) -> Sender {
    let name = head.fields["authorization"]
    guard name != "forged" else { throw HTTPFault(status: 401, message: "Who?", code: "UNAUTHENTICATED") }
    return Sender(name: name)
  }

  func sender(_ sender: Sender, with uploads: Uploads) -> Sender { Sender(name: sender.name, uploads: uploads) }

  func present(_ error: any Error) -> GraphQLError {
    (error as? GraphQLError) ?? GraphQLError("Internal error 7.", code: .internalError)
  }
}

extension Upload {
  /// Name, size and hash.
  fileprivate var summary: String {
    get async throws {
      var hash = SHA256()
      for try await piece in pieces { hash.update(data: piece) }
      return "\(fileName ?? "?") \(byteCount) \(hash.finalize())"
    }
  }

  /// What the application says of a file of this content.
  static func summary(_ name: String, _ content: String) -> String {
    "\(name) \(content.utf8.count) \(SHA256.hash(data: Array(content.utf8)))"
  }
}

extension AnyFieldResolver {
  /// One event, with what the application says of the file.
  fileprivate static var watching: AnyFieldResolver {
    AnyFieldResolver(
      resolve: { _, arguments, context in
        let upload = try context.upload(try arguments.decode("file"))
        return .pending { ColumnOf<String>.values([try await upload.summary]).column }
      },
      subscribe: { _, _ in
        let (stream, source) = AsyncThrowingStream.makeStream(of: SourceEvent.self)
        source.yield(SourceEvent(0))
        source.finish()
        return SourceStream(stream)
      })
  }
}

/// Keeps files in memory and knows how many there are; or fails as a full disk does.
final class TestSpool: UploadSpool {
  struct Full: Error {}

  let isFull: Bool
  private let openFiles = Mutex(0)
  var openFileCount: Int { openFiles.withLock { $0 } }

  init(isFull: Bool = false) { self.isFull = isFull }

  func makeFile() async throws -> any UploadSpoolFile {
    if isFull { throw Full() }
    openFiles.withLock { $0 += 1 }
    return File(self)
  }

  private final class File: UploadSpoolFile {
    private let spool: TestSpool
    private let content = Mutex<[UInt8]>([])

    init(_ spool: TestSpool) { self.spool = spool }
    deinit { spool.openFiles.withLock { $0 -= 1 } }

    func append(_ bytes: ArraySlice<UInt8>) async throws { content.withLock { $0 += bytes } }

    func read(at offset: Int, count: Int) async throws -> [UInt8] {
      content.withLock { Array($0[offset..<min(offset + count, $0.count)]) }
    }
  }
}

/// A body in small pieces that counts how often it was asked, and ends with an error where there is one.
final class TestBody: HTTPBodyReader {
  private let rest: Mutex<ArraySlice<UInt8>>
  private let error: (any Error)?
  let reads = Counter()

  init(_ text: String, error: (any Error)? = nil) {
    rest = Mutex(Array(text.utf8)[...])
    self.error = error
  }

  func next() async throws -> [UInt8]? {
    reads.increment()
    let piece = rest.withLock { rest in
      defer { rest = rest.dropFirst(50) }
      return Array(rest.prefix(50))
    }
    if piece.isEmpty, let error { throw error }
    return piece.isEmpty ? nil : piece
  }
}

import DemoContent
import FoundationEssentials
import GraphQLHTTP
import GraphQLJSON
import GraphQLPostgres
import NIOCore
import NIOPosix
import Postgres
import Testing

@testable import AtlasServer

@Suite("The application over a real socket, and without its database")
struct SocketTests {
  @Test("a query over a socket answers as in memory; a body over the limit gets 413, and the next request is served")
  func overSocket() async throws {
    let (configuration, drop) = try await TestServer.makeConfiguration()
    let instance = try await AtlasInstance.start(try await AtlasApplication.start(configuration, logger: .silent))
    let body = TestInstance.body("{ diagrams(filter: {limit: 2}) { id title } }")
    let inMemory = try await TestInstance(instance.application).post(body)
    let first = try await post(body, to: instance.port)
    #expect(first.status == 200)
    #expect(first.body == inMemory.body)
    let large = try await post(Array(repeating: UInt8(ascii: " "), count: 300 << 10), to: instance.port)
    #expect(large.status == 413)
    #expect(large.body.at("errors.0.extensions.code") == .string("BAD_USER_INPUT"))
    #expect(try await post(body, to: instance.port).body == inMemory.body)
    await instance.stop()
    await drop()
  }

  @Test(
    "[UPL] where files are taken, a form is read while it arrives and answered; elsewhere it is refused",
    arguments: [true, false])
  func form(takesFiles: Bool) async throws {
    var (configuration, drop) = try await TestServer.makeConfiguration()
    let folder = FileManager.default.temporaryDirectory.path + "/uploads-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    if takesFiles {
      var uploads = AtlasConfiguration.Uploads()
      uploads.folder = folder
      configuration.http.uploads = uploads
    }
    let instance = try await AtlasInstance.start(try await AtlasApplication.start(configuration, logger: .silent))
    let part = "--b\r\nContent-Disposition: form-data; name="
    let operations = #"{"query":"query ($id: ID!) { __typename diagram(id: $id) { id } }","variables":{"id":null}}"#
    // More than a body that is collected may have.
    let file = String(repeating: "x", count: 1 << 20)
    let form =
      "\(part)operations\r\n\r\n\(operations)\r\n\(part)map\r\n\r\n{\"0\":[\"variables.id\"]}\r\n"
      + "\(part)0\r\n\r\n\(file)\r\n--b--\r\n"
    let fields = "GraphQL-Require-Preflight: 1\r\nContent-Type: multipart/form-data; boundary=b"
    let answer = try await post(Array(form.utf8), fields, to: instance.port)
    // No operation of Atlas takes a file: what stands for it is no id.
    #expect(answer.status == (takesFiles ? 200 : 413))
    #expect(answer.body.at("errors.0.extensions.code") == .string(takesFiles ? "NOT_FOUND" : "BAD_USER_INPUT"))
    await instance.stop()
    if takesFiles { #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty) }
    await drop()
  }

  @Test("without its database the application answers errors in time, says it is not ready, and lives")
  func deadDatabase() async throws {
    let (server, usual) = try await TestServer.startPrivate()
    var configuration = usual
    configuration.requestTimeout = .seconds(2)
    let application = try await AtlasApplication.start(configuration, logger: .silent)
    let instance = TestInstance(application)
    #expect(try await instance.query("{ diagrams { id } }")["data.diagrams"] == .array([]))
    await server.stop()
    // What it has just answered it may answer again for some seconds; this is another question.
    let response = try await instance.query("{ diagrams { id title } }")
    #expect(["UNAVAILABLE", "TIMEOUT"].contains(response.code ?? ""), "\(response)")
    #expect(response["data"] == .null)
    let write = try await instance.query(
      "mutation { login(email: \"ada@people.example\", password: \"a long password\") { accessToken } }")
    #expect(["UNAVAILABLE", "TIMEOUT", "UNKNOWN_OUTCOME"].contains(write.code ?? ""), "\(write)")
    #expect(try await instance.respond(.init(method: "GET", target: "/health/ready")).status == 503)
    #expect(try await instance.respond(.init(method: "GET", target: "/health/live")).status == 200)
    await application.stop()
  }

  @Test("an instance that is stopping is not ready")
  func draining() async throws {
    let (configuration, drop) = try await TestServer.makeConfiguration()
    let application = try await AtlasApplication.start(configuration, logger: .silent)
    let instance = TestInstance(application)
    #expect(try await instance.respond(.init(method: "GET", target: "/health/ready")).status == 200)
    instance.health.beginDraining()
    #expect(try await instance.respond(.init(method: "GET", target: "/health/ready")).status == 503)
    await application.stop()
    await drop()
  }

  @Test("stopping ends an open event stream in order instead of waiting for it")
  func stopWithStream() async throws {
    let (usual, drop) = try await TestServer.makeConfiguration()
    var configuration = usual
    // Longer than anybody would wait for this test.
    configuration.drainTimeout = .seconds(600)
    let instance = try await AtlasInstance.start(try await AtlasApplication.start(configuration, logger: .silent))
    let token = try await TestInstance(instance.application).signIn(.learner)
    let body = TestInstance.body("subscription { progressUpdated(userId: 1) { id } }")
    let head = """
      POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r
      Accept: text/event-stream\r\nAuthorization: Bearer \(token)\r\nContent-Length: \(body.count)\r\n\r\n
      """
    let exchange = try await begin(Array(head.utf8) + body, port: instance.port)
    try await exchange.began.get()
    await instance.stop()
    let text = String(decoding: try await exchange.answer.get(), as: UTF8.self)
    #expect(text.hasPrefix("HTTP/1.1 200"))
    #expect(text.hasSuffix("0\r\n\r\n"), "\(text)")
    await drop()
  }

  private func post(
    _ body: [UInt8], _ fields: String = "Content-Type: application/json", to port: Int
  ) async throws -> (status: Int, body: JSONValue) {
    let head = """
      POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(fields)\r
      Accept: application/graphql-response+json\r\nContent-Length: \(body.count)\r\n\r\n
      """
    let answer = try await begin(Array(head.utf8) + body, port: port).answer.get()
    let text = String(decoding: answer, as: UTF8.self)
    let parts = text.split(separator: "\r\n\r\n", maxSplits: 1)
    let status = try #require(text.split(separator: " ").dropFirst().first.flatMap { Int($0) }, "\(text)")
    return (status, try JSONParser.parse(String(try #require(parts.last))))
  }

  /// Sends bytes and reads until the server closes.
  private func begin(
    _ bytes: [UInt8], port: Int
  ) async throws -> (began: EventLoopFuture<Void>, answer: EventLoopFuture<[UInt8]>) {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let began = loop.makePromise(of: Void.self)
    let answer = loop.makePromise(of: [UInt8].self)
    let channel = try await ClientBootstrap(group: loop)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Collector(began: began, answer: answer))
        }
      }
      .connect(host: "127.0.0.1", port: port).get()
    channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    return (began.futureResult, answer.futureResult)
  }
}

/// Keeps what arrives until the connection ends.
private final class Collector: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let began: EventLoopPromise<Void>
  private let answer: EventLoopPromise<[UInt8]>
  private var bytes: [UInt8] = []

  init(began: EventLoopPromise<Void>, answer: EventLoopPromise<[UInt8]>) {
    self.began = began
    self.answer = answer
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    bytes.append(contentsOf: unwrapInboundIn(data).readableBytesView)
    began.succeed()
  }

  func channelInactive(context: ChannelHandlerContext) {
    began.succeed()
    answer.succeed(bytes)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

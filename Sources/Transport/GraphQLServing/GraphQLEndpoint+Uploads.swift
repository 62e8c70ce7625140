import GraphQLExecution
public import GraphQLHTTP
import GraphQLSyntax

extension GraphQLEndpoint {
  /// The limit of a request with files, where those are served.
  public func streamedBodyLimit(_ head: HTTPRequestHead) -> Int? {
    settings.uploadSpool == nil ? nil : UploadRequestReader.bodyBytesLimit(head, settings.http)
  }

  public func respond(_ head: HTTPRequestHead, reading body: any HTTPBodyReader, peer: HTTPPeer) async -> HTTPAnswer {
    await respond(head, .arriving(body), peer)
  }

  /// A request and who sends it. Files are stored only for those who may send requests at all.
  func understand(
    _ head: HTTPRequestHead, _ body: RequestBody, _ peer: HTTPPeer
  ) async throws(HTTPFault) -> (exchange: GraphQLExchange, sender: Application.Sender) {
    switch body {
    case .collected(let bytes):
      let exchange = try GraphQLExchange.decode(head, body: bytes.span, settings: settings.http)
      return (exchange, try await application.sender(of: head, peer))
    case .arriving(let reader):
      let sender = try await application.sender(of: head, peer)
      let (exchange, uploads) = try await read(head, reader)
      return (exchange, application.sender(sender, with: uploads))
    }
  }

  private func read(
    _ head: HTTPRequestHead, _ body: any HTTPBodyReader
  ) async throws(HTTPFault) -> (exchange: GraphQLExchange, uploads: Uploads) {
    guard let spool = settings.uploadSpool else { throw .unsupportedMediaType("Files are not accepted here") }
    do {
      return try await UploadRequestReader.read(head, body: body, settings: settings.http, spool: spool)
    } catch let fault as HTTPFault {
      throw fault
    } catch is CancellationError {
      // The client has gone and is not told, or it took too long.
      throw .answerTimeout
    } catch {
      let shown = application.present(error)
      throw HTTPFault(status: 500, message: shown.message, code: (shown.code ?? .internalError).rawValue)
    }
  }
}

/// How the body of a request comes.
enum RequestBody {
  /// All of it is there.
  case collected([UInt8])
  /// It has files and is read while it arrives.
  case arriving(any HTTPBodyReader)
}

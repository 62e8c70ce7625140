// GraphQLHTTP: GraphQL over HTTP as decisions without sockets.
// Neighbours: the server's adapter hands in a request and gets a decoded exchange or a fault; GraphQLJSON reads bodies.
// Invariant: every fault is a complete answer, and nothing here waits, stores or traps.

/// What a request says before its body.
public struct HTTPRequestHead: Sendable, Equatable {
  /// The method, in upper case as HTTP wants it.
  public var method: String
  /// The target in origin form: the path and, after `?`, the query.
  public var target: String
  /// The header fields.
  public var fields: HTTPFields

  /// A head.
  public init(method: String, target: String, fields: HTTPFields = [:]) {
    self.method = method
    self.target = target
    self.fields = fields
  }

  /// The target up to the `?`, not decoded.
  public var path: Substring {
    target.utf8.firstIndex(of: UInt8(ascii: "?")).map { target[..<$0] } ?? target[...]
  }

  /// The target behind the `?`, not decoded; empty when there is none.
  public var query: Substring {
    target.utf8.firstIndex(of: UInt8(ascii: "?")).map { target[target.utf8.index(after: $0)...] } ?? ""
  }
}

/// The status and header fields of an answer.
public struct HTTPResponseHead: Sendable, Equatable {
  /// The status code.
  public var status: Int
  /// The header fields. The length is the adapter's to add, but for a stream: where that is known, it stands here as
  /// `Content-Length`.
  public var fields: HTTPFields

  /// A head.
  public init(status: Int, fields: HTTPFields = [:]) {
    self.status = status
    self.fields = fields
  }
}

extension HTTPResponseHead {
  /// How many bytes the body of a stream will have; nil where nobody knows.
  public var streamLength: Int? { fields["content-length"].flatMap { Int($0) } }
}

/// An answer that is complete.
public struct HTTPExchangeResponse: Sendable, Equatable {
  /// Status and header fields.
  public var head: HTTPResponseHead
  /// The bytes of the body.
  public var body: [UInt8]

  /// An answer.
  public init(head: HTTPResponseHead, body: [UInt8]) {
    self.head = head
    self.body = body
  }
}

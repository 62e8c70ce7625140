extension HTTPServer {
  /// How large, how many and how slow requests and connections may be, and how many threads carry them.
  public struct Settings: Sendable {
    /// The largest body of a request that is collected, in bytes; more is 413.
    public var bodyBytes = 256 << 10
    /// The longest target, in bytes; more is 414.
    public var targetBytes = 16 << 10
    /// All names and values of a request's header fields together, in bytes; more is 431.
    public var headBytes = 16 << 10
    /// How many header fields a request may have, those behind a chunked body included; more is 431.
    public var headFields = 100

    /// How long a head may take from its first byte; then 408.
    public var headTimeout: Duration = .seconds(10)
    /// How long a body that is collected may take; then 408.
    public var bodyTimeout: Duration = .seconds(15)
    /// What a body must bring per second, in bytes, as long as it is waited for; less is 408.
    public var bodyRate = 1 << 10
    /// Over how long a time `bodyRate` is measured.
    public var bodyRateWindow: Duration = .seconds(5)
    /// How long a connection without a request may stay.
    public var idleTimeout: Duration = .seconds(60)
    /// How long a request may be without an answer; then its task is cancelled. A stream has its answer when it begins.
    /// Nil for any time.
    public var answerTimeout: Duration? = .seconds(5)
    /// How long a task may take to answer after that; then the answer is 504, and what the task still says is dropped.
    public var answerGrace: Duration = .seconds(1)
    /// How long a client may take nothing of what was written to it; then its connection is cut.
    public var writeTimeout: Duration = .seconds(30)

    /// How many requests one connection may bring; nil for any number.
    public var requestsPerConnection: Int?
    /// How many collected requests may be in progress at once; more are 503. Streams count until their head is sent.
    public var requestLimit = 1_000
    /// How many requests may be in progress at once whose body is read while it arrives; more are 503. They have a
    /// count of their own, so that slow uploads keep no query out.
    public var uploadLimit = 100
    /// How many connections may be open, of all protocols; more are answered 503 and closed. Where the process may open
    /// fewer descriptors, that is the limit.
    public var connectionLimit = 16_384
    /// The same for one address, or one /64 network of IPv6; nil for any number, as behind a proxy that brings all.
    public var connectionsPerAddress: Int? = 1_024

    /// Over how long a time sockets are told to go away when the server stops, so that their clients do not come back
    /// all at once; never more than half of the time for stopping.
    public var drainSpread: Duration = .seconds(2)
    /// How long an idle connection of HTTP/1.1 stays then, since a request may be on its way.
    public var drainGrace: Duration = .milliseconds(250)
    /// Threads that carry connections.
    public var loopCount = 1
    /// With it the port speaks TLS only, and HTTP/2 besides HTTP/1.1; nil: HTTP/1.1 that is not encrypted.
    public var tls: TLSSettings?

    /// The usual settings.
    public init() {}

    /// How many connections there will be room for: fewer than `connectionLimit` where the process may not open as many
    /// descriptors.
    public var possibleConnections: Int { DescriptorLimit.possibleRoom(for: connectionLimit) }
  }
}

import NIOCore
import NIOHTTP2

/// What one HTTP/2 connection may ask of us. Most of it answers a flood that has a name; NIO closes with
/// ENHANCE_YOUR_CALM then.
enum HTTP2Limits {
  /// Requests in flight.
  static let streams = 100
  /// How much of a body is on its way at most while nobody reads it. A body of the usual limit fits.
  static let streamWindow = 256 << 10
  /// The same for the connection; NIO refills it as bytes arrive, so that a stream that is not read blocks no other.
  static let connectionWindow = 1 << 20
  /// How many bodies of the largest size may be collected at the same time.
  static let largeBodies = 16
  /// Frames of one kind that a client may send within half a minute. A page that cancels a request for each key pressed
  /// stays far below.
  static let frames = 200

  static func connection(_ settings: HTTPServer.Settings) -> NIOHTTP2Handler.ConnectionConfiguration {
    var connection = NIOHTTP2Handler.ConnectionConfiguration()
    connection.initialSettings = [
      HTTP2Setting(parameter: .maxConcurrentStreams, value: streams),
      HTTP2Setting(parameter: .maxHeaderListSize, value: settings.headBytes),
      HTTP2Setting(parameter: .initialWindowSize, value: streamWindow),
    ]
    connection.targetWindowSize = connectionWindow
    // Answers to pings and settings that the client does not read (CVE-2019-9512, CVE-2019-9515).
    connection.maximumBufferedControlFrames = 1_000
    connection.controlFrameRateLimit.maximumCount = frames
    connection.maximumConnectionGlitches = frames
    return connection
  }

  static var stream: NIOHTTP2Handler.StreamConfiguration {
    var stream = NIOHTTP2Handler.StreamConfiguration()
    stream.targetWindowSize = streamWindow
    // Requests that are taken back at once (CVE-2023-44487), and requests made to be refused (CVE-2025-8671).
    stream.streamResetFrameRateLimit.maximumCount = frames
    stream.streamErrorRateLimit.maximumCount = frames
    return stream
  }
}

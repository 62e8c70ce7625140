/// The parts of a `multipart/mixed` response.
///
/// Every piece ends with the delimiter behind its part: only then do clients know that the part is complete.
public struct MultipartMixedFraming: Sendable {
  private static let head = "\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"

  private let dialect: MultipartDialect
  private var delimiter: String { "\r\n--\(dialect.boundary)" }

  /// The framing of a dialect.
  public init(_ dialect: MultipartDialect) { self.dialect = dialect }

  /// What comes before the first part.
  public var opening: [UInt8] { Array(delimiter.utf8) }

  /// What follows the last part: it makes its delimiter the last one.
  public var closing: [UInt8] { Array("--\r\n".utf8) }

  /// What clients of the subscription dialect take as a sign of life; others would take it for a result.
  public var heartbeat: [UInt8]? {
    dialect == .subscription ? Array("\(Self.head){}\(delimiter)".utf8) : nil
  }

  /// One part with a payload of incremental delivery, or with the result of an event.
  public func part(_ result: Span<UInt8>) -> [UInt8] {
    var part: [UInt8] = []
    part.reserveCapacity(result.count + 96)
    part.append(contentsOf: Self.head.utf8)
    if dialect == .subscription { part.append(contentsOf: "{\"payload\":".utf8) }
    for index in result.indices { part.append(result[index]) }
    if dialect == .subscription { part.append(UInt8(ascii: "}")) }
    part.append(contentsOf: delimiter.utf8)
    return part
  }
}

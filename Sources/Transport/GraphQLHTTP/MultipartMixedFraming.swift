/// The parts of a `multipart/mixed` response with the boundary `-`.
///
/// Every piece ends with the delimiter behind its part: only then do clients know that the part is complete.
public enum MultipartMixedFraming {
  private static let delimiter = "\r\n---"
  private static let head = "\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"

  /// What comes before the first part.
  public static let opening: [UInt8] = Array(delimiter.utf8)

  /// What follows the last part: it makes its delimiter the last one.
  public static let closing: [UInt8] = Array("--\r\n".utf8)

  /// What clients of the subscription dialect take as a sign of life.
  public static let heartbeat: [UInt8] = Array("\(head){}\(delimiter)".utf8)

  /// One part with a payload of incremental delivery, or with the result of an event.
  public static func part(_ result: Span<UInt8>, dialect: MultipartDialect) -> [UInt8] {
    var part: [UInt8] = []
    part.reserveCapacity(result.count + 80)
    part.append(contentsOf: head.utf8)
    if dialect == .subscription { part.append(contentsOf: "{\"payload\":".utf8) }
    for index in result.indices { part.append(result[index]) }
    if dialect == .subscription { part.append(UInt8(ascii: "}")) }
    part.append(contentsOf: delimiter.utf8)
    return part
  }
}

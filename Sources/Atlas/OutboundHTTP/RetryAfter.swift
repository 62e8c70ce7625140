import FoundationEssentials

extension OutboundResponse {
  /// The pause that an answer asks for (`Retry-After`, RFC 9110, section 10.2.3); nil where it asks for none.
  ///
  /// - Parameters:
  ///   - now: seconds since 1970.
  ///   - longest: stands for whatever is longer.
  public func pause(now: Int, atMost longest: Duration) -> Duration? {
    guard let text = self["retry-after"], !text.isEmpty, text.utf8.count <= 40 else { return nil }
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      // So many digits that they are no number are still more than that.
      return Int64(text).map { min(.seconds($0), longest) } ?? longest
    }
    guard let date = Self.date(text) else { return nil }
    return min(max(.seconds(date.timeIntervalSince1970 - Double(now)), .zero), longest)
  }

  /// The moment of `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7); the older forms are nobody's any more.
  private static func date(_ text: String) -> Date? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else { return nil }
    let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    return try? Date.ISO8601FormatStyle().parse("\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
  }
}

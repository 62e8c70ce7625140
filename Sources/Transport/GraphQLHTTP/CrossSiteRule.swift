/// Defence against requests that a web page of another origin makes a browser send with the user's credentials.
///
/// Browsers send "simple" requests without asking the server first (a preflight). POST with JSON is never simple, and
/// other bodies are refused anyway; GET and multipart forms are, so they can be made to prove that they are not.
public enum CrossSiteRule: Sendable, Equatable {
  /// Simple requests are served.
  case off
  /// Simple requests are refused unless they carry one of these header fields, which force a preflight.
  case requireField([String])

  /// The header fields that the known clients send.
  public static let standard = CrossSiteRule.requireField(
    ["GraphQL-Require-Preflight", "Apollo-Require-Preflight", "X-Apollo-Operation-Name", "X-GraphQL-Client"])

  /// Refuses a request that a foreign page could have caused.
  func check(_ head: HTTPRequestHead) throws(HTTPFault) {
    guard case .requireField(let names) = self, Self.isSimple(head) else { return }
    guard !names.contains(where: { head.fields[$0]?.isEmpty == false }) else { return }
    throw .badRequest(
      """
      This request could come from a web page of another origin. Send a Content-Type of application/json or one of \
      these header fields: \(names.joined(separator: ", "))
      """)
  }

  /// Other simple bodies than forms with files are not understood and end as 415 anyway.
  private static func isSimple(_ head: HTTPRequestHead) -> Bool {
    let text = head.fields["content-type"] ?? ""
    let bytes = text.utf8.span
    guard let media = MediaType(bytes) else { return head.method != "POST" }
    if media.isNamed("multipart", "form-data", bytes) { return true }
    guard head.method != "POST" else { return false }
    return media.isNamed("application", "x-www-form-urlencoded", bytes) || media.isNamed("text", "plain", bytes)
  }
}

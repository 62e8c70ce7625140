import Crypto
import GraphQLHTTP

/// The files of the Playground, as the executable carries them, and the scripts that it uses where they are installed.
struct StaticPages: Sendable {
  private var pages: [String: HTTPExchangeResponse] = [:]

  /// - Parameters:
  ///   - files: names below /playground and their texts.
  ///   - scripts: what the system has of others' scripts.
  ///   - isDevelopment: whether the page may offer the demo accounts.
  init(
    _ files: [(name: String, text: String)], scripts: InstalledScripts = InstalledScripts(), isDevelopment: Bool = false
  ) {
    for file in files { add(file.name, Array(file.text.utf8)) }
    for file in scripts.files { add(file.name, file.bytes) }
    let settings =
      #"{"development":\#(isDevelopment),"editor":\#(scripts.hasEditor),"layout":\#(scripts.hasLayout)}"#
    add("settings.json", Array(settings.utf8))
  }

  private mutating func add(_ name: String, _ bytes: [UInt8]) {
    let path = name == "index.html" ? "/playground" : "/playground/" + name
    var response = HTTPExchangeResponse.text(bytes, type: Self.type(name))
    response.head.fields.append("Content-Security-Policy", Self.policy)
    response.head.fields.append("Referrer-Policy", "no-referrer")
    // Browsers ask each time whether it has changed: a new server is a new page.
    response.head.fields.append("Cache-Control", "no-cache")
    response.head.fields.append("ETag", Self.entityTag(bytes))
    pages[path] = response
  }

  private static func entityTag(_ bytes: [UInt8]) -> String {
    "\"" + SHA256.hash(data: bytes).prefix(16).map { String($0, radix: 16) }.joined(separator: ".") + "\""
  }

  /// Nothing from elsewhere, nothing inline.
  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  /// The answer to a request for one of the files; nil for other paths.
  func find(_ head: HTTPRequestHead) -> HTTPExchangeResponse? { pages[String(head.path)]?.conditional(head) }

  private static func type(_ name: String) -> String {
    let types = [
      "html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml",
      "json": "application/json",
    ]
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    return (types[ending] ?? "text/plain") + "; charset=utf-8"
  }
}

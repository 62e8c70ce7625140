import GraphQLHTTP

/// The files of the Playground, as the executable carries them.
struct StaticPages: Sendable {
  private let files: [String: HTTPExchangeResponse]

  /// - Parameter files: names below /playground and their texts.
  init(_ files: [(name: String, text: String)]) {
    var responses: [String: HTTPExchangeResponse] = [:]
    for file in files {
      let path = file.name == "index.html" ? "/playground" : "/playground/" + file.name
      var response = HTTPExchangeResponse.text(Array(file.text.utf8), type: Self.type(file.name))
      response.head.fields.append("Content-Security-Policy", Self.policy)
      response.head.fields.append("Referrer-Policy", "no-referrer")
      responses[path] = response
    }
    self.files = responses
  }

  /// Nothing from elsewhere, nothing inline.
  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  func find(_ path: Substring) -> HTTPExchangeResponse? { files[String(path)] }

  private static func type(_ name: String) -> String {
    let types = ["html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"]
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    return (types[ending] ?? "text/plain") + "; charset=utf-8"
  }
}

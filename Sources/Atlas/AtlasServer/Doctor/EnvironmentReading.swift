import GraphQLSyntax

/// Reads an environment as the server does, but goes on after a fault: a variable that is wrong is told and left out.
struct EnvironmentReading {
  /// What the other variables say; nil where nothing can be read.
  private(set) var configuration: AtlasConfiguration?
  private(set) var findings: [Finding] = []

  init(_ environment: [String: String]) {
    var rest = environment
    var removed: Set<String> = []
    while configuration == nil {
      do throws(ConfigurationError) {
        configuration = try AtlasConfiguration.read(rest)
      } catch {
        let words = Self.names(in: error.description)
        // Without a variable that was left out another one may be of no use: that is no news.
        if removed.isDisjoint(with: words) {
          findings.append(
            .problem("configuration.values", error.description, "Correct it, or unset it: Atlas does not start so."))
        }
        let wrong = rest.keys.filter { key in words.contains { Self.name($0, fits: key) } }
        guard !wrong.isEmpty else { return }
        for key in wrong { rest[key] = nil }
        removed.formUnion(wrong)
      }
    }
    if findings.isEmpty {
      let count = environment.keys.count { AtlasConfiguration.knownVariables.contains($0) }
      findings.append(.ok("configuration.values", "all variables that are set can be read (\(count))"))
    }
    findings += Self.unknown(environment)
  }

  /// The names of variables in a message. One that ends in an underscore stands for all that begin so.
  private static func names(in message: String) -> Set<String> {
    let words = message.split { character in
      !(character.isASCII && (character.isLetter || character.isNumber || character == "_"))
    }
    return Set(words.lazy.map { String($0) }.filter { $0.contains("_") && $0 == $0.uppercased() || $0 == "PORT" })
  }

  private static func name(_ name: String, fits key: String) -> Bool {
    name.hasSuffix("_") ? key.hasPrefix(name) : key == name
  }

  /// Variables that look like ours and are read by nobody.
  private static func unknown(_ environment: [String: String]) -> [Finding] {
    let known = AtlasConfiguration.knownVariables
    return environment.keys.sorted().compactMap { name in
      guard !known.contains(name) else { return nil }
      let near = Suggestions.suggestionList(name, known.filter { !environment.keys.contains($0) }.sorted())
      guard name.hasPrefix("ATLAS_") || isTypo(name, near.first) else { return nil }
      let advice = near.first.map { "Did you mean \($0)?" } ?? "Unset it, or look it up in Documentation/operating.md."
      return .warning("configuration.names", "\(name) is set, but nothing reads it", advice)
    }
  }

  /// Other programs have variables with such beginnings, too: only what differs in few letters is taken for ours.
  private static func isTypo(_ name: String, _ near: String?) -> Bool {
    guard let near, ["DATABASE_", "TLS_", "OAUTH_", "HTTP_LOOPS"].contains(where: { name.hasPrefix($0) }) else {
      return false
    }
    let (one, other) = (Array(name.utf8), Array(near.utf8))
    let same = zip(one, other).prefix { $0 == $1 }.count
    let sameEnd = zip(one.dropFirst(same).reversed(), other.dropFirst(same).reversed()).prefix { $0 == $1 }.count
    return max(one.count, other.count) - same - sameEnd <= 2
  }
}

extension AtlasConfiguration {
  /// The names of all variables that Atlas reads: those that are asked for where everything is switched on.
  static let knownVariables: Set<String> = {
    var names: Set<String> = ["ATLAS_PG_BIN", "SWIFT_DETERMINISTIC_HASHING"]
    let switches = [
      "ATLAS_LABS": "kubernetes", "ATLAS_KUBERNETES_IMAGES": "x", "ATLAS_UPLOADS": "on",
      "ATLAS_LLM_PROVIDER": "anthropic", "ANTHROPIC_API_KEY": "x", "ATLAS_EMBEDDINGS_URL": "https://x.example",
      "ATLAS_EMBEDDINGS_MODEL": "x", "ATLAS_EMBEDDINGS_DIMENSIONS": "1", "OAUTH_GOOGLE_CLIENT_ID": "x",
      "OAUTH_GOOGLE_CLIENT_SECRET": "x", "OAUTH_GITHUB_CLIENT_ID": "x", "OAUTH_GITHUB_CLIENT_SECRET": "x",
      "OAUTH_REDIRECT_URIS": "https://x.example", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318",
    ]
    for values in [[:], switches] {
      _ = try? read { name in
        names.insert(name)
        return values[name]
      }
    }
    return names
  }()
}

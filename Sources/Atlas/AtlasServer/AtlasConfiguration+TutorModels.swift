public import LanguageModels
public import OutboundHTTP

extension AtlasConfiguration.Tutor {
  /// A model that writes.
  public struct Model: Sendable {
    /// How it is spoken to.
    public enum Provider: String, Sendable {
      /// The Messages API of Anthropic.
      case anthropic
      /// Chat completions, of OpenAI or one of the many servers that speak like it.
      case openai
    }

    public var provider: Provider
    /// What comes before `/v1/messages` and `/chat/completions`.
    public var baseURL: OutboundURL
    /// Nil for a server that asks for none.
    public var key: APIKey?
    public var name: String
    /// How long an answer may take: less than the tutor's desk waits for it, which is two minutes.
    public var timeout: Duration

    /// Nil where there is none.
    init?(_ variable: (String) -> String?) throws(ConfigurationError) {
      guard let provider = try Self.provider(variable) else { return nil }
      self.provider = provider
      baseURL = try AtlasConfiguration.Tutor.url(
        "ATLAS_LLM_BASE_URL",
        variable("ATLAS_LLM_BASE_URL")
          ?? (provider == .anthropic ? "https://api.anthropic.com" : "https://api.openai.com/v1"))
      key = try AtlasConfiguration.Tutor.key("ATLAS_LLM_API_KEY", variable)
      switch provider {
      case .anthropic:
        if key == nil { key = try AtlasConfiguration.Tutor.key("ANTHROPIC_API_KEY", variable) }
        name = try AtlasConfiguration.Tutor.name("ATLAS_LLM_MODEL", variable) ?? "claude-sonnet-4-5"
        guard key != nil else {
          throw ConfigurationError("ATLAS_LLM_PROVIDER=anthropic needs ANTHROPIC_API_KEY or ATLAS_LLM_API_KEY.")
        }
      case .openai:
        guard let name = try AtlasConfiguration.Tutor.name("ATLAS_LLM_MODEL", variable) else {
          throw ConfigurationError("ATLAS_LLM_MODEL is required for a model that speaks like OpenAI's.")
        }
        self.name = name
        guard key != nil || variable("ATLAS_LLM_BASE_URL") != nil else {
          throw ConfigurationError("ATLAS_LLM_PROVIDER=openai needs ATLAS_LLM_API_KEY, or ATLAS_LLM_BASE_URL.")
        }
      }
      let seconds = try AtlasConfiguration.count(
        "ATLAS_LLM_TIMEOUT_SECONDS", variable("ATLAS_LLM_TIMEOUT_SECONDS"), in: 3...100)
      timeout = .seconds(seconds ?? 60)
    }

    /// The one that is named, or the only one that the other variables can be for.
    private static func provider(_ variable: (String) -> String?) throws(ConfigurationError) -> Provider? {
      if let text = variable("ATLAS_LLM_PROVIDER") {
        if text == "none" { return nil }
        guard let provider = Provider(rawValue: text) else {
          throw ConfigurationError("ATLAS_LLM_PROVIDER must be anthropic, openai or none.")
        }
        return provider
      }
      switch (variable("ANTHROPIC_API_KEY") != nil, variable("ATLAS_LLM_BASE_URL") != nil) {
      case (true, false): return .anthropic
      case (false, true): return .openai
      // A key must not go where it was not meant for.
      case (true, true):
        throw ConfigurationError(
          "ATLAS_LLM_PROVIDER must say who ATLAS_LLM_BASE_URL is, as ANTHROPIC_API_KEY is set, too: anthropic or openai."
        )
      case (false, false): break
      }
      for name in ["ATLAS_LLM_API_KEY", "ATLAS_LLM_MODEL"] where variable(name) != nil {
        throw ConfigurationError("\(name) needs ATLAS_LLM_PROVIDER or ATLAS_LLM_BASE_URL.")
      }
      return nil
    }
  }

  /// A model that makes vectors, behind OpenAI's protocol.
  public struct Embeddings: Sendable {
    /// What comes before `/embeddings`.
    public var baseURL: OutboundURL
    /// Nil for a server that asks for none.
    public var key: APIKey?
    public var model: String
    /// How long its vectors are.
    public var dimensions: Int

    /// Nil where there is none.
    init?(_ variable: (String) -> String?) throws(ConfigurationError) {
      guard let text = variable("ATLAS_EMBEDDINGS_URL") else {
        for name in ["ATLAS_EMBEDDINGS_API_KEY", "ATLAS_EMBEDDINGS_MODEL", "ATLAS_EMBEDDINGS_DIMENSIONS"]
        where variable(name) != nil {
          throw ConfigurationError("\(name) needs ATLAS_EMBEDDINGS_URL.")
        }
        return nil
      }
      baseURL = try AtlasConfiguration.Tutor.url("ATLAS_EMBEDDINGS_URL", text)
      key = try AtlasConfiguration.Tutor.key("ATLAS_EMBEDDINGS_API_KEY", variable)
      let dimensions = try AtlasConfiguration.count(
        "ATLAS_EMBEDDINGS_DIMENSIONS", variable("ATLAS_EMBEDDINGS_DIMENSIONS"), in: 1...8_192)
      guard let model = try AtlasConfiguration.Tutor.name("ATLAS_EMBEDDINGS_MODEL", variable), let dimensions else {
        throw ConfigurationError("ATLAS_EMBEDDINGS_URL needs ATLAS_EMBEDDINGS_MODEL and ATLAS_EMBEDDINGS_DIMENSIONS.")
      }
      (self.model, self.dimensions) = (model, dimensions)
    }
  }

  private static func url(_ name: String, _ text: String) throws(ConfigurationError) -> OutboundURL {
    guard let url = OutboundURL(text), !text.utf8.contains(UInt8(ascii: "?")) else {
      throw ConfigurationError(
        "\(name) must be an https address, or an http address of this machine's loopback, without a query.")
    }
    return url
  }

  private static func key(_ name: String, _ variable: (String) -> String?) throws(ConfigurationError) -> APIKey? {
    guard let text = variable(name) else { return nil }
    guard let key = APIKey(text) else {
      throw ConfigurationError("\(name) must be visible ASCII characters without blanks.")
    }
    return key
  }

  private static func name(_ name: String, _ variable: (String) -> String?) throws(ConfigurationError) -> String? {
    guard let text = variable(name) else { return nil }
    guard text.utf8.count <= 200, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw ConfigurationError("\(name) must be at most 200 visible ASCII characters without blanks.")
    }
    return text
  }
}

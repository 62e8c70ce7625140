import Embeddings
import LanguageModels
import Logging
import OutboundHTTP
import Tutor

extension AtlasConfiguration {
  /// What writes the tutor's answers, what makes vectors of texts, and how much may be asked.
  public struct Tutor: Sendable {
    /// The model that writes answers and quizzes; nil: the tutor composes them of the passages that it finds.
    public var model: Model?
    /// The model that makes vectors; nil: the embedded one does.
    public var embeddings: Embeddings?
    /// How many questions a user may ask on a day.
    public var dailyQuestions = 50
    /// How many all users together may ask on a day.
    public var dailyQuestionsOfAll = 10_000
    /// The hosts that links in answers may lead to, in lower case.
    public var linkHosts: [String] = []

    /// No model, and the usual numbers.
    public init() {}

    /// Reads variables of an environment.
    ///
    /// - Throws: `ConfigurationError` naming the variable that is wrong, never with a key.
    init(_ variable: (String) -> String?) throws(ConfigurationError) {
      model = try Model(variable)
      embeddings = try Embeddings(variable)
      func number(_ name: String, in range: ClosedRange<Int>) throws(ConfigurationError) -> Int? {
        try AtlasConfiguration.count(name, variable(name), in: range)
      }
      dailyQuestions = try number("ATLAS_TUTOR_DAILY_QUESTIONS", in: 1...1_000_000) ?? dailyQuestions
      dailyQuestionsOfAll = try number("ATLAS_TUTOR_DAILY_QUESTIONS_ALL", in: 1...1_000_000_000) ?? dailyQuestionsOfAll
      linkHosts = try Self.hosts(variable("ATLAS_TUTOR_LINK_HOSTS"))
    }

    /// A list with commas. A name is compared whole: `example.com` is not `docs.example.com`.
    private static func hosts(_ text: String?) throws(ConfigurationError) -> [String] {
      let hosts = (text ?? "").split(separator: ",").map { $0.filter { $0 != " " }.lowercased() }
      for host in hosts where OutboundURL(web: "https://\(host)")?.host != host {
        throw ConfigurationError("ATLAS_TUTOR_LINK_HOSTS must be names of hosts separated by commas, without ports.")
      }
      return hosts
    }
  }
}

extension AtlasConfiguration {
  /// The model that writes, which bears that its provider fails; nil where the tutor composes answers by itself.
  ///
  /// - Throws: `ConfigurationError` for settings that make no requests.
  func makeLanguageModel(
    _ fetcher: any HTTPFetcher, _ logger: Logger
  ) throws(ConfigurationError) -> ResilientModel? {
    guard let settings = tutor.model else { return nil }
    guard let model = Self.model(settings, fetcher) else {
      throw ConfigurationError("The settings of the language model make no requests: ATLAS_LLM_BASE_URL is too long.")
    }
    logger.info(
      "a language model answers questions",
      metadata: ["provider": "\(settings.provider)", "model": "\(settings.name)", "host": "\(settings.baseURL.host)"])
    return ResilientModel(model, logger: logger)
  }

  /// Asks the providers of models: vectors of many texts are long, and a stalled answer holds its connection.
  func makeModelFetcher() -> AsyncHTTPFetcher {
    AsyncHTTPFetcher(timeout: .seconds(10), bodyLimit: 32 << 20, connectionsPerHost: 64)
  }

  /// What makes vectors of texts: the provider's model, or the embedded one.
  ///
  /// - Throws: `ConfigurationError` for settings that make no requests.
  func makeEmbedder(_ fetcher: any HTTPFetcher) throws(ConfigurationError) -> any Embedder {
    guard let settings = tutor.embeddings else { return HashedEmbedder() }
    let embedder = OpenAIEmbedder(
      base: settings.baseURL, apiKey: settings.key?.text, model: settings.model, dimensions: settings.dimensions,
      fetcher: fetcher)
    guard let embedder else { throw ConfigurationError("ATLAS_EMBEDDINGS_URL is too long.") }
    return embedder
  }

  private static func model(_ settings: Tutor.Model, _ fetcher: any HTTPFetcher) -> (any LanguageModel)? {
    let limits = ModelLimits(whole: settings.timeout)
    switch settings.provider {
    case .anthropic:
      return settings.key.flatMap {
        AnthropicModel(
          baseURL: settings.baseURL, key: $0, model: settings.name, fetcher: fetcher, limits: limits)
      }
    case .openai:
      return OpenAIModel(
        baseURL: settings.baseURL, key: settings.key, model: settings.name, fetcher: fetcher, limits: limits)
    }
  }
}

extension TutorSettings {
  init(_ settings: AtlasConfiguration.Tutor) {
    self.init(
      dailyQuestions: settings.dailyQuestions, dailyQuestionsOfAll: settings.dailyQuestionsOfAll,
      linkHosts: Set(settings.linkHosts))
  }
}

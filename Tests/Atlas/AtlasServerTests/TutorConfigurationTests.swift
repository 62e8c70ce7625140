import LanguageModels
import LogTesting
import OutboundHTTP
import Testing

@testable import AtlasServer

@Suite("Settings of the tutor")
struct TutorConfigurationTests {
  private static let key = "sk-0123456789"
  private static let local = "http://127.0.0.1:8000/v1"

  private func tutor(_ variables: [String: String]) throws(ConfigurationError) -> AtlasConfiguration.Tutor {
    try AtlasConfiguration.Tutor { variables[$0] }
  }

  private func fault(_ variables: [String: String]) -> String? {
    do throws(ConfigurationError) {
      _ = try tutor(variables)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("without settings there is no model, and the numbers are the usual ones")
  func usual() throws {
    let settings = try tutor([:])
    #expect(settings.model == nil && settings.embeddings == nil && settings.linkHosts.isEmpty)
    #expect(settings.dailyQuestions == 50 && settings.dailyQuestionsOfAll == 10_000)
    #expect(try tutor(["ATLAS_LLM_PROVIDER": "none", "ANTHROPIC_API_KEY": Self.key]).model == nil)
  }

  @Test("a key of Anthropic alone is enough")
  func anthropic() throws {
    let model = try #require(try tutor(["ANTHROPIC_API_KEY": Self.key]).model)
    #expect(model.provider == .anthropic && model.baseURL.text == "https://api.anthropic.com")
    #expect(model.name == "claude-sonnet-4-5" && model.timeout == .seconds(60) && model.key != nil)
    let other = try tutor([
      "ATLAS_LLM_PROVIDER": "anthropic", "ATLAS_LLM_API_KEY": Self.key, "ATLAS_LLM_BASE_URL": "http://127.0.0.1:1",
      "ATLAS_LLM_MODEL": "m", "ATLAS_LLM_TIMEOUT_SECONDS": "3",
    ])
    #expect(other.model?.baseURL.port == 1 && other.model?.name == "m" && other.model?.timeout == .seconds(3))
  }

  @Test("an address alone is one that speaks like OpenAI's, without a key where none is given")
  func openAI() throws {
    let model = try #require(try tutor(["ATLAS_LLM_BASE_URL": Self.local, "ATLAS_LLM_MODEL": "m"]).model)
    #expect(model.provider == .openai && model.key == nil && model.baseURL.text == Self.local)
    let itself = ["ATLAS_LLM_PROVIDER": "openai", "ATLAS_LLM_API_KEY": Self.key, "ATLAS_LLM_MODEL": "m"]
    #expect(try tutor(itself).model?.baseURL.host == "api.openai.com")
  }

  @Test("a key of Anthropic is not sent to an address that nobody says is meant for it")
  func ambiguous() throws {
    let both = ["ANTHROPIC_API_KEY": Self.key, "ATLAS_LLM_BASE_URL": Self.local, "ATLAS_LLM_MODEL": "m"]
    #expect(fault(both)?.hasPrefix("ATLAS_LLM_PROVIDER must say") == true)
    let openAI = try tutor(both.merging(["ATLAS_LLM_PROVIDER": "openai"]) { $1 })
    #expect(openAI.model?.key == nil)
  }

  @Test(
    "what is wrong is named, without a key",
    arguments: [
      (["ATLAS_LLM_PROVIDER": "other"], "ATLAS_LLM_PROVIDER must be anthropic, openai or none."),
      (["ATLAS_LLM_PROVIDER": "anthropic"], "needs ANTHROPIC_API_KEY or ATLAS_LLM_API_KEY."),
      (["ATLAS_LLM_PROVIDER": "openai", "ATLAS_LLM_MODEL": "m"], "needs ATLAS_LLM_API_KEY, or ATLAS_LLM_BASE_URL."),
      (["ATLAS_LLM_API_KEY": key], "ATLAS_LLM_API_KEY needs ATLAS_LLM_PROVIDER or ATLAS_LLM_BASE_URL."),
      (["ATLAS_LLM_BASE_URL": local], "ATLAS_LLM_MODEL is required"),
      (
        ["ATLAS_LLM_BASE_URL": "http://models.internal/v1", "ATLAS_LLM_MODEL": "m"],
        "ATLAS_LLM_BASE_URL must be an https"
      ),
      (["ATLAS_LLM_BASE_URL": local + "?a=b", "ATLAS_LLM_MODEL": "m"], "without a query."),
      (["ATLAS_LLM_BASE_URL": local, "ATLAS_LLM_MODEL": "a b"], "ATLAS_LLM_MODEL must be at most 200"),
      (["ANTHROPIC_API_KEY": key + "\r\nX: y"], "ANTHROPIC_API_KEY must be visible ASCII"),
      (["ANTHROPIC_API_KEY": key, "ATLAS_LLM_TIMEOUT_SECONDS": "2"], "must be a number from 3 to 100."),
      (["ANTHROPIC_API_KEY": key, "ATLAS_LLM_TIMEOUT_SECONDS": "101"], "must be a number from 3 to 100."),
      (["ATLAS_EMBEDDINGS_MODEL": "m"], "ATLAS_EMBEDDINGS_MODEL needs ATLAS_EMBEDDINGS_URL."),
      (["ATLAS_EMBEDDINGS_URL": local, "ATLAS_EMBEDDINGS_MODEL": "m"], "ATLAS_EMBEDDINGS_DIMENSIONS."),
      (["ATLAS_TUTOR_DAILY_QUESTIONS": "0"], "ATLAS_TUTOR_DAILY_QUESTIONS must be a number from 1 to 1000000."),
      (["ATLAS_TUTOR_DAILY_QUESTIONS_ALL": "-1"], "ATLAS_TUTOR_DAILY_QUESTIONS_ALL must be a number"),
      (["ATLAS_TUTOR_LINK_HOSTS": "https://a.example"], "ATLAS_TUTOR_LINK_HOSTS must be names of hosts"),
      (["ATLAS_TUTOR_LINK_HOSTS": "a.example:80"], "ATLAS_TUTOR_LINK_HOSTS must be names of hosts"),
    ] as [([String: String], String)])
  func faults(variables: [String: String], message: String) {
    let fault = fault(variables) ?? "none"
    #expect(fault.contains(message) && !fault.contains(Self.key), "\(fault)")
  }

  @Test("vectors, numbers and hosts are read")
  func rest() throws {
    let settings = try tutor([
      "ATLAS_EMBEDDINGS_URL": Self.local, "ATLAS_EMBEDDINGS_MODEL": "e", "ATLAS_EMBEDDINGS_DIMENSIONS": "384",
      "ATLAS_EMBEDDINGS_API_KEY": Self.key, "ATLAS_TUTOR_DAILY_QUESTIONS": "5", "ATLAS_TUTOR_DAILY_QUESTIONS_ALL": "7",
      "ATLAS_TUTOR_LINK_HOSTS": "Docs.example, b.example",
    ])
    #expect(settings.embeddings?.dimensions == 384 && settings.embeddings?.model == "e")
    #expect(settings.dailyQuestions == 5 && settings.dailyQuestionsOfAll == 7)
    #expect(settings.linkHosts == ["docs.example", "b.example"])
  }

  @Test("the model is made, and no key is in the log or in a description of the configuration")
  func make() async throws {
    let (lines, fetcher) = (LoggedLines(), AsyncHTTPFetcher())
    var configuration = AtlasConfiguration()
    #expect(try configuration.makeLanguageModel(fetcher, lines.logger) == nil)
    for provider in ["anthropic", "openai"] {
      configuration.tutor = try tutor([
        "ATLAS_LLM_PROVIDER": provider, "ATLAS_LLM_API_KEY": Self.key, "ATLAS_LLM_MODEL": "m",
        "ATLAS_EMBEDDINGS_URL": Self.local, "ATLAS_EMBEDDINGS_MODEL": "e", "ATLAS_EMBEDDINGS_DIMENSIONS": "384",
        "ATLAS_EMBEDDINGS_API_KEY": Self.key,
      ])
      #expect(try configuration.makeLanguageModel(fetcher, lines.logger)?.name == "m")
      var dumped = ""
      dump(configuration, to: &dumped)
      #expect(!dumped.contains(Self.key) && dumped.contains("(a key)"))
    }
    #expect(lines.all.count == 2 && !lines.all.joined().contains(Self.key), "\(lines.all)")
    await fetcher.shutdown()
  }
}

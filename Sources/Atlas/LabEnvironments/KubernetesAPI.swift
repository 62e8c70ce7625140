import FoundationEssentials
import GraphQLJSON
import OutboundHTTP

/// Asks the API server (https://kubernetes.io/docs/reference/using-api/api-concepts/).
struct KubernetesAPI: Sendable {
  let settings: KubernetesSettings
  let fetcher: any HTTPFetcher
  /// Waits before the next try.
  let pause: @Sendable (Duration) async throws -> Void

  /// An answer of the API server: an object, or a `Status` that says what is wrong.
  struct Answer {
    let status: Int
    let body: JSONObject

    var isSuccess: Bool { (200...299).contains(status) }
    var message: String { body["message"]?.stringValue ?? "" }

    /// Whether what is asked for is refused because its namespace is on its way out.
    var isTerminating: Bool {
      let causes = body["details"]?.objectValue?["causes"]?.arrayValue ?? []
      return causes.contains { $0.objectValue?["reason"] == .string("NamespaceTerminating") }
    }
  }

  /// Asks, and asks again while the server is busy or does not answer. All that is asked here may be repeated: what is
  /// there already, or gone already, is an answer of its own.
  func ask(
    _ method: OutboundRequest.Method, _ path: String, _ object: KubernetesObject? = nil
  ) async throws(LabEnvironmentError) -> Answer {
    var failure = LabEnvironmentError(.unreachable, "the Kubernetes API server does not answer")
    for attempt in 0..<Self.attempts {
      if attempt > 0 { try await rest(attempt) }
      do throws(LabEnvironmentError) {
        let answer = try await askOnce(method, path, object)
        // A token may have been renewed between our reading it and the server's.
        guard answer.status == 401 || answer.status == 429 || answer.status >= 500 else { return answer }
        failure = LabEnvironmentError(
          answer.status == 401 ? .unavailable : .unreachable, "the Kubernetes API server answers \(answer.status)")
      } catch {
        guard error.isRetryable else { throw error }
        failure = error
      }
    }
    throw failure
  }

  private func askOnce(
    _ method: OutboundRequest.Method, _ path: String, _ object: KubernetesObject?
  ) async throws(LabEnvironmentError) -> Answer {
    guard let url = settings.server.appending(path) else {
      throw LabEnvironmentError(.invalid, "the address of the Kubernetes API server is not usable")
    }
    var fields = [("Authorization", "Bearer \(try token())"), ("Accept", "application/json")]
    if object != nil { fields.append(("Content-Type", "application/json")) }
    let request = OutboundRequest(
      method, url, fields: fields.map { (name: $0.0, value: $0.1) }, body: object?.json.serialized() ?? [])
    let response: OutboundResponse
    do throws(OutboundError) {
      response = try await fetcher.fetch(request)
    } catch {
      if Task.isCancelled { throw LabEnvironmentError(.canceled, "nobody waits for the lab any more") }
      throw LabEnvironmentError(.unreachable, "the Kubernetes API server gives no answer: \(error)")
    }
    return Answer(status: response.status, body: (try? JSONParser.parse(response.body))?.objectValue ?? [:])
  }

  /// The token of this moment. It goes into a header field, so it must be one word.
  private func token() throws(LabEnvironmentError) -> String {
    let bytes = FileManager.default.contents(atPath: settings.tokenFile).map { [UInt8]($0) } ?? []
    let word = bytes.filter { $0 != UInt8(ascii: "\n") }
    guard !word.isEmpty, word.count <= 16_384, word.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw LabEnvironmentError(.unavailable, "there is no token of a service account in \(settings.tokenFile)")
    }
    return String(decoding: word, as: UTF8.self)
  }

  /// 100 ms, 200 ms, 400 ms..., with full jitter above the half.
  private func rest(_ attempt: Int) async throws(LabEnvironmentError) {
    let limit = 100 << min(attempt - 1, 5)
    do {
      try await pause(.milliseconds(Int.random(in: (limit / 2)...limit)))
    } catch {
      throw LabEnvironmentError(.canceled, "nobody waits for the lab any more")
    }
  }

  private static let attempts = 4
}

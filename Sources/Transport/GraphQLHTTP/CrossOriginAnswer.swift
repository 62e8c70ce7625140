extension HTTPSettings {
  /// The answer to OPTIONS, which also asks on behalf of pages of other origins (a preflight); nil for other methods.
  ///
  /// It is 204 for everyone: a browser takes one without the fields of `crossOriginPolicy` for a refusal.
  ///
  /// - Parameter methods: what is served; nil for `allowedMethods`.
  public func optionsAnswer(_ request: HTTPRequestHead, methods: String? = nil) -> HTTPExchangeResponse? {
    guard request.method == "OPTIONS" else { return nil }
    let methods = methods ?? allowedMethods
    var head = HTTPResponseHead(status: 204, fields: ["Allow": methods])
    if let policy = crossOriginPolicy {
      head.share(with: request, under: policy)
      if policy.allowedOrigin(of: request) != nil, request.fields["access-control-request-method"] != nil {
        head.fields.append("Access-Control-Allow-Methods", methods)
        head.fields.append("Access-Control-Allow-Headers", policy.requestFields.joined(separator: ", "))
        head.fields.append("Access-Control-Max-Age", String(policy.preflightAgeSeconds))
      }
    }
    return HTTPExchangeResponse(head: head, body: [])
  }
}

extension HTTPAnswer {
  /// This answer for a page of another origin to read, where the policy allows it: results, faults and streams alike.
  ///
  /// The last thing that is done to an answer. Without a policy nothing is.
  public func shared(with request: HTTPRequestHead, under policy: CrossOriginPolicy?) -> HTTPAnswer {
    guard let policy else { return self }
    switch self {
    case .complete(var response):
      response.head.share(with: request, under: policy)
      return .complete(response)
    case .stream(var head, let body):
      head.share(with: request, under: policy)
      return .stream(head, body)
    }
  }
}

extension HTTPResponseHead {
  /// Every answer says that it depends on the origin, those to requests without one, too: a cache must not hand the
  /// answer for one page to another.
  fileprivate mutating func share(with request: HTTPRequestHead, under policy: CrossOriginPolicy) {
    fields.vary(by: "Origin")
    guard let origin = policy.allowedOrigin(of: request) else { return }
    fields.append("Access-Control-Allow-Origin", origin)
    if policy.allowsCredentials { fields.append("Access-Control-Allow-Credentials", "true") }
    if !policy.exposedFields.isEmpty, request.method != "OPTIONS" {
      fields.append("Access-Control-Expose-Headers", policy.exposedFields.joined(separator: ", "))
    }
  }
}

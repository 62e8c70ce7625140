import AtlasAPI
import AtlasKernel
import GraphQLCaching
import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLJSON
import GraphQLServing
import Identity
import Postgres

extension GraphQLService {
  /// Answers a query or mutation, and says what it cost.
  func answer(_ operation: PreparedOperation, _ sender: inout Sender) async -> GraphQLAnswer {
    var answer = await findOrExecute(operation.withoutUnpaidFields, &sender)
    answer.extensions = JSONObject(sender.allowance.extensions.members + answer.extensions.members)
    return answer
  }

  /// Answers a query or mutation, from the cache where it may. An answer from there costs no points.
  ///
  /// Who says what they have seen elsewhere must see it here, too: the eviction may still be on its way. What is kept for
  /// credentials is given to nobody when they have ended, on a socket that is about to close. Who wants to know how an
  /// answer comes about wants it to come about.
  private func findOrExecute(_ operation: PreparedOperation, _ sender: inout Sender) async -> GraphQLAnswer {
    guard let cache = responses?.cache, operation.record?.isExplained != true, sender.floor == nil,
      sender.viewer.map(identity.isCurrent) ?? true,
      let key = engine.cacheKey(of: operation, scope: CacheScope(sender.viewer))
    else {
      let (result, written, isReplayed) = await execute(operation, sender)
      var answer = GraphQLAnswer(result)
      if isReplayed { answer.fields.append(IdempotentFields.replayedFieldName, "true") }
      ViewerPositions.append(written, to: &answer.fields)
      sender.floor = written ?? sender.floor
      return answer
    }
    let asker = sender
    var hasRun = false
    let answer = await cache.answer(
      key, body: { (result: ExecutionResult) in result.errors.isEmpty ? result.body : nil }
    ) {
      hasRun = true
      return await execute(operation, asker, readsPrimary: true).result
    }
    switch answer {
    case .own(let result): return GraphQLAnswer(result)
    case .shared(let response):
      if !hasRun {
        sender.isAnsweredFromCache = true
        limits?.refund(&sender)
      }
      return GraphQLAnswer(
        body: response.body, caching: HTTPCaching(response, of: sender.viewer))
    }
  }
}

extension CacheScope {
  /// Visitors see the same, and every session is a scope of its own: it has everything about a viewer that guards,
  /// resolvers and statements can look at, except when the token ends. Two learners who ask the same do not share an
  /// answer even where they could: `diagram` shows a draft to its author, `diagrams` filters by what the viewer has
  /// completed, and no hint in the schema tells such fields from the others.
  init(_ viewer: Viewer?) {
    guard let viewer else {
      self.init("visitors")
      return
    }
    let roles = viewer.roles.map(\.rawValue).sorted().joined(separator: ",")
    self.init("user \(viewer.userID) \(viewer.credential) roles \(roles)")
  }
}

extension HTTPCaching {
  /// Nil where the time is over. What was made for a viewer is for nobody else's cache, whatever the schema says.
  fileprivate init?(_ response: CachedResponse, of viewer: Viewer?) {
    let seconds = response.secondsLeft(at: .now)
    guard seconds > 0 else { return nil }
    self.init(
      maxAgeSeconds: seconds, isPrivate: response.isPrivate || viewer != nil, entityTag: response.entityTag)
  }
}

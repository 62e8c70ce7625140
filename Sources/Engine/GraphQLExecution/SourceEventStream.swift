public import GraphQLSyntax

extension Executor {
  /// `CreateSourceEventStream` (specification, section 6.2.3.1): asks the guard of the subscription's field,
  /// coerces its arguments and opens its stream.
  ///
  /// - Throws: request errors: a refused viewer, faulty arguments, a source that cannot be opened.
  public static func createSourceEventStream(
    _ plan: OperationPlan, _ variables: VariableValues, _ context: ExecutionContext
  ) async throws(GraphQLErrors) -> SourceStream {
    let began = context.record.moment
    let opened = await context.record.surrounding { await open(plan, variables, context) }
    if let began { context.record?.add(.stage("subscribe"), since: began) }
    return try opened.get()
  }

  private static func open(
    _ plan: OperationPlan, _ variables: VariableValues, _ context: ExecutionContext
  ) async -> Result<SourceStream, GraphQLErrors> {
    guard let field = plan.root.fields.first, case .resolve(let resolver, let fieldGuard) = field.action,
      let subscribe = resolver.subscribe
    else {
      return .failure(GraphQLErrors([GraphQLError("The operation has no field that can be subscribed to.")]))
    }
    do {
      let arguments = try field.coerceArguments(variables)
      if let fieldGuard {
        let root = Batch<Root>([Root()])
        switch try await fieldGuard.decide(root, arguments.values, context) {
        case .allow: break
        case .deny(let error): throw error
        case .denyPositions(let errors): if let error = errors[0] { throw error }
        }
      }
      return .success(try await subscribe(arguments.typed, context))
    } catch {
      var presented = context.presentError(error)
      if presented.locations.isEmpty { presented.locations = field.locations }
      if presented.path == nil { presented.path = [.key(field.responseKey)] }
      return .failure(GraphQLErrors([presented]))
    }
  }
}

import GraphQLCaching
import GraphQLExecution
import Synchronization

/// The answers of operations that ask about the schema alone: executed once, then sent as they are.
///
/// Every tool and many clients begin with an introspection query, whose answer never changes while the process lives.
final class ConstantResponses: Sendable {
  private struct Response {
    /// Keeps the identity of the plan from being given to another one.
    let plan: OperationPlan
    let result: ExecutionResult
  }

  private let responses: Mutex<GenerationalCache<ObjectIdentifier, Response>>

  init(byteLimit: Int) { responses = Mutex(GenerationalCache(byteLimit: byteLimit)) }

  func find(_ plan: OperationPlan) -> ExecutionResult? {
    responses.withLock { $0.find(ObjectIdentifier(plan))?.result }
  }

  func store(_ result: ExecutionResult, of plan: OperationPlan) {
    guard result.errors.isEmpty else { return }
    responses.withLock {
      $0.insert(Response(plan: plan, result: result), for: ObjectIdentifier(plan), bytes: result.body.count)
    }
  }
}

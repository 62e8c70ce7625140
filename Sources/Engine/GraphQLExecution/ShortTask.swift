/// Does work in a task of its own and waits for it; who is cancelled cancels the work.
///
/// A task keeps the memory of its deepest calls until it ends. So whoever waits for hours in between, such as a
/// subscription, lets a short task make the calls that go deep.
///
/// - Parameter executor: where the work goes on after its first wait; nil for the default executor.
public func inShortTask<Value: Sendable>(
  on executor: (any TaskExecutor)?, _ work: @escaping @Sendable () async -> Value
) async -> Value {
  let task = Task<Value, Never>.immediate(executorPreference: executor) { await work() }
  return await withTaskCancellationHandler {
    await task.value
  } onCancel: {
    task.cancel()
  }
}

import GraphQLHTTP
import NIOCore

/// What came of a body within a window of time. A window each, since a body that began fast could otherwise rest on it.
struct BodyRate {
  var bytes = 0
  private var ticks = 0

  /// Counts a tick of waiting.
  ///
  /// - Returns: whether too little came.
  mutating func isTooSlow(_ limits: TickLimits) -> Bool {
    ticks += 1
    guard ticks > limits.rateWindow else { return false }
    defer { self = BodyRate() }
    return bytes < limits.windowBytes
  }
}

extension HTTPConnectionHandler {
  /// Looks whether the client keeps us waiting. Counting ticks is cheaper than to note the time at each read, and a
  /// client that sends a byte now and then does not get more time by it.
  func tick() {
    ticks += 1
    let limits = setup.limits
    switch phase {
    // Not cut, since the end of the last answer may be on its way.
    case .idle: if ticks > limits.idle { endConnection() }
    case .starting: if ticks > limits.head { refuse(.requestTimeout) }
    case .reading: if ticks > limits.body || rate.isTooSlow(limits) { refuse(.requestTimeout) }
    case .answering:
      guard let body else { return checkAnswer(limits) }
      if body.isAwaited, rate.isTooSlow(limits) { body.fail(HTTPFault.requestTimeout) }
    case .streaming, .flushing, .ended: if hasStalled(limits) { context?.close(promise: nil) }
    case .upgrading: if ticks > limits.head { context?.close(promise: nil) }
    case .lingering: if ticks > limits.linger { context?.close(promise: nil) }
    }
  }

  /// Looks whether the task keeps the client waiting. One that heeds its cancellation can still answer with what it has.
  private func checkAnswer(_ limits: TickLimits) {
    if ticks > limits.answer { task?.cancel() }
    guard ticks > limits.lateAnswer else { return }
    let late = task
    refuse(.answerTimeout)
    // It is ours until it has ended, since it still comes back to the event loop; what it brings is dropped.
    task = late
  }

  /// Whether the client has taken nothing for a while of what was written. Looks now and then, since it is not cheap.
  private func hasStalled(_ limits: TickLimits) -> Bool {
    guard ticks >= max(1, limits.write / 2), let options = context?.channel.syncOptions else { return false }
    let left = (try? options.getOption(.bufferedWritableBytes)) ?? 0
    guard left == 0 || left != unsent else { return true }
    (ticks, unsent) = (0, left)
    return false
  }

  /// Ends as soon as nothing is in flight.
  func drain() {
    isDraining = true
    switch phase {
    // A stream has no end of its own to wait for; its client subscribes again elsewhere.
    case .streaming: task?.cancel()
    case .idle: endSoon()
    case .flushing: endConnection()
    default: break
    }
  }

  /// Ends a connection whose client may have sent a request that is yet to arrive. That one is served, with
  /// `Connection: close`.
  private func endSoon() {
    guard let eventLoop = context?.eventLoop else { return }
    let here = NIOLoopBound(self, eventLoop: eventLoop)
    eventLoop.scheduleTask(in: TimeAmount(setup.settings.drainGrace)) {
      if here.value.phase == .idle { here.value.endConnection() }
    }
  }
}

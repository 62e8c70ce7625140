import GraphQLHTTP
import GraphQLJSON
import GraphQLWebSocket
import NIOCore

extension WebSocketHandler {
  // MARK: The decision about the connection

  func decide(_ payload: JSONObject?) {
    guard let context, let handshake else { return }
    self.handshake = nil
    let here = NIOLoopBound(self, eventLoop: context.eventLoop)
    let eventLoop = context.eventLoop
    taskCount += 1
    deciding = Task(executorPreference: host.service.nextExecutor()) { [service = host.service, peer] in
      let admission = await service.open(payload, handshake, peer)
      eventLoop.execute { here.value.decided(admission) }
    }
  }

  private func decided(_ admission: SocketAdmission<Service.Session>) {
    deciding = nil
    taskEnded()
    guard !socket.isClosed, let handle else { return }
    switch admission {
    case .refused: receive(.initRefused)
    case .accepted(let session, let owner, let lifetime, let payload):
      if let owner {
        guard host.census.claim(handle, for: owner, limit: host.settings.socketsPerUser) else {
          return receive(.shutdown(.tooManySockets))
        }
        user = owner.user
        guard owner.isCurrent() else { return receive(.initRefused) }
      }
      self.session = session
      receive(.initAccepted(payload: payload, lifetime: lifetime))
    }
  }

  // MARK: Operations

  func start(_ operation: SocketOperation, _ request: GraphQLRequest) {
    guard let context, let session else { return }
    let here = NIOLoopBound(self, eventLoop: context.eventLoop)
    let eventLoop = context.eventLoop
    let outlet = SocketOutlet(operation) { event in
      await withCheckedContinuation { speaker in
        eventLoop.execute { here.value.hear(event, of: operation, speaker) }
      }
    }
    taskCount += 1
    running[operation.serial] = Task(executorPreference: host.service.nextExecutor()) { [service = host.service] in
      await service.run(request, session, outlet)
      eventLoop.execute { here.value.ended(operation) }
    }
  }

  /// Ends the task and lets it go on to its end at once: what it said last is not waited for.
  func stop(_ operation: SocketOperation) {
    running.removeValue(forKey: operation.serial)?.cancel()
    resume(operation)
  }

  func resume(_ operation: SocketOperation) {
    waiting.removeValue(forKey: operation.serial)?.resume()
  }

  /// Lets go whatever the socket held, since it is closed.
  func release() {
    let speakers = waiting.values
    waiting = [:]
    for speaker in speakers { speaker.resume() }
    reader = FrameReader(settings: host.settings)
    (session, handshake) = (nil, nil)
  }

  /// An operation says something.
  private func hear(_ event: SocketEvent, of operation: SocketOperation, _ speaker: CheckedContinuation<Void, Never>) {
    // One that says two things at once waits for the second alone.
    waiting.updateValue(speaker, forKey: operation.serial)?.resume()
    receive(event)
  }

  /// A task has ended. Where it forgot its last word, its id is free nevertheless.
  private func ended(_ operation: SocketOperation) {
    running[operation.serial] = nil
    taskEnded()
    receive(.operationComplete(operation))
  }

  private func taskEnded() {
    taskCount -= 1
    forgetIfDone()
  }
}

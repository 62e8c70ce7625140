/// What was said to the peer and has not left yet.
///
/// So much is handed to the connection and not more; the rest waits here in its order, and what a stopped operation said
/// is forgotten while it waits. Nobody can make this grow without bound: operations say one thing at a time, and a peer
/// that provokes other messages without reading them is cut.
struct SocketOutbox: Sendable {
  /// What a message says.
  enum Content: Sendable {
    case frame(SocketFrame)
    /// A result that is not a message yet: as long as it waits, whoever said it has it as well, and there is no copy.
    case result([UInt8])

    var count: Int {
      switch self {
      case .frame(let frame): frame.payload.count
      case .result(let bytes): bytes.count
      }
    }
  }

  /// One message on its way.
  struct Message: Sendable {
    let content: Content
    /// Who waits for its departure.
    let operation: SocketOperation?
  }

  private var waiting: [Message] = []
  private var waitingBytes = 0
  private var unsentMessages = 0
  /// The bytes that were handed over and have not left.
  private(set) var unsentBytes = 0
  private var reader = ReaderWatch()

  /// Takes a message.
  ///
  /// - Returns: how to send it, unless it must wait.
  /// - Throws: the close, where too much would wait.
  mutating func add(_ message: Message, _ settings: SocketSettings) throws(SocketClose) -> [SocketAction] {
    let limit = settings.operationsPerSocket + settings.unsentMessagesLimit
    guard unsentMessages + waiting.count < limit else { throw .readerTooSlow }
    if waiting.isEmpty, unsentBytes < settings.unsentBytesLimit { return [handOver(message)] }
    waiting.append(message)
    waitingBytes += message.content.count
    guard waitingBytes <= settings.waitingBytesLimit else { throw .readerTooSlow }
    return []
  }

  /// The connection took a message: there may be room for others.
  mutating func sent(_ bytes: Int, _ settings: SocketSettings) -> [SocketAction] {
    unsentBytes -= min(bytes, unsentBytes)
    unsentMessages -= min(1, unsentMessages)
    var actions: [SocketAction] = []
    while let next = waiting.first, unsentBytes < settings.unsentBytesLimit {
      waiting.removeFirst()
      waitingBytes -= next.content.count
      actions.append(handOver(next))
    }
    return actions
  }

  /// Forgets what an operation said, as far as it waits.
  mutating func forget(_ operation: SocketOperation) {
    waiting.removeAll { message in
      guard message.operation == operation else { return false }
      waitingBytes -= message.content.count
      return true
    }
  }

  /// Forgets all that waits.
  mutating func clear() { (waiting, waitingBytes) = ([], 0) }

  /// Whether everything has left.
  var isEmpty: Bool { unsentMessages == 0 && waiting.isEmpty }

  /// Looks whether the peer reads.
  ///
  /// - Parameter unsent: how many bytes the connection still holds.
  mutating func look(_ now: Duration, unsent: Int, _ settings: SocketSettings) -> ReaderWatch.Finding {
    reader.look(now, unsent: unsent, settings)
  }

  private mutating func handOver(_ message: Message) -> SocketAction {
    let frame = self.frame(of: message)
    let count = frame.payload.count
    unsentBytes += count
    unsentMessages += 1
    reader.handed(count)
    return .send(frame, of: message.operation)
  }

  private func frame(of message: Message) -> SocketFrame {
    switch message.content {
    case .frame(let frame): frame
    case .result(let bytes): .text(ServerMessage.next(id: message.operation?.id ?? "", result: bytes))
    }
  }
}

/// Measures how fast a peer reads while there is something to read.
struct ReaderWatch: Sendable {
  /// What a look says.
  enum Finding {
    /// Nothing waits for the peer, or nothing is known yet.
    case unknown
    /// It has read a little since the last look.
    case reads
    /// It has hardly read for too long.
    case stalled
  }

  private var handedBytes = 0
  private var lastUnsent = 0
  private var began: Duration?
  private var taken = 0

  /// So many bytes were given to the connection.
  mutating func handed(_ bytes: Int) { handedBytes += bytes }

  mutating func look(_ now: Duration, unsent: Int, _ settings: SocketSettings) -> Finding {
    let left = lastUnsent + handedBytes - unsent
    let wasUnsent = lastUnsent > 0
    (lastUnsent, handedBytes) = (unsent, 0)
    guard unsent > 0, let began else {
      (began, taken) = (unsent > 0 ? now : nil, 0)
      return wasUnsent && left > 0 ? .reads : .unknown
    }
    taken += left
    if now - began >= settings.readerTimeout {
      let least = Int(settings.readerTimeout.components.seconds) * settings.readerBytesPerSecond
      guard taken >= max(1, least) else { return .stalled }
      (self.began, taken) = (now, 0)
    }
    return left > 0 ? .reads : .unknown
  }
}

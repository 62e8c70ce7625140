import NIOCore

/// A connection that a clock looks at now and then.
protocol TimedConnection: AnyObject {
  /// Where the clock keeps it; the clock's own.
  var placeInClock: Int { get set }
  /// Called once a tick, on the event loop.
  func tick()
}

/// The clock of an event loop: one timer for all of its connections, which count its ticks. A timer each would cost
/// more memory than the counting costs time.
final class ConnectionClock {
  private var connections: [any TimedConnection] = []

  /// Starts to tick; on the event loop.
  static func start(on eventLoop: any EventLoop, every period: Duration) -> NIOLoopBound<ConnectionClock> {
    let clock = NIOLoopBound(ConnectionClock(), eventLoop: eventLoop)
    let period = TimeAmount(period)
    eventLoop.scheduleRepeatedTask(initialDelay: period, delay: period) { _ in clock.value.tick() }
    return clock
  }

  func add(_ connection: any TimedConnection) {
    connection.placeInClock = connections.count
    connections.append(connection)
  }

  func remove(_ connection: any TimedConnection) {
    let place = connection.placeInClock
    guard connections.indices.contains(place), connections[place] === connection else { return }
    let last = connections.removeLast()
    guard last !== connection else { return }
    last.placeInClock = place
    connections[place] = last
  }

  /// From the end, since a connection may leave at its tick: the one that takes its place has had its turn.
  private func tick() {
    var place = connections.count
    while place > 0 {
      place -= 1
      if place < connections.count { connections[place].tick() }
    }
  }
}

/// The time limits of connections, counted in ticks of their clock.
struct TickLimits: Sendable {
  /// The time between two ticks: a quarter of the shortest limit, and not more than a second.
  let period: Duration
  let head: Int
  let body: Int
  let idle: Int
  let write: Int
  /// When a task that has not answered is cancelled.
  let answer: Int
  /// When it is not waited for any longer.
  let lateAnswer: Int
  let rateWindow: Int
  /// What a body must bring within `rateWindow`, in bytes.
  let windowBytes: Int
  /// How long we wait for a client to read the last answer when it still sends.
  let linger: Int

  init(_ settings: HTTPServer.Settings) {
    let limits = [
      settings.headTimeout, settings.bodyTimeout, settings.idleTimeout, settings.writeTimeout, settings.bodyRateWindow,
      settings.answerTimeout ?? .seconds(4),
    ]
    let period = max(.milliseconds(5), min(.seconds(1), (limits.min() ?? .seconds(4)) / 4))
    func ticks(_ limit: Duration) -> Int { Int(min(1e9, max(1, (limit / period).rounded(.up)))) }
    self.period = period
    head = ticks(settings.headTimeout)
    body = ticks(settings.bodyTimeout)
    idle = ticks(settings.idleTimeout)
    write = ticks(settings.writeTimeout)
    answer = settings.answerTimeout.map(ticks) ?? .max
    lateAnswer = settings.answerTimeout.map { ticks($0 + settings.answerGrace) } ?? .max
    rateWindow = ticks(settings.bodyRateWindow)
    windowBytes = Int(min(1e9, Double(settings.bodyRate) * (settings.bodyRateWindow / .seconds(1))))
    linger = ticks(.seconds(2))
  }
}

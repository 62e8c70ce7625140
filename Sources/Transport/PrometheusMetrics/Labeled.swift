import Synchronization

/// Instruments by the values of their labels, bounded in number.
public final class Labeled<Instrument: Sendable>: Sendable {
  private struct State {
    var table: LabelTable
    var instruments: [Instrument] = []
  }

  private let make: @Sendable () -> Instrument
  private let state: Mutex<State>

  /// - Parameters:
  ///   - labels: how many labels there are.
  ///   - limit: how many sets of values, without that of the others.
  init(labels: Int, limit: Int, make: @escaping @Sendable () -> Instrument) {
    self.make = make
    state = Mutex(State(table: LabelTable(labels: labels, limit: limit)))
  }

  /// The instrument of these values. What is used with every request is better asked for once and kept.
  public subscript(_ values: String...) -> Instrument { instrument(values) }

  /// The instrument of these values.
  ///
  /// - Parameter room: how many sets of values there may be with these, if they are new; no more than the limit.
  public func instrument(_ values: [String], room: Int = .max) -> Instrument {
    state.withLock { state in
      let place = state.table.place(of: values, room: room)
      if place == state.instruments.count { state.instruments.append(make()) }
      return state.instruments[place]
    }
  }

  /// All there are, in the order in which they came.
  var all: [(labels: [String], instrument: Instrument)] {
    state.withLock { Array(zip($0.table.sets, $0.instruments)) }
  }
}

/// Numbers sets of values in the order in which they come. Not generic, so that looking them up is quick for who has the
/// instruments in another module.
struct LabelTable: Sendable {
  /// What values count as for which there is no room.
  static let other = "other"
  /// Longer values have no room.
  private static let longestValue = 100

  private let labels: Int
  private let limit: Int
  private var places: [[String]: Int] = [:]
  /// The sets by their numbers.
  private(set) var sets: [[String]] = []

  init(labels: Int, limit: Int) {
    precondition(labels > 0 && limit > 0, "instruments by labels need labels and room")
    (self.labels, self.limit) = (labels, limit)
  }

  /// The number of a set of values, or that of the others.
  mutating func place(of values: [String], room: Int) -> Int {
    if let place = places[values] { return place }
    precondition(values.count == labels, "each label has a value")
    let hasRoom = sets.count < min(limit, room) && values.allSatisfy { $0.utf8.count <= Self.longestValue }
    let values = hasRoom ? values : values.map { _ in Self.other }
    if let place = places[values] { return place }
    places[values] = sets.count
    sets.append(values)
    return sets.count - 1
  }
}

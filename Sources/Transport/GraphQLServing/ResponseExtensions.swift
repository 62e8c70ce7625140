import GraphQLJSON

extension [UInt8] {
  /// Adds `extensions` to a response that is written already and has none. Its bytes are moved only where there is no
  /// room behind them.
  mutating func add(extensions: JSONObject) {
    guard !extensions.isEmpty, last == UInt8(ascii: "}") else { return }
    var writer = JSONWriter(capacity: 256)
    writer.raw(",\"extensions\":")
    writer.object(extensions)
    writer.byte(UInt8(ascii: "}"))
    let addition = writer.finish()
    // One copy at most: a body that is kept is shared, and has no room.
    reserveCapacity(count + addition.count)
    removeLast()
    append(contentsOf: addition)
  }
}

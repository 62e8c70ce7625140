/// What the command line asks for.
struct FuzzOptions {
  static let usage = "usage: graphql-fuzz [--seed NUMBER] [--seconds NUMBER] [--inputs NUMBER] [--max-bytes NUMBER]"

  /// The largest input in bytes that there can be.
  static let largestInput = 16 << 10

  var seed = UInt64.random(in: 1...999_999_999)
  /// When to stop.
  var seconds = 60
  /// After how many inputs to stop, if that comes first.
  var inputs = Int.max
  /// How large an input may be; small ones come many times faster.
  var maxBytes = FuzzOptions.largestInput

  /// Nil where the arguments make no sense.
  init?(_ arguments: ArraySlice<String>) {
    var rest = arguments
    while let option = rest.popFirst() {
      guard let text = rest.popFirst(), let number = UInt64(text), number > 0 else { return nil }
      switch option {
      case "--seed": seed = number
      case "--seconds": seconds = Int(clamping: number)
      case "--inputs": inputs = Int(clamping: number)
      case "--max-bytes": maxBytes = min(Int(clamping: number), Self.largestInput)
      default: return nil
      }
    }
  }
}

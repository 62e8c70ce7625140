/// What the command line asks for.
struct FuzzOptions {
  static let usage = "usage: graphql-fuzz [--seed NUMBER] [--seconds NUMBER] [--inputs NUMBER]"

  var seed = UInt64.random(in: 1...999_999_999)
  /// When to stop.
  var seconds = 60
  /// After how many inputs to stop, if that comes first.
  var inputs = Int.max

  /// Nil where the arguments make no sense.
  init?(_ arguments: ArraySlice<String>) {
    var rest = arguments
    while let option = rest.popFirst() {
      guard let text = rest.popFirst(), let number = UInt64(text), number > 0 else { return nil }
      switch option {
      case "--seed": seed = number
      case "--seconds": seconds = Int(clamping: number)
      case "--inputs": inputs = Int(clamping: number)
      default: return nil
      }
    }
  }
}

/// Which pushes are under way: so many at once, and few of one user, so that devices that do not answer hold up nobody
/// else's.
struct PushWindow {
  private let limit: Int
  private let limitPerUser: Int
  private var counts: [Int64: Int] = [:]

  init(limit: Int, limitPerUser: Int) {
    (self.limit, self.limitPerUser) = (limit, limitPerUser)
  }

  /// The users who may have no further one now; nil where nobody may.
  var usersAtLimit: [Int64]? {
    guard counts.values.reduce(0, +) < limit else { return nil }
    return counts.filter { $0.value >= limitPerUser }.map(\.key)
  }

  mutating func begin(of user: Int64) { counts[user, default: 0] += 1 }

  mutating func end(of user: Int64) {
    guard let count = counts[user] else { return }
    counts[user] = count > 1 ? count - 1 : nil
  }
}

/// The members of a JSON object in their order, found by the UTF-8 bytes of their key.
///
/// Up to eight members are searched in turn, which is faster than hashing; beyond that an index is kept.
public struct JSONObject: Sendable {
  /// The largest object that is searched member by member.
  static let linearLimit = 8

  private var storage: [(key: String, value: JSONValue)] = []
  private var index: [ByteKey: Int] = [:]

  /// An object without members.
  public init() {}

  /// An object with these members; of two equal keys the first is found.
  public init(_ members: [(key: String, value: JSONValue)]) {
    storage = members
    rebuildIndex()
  }

  /// All members, in order. Setting them costs time linear in their number.
  public var members: [(key: String, value: JSONValue)] {
    get { storage }
    set {
      storage = newValue
      rebuildIndex()
    }
  }

  /// The number of members.
  public var count: Int { storage.count }

  /// Whether there are no members.
  public var isEmpty: Bool { storage.isEmpty }

  /// The keys, in order.
  public var keys: [String] { storage.map(\.key) }

  /// Adds a member at the end. The caller sees to it that the key is new.
  public mutating func append(key: String, value: JSONValue) {
    if storage.isEmpty { storage.reserveCapacity(4) }
    storage.append((key, value))
    if storage.count == Self.linearLimit + 1 {
      rebuildIndex()
    } else if storage.count > Self.linearLimit, index[ByteKey(text: key)] == nil {
      index[ByteKey(text: key)] = storage.count - 1
    }
  }

  /// The value of a key; `nil` when there is no such member. Setting replaces, appends or (with `nil`) removes.
  public subscript(key: String) -> JSONValue? {
    get { position(of: key).map { storage[$0].value } }
    set {
      switch (position(of: key), newValue) {
      case (let found?, let value?): storage[found].value = value
      case (nil, let value?): append(key: key, value: value)
      case (let found?, nil):
        storage.remove(at: found)
        rebuildIndex()
      case (nil, nil): break
      }
    }
  }

  /// The position of a key among the members.
  public func position(of key: String) -> Int? {
    guard storage.count > Self.linearLimit else {
      return storage.firstIndex { $0.key.hasSameBytes(as: key) }
    }
    return index[ByteKey(text: key)]
  }

  private mutating func rebuildIndex() {
    index.removeAll()
    guard storage.count > Self.linearLimit else { return }
    index.reserveCapacity(storage.count)
    for (position, member) in storage.enumerated() where index[ByteKey(text: member.key)] == nil {
      index[ByteKey(text: member.key)] = position
    }
  }
}

extension JSONObject: Equatable {
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.storage.elementsEqual(right.storage) {
      $0.key.utf8.elementsEqual($1.key.utf8) && $0.value == $1.value
    }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements.map { (key: $0.0, value: $0.1) })
  }
}

extension String {
  /// Whether two texts are the same bytes: `==` also holds for canonically equivalent ones.
  func hasSameBytes(as other: String) -> Bool {
    let (mine, theirs) = (utf8, other.utf8)
    let count = mine.count
    guard count == theirs.count else { return false }
    let (left, right) = (mine.span, theirs.span)
    for position in 0..<count where left[position] != right[position] { return false }
    return true
  }
}

/// A key that is equal to another only if every byte is: `String` itself also equates canonically equivalent texts.
private struct ByteKey: Hashable, Sendable {
  let text: String

  static func == (left: ByteKey, right: ByteKey) -> Bool { left.text.hasSameBytes(as: right.text) }

  /// Eight bytes at a time into the seeded hasher, so that chosen keys cannot pile up in one bucket.
  func hash(into hasher: inout Hasher) {
    var word: UInt64 = 0
    var length = 0
    for byte in text.utf8 {
      word = word << 8 | UInt64(byte)
      length &+= 1
      if length & 7 == 0 {
        hasher.combine(word)
        word = 0
      }
    }
    hasher.combine(word)
    hasher.combine(length)
  }
}

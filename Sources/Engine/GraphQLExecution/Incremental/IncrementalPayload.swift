import GraphQLJSON
import GraphQLSyntax

/// One payload behind the first response, while it is put together.
struct IncrementalPayload: Sendable {
  private let shape: IncrementalDelivery
  private var pending: [[UInt8]] = []
  private var incremental: [[UInt8]] = []
  private var completed: [[UInt8]] = []

  init(shape: IncrementalDelivery) { self.shape = shape }

  var isEmpty: Bool { pending.isEmpty && incremental.isEmpty && completed.isEmpty }

  mutating func clear() { self = IncrementalPayload(shape: shape) }

  // MARK: Members

  mutating func addPending(_ group: DeliveryGroup, number: Int) {
    guard shape == .identified else { return }
    var json = Self.begin(number)
    json.raw(",\"path\":")
    json.path(group.path)
    json.label(group.label)
    pending.append(Self.end(json))
  }

  mutating func addFields(_ part: FieldsPart, _ group: DeliveryGroup, number: Int) {
    guard let data = part.data else { return }
    var json = Self.begin(shape == .identified ? number : nil)
    let subPath = part.place.path.dropFirst(group.path.count)
    if shape == .identified, !subPath.isEmpty {
      json.raw(",\"subPath\":")
      json.path(Array(subPath))
    }
    json.raw(shape == .identified ? ",\"data\":" : "\"data\":")
    json.raw(data)
    if shape == .paths { json.place(part.place.path, group.label) }
    add(part.errors, to: &json)
    incremental.append(Self.end(json))
  }

  mutating func addItems(_ part: ItemsPart, number: Int) {
    var json = Self.begin(shape == .identified ? number : nil)
    json.raw(shape == .identified ? ",\"items\":" : "\"items\":")
    json.raw(part.items ?? Array("[]".utf8))
    if shape == .paths { json.place(part.place.path + [.index(part.place.nextIndex)], part.place.group.label) }
    add(part.errors, to: &json)
    incremental.append(Self.end(json))
  }

  /// - Parameter errors: why there is no data; empty for a group that was delivered.
  mutating func addCompleted(_ group: DeliveryGroup, number: Int, errors: [GraphQLError]) {
    if shape == .identified {
      var json = Self.begin(number)
      add(errors, to: &json)
      completed.append(Self.end(json))
    } else if !errors.isEmpty {
      var json = Self.begin(nil)
      json.raw(group.isStream ? "\"items\":null" : "\"data\":null")
      json.place(group.path, group.label)
      add(errors, to: &json)
      incremental.append(Self.end(json))
    }
  }

  private func add(_ errors: [GraphQLError], to json: inout JSONWriter) {
    guard !errors.isEmpty else { return }
    json.raw(",\"errors\":")
    json.errors(errors)
  }

  private static func begin(_ number: Int?) -> JSONWriter {
    var json = JSONWriter(capacity: 128)
    json.byte(UInt8(ascii: "{"))
    guard let number else { return json }
    json.raw("\"id\":")
    json.string(String(number))
    return json
  }

  private static func end(_ json: consuming JSONWriter) -> [UInt8] {
    json.byte(UInt8(ascii: "}"))
    return json.finish()
  }

  // MARK: Payloads

  /// Writes what the first response says about what follows.
  func writePending(into json: inout JSONWriter) {
    json.list(pending, key: ",\"pending\":")
  }

  func finish(hasNext: Bool, extensions: JSONObject) -> [UInt8] {
    var json = JSONWriter(capacity: 256)
    json.raw("{\"hasNext\":")
    json.boolean(hasNext)
    json.list(pending, key: ",\"pending\":")
    json.list(incremental, key: ",\"incremental\":")
    json.list(completed, key: ",\"completed\":")
    if !extensions.isEmpty {
      json.raw(",\"extensions\":")
      json.object(extensions)
    }
    json.byte(UInt8(ascii: "}"))
    return json.finish()
  }
}

extension JSONWriter {
  fileprivate mutating func list(_ members: [[UInt8]], key: StaticString) {
    guard !members.isEmpty else { return }
    raw(key)
    for (index, member) in members.enumerated() {
      byte(index == 0 ? UInt8(ascii: "[") : UInt8(ascii: ","))
      raw(member)
    }
    byte(UInt8(ascii: "]"))
  }

  fileprivate mutating func label(_ label: String?) {
    guard let label else { return }
    raw(",\"label\":")
    string(label)
  }

  /// What the shape of 2022 says of a part instead of an identifier.
  fileprivate mutating func place(_ path: [PathElement], _ label: String?) {
    raw(",\"path\":")
    self.path(path)
    self.label(label)
  }
}

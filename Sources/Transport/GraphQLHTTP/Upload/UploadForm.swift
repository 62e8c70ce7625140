internal import GraphQLJSON

/// What the parts of a form mean, in their order: `operations`, `map`, then the files.
///
/// The files lie one behind another, so whoever stores them is only told what to add at the end.
struct UploadForm: Sendable {
  private enum State: Sendable, Equatable {
    /// No part is open. The next one begins, or the form ends.
    case between
    /// One of the two parts that are text is being collected.
    case collecting(TextPart)
    /// A file is being stored, by its position in the map.
    case storing(Int)
    /// A part that the map does not name is being dropped.
    case dropping
    /// The form is complete.
    case ended
  }

  private enum TextPart: String {
    case operations
    case map
  }

  private let settings: HTTPSettings
  private let limits: UploadSettings
  private var state = State.between
  private var text: [UInt8] = []
  private var operations: JSONValue?
  private var map: UploadMap?
  private var payload: GraphQLExchange.Payload?
  /// The files so far, by their position in the map.
  private var records: [UploadRecord?] = []
  private var storedByteCount = 0

  /// The form of one request.
  init(_ settings: HTTPSettings, _ limits: UploadSettings) {
    self.settings = settings
    self.limits = limits
  }

  /// Takes the next event of the form.
  ///
  /// - Returns: what is to be stored behind everything that was stored before.
  mutating func receive(_ event: MultipartFormParser.Event) throws(HTTPFault) -> ArraySlice<UInt8>? {
    switch event {
    case .partBegan(let head): state = try stateInPart(head)
    case .content(let bytes): return try take(bytes)
    case .partEnded:
      if case .collecting(let part) = state { try finish(part) }
      state = .between
    case .ended: state = .ended
    }
    return nil
  }

  /// The result, when the body has ended.
  ///
  /// - Throws: 400 where something is missing.
  consuming func finish() throws(HTTPFault) -> (payload: GraphQLExchange.Payload, records: [UploadRecord]) {
    guard state == .ended else { throw .badRequest("The form ends before its last boundary") }
    guard operations != nil else { throw .badRequest("The form has no part \"operations\"") }
    guard let map, let payload else { throw .badRequest("The form has no part \"map\"") }
    var complete: [UploadRecord] = []
    for (position, record) in records.enumerated() {
      guard let record else {
        throw .badRequest("The form has no file \(map.name(position).quotedForClient), which its \"map\" names")
      }
      complete.append(record)
    }
    return (payload, complete)
  }
}

// MARK: Parts

extension UploadForm {
  private mutating func stateInPart(_ head: MultipartPartHead) throws(HTTPFault) -> State {
    if let part = TextPart(rawValue: head.name) {
      switch part {
      case .operations:
        guard operations == nil else { throw .badRequest("The form has two parts \"operations\"") }
      case .map:
        guard operations != nil else { throw .badRequest("The part \"map\" stands before \"operations\"") }
        guard map == nil else { throw .badRequest("The form has two parts \"map\"") }
      }
      return .collecting(part)
    }
    guard let map else {
      let expected = operations == nil ? "operations" : "map"
      throw .badRequest("The part \(head.name.quotedForClient) stands before \"\(expected)\"")
    }
    guard let position = map.position(of: head.name) else { return .dropping }
    guard records[position] == nil else {
      throw .badRequest("The form has two files \(head.name.quotedForClient)")
    }
    records[position] = UploadRecord(
      id: map.ids[position], fileName: head.fileName, mediaType: head.mediaType ?? "application/octet-stream",
      place: storedByteCount..<storedByteCount)
    return .storing(position)
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>) throws(HTTPFault) -> ArraySlice<UInt8>? {
    switch state {
    case .collecting(let part):
      guard bytes.count <= limits.operationsBytesLimit - text.count else {
        throw Self.tooLarge("The part \"\(part.rawValue)\" is", limits.operationsBytesLimit)
      }
      text += bytes
      return nil
    case .storing(let position):
      try store(bytes.count, in: position)
      return bytes
    case .between, .dropping, .ended: return nil
    }
  }

  private mutating func store(_ count: Int, in position: Int) throws(HTTPFault) {
    guard let place = records[position]?.place else { return }
    guard count <= limits.fileBytesLimit - place.count else {
      let name = map?.name(position) ?? ""
      throw Self.tooLarge("The file \(name.quotedForClient) is", limits.fileBytesLimit)
    }
    guard count <= limits.totalBytesLimit - storedByteCount else {
      throw Self.tooLarge("The files are together", limits.totalBytesLimit)
    }
    storedByteCount += count
    records[position]?.place = place.lowerBound..<storedByteCount
  }

  /// Everything but the files is checked as soon as it is there, so that nothing is stored for a request that is no
  /// good.
  private mutating func finish(_ part: TextPart) throws(HTTPFault) {
    switch part {
    case .operations: operations = try parsedOperations()
    case .map:
      guard var filled = operations else { return }
      let map = try UploadMap(text.span, filling: &filled, settings)
      payload = try JSONBody.payload(of: filled, settings)
      records = Array(repeating: nil, count: map.ids.count)
      self.map = map
    }
    text = []
  }

  private func parsedOperations() throws(HTTPFault) -> JSONValue {
    let value: JSONValue
    do {
      value = try JSONParser.parse(text.span, limits: settings.jsonLimits)
    } catch {
      throw .badRequest("The part \"operations\" is not valid JSON: \(error)")
    }
    switch value {
    case .object, .array: return value
    default: throw .badRequest("The part \"operations\" must hold a map, or a list of maps")
    }
  }

  private static func tooLarge(_ subject: String, _ limit: Int) -> HTTPFault {
    HTTPFault(status: 413, message: "\(subject) larger than \(limit) bytes")
  }
}

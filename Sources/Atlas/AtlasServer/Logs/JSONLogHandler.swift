import AtlasAPI
import GraphQLJSON
public import Logging
import Postgres

/// Writes each event as one line of JSON: `time`, `level`, `message`, then the metadata, whose keys are members.
///
/// A line is a line whatever clients sent: line breaks and control characters are escaped as JSON has it. Members whose
/// names speak of secrets are masked, in case somebody hands one over; nobody should.
public struct JSONLogHandler: LogHandler {
  public var logLevel: Logger.Level = .info
  public var metadata = Logger.Metadata()
  public var metadataProvider: Logger.MetadataProvider?
  private let write: @Sendable ([UInt8]) -> Void

  /// - Parameter write: takes a whole line with its end; called from any thread.
  public init(_ write: @escaping @Sendable ([UInt8]) -> Void) { self.write = write }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    var line: JSONObject = [
      "time": .string(DateTime(microsecondsSince1970: PostgresTimestamp.now.microsecondsSince1970).text),
      "level": .string(event.level.rawValue), "message": .string(event.message.description),
    ]
    var members = metadata
    for source in [metadataProvider?.get(), event.metadata] {
      members.merge(source ?? [:]) { _, later in later }
    }
    for (key, value) in members.sorted(by: { $0.key < $1.key }) where line[key] == nil {
      line.append(key: key, value: Self.isSecret(key) ? .string("***") : Self.json(value))
    }
    if let error = event.error { line.append(key: "error", value: .string(String(reflecting: error))) }
    write(JSONValue.object(line).serialized() + [UInt8(ascii: "\n")])
  }

  private static func json(_ value: Logger.Metadata.Value) -> JSONValue {
    switch value {
    case .string(let text): .string(text)
    case .stringConvertible(let value): literal(value) ?? .string(value.description)
    case .array(let items): .array(items.map(json))
    case .dictionary(let members):
      .object(
        JSONObject(
          members.sorted { $0.key < $1.key }.map { ($0.key, isSecret($0.key) ? .string("***") : json($0.value)) }))
    }
  }

  private static func literal(_ value: any CustomStringConvertible) -> JSONValue? {
    switch value {
    case let flag as Bool: .boolean(flag)
    case let number as Int: .number(String(number))
    case let number as Double where number.isFinite: .number(number.description)
    default: nil
    }
  }

  private static let secretWords = ["password", "token", "secret", "authorization", "cookie"]

  private static func isSecret(_ key: String) -> Bool {
    let key = key.lowercased()
    return secretWords.contains { key.contains($0) }
  }
}

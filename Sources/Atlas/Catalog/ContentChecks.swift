import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLSchema
import Postgres

/// What the schema's constraints cannot say about texts of content; errors are collected, so that all are told at once.
struct ContentChecks {
  /// Most characters of one tag.
  static let tagLength = 60

  private(set) var errors: [UserError] = []
  private let given: InputObject

  /// - Parameter given: what the client gave.
  init(_ given: InputObject) { self.given = given }

  /// A text that must show something, and that cannot be emptied by null.
  mutating func text(_ value: String?, _ member: String) {
    if let value, !value.allSatisfy(\.isWhitespace) { return }
    if value == nil, !given.has(member) { return }
    errors.append(.input(.blank, "\(member) must show something.", "input", member))
  }

  /// A value that cannot be emptied by null.
  mutating func value(_ member: String) {
    guard given[member] == .null else { return }
    errors.append(.input(.blank, "\(member) cannot be removed.", "input", member))
  }

  /// Short words.
  mutating func tags(_ tags: [String]?) {
    for (position, tag) in (tags ?? []).enumerated() {
      if tag.allSatisfy(\.isWhitespace) {
        errors.append(.input(.blank, "A tag must show something.", "input", "tags", "\(position)"))
      } else if tag.unicodeScalars.count > Self.tagLength {
        errors.append(
          .input(.tooLong, "A tag has at most \(Self.tagLength) characters.", "input", "tags", "\(position)"))
      }
    }
  }

  /// - Throws: all errors, if there are any.
  func finish() throws(UserErrors) {
    if !errors.isEmpty { throw UserErrors(errors) }
  }

  /// The user error behind a refusal by the database: a length of time that is none. Others are thrown as they are.
  static func explain(_ error: PostgresError, durationConstraint: String) -> any Error {
    // Class 22: the text is a duration, but too long for an interval.
    let isDuration = error.constraint == durationConstraint || error.sqlState == "22008" || error.sqlState == "22015"
    guard isDuration else { return error }
    return UserErrors(
      .input(.invalid, "estimatedTime must be a length of time that one can study.", "input", "estimatedTime"))
  }
}

extension [String] {
  /// Each tag once, without space around it.
  var distinctTags: [String] {
    var known: Set<String> = []
    return map { tag in
      String(tag.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }.filter { known.insert($0).inserted }
  }
}

import Glibc

/// A moment: microseconds since 1970 in UTC, bound as `timestamptz`.
public struct PostgresTimestamp: Hashable, Comparable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public var microsecondsSince1970: Int64

  /// A moment from its microseconds since 1970-01-01T00:00:00Z.
  public init(microsecondsSince1970: Int64) {
    self.microsecondsSince1970 = microsecondsSince1970
  }

  /// The present moment.
  public static var now: PostgresTimestamp {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return PostgresTimestamp(microsecondsSince1970: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }

  /// The earlier moment is the smaller one.
  public static func < (left: PostgresTimestamp, right: PostgresTimestamp) -> Bool {
    left.microsecondsSince1970 < right.microsecondsSince1970
  }
}

extension PostgresTimestamp: PostgresArrayElement {
  /// `timestamptz`.
  public static var postgresTypeID: UInt32 { TypeID.timestamptz }
  /// `timestamptz[]`.
  public static var postgresArrayTypeID: UInt32 { TypeID.timestamptzArray }
  /// PostgreSQL counts microseconds from 2000-01-01.
  public var bind: Bind {
    let (value, overflow) = microsecondsSince1970.subtractingReportingOverflow(Self.microsecondsFrom1970To2000)
    if overflow { return .refused("a timestamp is out of range", typeID: TypeID.timestamptz) }
    return .integer(value, typeID: TypeID.timestamptz)
  }

  private static let microsecondsFrom1970To2000: Int64 = 946_684_800_000_000
}

extension PostgresTimestamp {
  /// Reads `2026-01-31 12:30:05.25+00`, as PostgreSQL writes it, or the same with `T` and `Z`.
  /// Infinities, years before 1 and anything else are nil.
  public init?(text: some Sequence<UInt8>) {
    var reader = TimestampReader(bytes: Array(text))
    guard let value = reader.read() else { return nil }
    self.init(microsecondsSince1970: value)
  }

  /// Days since 1970-01-01 of a date in the Gregorian calendar (H. Hinnant's `days_from_civil`).
  static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

/// Reads a timestamp from its text, left to right.
private struct TimestampReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func read() -> Int64? {
    guard let year = number(digits: 4...6), take(0x2D), let month = number(digits: 2...2), take(0x2D),
      let day = number(digits: 2...2), (1...12).contains(month), (1...31).contains(day),
      take(0x20) || take(0x54), let hour = number(digits: 2...2), take(0x3A), let minute = number(digits: 2...2),
      take(0x3A), let second = number(digits: 2...2)
    else { return nil }
    let fraction = take(0x2E) ? microseconds() : 0
    guard let fraction, let zone = zoneSeconds(), position == bytes.count else { return nil }
    let seconds = PostgresTimestamp.days(year: year, month: month, day: day) * 86_400 + hour * 3_600 + minute * 60
    let (whole, overflowed) = (seconds + second - zone).multipliedReportingOverflow(by: 1_000_000)
    let (value, overflowedAgain) = whole.addingReportingOverflow(fraction)
    return overflowed || overflowedAgain ? nil : value
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func number(digits: ClosedRange<Int>) -> Int64? {
    var value: Int64 = 0
    let start = position
    while position < bytes.count, position - start < digits.upperBound, (0x30...0x39).contains(bytes[position]) {
      value = value * 10 + Int64(bytes[position] - 0x30)
      position += 1
    }
    return position - start >= digits.lowerBound ? value : nil
  }

  private mutating func microseconds() -> Int64? {
    let start = position
    guard var value = number(digits: 1...6) else { return nil }
    for _ in (position - start)..<6 { value *= 10 }
    return value
  }

  private mutating func zoneSeconds() -> Int64? {
    if take(0x5A) { return 0 }
    let isNegative = take(0x2D)
    guard isNegative || take(0x2B), let hours = number(digits: 2...2) else { return nil }
    var seconds = hours * 3_600
    if take(0x3A) {
      guard let minutes = number(digits: 2...2) else { return nil }
      seconds += minutes * 60
      if take(0x3A) {
        guard let rest = number(digits: 2...2) else { return nil }
        seconds += rest
      }
    }
    return isNegative ? -seconds : seconds
  }
}

public import GraphQLExecution
public import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

/// A moment (scalar `DateTime`): read as RFC 3339 with an offset, answered in UTC with milliseconds.
public struct DateTime: Hashable, Comparable, Sendable {
  public let microsecondsSince1970: Int64

  public init(microsecondsSince1970: Int64) { self.microsecondsSince1970 = microsecondsSince1970 }

  public static func < (left: DateTime, right: DateTime) -> Bool {
    left.microsecondsSince1970 < right.microsecondsSince1970
  }

  /// Reads `2026-11-21T09:30:00.5+01:00`. Years 0001 to 9999; a leap second counts as the second after it.
  public init?(_ text: String) {
    var scanner = DigitScanner(text)
    guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
      let day = scanner.number(2), scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
      let hour = scanner.number(2), scanner.skip(":"), let minute = scanner.number(2), scanner.skip(":"),
      let second = scanner.number(2), year >= 1, (1...12).contains(month),
      day >= 1, day <= CivilDate.daysIn(month: month, year: year), hour < 24, minute < 60, second <= 60
    else { return nil }
    let fraction = scanner.skip(".") ? scanner.fraction() : 0
    guard let fraction, let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    let days = CivilDate(year: year, month: month, day: day).daysSince1970
    let seconds = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second) - Int64(offset) * 60
    microsecondsSince1970 = seconds * 1_000_000 + Int64(fraction)
  }

  /// `2026-11-21T08:30:00.500Z`.
  public var text: String {
    let milliseconds = microsecondsSince1970.flooringDivision(by: 1000)
    let seconds = milliseconds.flooringDivision(by: 1000)
    let days = seconds.flooringDivision(by: 86_400)
    let date = CivilDate(daysSince1970: Int(days))
    let time = Int(seconds - days * 86_400)
    return "\(date.text)T\(time / 3600, width: 2):\(time / 60 % 60, width: 2):\(time % 60, width: 2)."
      + "\(Int(milliseconds - seconds * 1000), width: 3)Z"
  }
}

extension DateTime: LeafOutput, InputDecodable {
  public func write(into writer: inout JSONWriter) -> Bool { text.write(into: &writer) }

  public init(input: InputValue) throws(GraphQLError) {
    guard case .string(let text) = input, let value = DateTime(text) else { throw .unexpectedInput("DateTime") }
    self = value
  }
}

/// A day of the Gregorian calendar.
struct CivilDate {
  let year: Int
  let month: Int
  let day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Howard Hinnant's `civil_from_days`.
  init(daysSince1970: Int) {
    let shifted = daysSince1970 + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Howard Hinnant's `days_from_civil`.
  var daysSince1970: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  var text: String { "\(year, width: 4)-\(month, width: 2)-\(day, width: 2)" }

  static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Int64 {
  func flooringDivision(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

extension String.StringInterpolation {
  /// A number with leading zeros.
  mutating func appendInterpolation(_ number: Int, width: Int) {
    let digits = String(number)
    appendLiteral(String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits)
  }
}

import Testing

@testable import Postgres

@Suite("Round trips")
struct RoundTripTests {
  @Test("every type of value arrives as it was sent")
  func scalars() async throws {
    try await withDatabase { (database) async throws in
      let moment = PostgresTimestamp(microsecondsSince1970: 1_709_209_805_250_001)
      let identifier = PostgresUUID.random()
      let rows = try await database.read(
        """
        select \(42), \(Int32(-7)), \(Int64.min), \(1.5), \(Double.infinity), \(true), \("ä 'q' \\ \u{1F600}"),
          \([0, 0xFF, 0x5C] as [UInt8]), \(moment), \(identifier), \(JSONText(#"{"a": [1]}"#)), \(nil as Int?),
          \(nil as String?)::text, \("" as String)
        """)
      #expect(rows.count == 1)
      #expect(rows.columnCount == 14)
      #expect(rows.int(0, 0) == 42)
      #expect(rows.int(0, 1) == -7)
      #expect(rows.columnType(1) == TypeID.int4)
      #expect(rows.int(0, 2) == .min)
      #expect(rows.double(0, 3) == 1.5)
      #expect(rows.double(0, 4) == .infinity)
      #expect(rows.bool(0, 5) == true)
      #expect(rows.string(0, 6) == "ä 'q' \\ \u{1F600}")
      #expect(rows.bytes(0, 7) == [0, 0xFF, 0x5C])
      #expect(rows.timestamp(0, 8) == moment)
      #expect(rows.uuid(0, 9) == identifier)
      #expect(rows.string(0, 10) == #"{"a": [1]}"#)
      #expect(rows.isNull(0, 11))
      #expect(rows.int(0, 11) == nil)
      #expect(rows.isNull(0, 12))
      #expect(rows.string(0, 13) == "")
    }
  }

  @Test("arrays arrive as they were sent, with nulls and awkward text")
  func arrays() async throws {
    try await withDatabase { (database) async throws in
      let words: [String?] = ["plain", "with space", "q\"uote", "back\\slash", "a,b", "{x}", "", "NULL", nil, "é"]
      let rows = try await database.read(
        """
        select \([1, -2, .max] as [Int64]), \(words), \([0.5, -1e300]), \([] as [Int64]), \([] as [String]),
          \([true, false]), \(["a", "b"])
        """)
      #expect(rows.int64Array(0, 0) == [1, -2, .max])
      #expect(rows.nullableStringArray(0, 1) == words)
      #expect(rows.stringArray(0, 1) == nil)
      #expect(rows.doubleArray(0, 2) == [0.5, -1e300])
      #expect(rows.int64Array(0, 3) == [])
      #expect(rows.stringArray(0, 4) == [])
      #expect(rows.string(0, 5) == "{t,f}")
      #expect(rows.stringArray(0, 6) == ["a", "b"])
    }
  }

  @Test("a string fits columns of other types")
  func untypedText() async throws {
    try await withDatabase(schema: "create type mood as enum ('good', 'bad'); create table t (m mood, d date)") {
      (database) async throws in
      _ = try await database.write("insert into t values (\("good"), \("2024-02-29"))")
      let rows = try await database.read("select m from t where m = \("good") and d = \("2024-02-29")")
      #expect(rows.string(0, 0) == "good")
    }
  }

  @Test("U+0000 is refused and never cut")
  func zeroBytes() async throws {
    try await withDatabase { (database) async throws in
      let scalar = await failure { try await database.read("select \("admin\0evil")") }
      #expect(scalar?.code == .invalidParameter)
      let array = await failure { try await database.read("select \(["fine", "admin\0evil"])") }
      #expect(array?.code == .invalidParameter)
      #expect(scalar.map { "\($0.debugDescription)".contains("admin") } == false)
    }
  }

  @Test("cells outside of the rows and columns read as null")
  func outOfRange() async throws {
    try await withDatabase { (database) async throws in
      let rows = try await database.read("select 1 as one")
      #expect(rows.columnName(0) == "one")
      #expect(rows.isNull(1, 0))
      #expect(rows.isNull(0, 1))
      #expect(rows.string(-1, 0) == nil)
      #expect(rows.columnName(5) == "")
      let length = unsafe rows.withCell(0, 0) { bytes in bytes.count }
      #expect(length == 1)
    }
  }

  @Test("every session has the settings it should")
  func sessionSettings() async throws {
    try await withDatabase { (database) async throws in
      let rows = try await database.read(
        """
        select current_setting('statement_timeout'), current_setting('lock_timeout'), current_setting('TimeZone'),
          current_setting('idle_in_transaction_session_timeout'), current_setting('search_path'),
          current_setting('application_name'), current_setting('client_encoding'), current_setting('IntervalStyle'),
          current_setting('client_connection_check_interval')
        """)
      let settings = (0..<rows.columnCount).map { rows.string(0, $0) }
      #expect(settings == ["30250ms", "20s", "UTC", "15s", "public", "atlas", "UTF8", "iso_8601", "1s"])
    }
  }
}

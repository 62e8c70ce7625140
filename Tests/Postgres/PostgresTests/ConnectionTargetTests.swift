import Testing

@testable import Postgres

@Suite("Connection targets")
struct ConnectionTargetTests {
  @Test("an address and a list of pairs are read as libpq reads them")
  func reading() throws {
    let address = try #require(ConnectionTarget("postgresql://u:p%40ss@db.test:5433/atlas?sslmode=verify-full"))
    #expect(address.description == "atlas on db.test:5433")
    #expect(address.encryption == "verify-full")
    #expect(!address.isLocal)
    let pairs = try #require(ConnectionTarget("host='/run/a b' dbname=atlas password=x"))
    #expect(pairs.description == "atlas on this machine")
    #expect(pairs.isLocal)
    #expect(try #require(ConnectionTarget("host=a,127.0.0.1 dbname=x")).isLocal == false)
  }

  @Test("what is no connection string, or hides a part of its password in the host, has no target")
  func unreadable() {
    for text in ["postgresql://u:p@ss@db.test/atlas", "nonsense", "hots=a", "postgresql://[::1/x"] {
      #expect(ConnectionTarget(text) == nil, "\(text)")
    }
  }

  @Test("who judges a password is shown the one in the string with its user, and nothing where there is none")
  func judging() throws {
    let target = try #require(ConnectionTarget("postgresql://ada:p%40ss@db.test/atlas"))
    #expect(target.passwordFault { password, user in "\(user) \(password)" } == "ada p@ss")
    #expect(target.passwordFault { _, _ in nil } == nil)
    for text in ["postgresql://ada@db.test/atlas", "postgresql://ada:@db.test/atlas", "host=db.test"] {
      #expect(try #require(ConnectionTarget(text)).passwordFault { _, _ in "judged" } == nil, "\(text)")
    }
  }

  @Test("a password is in no text")
  func passwords() throws {
    let target = try #require(ConnectionTarget("host=db.test password=hunter2 dbname=a user=u"))
    #expect(target.safe("no entry for hunter2\nhunter2") == "no entry for ***")
    var dumped = ""
    dump(target, to: &dumped)
    #expect(!dumped.contains("hunter2") && !"\(target)".contains("hunter2"))
  }
}

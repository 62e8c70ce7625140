import GraphQLJSON
import Testing

@testable import LabEnvironments

@Suite("Grading SQL")
struct GradingTests {
  private static let setup = """
    create table people (id int generated always as identity, name text, pay numeric(10, 2));
    insert into people (name, pay) values ('Ada', 10), ('Bob', 20.5), ('Cyd', null);
    """

  @Test(
    "a solution's result is compared with a reference that runs on the same data",
    arguments: [
      ("select name from people where pay > 5", SQLGrade.Outcome.passed),
      ("select name as n from people where pay is not null order by 1 desc; create table other ()", .passed),
      ("select name from people where pay > 15", .failed("1 row is missing.")),
      ("select name from people", .failed("1 row does not belong there.")),
      ("select upper(name) from people where pay > 5", .failed("2 rows are missing, and 2 not expected.")),
      ("select name, pay from people", .failed("The result has 2 columns; 1 would be right.")),
      ("create table other ()", .failed("The solution has no result; end it with a query.")),
      ("select name from nobody", .failed("The solution ends with an error.")),
      // Both would be empty if the reference saw what is left.
      ("delete from people; select name from people where pay > 5", .failed("2 rows are missing.")),
    ])
  func reference(solution: String, outcome: SQLGrade.Outcome) async throws {
    let rule = #"{"kind": "sql_result", "of": "solution", "reference": "select name from people where pay > 5"}"#
    try await expect(outcome, of: solution, by: rule)
  }

  @Test(
    "what a solution has done is read by a query, with numbers, nulls, names and order",
    arguments: [
      ("update people set pay = pay * 2", SQLGrade.Outcome.passed),
      ("update people set pay = pay * 2.004", .passed),
      ("update people set pay = pay * 2.1", .failed("2 rows are missing, and 2 not expected.")),
      ("update people set pay = coalesce(pay, 0) * 2", .failed("1 row is missing, and 1 not expected.")),
      ("update people set pay = pay * 2; rollback", .failed("2 rows are missing, and 2 not expected.")),
      ("delete from people where name = 'Bob'; update people set pay = 20 where id = 1", .failed("1 row is missing.")),
      (
        "alter table people rename to others",
        .failed("A table, column or function that this check needs is not there.")
      ),
      (
        "drop table people; create view people as select 1 / (random() * 0)::int as id, 1 as pay",
        .failed("This check cannot read what it needs (22012).")
      ),
    ])
  func state(solution: String, outcome: SQLGrade.Outcome) async throws {
    let rule = """
      {"kind": "sql_result", "query": "select id + 0 as id, pay from people order by 1", "ordered": true,
       "tolerance": 0.1, "expected": {"columns": ["id", "pay"], "rows": [[1, 20], [2, 41], [3, null]]}}
      """
    try await expect(outcome, of: solution, by: rule)
  }

  @Test(
    "rows may be asked for in words of the catalogue",
    arguments: [
      ("create index on people (name)", SQLGrade.Outcome.passed),
      ("select 1", .failed("What this check looks for is not there.")),
    ])
  func exists(solution: String, outcome: SQLGrade.Outcome) async throws {
    try await expect(
      outcome, of: solution,
      by: #"{"kind": "sql_exists", "query": "select count(*) = 1 from pg_indexes where tablename = 'people'"}"#)
  }

  @Test("a reference may change data; others and the solution do not see that")
  func changingReference() async throws {
    let change = "insert into people (name) values ('Dan'); select id, name from people"
    let rule = #"{"kind": "sql_result", "query": "select id, name from people", "reference": "\#(change)"}"#
    try await withLabs { (labs) async throws in
      let checks = [try check(rule, "one"), try check(rule, "two")]
      let task = SQLGradingTask(solution: "insert into people (name) values ('Dan')", checks: checks, setup: Self.setup)
      let grade = try await labs.provisioner.grade(task)
      #expect(grade.outcomes["one"] == .passed, "\(grade)")
    }
  }

  @Test("a rule or a setup that does not work is nobody's failure")
  func broken() async throws {
    try await withLabs { (labs) async throws in
      let rules = [
        #"{"kind": "sql_result", "of": "solution", "reference": "select nothing"}"#,
        #"{"kind": "sql_result", "of": "solution", "reference": "create table x ()"}"#,
        #"{"kind": "sql_exists", "query": "selec 1"}"#, #"{"kind": "sql_exists", "query": "create table x ()"}"#,
      ]
      for rule in rules {
        let task = SQLGradingTask(solution: "select 1", checks: [try check(rule)], setup: Self.setup)
        guard case .broken? = try await labs.provisioner.grade(task).outcomes["key"] else {
          Issue.record("\(rule)")
          continue
        }
      }
      let task = SQLGradingTask(solution: "select 1", checks: [try check(rules[2])], setup: "selec 1")
      let grade = try await labs.provisioner.grade(task)
      guard case .broken(let reason)? = grade.outcomes["key"] else {
        Issue.record("\(grade)")
        return
      }
      #expect(reason.hasPrefix("The setup of the lab fails: Line 1: syntax error"))
    }
  }

  @Test("a solution cannot read the reference or a check, nor speak through their errors")
  func spying() async throws {
    try await withLabs { (labs) async throws in
      let solution = """
        create table seen (query text);
        create function spy() returns text language plpgsql as $$ begin
          raise exception 'seen: %', current_query();
        end $$;
        alter table people rename to hidden;
        create view people as select id, spy() as name, pay from hidden;
        """
      let rules = [
        #"{"kind": "sql_result", "query": "select name from people where 'SECRET' > ''", "reference": "select 'SECRET'"}"#,
        #"{"kind": "sql_exists", "query": "select name from people where 'SECRET' > ''"}"#,
      ]
      let checks = try rules.enumerated().map { try check($1, "\($0)") }
      let grade = try await labs.provisioner.grade(
        SQLGradingTask(solution: solution, checks: checks, setup: Self.setup))
      #expect(grade.outcomes["0"] == .failed("This check cannot read what it needs (P0001)."))
      #expect(grade.outcomes["1"] == .failed("This check cannot read what it needs (P0001)."))
      #expect(!"\(grade)".contains("SECRET"))
    }
  }

  @Test("a fresh copy knows nothing of an environment; in the environment the learner's work counts")
  func places() async throws {
    try await withLabs { (labs) async throws in
      let rule = try check(#"{"kind": "sql_exists", "query": "select count(*) = 4 from people"}"#)
      try await labs.provision(5, setup: Self.setup)
      _ = try await labs.provisioner.run("insert into people (name) values ('Dan')", in: 5)
      var task = SQLGradingTask(solution: nil, checks: [rule], setup: Self.setup, place: .environment(run: 5))
      #expect(try await labs.provisioner.grade(task).outcomes["key"] == .passed)
      task.place = .fresh
      #expect(
        try await labs.provisioner.grade(task).outcomes["key"] == .failed("What this check looks for is not there."))
      #expect(try await labs.provisioner.existing() == [5])
      task.place = .environment(run: 6)
      #expect(await failure { try await labs.provisioner.grade(task) }?.code == .missing)
    }
  }

  @Test(
    "where the time for all grading ends before a script's own, there is no grade",
    arguments: [
      ("select pg_sleep(600)", "", "select true"), ("select 1", "select pg_sleep(600)", "select true"),
      ("select 1", "", "select pg_sleep(600)"),
    ])
  func late(solution: String, setup: String, query: String) async throws {
    try await withLabs({ $0.gradingTime = .seconds(1) }) { (labs) async throws in
      let rule = try check("{\"kind\": \"sql_exists\", \"query\": \"\(query)\"}")
      let task = SQLGradingTask(solution: solution, checks: [rule], setup: setup)
      #expect(await failure { try await labs.provisioner.grade(task) }?.code == .overloaded)
    }
  }

  @Test("an error of the solution is told with its line and without names of ours")
  func errors() async throws {
    try await withLabs { (labs) async throws in
      let task = SQLGradingTask(solution: "select 1;\n\nselect 'é', nothing", checks: [], setup: "")
      let grade = try await labs.provisioner.grade(task)
      #expect(grade.solution?.problem?.description == "Line 3: column \"nothing\" does not exist (42703)")
      let denied = SQLGradingTask(solution: "create schema other", checks: [], setup: "")
      let problem = try await labs.provisioner.grade(denied).solution?.problem
      #expect(problem?.description == "permission denied for database lab (42501)")
    }
  }

  private func check(_ rule: String, _ key: String = "key") throws -> SQLCheck {
    SQLCheck(key: key, rule: try SQLRule(try #require(JSONParser.parse(rule).objectValue)))
  }

  private func expect(_ outcome: SQLGrade.Outcome, of solution: String, by rule: String) async throws {
    try await withLabs { (labs) async throws in
      let task = SQLGradingTask(solution: solution, checks: [try check(rule)], setup: Self.setup)
      let grade = try await labs.provisioner.grade(task)
      #expect(grade.outcomes == ["key": outcome], "\(grade)")
    }
  }
}

import DemoContent
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Incidents: listed, searched, made and edited")
struct IncidentTests {
  private let list = """
    query ($filter: IncidentFilter, $first: Int, $after: String, $last: Int, $before: String) {
      incidents(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
        totalCount nodes { id title occurredOn company severity }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
    """

  private let update = """
    mutation ($input: UpdateIncidentInput!) {
      updateIncident(input: $input) {
        incident { id version title rootCause occurredOn diagrams { nodes { id } } }
        userErrors { code field ... on StaleVersionError { currentVersion current { ... on Incident { title } } } }
      }
    }
    """

  @Test("the latest come first and those without a day last, forwards and backwards")
  func order() async throws {
    try await withInstance { instance in
      try await instance.application.database.write(
        """
        insert into incidents (slug, company, title, description, occurred_on)
        select 'paged-' || n, 'Paged', 'Paged ' || n, 'text',
          case when n % 3 = 0 then null else date '2020-01-01' + (n % 4) end
        from generate_series(1, 20) as n
        """)
      let whole = try await instance.query(list, ["first": 100])
      let ids = whole.texts("data.incidents.nodes", "id")
      #expect(whole["data.incidents.totalCount"] == .integer(ids.count), "\(whole)")
      let days = (whole["data.incidents.nodes"]?.arrayValue ?? []).map { $0.at("occurredOn")?.stringValue ?? "" }
      #expect(days == days.sorted(by: >) && days.last == "" && Set(ids).count == ids.count)
      for backward in [false, true] {
        var walked: [String] = []
        var cursor: JSONValue?
        for _ in 0..<50 {
          var variables: JSONObject = [backward ? "last" : "first": 3]
          if let cursor { variables.append(key: backward ? "before" : "after", value: cursor) }
          let page = try await instance.query(list, variables)
          let found = page.texts("data.incidents.nodes", "id")
          walked = backward ? found + walked : walked + found
          let info = "data.incidents.pageInfo"
          guard page["\(info).\(backward ? "hasPreviousPage" : "hasNextPage")"] == true else { break }
          cursor = page["\(info).\(backward ? "startCursor" : "endCursor")"]
        }
        #expect(walked == ids)
      }
    }
  }

  @Test("filters and words narrow the list")
  func filters() async throws {
    try await withInstance { instance in
      let all = try await instance.query(list, ["first": 100])
      let company = try #require(all.texts("data.incidents.nodes", "company").first)
      let found = try await instance.query(list, ["filter": ["company": .string(company)], "first": 100])
      let companies = found.texts("data.incidents.nodes", "company")
      #expect(!companies.isEmpty && companies.allSatisfy { $0 == company })
      #expect(found["data.incidents.totalCount"] == .integer(companies.count))
      let words = try await instance.query(list, ["filter": ["search": .string(company)]])
      #expect(words.texts("data.incidents.nodes", "company").contains(company), "\(words)")
      let critical = try await instance.query(list, ["filter": ["severity": "CRITICAL"], "first": 100])
      #expect(critical.texts("data.incidents.nodes", "severity").allSatisfy { $0 == "CRITICAL" })
      for search in ["'; --", "\"", "!!!", "   "] {
        #expect(try await instance.query(list, ["filter": ["search": .string(search)]])["errors"] == nil)
      }
      #expect(try await instance.query("{ incident(id: \"incident_999999\") { id } }")["data"] == ["incident": .null])
      #expect(try await instance.query("{ incident(id: 1) { id } }").text("data.incident.id") == "incident_1")
    }
  }

  @Test("an incident is made, edited by its author, and the second of two editors is told of the first")
  func editing() async throws {
    try await withInstance { instance in
      let (creator, admin) = (try await instance.signIn(.creator), try await instance.signIn(.admin))
      let made = try await instance.query(
        """
        mutation {
          createIncident(input: {company: "Acme", title: "Clocks ran backwards", description: "They did.",
            occurredOn: "2026-02-28", severity: MAJOR, sourceUrl: "https://example.org/", diagramIds: ["diagram_3"]}) {
            incident { id version diagrams { nodes { id } } } userErrors { code }
          }
        }
        """, token: creator)
      let id = try #require(made["data.createIncident.incident.id"], "\(made)")
      #expect(made.texts("data.createIncident.incident.diagrams.nodes", "id") == ["diagram_3"])
      let answers = try await withThrowingTaskGroup(of: TestResponse.self) { group in
        for (name, token) in [("creator", creator), ("admin", admin)] {
          group.addTask {
            try await instance.query(
              update, ["input": ["id": id, "expectedVersion": 1, "title": .string("By the \(name)")]], token: token)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let lost = answers.filter { $0.text("data.updateIncident.userErrors.0.code") == "STALE_VERSION" }
      let won = answers.filter { $0["data.updateIncident.userErrors"] == [] }
      #expect(lost.count == 1 && won.count == 1, "\(answers)")
      #expect(
        lost.first?.text("data.updateIncident.userErrors.0.current.title")
          == won.first?.text("data.updateIncident.incident.title"))
      let changed = try await instance.query(
        update, ["input": ["id": id, "occurredOn": .null, "diagramIds": ["diagram_1", "diagram_2"]]], token: creator)
      #expect(changed["data.updateIncident.incident.occurredOn"] == .null, "\(changed)")
      #expect(changed.texts("data.updateIncident.incident.diagrams.nodes", "id") == ["diagram_1", "diagram_2"])
      let missing = try await instance.query(
        update, ["input": ["id": id, "diagramIds": ["diagram_1", "diagram_999999"]]], token: creator)
      #expect(missing["data.updateIncident.userErrors.0.field"] == ["input", "diagramIds", "1"], "\(missing)")
      // One that came with the server is for administrators.
      let foreign: JSONObject = ["input": ["id": "incident_1", "title": "Mine"]]
      #expect(
        try await instance.query(update, foreign, token: creator).text("data.updateIncident.userErrors.0.code")
          == "FORBIDDEN")
      #expect(try await instance.query(update, foreign, token: admin)["data.updateIncident.userErrors"] == [])
      let none: JSONObject = ["input": ["id": "incident_999999", "title": "None"]]
      #expect(
        try await instance.query(update, none, token: admin).text("data.updateIncident.userErrors.0.code")
          == "NOT_FOUND")
    }
  }
  @Test("only who may edit a diagram links incidents to it and unlinks them; the links of others stay")
  func foreignDiagrams() async throws {
    try await withInstance { instance in
      let (creator, other) = (try await instance.signIn(.creator), try await instance.signIn(.instructor))
      let create = """
        mutation ($ids: [ID!]) {
          createIncident(input: {company: "Acme", title: "A full disk", description: "It was.", diagramIds: $ids}) {
            incident { id } userErrors { code field }
          }
        }
        """
      let refused = try await instance.query(create, ["ids": ["diagram_1"]], token: other)
      #expect(refused["data.createIncident.incident"] == .null)
      #expect(
        refused["data.createIncident.userErrors"]
          == [["code": "FORBIDDEN", "field": ["input", "diagramIds", "0"]]], "\(refused)")
      let made = try await instance.query(create, token: other)
      let id = try #require(made["data.createIncident.incident.id"], "\(made)")
      // The creator, whose diagrams these are, links one of them to the incident.
      let linking = """
        mutation ($ids: [ID!]) {
          updateDiagram(input: {id: "diagram_1", incidentIds: $ids}) { userErrors { code } }
        }
        """
      let linked = try await instance.query(linking, ["ids": .array([id])], token: creator)
      #expect(linked["data.updateDiagram.userErrors"] == [], "\(linked)")
      let diagrams = "data.updateIncident.incident.diagrams.nodes"
      for ids in [[], ["diagram_1"]] as [JSONValue] {
        let kept = try await instance.query(update, ["input": ["id": id, "diagramIds": ids]], token: other)
        #expect(kept.texts(diagrams, "id") == ["diagram_1"], "\(kept)")
      }
      let mixed = try await instance.query(
        update, ["input": ["id": id, "diagramIds": ["diagram_1", "diagram_2", "diagram_999999"]]], token: other)
      #expect(mixed.texts("data.updateIncident.userErrors", "code") == ["FORBIDDEN", "NOT_FOUND"], "\(mixed)")
      #expect(mixed["data.updateIncident.userErrors.0.field"] == ["input", "diagramIds", "1"])
      let admin = try await instance.signIn(.admin)
      let unlinked = try await instance.query(
        update, ["input": ["id": id, "diagramIds": ["diagram_2"]]], token: admin)
      #expect(unlinked.texts(diagrams, "id") == ["diagram_2"], "\(unlinked)")
    }
  }
}

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// A learner who works at the same skills as the viewer.
struct PeerMatch: ObjectSource {
  let userID: Int64
  /// 0 to 1.
  let score: Double
  /// What they have mastered, measured by what the viewer has: 1 is the same.
  let ratio: Double
  /// What both work at, where they have most in common first.
  private(set) var skills: [(key: Int64, name: String)]

  /// The matches in the answer of the statement: rows of a match stand together, one for each skill.
  static func read(_ rows: Rows) -> [PeerMatch] {
    var matches: [PeerMatch] = []
    for row in 0..<rows.count {
      let (user, skill) = (rows.int(row, 0) ?? 0, (key: rows.int(row, 3) ?? 0, name: rows.string(row, 4) ?? ""))
      if matches.last?.userID == user {
        matches[matches.count - 1].skills.append(skill)
      } else {
        let (score, ratio) = (rows.double(row, 1) ?? 0, rows.double(row, 2) ?? 0)
        matches.append(PeerMatch(userID: user, score: score, ratio: ratio, skills: [skill]))
      }
    }
    return matches
  }

  /// Why the two would learn well together, in a sentence.
  var reason: String {
    "Both at \(skills.prefix(2).map(\.name).joined(separator: " and ")); \(level)."
  }

  private var level: String {
    if ratio > 1.5 { return "further on than you" }
    return ratio < 1 / 1.5 ? "not as far as you yet" : "about your level"
  }
}

extension PeerMatch {
  /// The resolvers of `PeerMatch`.
  static let fields = API.PeerMatch.Fields<PeerMatch>(
    user: .reference { $0.userID },
    score: .value { $0.score },
    sharedSkills: FieldResolver { matches, _, _ in
      let lists = matches.map(\.skills)
      let offsets = ColumnOf<[API.Skill]>.offsets(lists.map(\.count))
      return .loading(
        LoadRequest(API.Skill.typeName, keys: lists.flatMap { $0.map { Optional($0.key) } }) {
          Column(.list(ListColumn(offsets: offsets, inner: $0)))
        })
    },
    reason: .value { $0.reason })

  /// `Query.peerMatches`.
  static let resolver = FieldResolver<Root, API.Query.PeerMatchesArguments, [API.PeerMatch]>(reads: .none) {
    _, arguments, context in
    let viewer = try context.requireViewer()
    let pending = context.submit(PeerMatchStatements.matches(of: viewer.userID, limit: arguments.first ?? 5))
    return .pending { ColumnOf<[API.PeerMatch]>.lists([read(try await pending.rows())]).column }
  }
}

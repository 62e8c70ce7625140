/// The documents that are measured.
enum BenchmarkDocuments {
  /// About 1 KB, as a client's screen asks for it.
  static let typical = """
    query Dashboard($filter: DiagramFilter, $first: Int = 5, $withLabs: Boolean!) {
      currentUser {
        ...Person
        email
        progress { overallPercent diagrams { completed total percent } lastEvent { kind at delta } }
      }
      diagrams(filter: $filter) {
        id
        title
        difficulty
        tags
        author { ...Person }
        labs(first: $first) @include(if: $withLabs) {
          totalCount
          nodes { id title difficulty estimatedTime checks { key title weight } viewerStatus { state attempts } }
          pageInfo { hasNextPage endCursor }
        }
        incidents(first: 3) { edges { cursor node { id company title severity occurredOn } } }
        skills { name parent { name } }
        viewerCompletedAt
      }
      featured: diagrams(filter: { category: "Resilience", limit: 3, tags: ["retry", "timeout"] }) { ...Card }
      labs(filter: { difficulty: ADVANCED, limit: 10 }) { id slug title summary instructions }
    }
    fragment Person on User { id roles profile { displayName avatarUrl language } stats { currentStreakDays timeSpent } }
    fragment Card on Diagram { id title description category mermaidSource completionCount updatedAt }
    """

  /// About 100 KB of the same, under other names.
  static let large: String = {
    (0..<80).map { index in
      typical.replacing("query Dashboard", with: "query Dashboard\(index)").replacing("Person", with: "Person\(index)")
        .replacing("Card", with: "Card\(index)")
    }
    .joined(separator: "\n")
  }()
}

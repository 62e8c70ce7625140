/// A content as its author cut it.
public struct DemoText: Sendable {
  public let title: String
  public let description: String
  public let subject: String
  public let difficulty: DemoDifficulty
  /// In study order.
  public let atoms: [DemoAtom]
}

/// One idea of a content.
public struct DemoAtom: Sendable {
  public let title: String
  public let body: String
  public let concepts: [String]
  /// 0 to 1.
  public let difficulty: Double
  public let seconds: Int
  /// The positions of atoms of the same content that are to be known before.
  public let prerequisites: [Int]
}

extension DemoCatalogue {
  /// Two short texts.
  public static let texts: [DemoText] = [
    DemoText(
      title: "How a replicated log works",
      description: "From one growing file to a cluster that loses nothing.",
      subject: "Replication", difficulty: .intermediate,
      atoms: [
        DemoAtom(
          title: "A log only grows",
          body: """
            A **log** is a sequence of records that only grows at its end. A record keeps its position for ever, so two
            readers that have read up to the same position have seen the same history.
            """,
          concepts: ["log", "position"], difficulty: 0.2, seconds: 60, prerequisites: []),
        DemoAtom(
          title: "The leader appends, followers copy",
          body: """
            Only the **leader** appends to the log. Each **follower** copies it in order and tells the leader how far it
            has come. A follower that was away goes on where it stopped: the position says where.
            """,
          concepts: ["leader", "follower"], difficulty: 0.35, seconds: 80, prerequisites: [0]),
        DemoAtom(
          title: "A quorum commits",
          body: """
            A record is **committed** once a **quorum**, a majority of the nodes, has it. Any two quorums share a node,
            so whoever asks a quorum later hears of every committed record.
            """,
          concepts: ["quorum", "commit"], difficulty: 0.5, seconds: 90, prerequisites: [1]),
        DemoAtom(
          title: "An election keeps what is committed",
          body: """
            When the leader is gone, followers elect a new one. They vote only for a candidate whose log is at least as
            long as their own. The winner has a quorum of votes, so it has met every committed record.
            """,
          concepts: ["election", "quorum"], difficulty: 0.65, seconds: 120, prerequisites: [1, 2]),
      ]),
    DemoText(
      title: "Caches, and what they cost",
      description: "Why a copy is fast, and when it is wrong.",
      subject: "Caching", difficulty: .beginner,
      atoms: [
        DemoAtom(
          title: "A cache is a copy that is near",
          body: """
            A **cache** keeps copies of answers where they are asked for. A **hit** costs little; a **miss** costs what
            the answer costs, and the look into the cache besides.
            """,
          concepts: ["cache", "hit", "miss"], difficulty: 0.15, seconds: 50, prerequisites: []),
        DemoAtom(
          title: "Copies grow old",
          body: """
            The original changes and the copy does not know. A **time to live** bounds how old an answer may be; an
            **invalidation** tells the cache at once, and must not get lost.
            """,
          concepts: ["time to live", "invalidation"], difficulty: 0.35, seconds: 75, prerequisites: [0]),
        DemoAtom(
          title: "All miss at the same moment",
          body: """
            When a popular copy ends, many ask for the original at once: a **stampede**. Let one ask and the others wait
            for its answer, or renew copies a little before their time, each at another moment.
            """,
          concepts: ["stampede"], difficulty: 0.5, seconds: 90, prerequisites: [0, 1]),
      ]),
  ]
}

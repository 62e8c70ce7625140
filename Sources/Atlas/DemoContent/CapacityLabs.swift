extension DemoCatalogue {
  /// Labs about load and where it goes.
  static let capacityLabs: [DemoLab] = [
    DemoLab(
      slug: "consistent-hash-owners",
      title: "Find the owners on the ring",
      summary: "Look up six keys on a consistent-hash ring, then take a node away and see what moves.",
      difficulty: .intermediate,
      category: "Caching",
      tags: ["consistent-hashing", "partitioning", "virtual-nodes"],
      instructions: #"""
        A cache uses a ring of positions 0 to 359. Each node has two points on it:

        | Node | Points |
        | --- | --- |
        | A | 20, 190 |
        | B | 75, 250 |
        | C | 130, 310 |

        A key belongs to the node of the first point **at or after** the key's hash, going up and wrapping
        around from 359 to 0.

        | Key | Hash |
        | --- | --- |
        | cart:17 | 42 |
        | cart:88 | 190 |
        | user:5 | 131 |
        | user:9 | 311 |
        | img:3 | 305 |
        | img:4 | 240 |

        First write one line for each key in the order of the table: the key, a space, the node.

        Then node **B fails** and its points disappear. Add one line for each key that changes its owner, in the
        order of the table: the word `moved`, the key, the new node, separated by single spaces.

        The form, with wrong nodes: `cart:17 C` and `moved user:5 B`.
        """#,
      estimatedMinutes: 15,
      hints: [
        DemoHint(
          text: #"""
            Sort the six points: 20, 75, 130, 190, 250, 310.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            Only keys that belonged to B can move. Each goes to the next point that is left.
            """#,
          penalty: 0.15),
      ],
      checks: [
        DemoCheck(
          key: "exact-hit", title: "A hash that equals a point belongs to that point", weight: 0.15,
          ruleJSON: #"""
            {"kind":"regex","pattern":"cart:88[[:space:]]+A"}
            """#),
        DemoCheck(
          key: "wrap", title: "The ring wraps around", weight: 0.2,
          ruleJSON: #"""
            {"kind":"regex","pattern":"user:9[[:space:]]+A"}
            """#),
        DemoCheck(
          key: "moved-cart", title: "The first arc of B goes to the right neighbour", weight: 0.15,
          ruleJSON: #"""
            {"kind":"regex","pattern":"moved[[:space:]]+cart:17[[:space:]]+C"}
            """#),
        DemoCheck(
          key: "moved-image", title: "The second arc of B goes to the right neighbour", weight: 0.15,
          ruleJSON: #"""
            {"kind":"regex","pattern":"moved[[:space:]]+img:4[[:space:]]+C"}
            """#),
        DemoCheck(
          key: "complete", title: "All eight lines are right", weight: 0.35,
          ruleJSON: #"""
            {"kind":"lines","expected":["cart:17 B","cart:88 A","user:5 A","user:9 A","img:3 C","img:4 B",\#
            "moved cart:17 C","moved img:4 C"],"ordered":true}
            """#),
      ],
      skills: ["partitioning"],
      sampleSolution: #"""
        cart:17 B
        cart:88 A
        user:5 A
        user:9 A
        img:3 C
        img:4 B
        moved cart:17 C
        moved img:4 C
        """#,
      wrongSolution: #"""
        cart:17 A
        cart:88 B
        user:5 C
        user:9 C
        img:3 B
        img:4 A
        moved cart:88 C
        moved img:3 A
        """#),
    DemoLab(
      slug: "cache-hit-rate",
      title: "What five points of hit rate cost",
      summary: "Compute database load and mean latency before and after a drop of the cache hit rate.",
      difficulty: .beginner,
      category: "Caching",
      tags: ["cache", "hit-rate", "capacity"],
      instructions: #"""
        A product page is read **10000 times a second** through a cache in front of a database.

        - A hit takes 2 ms.
        - A miss takes 42 ms in total: the failed look-up and the database query together.
        - Every miss causes exactly one database query. The database can answer at most **800** queries a
          second.
        - The hit rate is **95 %**. After a release that changes the cache keys it falls to **90 %**.

        Compute:

        1. `databaseBefore` and `databaseAfter`: database queries a second at both hit rates.
        2. `meanBefore` and `meanAfter`: the mean latency of a read in ms at both hit rates, ignoring overload.
        3. `minimumHitPercent`: the lowest hit rate, in percent, at which the database is not overloaded.

        Answer with five lines of the form `name: number`, without units or percent signs.
        """#,
      estimatedMinutes: 15,
      hints: [
        DemoHint(
          text: #"""
            Misses a second are reads a second times one minus the hit rate.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            800 queries a second are which share of 10000 reads?
            """#,
          penalty: 0.15),
      ],
      checks: [
        DemoCheck(
          key: "database-before", title: "The load at 95 % is right", weight: 0.15,
          ruleJSON: #"""
            {"kind":"number","label":"databaseBefore","value":500,"tolerance":0.5}
            """#),
        DemoCheck(
          key: "database-after", title: "The load at 90 % is right", weight: 0.2,
          ruleJSON: #"""
            {"kind":"number","label":"databaseAfter","value":1000,"tolerance":0.5}
            """#),
        DemoCheck(
          key: "mean-before", title: "The mean latency at 95 % is right", weight: 0.2,
          ruleJSON: #"""
            {"kind":"number","label":"meanBefore","value":4,"tolerance":0.05}
            """#),
        DemoCheck(
          key: "mean-after", title: "The mean latency at 90 % is right", weight: 0.2,
          ruleJSON: #"""
            {"kind":"number","label":"meanAfter","value":6,"tolerance":0.05}
            """#),
        DemoCheck(
          key: "minimum", title: "The lowest safe hit rate is right", weight: 0.25,
          ruleJSON: #"""
            {"kind":"number","label":"minimumHitPercent","value":92,"tolerance":0.05}
            """#),
      ],
      skills: ["caching", "capacity-planning"],
      sampleSolution: #"""
        databaseBefore: 500
        databaseAfter: 1000
        meanBefore: 4
        meanAfter: 6
        minimumHitPercent: 92
        """#,
      wrongSolution: #"""
        databaseBefore: 500
        databaseAfter: 525
        meanBefore: 4
        meanAfter: 4.2
        minimumHitPercent: 90
        """#),
    DemoLab(
      slug: "capacity-estimate",
      title: "Size a photo service on paper",
      summary: "Estimate rate, storage, bandwidth and servers for an upload service that may lose a zone.",
      difficulty: .intermediate,
      category: "Architecture",
      tags: ["capacity", "estimation", "availability"],
      instructions: #"""
        A travel app lets people upload photos. Use decimal units: 1 KB is 1000 bytes, 1 TB is 10^12 bytes, 1 PB
        is 1000 TB, and a year has 365 days.

        - 8 million people use it each day; each uploads 3 photos a day on average, of 400 KB on average.
        - The peak rate is 3 times the average rate.
        - Every photo is stored on 3 disks and nothing is deleted.
        - One server handles 50 uploads a second at full load. Plan with 60 % of that at peak.
        - Servers stand in 3 zones in equal number. When one zone is lost, the other two must still carry the
          peak within the 60 %.

        Compute:

        1. `averagePerSecond`: average uploads a second.
        2. `peakPerSecond`: peak uploads a second.
        3. `peakGigabits`: incoming bandwidth at peak in gigabits a second, photos only.
        4. `dailyTerabytes`: new photos a day in TB, before replication.
        5. `yearPetabytes`: disk space for one year in PB, with replication.
        6. `servers`: the number of servers in all three zones, a whole number.

        Answer with six lines of the form `name: number`, without units.
        """#,
      estimatedMinutes: 25,
      hints: [
        DemoHint(
          text: #"""
            A day has 86400 seconds. A byte has eight bits.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            First find the servers needed for the peak, rounded up. Two zones must provide that number.
            """#,
          penalty: 0.15),
      ],
      checks: [
        DemoCheck(
          key: "average", title: "The average rate is right", weight: 0.15,
          ruleJSON: #"""
            {"kind":"number","label":"averagePerSecond","value":277.8,"tolerance":3}
            """#),
        DemoCheck(
          key: "peak", title: "The peak rate is right", weight: 0.1,
          ruleJSON: #"""
            {"kind":"number","label":"peakPerSecond","value":833.3,"tolerance":9}
            """#),
        DemoCheck(
          key: "bandwidth", title: "The bandwidth is right", weight: 0.2,
          ruleJSON: #"""
            {"kind":"number","label":"peakGigabits","value":2.67,"tolerance":0.05}
            """#),
        DemoCheck(
          key: "daily", title: "The daily volume is right", weight: 0.15,
          ruleJSON: #"""
            {"kind":"number","label":"dailyTerabytes","value":9.6,"tolerance":0.05}
            """#),
        DemoCheck(
          key: "yearly", title: "The yearly disk space is right", weight: 0.15,
          ruleJSON: #"""
            {"kind":"number","label":"yearPetabytes","value":10.5,"tolerance":0.1}
            """#),
        DemoCheck(
          key: "servers", title: "The fleet survives the loss of a zone", weight: 0.25,
          ruleJSON: #"""
            {"kind":"number","label":"servers","value":42,"tolerance":0}
            """#),
      ],
      skills: ["capacity-planning", "service-architecture"],
      sampleSolution: #"""
        averagePerSecond: 277.8
        peakPerSecond: 833.3
        peakGigabits: 2.67
        dailyTerabytes: 9.6
        yearPetabytes: 10.51
        servers: 42
        """#,
      wrongSolution: #"""
        averagePerSecond: 277.8
        peakPerSecond: 833.3
        peakGigabits: 0.33
        dailyTerabytes: 9.6
        yearPetabytes: 3.5
        servers: 28
        """#),
  ]
}

extension DemoCatalogue {
  /// Diagrams about keeping answers close and knowing when they are wrong.
  static let cachingDiagrams: [DemoDiagram] = [
    DemoDiagram(
      slug: "cache-aside",
      title: "Cache-aside, the everyday pattern",
      description: #"""
        The application asks the cache, falls back to the database and fills the cache for the next reader. It
        is popular because a dead cache only makes things slower, as long as the database can carry the extra
        reads. That condition is the trap. A cache with a hit rate of 95 % hides twenty times the load; let it
        drop to 90 % and the database sees twice as many queries as before. Know the lowest hit rate your
        database survives, alert well above it, and warm a cold cache before sending traffic to it.
        """#,
      category: "Caching",
      tags: ["cache-aside", "ttl", "latency"],
      difficulty: .beginner,
      estimatedMinutes: 5,
      mermaid: #"""
        sequenceDiagram
          participant A as Application
          participant K as Cache
          participant D as Database
          A->>K: get product 7
          alt hit
            K-->>A: product, age 12 s
          else miss
            K-->>A: nothing
            A->>D: select product 7
            D-->>A: product
            A->>K: set product 7, expires in 60 s
          end
          Note over A,D: a write goes to the database first
          A->>D: update product 7
          D-->>A: committed
          A->>K: delete product 7
        """#,
      skills: ["caching"],
      labs: ["cache-hit-rate"]),
    DemoDiagram(
      slug: "stampede-and-single-flight",
      title: "One expired key, one query",
      description: #"""
        When a popular key expires, every request that misses it runs the same expensive query, and the database
        answers one question a thousand times. Single flight lets the first caller do the work while the others
        wait for its result. Adding a random part to each lifetime keeps keys that were filled together from
        expiring together. The trap is a waiter without a limit: if the one query hangs, everybody hangs with
        it. Give the waiters a deadline and let them serve the stale value, which is nearly always better than
        an error.
        """#,
      category: "Caching",
      tags: ["stampede", "single-flight", "jitter"],
      difficulty: .intermediate,
      estimatedMinutes: 6,
      mermaid: #"""
        sequenceDiagram
          participant R1 as Request 1
          participant R2 as Request 2
          participant R3 as Request 3
          participant F as Single flight
          participant D as Database
          R1->>F: homepage, expired
          F->>D: expensive query
          R2->>F: homepage, expired
          Note over F: join the flight of request 1
          R3->>F: homepage, expired
          Note over F: join, wait at most 200 ms
          D-->>F: rows
          F->>F: store for 60 s plus 0 to 15 s
          F-->>R1: fresh
          F-->>R2: fresh
          F-->>R3: fresh
        """#,
      skills: ["caching", "resilience-patterns"],
      labs: ["cache-hit-rate"],
      incidents: ["cache-stampede-homepage"]),
    DemoDiagram(
      slug: "cache-invalidation-race",
      title: "The race that caches an old value",
      description: #"""
        Deleting a key after a write looks safe and is not. A reader that fetched the old row before the write
        may store it after the delete, and the stale value lives until it expires. The window is small, which
        makes it a bug that appears once a week and cannot be reproduced. The lower half shows the remedy: a
        delete leaves a short-lived marker with the version of the row, and the cache refuses to store anything
        older. The trap is relying on short lifetimes alone; they bound the damage but never remove it.
        """#,
      category: "Caching",
      tags: ["invalidation", "race", "versioning"],
      difficulty: .advanced,
      estimatedMinutes: 8,
      mermaid: #"""
        sequenceDiagram
          participant R as Reader
          participant W as Writer
          participant K as Cache
          participant D as Database
          rect rgb(252, 235, 235)
            R->>D: select price, version 8
            D-->>R: 10.00, version 8
            W->>D: update price to 12.00, version 9
            W->>K: delete price
            R->>K: set price = 10.00
            Note over K: stale until it expires
          end
          rect rgb(235, 248, 238)
            W->>K: mark price deleted at version 9
            R->>K: set price = 10.00, version 8
            K-->>R: refused, 8 is older than 9
            R->>K: set price = 12.00, version 9
            K-->>R: stored
          end
        """#,
      skills: ["caching", "time-and-order"]),
    DemoDiagram(
      slug: "write-policies",
      title: "Write-through, write-behind, write-around",
      description: #"""
        Three ways to write with a cache in front of a store. Write-through updates both before it answers:
        reads are fresh and each write pays for both. Write-around updates the store only and drops the key,
        good when what is written is seldom read soon. Write-behind answers from memory and stores later, which
        is fast and merges repeated updates. Its trap is plain: what was acknowledged but not yet flushed dies
        with the node. Use it for counters and presence, not for anything you would have to apologise for
        losing.
        """#,
      category: "Caching",
      tags: ["write-through", "write-behind", "durability"],
      difficulty: .intermediate,
      estimatedMinutes: 6,
      mermaid: #"""
        flowchart TD
          W([Write arrives]) --> Q{May a confirmed<br/>write be lost?}
          Q -->|yes, some| B[Write-behind]
          Q -->|no| S{Read again soon?}
          S -->|yes| T[Write-through]
          S -->|seldom| A[Write-around]
          B --> B1[Update the cache, answer]
          B1 --> B2[Flush in batches every second]
          T --> T1[Update the store]
          T1 --> T2[Update the cache, answer]
          A --> A1[Update the store]
          A1 --> A2[Delete the key, answer]
          B2 --> D[(Store)]
          T1 --> D
          A1 --> D
        """#,
      skills: ["caching", "storage-engines"]),
    DemoDiagram(
      slug: "consistent-hash-ring",
      title: "Consistent hashing with virtual nodes",
      description: #"""
        With `hash(key) mod n`, adding one cache server moves nearly all keys and empties the cache in effect.
        On a ring each server owns the arcs before its points, so a new server takes only its own share, and a
        lost one hands its arcs to several neighbours because it had many points. The trap is that even key
        counts are not even load. One celebrity key still lands on one server, and no amount of virtual nodes
        splits a single key. Copy hot keys to several servers, or keep them in each process.
        """#,
      category: "Caching",
      tags: ["consistent-hashing", "partitioning", "virtual-nodes"],
      difficulty: .intermediate,
      estimatedMinutes: 7,
      mermaid: #"""
        flowchart LR
          subgraph ring [Ring from 0 to 359, clockwise]
            A1((A 20)) --> B1((B 75))
            B1 --> C1((C 130))
            C1 --> A2((A 190))
            A2 --> B2((B 250))
            B2 --> C2((C 310))
            C2 --> A1
          end
          K1["cart:17 hashes to 42"] --> B1
          K2["user:5 hashes to 131"] --> A2
          K3["user:9 hashes to 311"] -->|wraps around| A1
          K1 -. when B leaves .-> C1
        """#,
      skills: ["partitioning", "caching"],
      labs: ["consistent-hash-owners"],
      incidents: ["hot-partition-flash-sale"]),
    DemoDiagram(
      slug: "layered-caches",
      title: "Caches from browser to disk",
      description: #"""
        A page view may pass five caches before a disk moves, each with its own key, lifetime and way to be
        cleared. Layers multiply: each one sees only what the layer above missed, so an inner cache with a poor
        hit rate may still be doing fine work. They also add up in staleness, and that is the trap: sixty
        seconds in each of three layers can show a value three minutes old. Decide the total age a reader may
        see, divide it among the layers, and pass the age along so that inner caches count it.
        """#,
      category: "Caching",
      tags: ["cdn", "layers", "ttl"],
      difficulty: .beginner,
      estimatedMinutes: 6,
      mermaid: #"""
        flowchart LR
          U[Browser cache<br/>30 s] -->|miss| E[Edge cache<br/>60 s]
          E -->|miss| G[Gateway cache<br/>10 s]
          G -->|miss| S[Service]
          S --> L[In-process cache<br/>5 s]
          L -->|miss| R[(Shared cache<br/>60 s)]
          R -->|miss| D[(Database<br/>page cache)]
          D -->|miss| K[(Disk)]
          P[Publish event] -.->|purge by tag| E
          P -.->|delete key| R
          P -.->|broadcast| L
        """#,
      skills: ["caching", "service-architecture"],
      labs: ["cache-hit-rate"]),
    DemoDiagram(
      slug: "stale-while-revalidate",
      title: "Stale while revalidate",
      description: #"""
        A cached answer has more than two conditions. Between fresh and useless lies a time in which it may be
        served while a new one is fetched behind the reader's back, and a longer time in which it may be served
        if the origin fails. Readers then almost never wait for the origin, and a short outage goes unnoticed.
        The trap is a rarely read key: the first reader after a quiet night gets yesterday's answer, since
        nobody came by to trigger the refresh. Where that matters, shorten the window or refresh on change
        instead.
        """#,
      category: "Caching",
      tags: ["freshness", "http", "availability"],
      difficulty: .intermediate,
      estimatedMinutes: 5,
      mermaid: #"""
        stateDiagram-v2
          [*] --> Missing
          Missing --> Fresh : fetched, reader waited
          Fresh --> Stale : lifetime over
          Stale --> Revalidating : next read served stale
          Revalidating --> Fresh : origin answered
          Revalidating --> StaleIfError : origin failed
          StaleIfError --> Revalidating : next read, retry
          StaleIfError --> Missing : error window over
          Stale --> Missing : revalidation window over
          Fresh --> Missing : purged
        """#,
      skills: ["caching", "resilience-patterns"],
      incidents: ["cache-stampede-homepage"]),
  ]
}

extension DemoCatalogue {
  /// Diagrams about staying up while parts are down.
  static let resilienceDiagrams: [DemoDiagram] = [
    DemoDiagram(
      slug: "circuit-breaker",
      title: "The circuit breaker",
      description: #"""
        A breaker watches the calls to one dependency and stops making them when most fail, so that threads are
        not spent on waiting and the dependency gets room to recover. After a pause it lets a few probes through
        and decides from their results. Two settings deserve care: a minimum number of calls, so that one
        failure out of two at night does not open it, and counting slow calls as failures. The trap is sharing
        one breaker across shards or endpoints: a single broken shard then cuts off the healthy ones.
        """#,
      category: "Resilience",
      tags: ["circuit-breaker", "fail-fast", "recovery"],
      difficulty: .beginner,
      estimatedMinutes: 6,
      mermaid: #"""
        stateDiagram-v2
          [*] --> Closed
          Closed --> Open : failure rate at or above 50 % of at least 20 calls
          Open --> HalfOpen : 30 s passed
          HalfOpen --> Closed : 4 of 5 probes succeeded
          HalfOpen --> Open : 2 probes failed
          state Closed {
            [*] --> Counting
            Counting --> Counting : record result, slide the window
          }
          note right of Open
            refuse at once,
            answer from a fallback
          end note
          note right of HalfOpen
            only five calls pass,
            all others are refused
          end note
        """#,
      skills: ["resilience-patterns"],
      labs: ["circuit-breaker-config"],
      incidents: ["retry-storm-checkout"]),
    DemoDiagram(
      slug: "retry-decision",
      title: "May I retry this?",
      description: #"""
        A retry is a bet that the failure was brief and that repeating is harmless. The diagram asks both
        questions before waiting: is the error of a kind that may pass, is the call idempotent or carrying a
        key, is there time left, is there retry budget left? The random part of the delay matters as much as its
        growth, since without it all clients return in step. The trap is retrying at several layers: three
        attempts in each of three layers make twenty-seven calls out of one. Retry at one place, usually the
        outermost that knows the deadline.
        """#,
      category: "Resilience",
      tags: ["retries", "back-off", "jitter", "idempotency"],
      difficulty: .beginner,
      estimatedMinutes: 6,
      mermaid: #"""
        flowchart TD
          F[Call failed] --> K{Could it pass<br/>by itself?}
          K -->|no, 400 or 403| E[Return the error]
          K -->|yes, 503 or timeout| I{Idempotent or<br/>keyed?}
          I -->|no| E
          I -->|yes| D{Deadline leaves<br/>room for it?}
          D -->|no| E
          D -->|yes| B{Retry budget<br/>above zero?}
          B -->|no| E
          B -->|yes| W["Wait random(0, min(cap, base * 2^n))"]
          W --> C[Call again, take 1 from the budget]
          C -->|ok| S[Return, refill the budget by 0.1]
          C -->|failed| F
        """#,
      skills: ["resilience-patterns"],
      labs: ["retry-backoff-schedule", "idempotent-upsert"],
      incidents: ["retry-storm-checkout", "double-charge-timeout"]),
    DemoDiagram(
      slug: "bulkheads",
      title: "Bulkheads: one pool per danger",
      description: #"""
        If all calls share one pool of connections, the slowest dependency ends up owning it: its calls stay
        longest, so they fill every place. Giving each dependency its own limit keeps a slow recommendation
        service from stopping the checkout. Size a pool from Little's law: concurrency is rate times latency,
        with room for the worst latency you accept. The trap is partition without refusal. A pool with an
        endless waiting line in front of it merely moves the queue; when the places are taken and a few callers
        wait, answer "no" at once.
        """#,
      category: "Resilience",
      tags: ["bulkhead", "isolation", "thread-pool"],
      difficulty: .intermediate,
      estimatedMinutes: 6,
      mermaid: #"""
        flowchart LR
          R[Requests] --> W[Web workers: 200]
          W --> P1[Payments pool<br/>20 places, 5 waiting]
          W --> P2[Stock pool<br/>30 places, 10 waiting]
          W --> P3[Recommendations pool<br/>10 places, 0 waiting]
          P1 --> S1[(Payments)]
          P2 --> S2[(Stock)]
          P3 --> S3[(Recommendations<br/>slow today)]
          P3 -->|full| F[Empty list<br/>at once]
          P1 -->|full| E[503 with Retry-After]
          F --> V[Page without recommendations]
          S1 --> V
          S2 --> V
        """#,
      skills: ["resilience-patterns", "capacity-planning"],
      incidents: ["retry-storm-checkout"]),
    DemoDiagram(
      slug: "load-shedding",
      title: "Shedding load before it hurts",
      description: #"""
        Past its limit a server does not slow down evenly; it spends its time on requests whose callers have
        already given up, and useful throughput falls towards zero. Shedding keeps it on the good side: refuse
        early, refuse cheaply, and refuse the least important first. Queue delay is a better signal than
        processor load, because it measures exactly what callers feel. The trap is first-in-first-out under
        overload: by the time a request reaches the front its deadline has passed. Serve the newest first, or
        drop from the front whatever is already too old.
        """#,
      category: "Resilience",
      tags: ["overload", "admission-control", "priority"],
      difficulty: .advanced,
      estimatedMinutes: 8,
      mermaid: #"""
        flowchart TD
          A[Request] --> X{Deadline already<br/>passed?}
          X -->|yes| D1[Drop without work]
          X -->|no| Q{Queue delay above<br/>50 ms for 1 s?}
          Q -->|no| S[Serve]
          Q -->|yes| P{Priority}
          P -->|health checks, payments| S
          P -->|interactive reads| T{Tenant within<br/>its share?}
          T -->|yes| S
          T -->|no| D2[429 with Retry-After]
          P -->|batch, prefetch| D2
          S --> M[Measure queue delay]
          M -.-> Q
        """#,
      skills: ["capacity-planning", "resilience-patterns"],
      labs: ["token-bucket-trace", "capacity-estimate"],
      incidents: ["reconnect-thundering-herd"]),
    DemoDiagram(
      slug: "deadline-propagation",
      title: "A deadline that travels",
      description: #"""
        Fixed timeouts at each hop do not know about each other, and a service may spend two seconds on an
        answer whose reader left after one. A deadline is the remaining time, handed down with each call and
        reduced on the way. Every service can then give up early, pick a cheaper plan or cancel its own calls.
        The trap is passing an absolute time between machines whose clocks differ: send the remaining
        milliseconds instead and restart the countdown on arrival. And cancel the query too, or the database
        goes on working for nobody.
        """#,
      category: "Resilience",
      tags: ["deadline", "timeout", "cancellation"],
      difficulty: .intermediate,
      estimatedMinutes: 6,
      mermaid: #"""
        sequenceDiagram
          participant B as Browser
          participant G as Gateway
          participant O as Orders
          participant S as Stock
          participant D as Database
          B->>G: checkout, 1000 ms
          G->>O: create, 950 ms left
          O->>S: reserve, 900 ms left
          S->>D: update, statement timeout 500 ms
          Note over D: waits for a row lock
          D-->>S: cancelled after 500 ms
          S-->>O: deadline exceeded
          O->>O: 380 ms left, a retry needs 500 ms
          O-->>G: 503, please retry
          G-->>B: 503 after 640 ms, not a hung page
        """#,
      skills: ["resilience-patterns", "service-architecture"],
      labs: ["retry-backoff-schedule"],
      incidents: ["retry-storm-checkout"]),
    DemoDiagram(
      slug: "token-bucket",
      title: "The token bucket",
      description: #"""
        A bucket holds up to its capacity in tokens and gains them at a steady rate; a request takes one or is
        refused. Capacity sets the burst you forgive, rate sets the long-run limit, and both can be stored in
        two numbers: the tokens and the time they were last counted. No timer is needed, because tokens due
        since then are added on arrival. The trap is limiting per server with the global number: behind ten
        servers a client gets ten buckets. Divide the rate, keep the bucket in a shared store, or route a client
        to one server.
        """#,
      category: "Resilience",
      tags: ["rate-limit", "token-bucket", "fairness"],
      difficulty: .beginner,
      estimatedMinutes: 5,
      mermaid: #"""
        flowchart TD
          R[Request at time t] --> L[Load tokens and last time]
          L --> A["tokens = min(capacity, tokens + (t - last) * rate)"]
          A --> Q{tokens at least 1?}
          Q -->|yes| T[tokens = tokens - 1]
          T --> S[Store tokens and t]
          S --> O[Allow]
          Q -->|no| W["wait = (1 - tokens) / rate"]
          W --> S2[Store tokens and t]
          S2 --> N[429 with Retry-After: wait]
        """#,
      skills: ["capacity-planning", "resilience-patterns"],
      labs: ["token-bucket-trace"]),
    DemoDiagram(
      slug: "hedged-requests",
      title: "Hedged requests against the long tail",
      description: #"""
        If a page needs a hundred backends and each is slow once in a hundred times, almost two pages out of
        three meet a slow one. Hedging sends a second copy of a call after the time by which 95 % have answered,
        takes the first answer and cancels the other. It cuts the tail at the price of about 5 % more calls. The
        trap is hedging under overload: when everything is slow, everything is sent twice, and the cure becomes
        the load. Cap the share of hedged calls, and hedge only reads that are safe to repeat.
        """#,
      category: "Resilience",
      tags: ["hedging", "tail-latency", "p99"],
      difficulty: .advanced,
      estimatedMinutes: 7,
      mermaid: #"""
        sequenceDiagram
          participant C as Client
          participant A as Replica A
          participant B as Replica B
          C->>A: read key 91
          Note over C: 95 % have answered by 12 ms
          Note over A: stuck behind a compaction
          C->>C: 12 ms passed, hedge budget 2 % used
          C->>B: read key 91, same request id
          B-->>C: value after 4 ms
          C-->>A: cancel
          Note over C: answered after 16 ms in place of 180 ms
          A--xC: late answer is discarded
        """#,
      skills: ["resilience-patterns", "observability"],
      labs: ["latency-percentiles"],
      incidents: ["averages-hid-the-tail"]),
  ]
}

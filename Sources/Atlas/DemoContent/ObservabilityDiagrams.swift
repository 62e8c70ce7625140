extension DemoCatalogue {
  /// Diagrams about seeing what a running system does.
  static let observabilityDiagrams: [DemoDiagram] = [
    DemoDiagram(
      slug: "trace-context-propagation",
      title: "How a trace crosses process borders",
      description: #"""
        A trace is a tree of spans that share an identifier, and the tree is held together by one header passed
        along with each call. Through a queue the header travels in the message, and the consumer's span links
        back to the producer instead of pretending to be its child: the producer did not wait. The trap is the
        one library in the middle that drops the header. The trace then ends in mid-air and the slow half
        belongs to nobody. Test propagation like any feature: send a request, expect one trace.
        """#,
      category: "Observability",
      tags: ["tracing", "context-propagation", "spans"],
      difficulty: .beginner,
      estimatedMinutes: 6,
      mermaid: #"""
        sequenceDiagram
          participant G as Gateway
          participant O as Orders
          participant Q as Queue
          participant M as Mailer
          participant T as Trace store
          G->>G: trace 7a, span 01, sampled
          G->>O: POST orders, traceparent 7a 01
          O->>O: span 02, parent 01
          O->>Q: order placed, traceparent 7a 02
          Q-->>O: stored
          O-->>G: 201
          O->>T: span 02, 41 ms
          G->>T: span 01, 55 ms
          Note over Q: the message waits 8 s
          Q->>M: order placed, traceparent 7a 02
          M->>M: span 03, linked to 02
          M->>T: span 03, 120 ms
        """#,
      skills: ["observability"],
      labs: ["trace-critical-path"]),
    DemoDiagram(
      slug: "tail-sampling",
      title: "Keeping the traces that matter",
      description: #"""
        Keeping one trace in a hundred at random keeps a hundred boring ones for each interesting one, and the
        failure you look for is usually not among them. Tail sampling waits until a trace is complete and then
        decides: keep errors, keep the slow, keep a small share of the rest. All spans of a trace must reach the
        same collector, hence the routing by trace identifier. The trap is arithmetic: once kept traces are a
        biased selection, rates computed from them are wrong. Count requests and errors in metrics, before
        sampling, and use traces to explain.
        """#,
      category: "Observability",
      tags: ["sampling", "tracing", "cost"],
      difficulty: .advanced,
      estimatedMinutes: 7,
      mermaid: #"""
        flowchart LR
          S1[Service A] --> LB{Route by<br/>trace id}
          S2[Service B] --> LB
          LB --> C1[Collector 1]
          LB --> C2[Collector 2]
          C1 --> W[Hold spans for 30 s]
          C2 --> W
          W --> E{Any error?}
          E -->|yes| K[(Keep)]
          E -->|no| L{Slower than 1 s?}
          L -->|yes| K
          L -->|no| R{Random 1 %?}
          R -->|yes| K
          R -->|no| D[Drop]
          S1 -.->|counters, unsampled| M[(Metrics)]
          S2 -.->|counters, unsampled| M
        """#,
      skills: ["observability", "capacity-planning"]),
    DemoDiagram(
      slug: "percentiles-from-histograms",
      title: "From latencies to a percentile that adds up",
      description: #"""
        Percentiles cannot be averaged: the mean of ten servers' p99 values is the p99 of nothing. Histograms
        can be added. Each server counts requests per bucket, the sums are added across servers and time, and
        the percentile is read from the total, interpolated inside one bucket. Its error is at most the width of
        that bucket, so place bounds where decisions are made, such as at the objective. The trap is the highest
        bucket: if the p99 falls into "above one second", the answer is not one second but unknown. Add buckets
        until it is not.
        """#,
      category: "Observability",
      tags: ["histogram", "p99", "aggregation"],
      difficulty: .intermediate,
      estimatedMinutes: 6,
      mermaid: #"""
        flowchart TD
          A["server 1 buckets<br/>10 ms: 700, 50 ms: 280, 250 ms: 20"] --> S
          B["server 2 buckets<br/>10 ms: 100, 50 ms: 500, 250 ms: 400"] --> S
          S[Add bucket by bucket] --> T["total of 2000<br/>10 ms: 800, 50 ms: 780, 250 ms: 420"]
          T --> C["cumulative<br/>800, 1580, 2000"]
          C --> R["rank of p99 = 0.99 * 2000 = 1980"]
          R --> I["inside 50 to 250 ms:<br/>50 + 200 * (1980 - 1580) / 420"]
          I --> P["p99 is about 240 ms"]
          A -.-> X["p99 of server 1 = 150 ms"]
          B -.-> Y["p99 of server 2 = 245 ms"]
          X -.-> W["average 197 ms: meaningless"]
          Y -.-> W
        """#,
      skills: ["observability"],
      labs: ["latency-percentiles"],
      incidents: ["averages-hid-the-tail"]),
    DemoDiagram(
      slug: "burn-rate-alerts",
      title: "Alerting on the burn rate",
      description: #"""
        An objective of 99.9 % leaves 0.1 % to spend; the burn rate says how many times faster than allowed you
        spend it. At 14.4 a month's budget lasts two days, worth waking someone; at 1 it lasts the month. Two
        windows make the alert good: the long one proves that it matters, the short one that it still goes on,
        so that the page stops soon after the repair. The trap is low traffic. With forty requests an hour, one
        failure is a burn rate of 25. Add synthetic requests, or lengthen the windows.
        """#,
      category: "Observability",
      tags: ["slo", "error-budget", "alerting"],
      difficulty: .intermediate,
      estimatedMinutes: 7,
      mermaid: #"""
        flowchart TD
          G[Good and bad requests<br/>counted at the edge] --> B[Burn rate = error share / 0.001]
          B --> F{Above 14.4 over 1 h<br/>and over 5 min?}
          F -->|yes| P[Page: 2 % of the month<br/>gone in one hour]
          F -->|no| M{Above 6 over 6 h<br/>and over 30 min?}
          M -->|yes| P2[Page: 5 % gone in six hours]
          M -->|no| S{Above 1 over 3 days<br/>and over 6 h?}
          S -->|yes| T[Ticket for this week]
          S -->|no| N[Nothing to do]
          P --> E{Budget left?}
          P2 --> E
          E -->|no| Z[Stop risky releases]
          E -->|yes| C[Repair and continue]
        """#,
      skills: ["observability", "delivery"],
      labs: ["error-budget"],
      incidents: ["averages-hid-the-tail"]),
    DemoDiagram(
      slug: "label-cardinality",
      title: "How one label multiplies a metric",
      description: #"""
        A metric is stored as one series for each combination of its label values. Methods, routes and status
        classes multiply to hundreds, which is fine; add a user identifier and there are millions, and the
        metrics store falls over at the worst moment. Ask of each label: is its set of values small and known in
        advance? What is unbounded belongs in logs and traces, where it costs per event, not per series for
        ever. The trap is the raw path as a label: `/orders/812` looks harmless on a developer's machine. Record
        the route pattern.
        """#,
      category: "Observability",
      tags: ["metrics", "cardinality", "cost"],
      difficulty: .beginner,
      estimatedMinutes: 5,
      mermaid: #"""
        flowchart LR
          M[request_seconds] --> A["method: 4"]
          A --> B["x route: 30"]
          B --> C["x status class: 5"]
          C --> D["x server: 20"]
          D --> E["= 12 000 combinations"]
          E --> F["x 12 buckets<br/>= 144 000 series"]
          F --> G{Add user_id?}
          G -->|50 000 users| H["7.2 billion series"]
          H --> X[Store out of memory]
          G -->|no| I[Put user_id on traces and logs]
          I --> J[Exemplar links a bucket to a trace]
        """#,
      skills: ["observability", "capacity-planning"],
      labs: ["capacity-estimate"]),
    DemoDiagram(
      slug: "incident-lifecycle",
      title: "The life of an incident",
      description: #"""
        Incidents go better when their stages have names. One person coordinates and touches nothing, others
        investigate, and mitigation comes before understanding: roll back, shed load, fail over, and ask why
        afterwards. Monitoring a repaired system for a while catches the relapse that follows full caches and
        emptied queues. The review asks how the system made the mistake easy, and ends with few actions that
        have owners and dates. The trap is closing at the first green graph. Record a time for each transition;
        the gap from start to detection is often the longest.
        """#,
      category: "Observability",
      tags: ["incident-response", "on-call", "postmortem"],
      difficulty: .beginner,
      estimatedMinutes: 5,
      mermaid: #"""
        stateDiagram-v2
          [*] --> Started : first user is hurt
          Started --> Detected : alert, or a customer calls
          Detected --> Triaged : severity set, coordinator named
          Triaged --> Mitigating : rollback, failover, shedding
          Mitigating --> Mitigating : no effect, next option
          Mitigating --> Monitoring : users are well again
          Monitoring --> Mitigating : relapse
          Monitoring --> Resolved : stable for 60 minutes
          Resolved --> Reviewed : review within 5 working days
          Reviewed --> [*] : actions have owners and dates
        """#,
      skills: ["observability", "delivery"],
      incidents: ["retry-storm-checkout", "expired-mesh-certificate"]),
  ]
}

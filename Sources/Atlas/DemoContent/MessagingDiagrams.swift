extension DemoCatalogue {
  /// Diagrams about queues, logs, events and the workflows built on them.
  static let messagingDiagrams: [DemoDiagram] = [
    DemoDiagram(
      slug: "transactional-outbox",
      title: "The transactional outbox",
      description: #"""
        Saving an order and publishing an event are two systems, so one of them can fail alone. The outbox makes
        it one write: the event is a row in the same transaction as the order, and a relay publishes it
        afterwards, as often as needed. The consumer sees every event at least once and must recognise repeats
        by the event's identifier. The trap is a relay that reads rows by increasing number: a long transaction
        may commit row 41 after row 42 was published, and a relay that remembers "last seen 42" skips it for
        ever. Mark rows as sent instead.
        """#,
      category: "Messaging",
      tags: ["outbox", "events", "at-least-once"],
      difficulty: .intermediate,
      estimatedMinutes: 7,
      mermaid: #"""
        sequenceDiagram
          participant S as Order service
          participant D as Database
          participant R as Relay
          participant B as Broker
          participant C as Consumer
          S->>D: begin
          S->>D: insert order 812
          S->>D: insert outbox event e-77
          S->>D: commit
          loop every 100 ms
            R->>D: unsent rows, for update skip locked
            D-->>R: e-77
            R->>B: publish e-77
            B-->>R: stored
            R->>D: mark e-77 as sent
          end
          B->>C: deliver e-77
          C->>C: seen before? no, process it
          C-->>B: acknowledge
          Note over R,B: a crash before the mark repeats e-77
        """#,
      skills: ["messaging", "storage-engines"],
      labs: ["idempotent-upsert"],
      incidents: ["dual-write-lost-events"]),
    DemoDiagram(
      slug: "consumer-group-partitions",
      title: "Partitions, consumers and what a rebalance costs",
      description: #"""
        A partitioned log keeps order only within a partition, and each partition has one reader in a group at a
        time. The key therefore decides two things: which messages stay in order and how evenly work spreads.
        More consumers than partitions just idle. When a member dies, its partitions go to the others and
        everything since the last committed offset is delivered again. The trap is raising the number of
        partitions of a live topic: the same key now hashes elsewhere, and for a while its old and new messages
        are read by different consumers, out of order.
        """#,
      category: "Messaging",
      tags: ["kafka", "partitions", "consumer-group", "ordering"],
      difficulty: .intermediate,
      estimatedMinutes: 7,
      mermaid: #"""
        flowchart LR
          P[Producer] -->|hash of order id| T
          subgraph T [Topic orders]
            P0[(partition 0)]
            P1[(partition 1)]
            P2[(partition 2)]
            P3[(partition 3)]
          end
          subgraph G [Group billing]
            C1[consumer 1]
            C2[consumer 2]
            C3[consumer 3]
          end
          P0 --> C1
          P1 --> C1
          P2 --> C2
          P3 --> C3
          C2 -. dies .-> X{{rebalance}}
          X -. partition 2 .-> C3
          C1 -->|commit offsets| O[(offset store)]
          C3 -->|commit offsets| O
        """#,
      skills: ["messaging", "partitioning"],
      labs: ["consumer-offsets"],
      incidents: ["poison-message-orders", "hot-partition-flash-sale"]),
    DemoDiagram(
      slug: "idempotent-consumer",
      title: "Exactly once is a consumer that can count",
      description: #"""
        Brokers promise at-least-once delivery; "exactly once" is something the consumer builds. It stores the
        message identifier and the effect in one transaction, so a repeat finds its own footprint and changes
        nothing. The order of the steps matters: acknowledging before the commit loses messages, committing
        before the acknowledgement repeats them, and only repeats can be detected. The trap is a deduplication
        table with an expiry shorter than the broker's retention. Replay a week of messages after a repair, and
        every one older than the table counts as new.
        """#,
      category: "Messaging",
      tags: ["idempotency", "at-least-once", "deduplication"],
      difficulty: .intermediate,
      estimatedMinutes: 6,
      mermaid: #"""
        sequenceDiagram
          participant B as Broker
          participant C as Consumer
          participant D as Database
          B->>C: payment p-19
          C->>D: begin
          C->>D: insert into processed p-19
          D-->>C: inserted
          C->>D: add 40 to the balance
          C->>D: commit
          C--xB: acknowledgement is lost
          Note over B: visibility timeout passes
          B->>C: payment p-19 again
          C->>D: begin
          C->>D: insert into processed p-19
          D-->>C: already there
          C->>D: rollback, nothing changes
          C-->>B: acknowledge
        """#,
      skills: ["messaging", "resilience-patterns"],
      labs: ["idempotent-upsert", "consumer-offsets"],
      incidents: ["double-charge-timeout"]),
    DemoDiagram(
      slug: "dead-letter-handling",
      title: "Where bad messages go",
      description: #"""
        A message that can never be processed must not stop those behind it. Sort failures first: a timeout may
        heal and deserves a delayed retry, a parse error will not and goes aside at once. The dead-letter queue
        is only useful with an owner, an alert on its first message and a tool that puts messages back. The trap
        is moving a message aside on a topic where order per key matters: the next event for the same order is
        then applied without its predecessor. There, park the whole key until the first message is repaired.
        """#,
      category: "Messaging",
      tags: ["dead-letter", "retries", "poison-message"],
      difficulty: .beginner,
      estimatedMinutes: 5,
      mermaid: #"""
        flowchart TD
          M[Message] --> T[Handle]
          T --> R{Result}
          R -->|ok| A[Acknowledge]
          R -->|transient error| N{Attempts left?}
          N -->|yes| W[Delay with back-off]
          W --> T
          N -->|no| D[(Dead-letter queue)]
          R -->|permanent error| D
          D --> L[Alert the owner on the first message]
          L --> F{Cause repaired?}
          F -->|yes| B[Replay at a limited rate]
          B --> T
          F -->|never valid| X[Archive with a reason]
        """#,
      skills: ["messaging", "resilience-patterns"],
      labs: ["retry-backoff-schedule"],
      incidents: ["poison-message-orders"]),
    DemoDiagram(
      slug: "saga-orchestration",
      title: "An orchestrated saga that has to undo",
      description: #"""
        A saga replaces one distributed transaction by local ones, each with a compensation that undoes its
        effect in business terms. When a step fails, the orchestrator runs the compensations of everything that
        may have happened, in reverse. The word "may" is the trap: a step that timed out has an unknown outcome,
        so its compensation must run too and must be harmless if there is nothing to undo. Put steps that cannot
        be undone, such as printing a label, last, and write every decision down before acting on it, so that a
        restart continues instead of starting over.
        """#,
      category: "Messaging",
      tags: ["saga", "compensation", "workflow"],
      difficulty: .advanced,
      estimatedMinutes: 9,
      mermaid: #"""
        sequenceDiagram
          participant O as Orchestrator
          participant S as Stock
          participant P as Payments
          participant K as Courier
          O->>O: log saga 55 started
          O->>S: reserve 2 units
          S-->>O: reserved
          O->>P: authorise 80.00
          P-->>O: authorised
          O->>K: book pickup
          Note over K: no answer within 5 s
          O->>O: log step courier unknown
          O->>K: cancel pickup for saga 55
          K-->>O: nothing to cancel
          O->>P: void authorisation
          P-->>O: voided
          O->>S: release 2 units
          S-->>O: released
          O->>O: log saga 55 compensated
        """#,
      skills: ["messaging", "service-architecture"],
      labs: ["saga-compensation"],
      incidents: ["double-charge-timeout"]),
    DemoDiagram(
      slug: "order-saga-states",
      title: "The life of an order as a state machine",
      description: #"""
        When services react to each other's events, nobody owns the whole story, and questions like "why is this
        order stuck?" have no place to be asked. An explicit state machine for the order gives that place: each
        event is a transition, every other event is refused or ignored on purpose, and a timer covers each
        waiting state. The trap is the missing exit. Every waiting state needs an answer for silence, or orders
        collect there quietly until a customer asks. Count how many orders sit in each state and for how long.
        """#,
      category: "Messaging",
      tags: ["saga", "state-machine", "choreography"],
      difficulty: .intermediate,
      estimatedMinutes: 6,
      mermaid: #"""
        stateDiagram-v2
          [*] --> Placed
          Placed --> Reserved : stock reserved
          Placed --> Rejected : out of stock
          Reserved --> Paid : payment captured
          Reserved --> Releasing : payment refused
          Reserved --> Releasing : no answer for 15 minutes
          Releasing --> Cancelled : stock released
          Paid --> Shipped : courier scanned
          Paid --> Refunding : customer cancels
          Refunding --> Cancelled : refund confirmed
          Refunding --> NeedsHuman : refund failed three times
          NeedsHuman --> Cancelled : settled by hand
          Shipped --> [*]
          Rejected --> [*]
          Cancelled --> [*]
        """#,
      skills: ["messaging", "service-architecture"],
      labs: ["saga-compensation"]),
    DemoDiagram(
      slug: "credit-based-backpressure",
      title: "Backpressure by credit",
      description: #"""
        A fast producer and a slow consumer need a way to say "not now". With credits the consumer grants a
        number of messages, the producer counts down and stops at zero, and the consumer grants more as it
        finishes work. Memory use is bounded by what was granted, whatever the speeds are. The trap is putting
        an unbounded buffer anywhere between the two: it hides the pressure, turns overload into latency, and
        finally into an out-of-memory kill that drops everything at once. Every queue needs a limit, and an
        answer to the question of what happens there.
        """#,
      category: "Messaging",
      tags: ["backpressure", "flow-control", "bounded-queue"],
      difficulty: .advanced,
      estimatedMinutes: 7,
      mermaid: #"""
        sequenceDiagram
          participant P as Producer
          participant Q as Bounded buffer of 4
          participant C as Consumer
          C->>P: grant 4 credits
          P->>Q: message 1
          P->>Q: message 2
          P->>Q: message 3
          P->>Q: message 4
          Note over P: 0 credits left, stop reading upstream
          Q->>C: message 1
          C->>C: work for 30 ms
          Q->>C: message 2
          C->>P: grant 2 credits
          P->>Q: message 5
          P->>Q: message 6
          Note over Q: never more than 4 waiting
          C->>P: grant 2 credits
        """#,
      skills: ["messaging", "capacity-planning"],
      labs: ["token-bucket-trace"],
      incidents: ["reconnect-thundering-herd"]),
  ]
}

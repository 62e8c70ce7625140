extension DemoCatalogue {
  /// Diagrams about bringing changes to production and back.
  static let deliveryDiagrams: [DemoDiagram] = [
    DemoDiagram(
      slug: "deployment-pipeline",
      title: "One artefact through the pipeline",
      description: #"""
        Build once, and carry the same bytes through every stage; only configuration differs. Each stage answers
        a question that is dearer to ask than the one before: does it compile, do its parts work, do they work
        together, can it bear load, do real users notice? Fast stages come first, since a pipeline's worth is
        the time from mistake to message. The trap is the side door. Configuration and flags change production
        as surely as code, and if they skip the pipeline, the next outage arrives through them. Give them the
        same stages.
        """#,
      category: "Delivery",
      tags: ["pipeline", "continuous-delivery", "artefact"],
      difficulty: .beginner,
      estimatedMinutes: 5,
      mermaid: #"""
        flowchart LR
          C[Commit] --> B[Build and unit tests<br/>4 min]
          K[Config change] --> B
          B --> A[(Signed artefact)]
          A --> I[Integration tests<br/>8 min]
          I --> S[Staging<br/>migrations, smoke test]
          S --> N[Canary 5 %<br/>30 min]
          N --> Q{Errors and latency<br/>as before?}
          Q -->|yes| P[All regions, one by one]
          Q -->|no| R[Roll back to the<br/>previous artefact]
          R --> F[Message to the author]
          B -->|red| F
          I -->|red| F
        """#,
      skills: ["delivery"],
      incidents: ["global-config-push"]),
    DemoDiagram(
      slug: "canary-analysis",
      title: "A canary that can say no",
      description: #"""
        A canary serves a small share of real traffic with the new version and is compared with a fresh instance
        of the old one, not with the whole fleet, whose warm caches would make any newcomer look slow. Each step
        needs enough requests to judge; below that number the answer is "wait", not "pass". A failed comparison
        rolls back without asking. The trap is the time bomb: a leak that needs six hours or a code path used on
        the first of the month sails through a thirty-minute canary. Watch after the rollout too.
        """#,
      category: "Delivery",
      tags: ["canary", "rollout", "automated-rollback"],
      difficulty: .intermediate,
      estimatedMinutes: 6,
      mermaid: #"""
        stateDiagram-v2
          [*] --> Baseline : start old and new side by side
          Baseline --> Step1 : 1 percent
          Step1 --> Step2 : 5000 requests, no difference
          Step2 --> Step3 : 10 percent for 20 minutes
          Step3 --> Full : 50 percent for 20 minutes
          Full --> Watching : 100 percent
          Watching --> Done : 24 hours without a regression
          Step1 --> RollingBack : error rate differs
          Step2 --> RollingBack : p99 differs
          Step3 --> RollingBack : saturation differs
          Watching --> RollingBack : slow leak found
          RollingBack --> Failed : old version serves 100 percent
          Done --> [*]
          Failed --> [*]
        """#,
      skills: ["delivery", "observability"],
      labs: ["error-budget"],
      incidents: ["global-config-push"]),
    DemoDiagram(
      slug: "expand-and-contract",
      title: "Renaming a column without downtime",
      description: #"""
        During a rolling release two versions of the code run against one schema, so every schema must suit
        both. A rename becomes six small changes: add the new column, write both, fill the old rows in batches,
        read the new one, stop writing the old one, drop it. Each change can be undone alone. The trap is the
        lock, not the work: an `alter table` that takes milliseconds still needs an exclusive lock, waits behind
        one long query, and makes everybody wait behind it. Set a short lock timeout and try again.
        """#,
      category: "Delivery",
      tags: ["migration", "schema-change", "compatibility"],
      difficulty: .intermediate,
      estimatedMinutes: 7,
      mermaid: #"""
        flowchart TD
          S1["1. add column full_name, null allowed<br/>lock_timeout 2 s"]
          S1 --> S2["2. release code that writes<br/>name and full_name"]
          S2 --> S3["3. backfill in batches of 5000<br/>pause when replicas lag"]
          S3 --> V{Any row with<br/>full_name null?}
          V -->|yes| S3
          V -->|no| S4["4. release code that reads full_name"]
          S4 --> S5["5. release code that stops writing name"]
          S5 --> W[Wait until no old code runs<br/>and no report reads name]
          W --> S6["6. drop column name"]
          S4 -. undo .-> S2
          S5 -. undo .-> S4
        """#,
      skills: ["delivery", "storage-engines"],
      labs: ["expand-contract-order"],
      incidents: ["rename-during-rolling-deploy", "migration-lock-queue"]),
    DemoDiagram(
      slug: "blue-green-switch",
      title: "Blue, green and the way back",
      description: #"""
        Two complete environments, one of them live. The new version is installed on the idle one, tested there
        with real configuration, and traffic switches in one move that can be taken back as quickly. It suits
        systems that cannot run two versions at once. Both sides share the database, so the schema must fit
        both, or there is no way back. The trap is switching by DNS: some resolvers keep the old answer for
        hours. Switch at a load balancer you control, and drain long connections before you call the old side
        idle.
        """#,
      category: "Delivery",
      tags: ["blue-green", "rollback", "traffic-switch"],
      difficulty: .beginner,
      estimatedMinutes: 5,
      mermaid: #"""
        sequenceDiagram
          participant O as Operator
          participant L as Load balancer
          participant B as Blue, version 41
          participant G as Green, version 42
          participant D as Shared database
          Note over L,B: 100 % of traffic on blue
          O->>D: expand schema, fits 41 and 42
          O->>G: install 42, warm caches
          O->>G: smoke test with real configuration
          G-->>O: passed
          O->>L: route new connections to green
          L->>G: 100 % of new connections
          B->>B: drain for 10 minutes
          alt errors rise
            O->>L: route back to blue
            L->>B: 100 % within seconds
          else calm for a day
            O->>D: contract schema
            O->>B: becomes the next idle side
          end
        """#,
      skills: ["delivery"],
      incidents: ["rename-during-rolling-deploy", "dns-failover-stuck"]),
    DemoDiagram(
      slug: "feature-flag-lifecycle",
      title: "A feature flag from birth to removal",
      description: #"""
        Flags separate installing code from showing it: code arrives dark, is shown to the team, to a few, to
        all, and can be taken back in seconds without a release. Each flag also doubles the number of paths
        through the code, so it gets an owner and an end date at birth, and removal is part of the feature's
        definition of done. The trap is the flag nobody dares to touch. After a year of "always on", its off
        branch no longer works, and switching it off in an emergency is the emergency.
        """#,
      category: "Delivery",
      tags: ["feature-flags", "rollout", "technical-debt"],
      difficulty: .beginner,
      estimatedMinutes: 5,
      mermaid: #"""
        stateDiagram-v2
          [*] --> Dark : merged, off for all
          Dark --> Internal : team only
          Internal --> Partial : 1, 10, 50 percent by user id
          Partial --> On : 100 percent
          Partial --> Dark : kill switch
          On --> Dark : kill switch, first 30 days only
          On --> Stale : end date passed
          On --> Removing : stable for 30 days
          Stale --> Removing : owner reminded weekly
          Removing --> [*] : off branch and flag deleted
          note right of Partial
            hash of user and flag name,
            so a user keeps the same side
          end note
        """#,
      skills: ["delivery", "service-architecture"],
      incidents: ["global-config-push"]),
    DemoDiagram(
      slug: "desired-state-reconciliation",
      title: "Desired state and the loop that keeps it",
      description: #"""
        A controller compares what should be with what is and acts on the difference, over and over. Because it
        looks at the state and not at events, a missed event costs one round and a restart costs nothing. The
        desired state lives in version control: a review is an approval and a revert is a rollback. The trap is
        two masters. An operator who scales by hand during an incident sees the loop undo it a minute later, at
        the worst time. Provide an official pause for one object, with an expiry and an alert.
        """#,
      category: "Delivery",
      tags: ["gitops", "reconciliation", "drift"],
      difficulty: .intermediate,
      estimatedMinutes: 6,
      mermaid: #"""
        sequenceDiagram
          participant E as Engineer
          participant V as Version control
          participant C as Controller
          participant K as Cluster
          E->>V: merge, replicas 6, image 42
          loop every 30 s and on change
            C->>V: read desired state
            V-->>C: replicas 6, image 42
            C->>K: read actual state
            K-->>C: replicas 4, image 41
            C->>C: plan, at most 2 changes at once
            C->>K: start 2 with image 42
            K-->>C: accepted
          end
          E->>K: scale to 9 by hand, incident
          C->>K: drift found, back to 6
          E->>C: pause this object for 1 hour
          C-->>E: paused, alert set
        """#,
      skills: ["delivery", "resilience-patterns"],
      incidents: ["global-config-push"]),
  ]
}

extension DemoCatalogue {
  /// Diagrams about how databases keep, find and protect data.
  static let storageDiagrams: [DemoDiagram] = [
    DemoDiagram(
      slug: "lsm-tree",
      title: "Inside a log-structured merge tree",
      description: #"""
        A log-structured merge tree turns random writes into sequential ones: a write goes to a log and a sorted
        table in memory, full tables become immutable files, and compaction merges files level by level. A read
        asks the memory table, then files from newest to oldest, helped by Bloom filters that say "surely not
        here". You pay later, in write amplification and in compaction that competes with reads. The trap is
        deletes: a tombstone hides a key but frees nothing until it meets the oldest copy, so a queue built on
        such a table slows with every message.
        """#,
      category: "Storage",
      tags: ["lsm-tree", "compaction", "write-amplification"],
      difficulty: .advanced,
      estimatedMinutes: 9,
      mermaid: #"""
        flowchart TD
          W([put k, v]) --> L[Append to the log]
          L --> M[Memory table, sorted]
          M -->|full at 64 MB| I[Immutable memory table]
          I -->|flush| Z0[(Level 0: files overlap)]
          Z0 -->|compact| Z1[(Level 1: 640 MB, disjoint ranges)]
          Z1 -->|compact| Z2[(Level 2: 6.4 GB)]
          R([get k]) --> M
          M -.->|not found| I
          I -.->|not found| B{Bloom filter<br/>of each file}
          B -.->|maybe| Z0
          B -.->|maybe| Z1
          B -.->|maybe| Z2
          B -.->|no for all| N[Absent]
        """#,
      skills: ["storage-engines"]),
    DemoDiagram(
      slug: "btree-page-split",
      title: "A B-tree page splits",
      description: #"""
        A B-tree keeps keys sorted in pages of fixed size. When a page is full, half its keys move to a new page
        and the parent gains a separator; if the parent is full the split travels upward, and a new root makes
        the tree one level higher. That is why height grows slowly: with 400 keys per page, four levels hold
        billions. The trap is random keys such as version 4 UUIDs. Inserts then touch pages all over the index,
        most splits leave pages half empty, and the cache must hold everything. Time-ordered identifiers write
        at one edge.
        """#,
      category: "Storage",
      tags: ["b-tree", "index", "page-split"],
      difficulty: .intermediate,
      estimatedMinutes: 7,
      mermaid: #"""
        flowchart TB
          subgraph before [Before: insert 37 into a full page]
            R1["root: 20, 50"]
            A1["3, 9, 15"]
            B1["22, 31, 35, 44 (full)"]
            C1["52, 71"]
            R1 --> A1
            R1 --> B1
            R1 --> C1
          end
          subgraph after [After: 35 separates the halves]
            R2["root: 20, 35, 50"]
            A2["3, 9, 15"]
            B2["22, 31"]
            B3["35, 37, 44"]
            C2["52, 71"]
            R2 --> A2
            R2 --> B2
            R2 --> B3
            R2 --> C2
          end
          before ==>|split| after
        """#,
      skills: ["storage-engines"]),
    DemoDiagram(
      slug: "write-ahead-log-recovery",
      title: "Why the log is written first",
      description: #"""
        A database changes pages in memory and promises durability long before those pages reach the disk. The
        promise is kept by the log: a commit is durable when its log record is flushed, and after a crash the
        log is replayed from the last checkpoint. Each page carries the number of the last record applied to it,
        so replaying twice does no harm. The trap is storage that acknowledges a flush it has not done, such as
        a disk cache without a battery. Everything works until the power fails, and then acknowledged commits
        are missing.
        """#,
      category: "Storage",
      tags: ["write-ahead-log", "crash-recovery", "fsync"],
      difficulty: .intermediate,
      estimatedMinutes: 7,
      mermaid: #"""
        sequenceDiagram
          participant T as Transaction
          participant B as Page cache
          participant W as Log
          participant D as Data files
          T->>B: change page 12
          B->>W: record 501, page 12
          T->>W: commit record 502, flush
          W-->>T: durable
          Note over B: page 12 still dirty in memory
          B->>D: checkpoint, pages up to record 480
          Note over T,D: power fails
          rect rgb(236, 242, 252)
            D->>B: read page 12, last record 433
            W->>B: replay from 480, apply 501 to page 12
            B->>B: transaction of 502 committed, keep it
            B->>B: open transactions without a commit are ignored
          end
        """#,
      skills: ["storage-engines"],
      incidents: ["full-disk-replication-slot"]),
    DemoDiagram(
      slug: "multiversion-concurrency",
      title: "Rows with versions: how MVCC reads",
      description: #"""
        Under multiversion concurrency an update does not overwrite; it adds a version and marks the old one as
        ended. A reader carries a snapshot and picks, among the versions of a row, the one that was committed
        before the snapshot and not ended for it. Readers therefore never wait for writers. The price is
        garbage, removed only when no snapshot can need it. The trap is the transaction left open over lunch: it
        pins every version made since, tables swell, and index scans wade through rows nobody can see. Set a
        limit on idle transactions.
        """#,
      category: "Storage",
      tags: ["mvcc", "snapshot", "vacuum", "isolation"],
      difficulty: .advanced,
      estimatedMinutes: 8,
      mermaid: #"""
        sequenceDiagram
          participant R as Reader
          participant S as Row store
          participant W as Writer
          R->>S: begin, snapshot sees up to 100
          S-->>R: price 10, made by 90
          W->>S: begin as transaction 101
          W->>S: update price to 12
          S->>S: end the old version at 101
          S->>S: add version 12, made by 101
          W->>S: commit
          R->>S: select price
          Note over S: 101 is after snapshot 100
          S-->>R: price 10 again, no waiting
          R->>S: commit
          S->>S: no snapshot needs price 10
          S->>S: vacuum removes the old version
        """#,
      skills: ["storage-engines", "time-and-order"],
      labs: ["deadlock-cycle"],
      incidents: ["migration-lock-queue"]),
    DemoDiagram(
      slug: "deadlock-cycle",
      title: "Four transactions, one cycle",
      description: #"""
        A deadlock is a cycle in the graph of who waits for whom. The database finds it by following edges when
        a wait grows long, aborts one transaction on the cycle, and the rest proceed. Here T4 waits too but is
        not part of the cycle; aborting it would help nobody. Deadlocks are not errors to be hunted one by one:
        take locks in one agreed order, for instance by primary key, and the cycle cannot form. The trap is a
        foreign key or an index, which may lock rows your statement never mentions.
        """#,
      category: "Storage",
      tags: ["locks", "deadlock", "wait-for-graph"],
      difficulty: .intermediate,
      estimatedMinutes: 6,
      mermaid: #"""
        flowchart LR
          T1[T1 holds A] -->|waits for B| T2[T2 holds B]
          T2 -->|waits for C| T3[T3 holds C]
          T3 -->|waits for A| T1
          T4[T4 holds D] -->|waits for A| T1
          T3 --> V{{T3 closed the cycle:<br/>aborted}}
          V --> U1[T2 gets C and finishes]
          U1 --> U2[T1 gets B and finishes]
          U2 --> U3[T4 gets A and finishes]
          U3 --> U4[T3 is retried]
        """#,
      skills: ["storage-engines"],
      labs: ["deadlock-cycle"],
      incidents: ["migration-lock-queue"]),
    DemoDiagram(
      slug: "write-skew",
      title: "Write skew: two correct steps, one broken rule",
      description: #"""
        A hospital wants at least one doctor on call. Two doctors ask at once to go home; each transaction sees
        both on call, each removes itself, and no row is written by both. Snapshot isolation finds no conflict,
        yet the rule is broken. Serializable isolation notices that each read what the other wrote and aborts
        one of them; otherwise lock the rows you decided upon. The trap is the word "repeatable read", which
        names different guarantees in different databases. Read your own manual, and write the test with two
        connections.
        """#,
      category: "Storage",
      tags: ["isolation", "write-skew", "serializable"],
      difficulty: .expert,
      estimatedMinutes: 8,
      mermaid: #"""
        sequenceDiagram
          participant A as Doctor Adeyemi
          participant D as Database
          participant B as Doctor Brandt
          A->>D: begin, count on call
          D-->>A: 2
          B->>D: begin, count on call
          D-->>B: 2
          A->>D: set Adeyemi off call
          B->>D: set Brandt off call
          alt snapshot isolation
            A->>D: commit
            D-->>A: ok
            B->>D: commit
            D-->>B: ok, nobody is on call
          else serializable
            A->>D: commit
            D-->>A: ok
            B->>D: commit
            D-->>B: serialization failure, try again
            B->>D: retry, count on call
            D-->>B: 1, request refused
          end
        """#,
      skills: ["storage-engines", "time-and-order"]),
    DemoDiagram(
      slug: "double-entry-ledger",
      title: "Tables of a double-entry ledger",
      description: #"""
        Money is never stored as a balance that someone updates. Each transfer is a set of entries that add up
        to zero, entries are only ever appended, and a balance is a sum, kept at hand for speed but always
        recomputable. The idempotency key sits on the transfer with a unique constraint, so a repeated request
        finds the first one. Mistakes are corrected by a reversing transfer that points to the original. The
        trap is amounts as floating-point numbers: store whole minor units and the currency, and let a
        constraint check the zero sum.
        """#,
      category: "Storage",
      tags: ["ledger", "data-model", "idempotency", "invariants"],
      difficulty: .intermediate,
      estimatedMinutes: 7,
      mermaid: #"""
        erDiagram
          ACCOUNT ||--o{ ENTRY : "is posted to"
          TRANSFER ||--|{ ENTRY : "consists of"
          TRANSFER |o--o| TRANSFER : "reverses"
          CUSTOMER ||--o{ ACCOUNT : "owns"
          ACCOUNT ||--o{ BALANCE_SNAPSHOT : "is summed in"
          ACCOUNT {
            uuid id PK
            uuid customer_id FK
            char currency
          }
          TRANSFER {
            uuid id PK
            text idempotency_key UK
            uuid reverses_id FK
            timestamptz recorded_at
          }
          ENTRY {
            bigint id PK
            uuid transfer_id FK
            uuid account_id FK
            bigint minor_units "signed, sum per transfer is 0"
          }
        """#,
      skills: ["storage-engines", "service-architecture"],
      labs: ["idempotent-upsert", "least-privilege-grants"],
      incidents: ["double-charge-timeout"]),
  ]
}

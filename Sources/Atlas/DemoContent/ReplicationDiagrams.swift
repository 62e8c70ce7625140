extension DemoCatalogue {
  /// Diagrams about keeping copies of data on several machines.
  static let replicationDiagrams: [DemoDiagram] = [
    DemoDiagram(
      slug: "leader-follower-replication",
      title: "Leader and followers: one log, many copies",
      description: #"""
        A single leader orders all writes in its log and streams the log to followers, which apply it in the
        same order. The whole scheme rests on that order: a follower is always a prefix of the leader, never a
        different history. It gives simple reads at scale and a warm spare. The trap is the slot that remembers
        how far each follower has read: if a follower is gone for good and nobody drops its slot, the leader
        keeps the log for it until the disk is full. Alert on retained log bytes, not only on lag in seconds.
        """#,
      category: "Replication",
      tags: ["replication", "write-ahead-log", "lag"],
      difficulty: .beginner,
      estimatedMinutes: 6,
      mermaid: #"""
        sequenceDiagram
          autonumber
          participant C as Client
          participant L as Leader
          participant F1 as Follower 1
          participant F2 as Follower 2
          C->>L: update stock set units = 41
          L->>L: append to log at position 1007
          par stream the log
            L->>F1: records up to 1007
          and
            L->>F2: records up to 1007
          end
          L-->>C: committed
          F1-->>L: applied 1007
          Note over F2: still applying 0991
          C->>F2: read stock
          F2-->>C: units = 42, stale by 16 records
          L->>L: keep the log from 0991 on for F2
        """#,
      skills: ["replication"],
      labs: ["quorum-overlap"],
      incidents: ["full-disk-replication-slot"]),
    DemoDiagram(
      slug: "synchronous-and-asynchronous-commit",
      title: "What a commit waits for",
      description: #"""
        The moment a database says "committed" is a choice. Waiting for the local disk survives a restart;
        waiting for a second machine survives the loss of the first, and costs a network round trip on every
        write. The diagram compares both answers when the leader dies right after replying. The trap is a single
        synchronous follower: it doubles the number of machines whose failure stops writes. Name at least two
        candidates and wait for any one of them, and decide in advance whether the system should stop or carry
        on unprotected when none is left.
        """#,
      category: "Replication",
      tags: ["replication", "durability", "latency", "failover"],
      difficulty: .intermediate,
      estimatedMinutes: 7,
      mermaid: #"""
        sequenceDiagram
          participant C as Client
          participant L as Leader
          participant F as Follower
          alt asynchronous
            C->>L: commit A
            L->>L: flush log to disk
            L-->>C: committed
            L--xF: record A is lost in flight
            Note over L: leader dies
            Note over F: promoted without A
          else synchronous, any one of two
            C->>L: commit B
            L->>L: flush log to disk
            L->>F: record B
            F->>F: flush log to disk
            F-->>L: flushed
            L-->>C: committed
            Note over L: leader dies
            Note over F: promoted with B
          end
        """#,
      skills: ["replication", "capacity-planning"],
      labs: ["quorum-overlap"],
      incidents: ["split-brain-dispatch"]),
    DemoDiagram(
      slug: "quorum-reads-and-writes",
      title: "Quorums that must overlap",
      description: #"""
        With N copies, a write that waits for W acknowledgements and a read that asks R replicas share at least
        R + W - N machines. If that number is one or more, some replica in every read has seen the latest
        acknowledged write, and version numbers tell which answer it is. Here N is 5 and both quorums are 3. The
        trap is believing overlap alone gives linearizable reads: a write that reached one replica and then
        failed may still appear in one read and vanish in the next, unless the reader repairs what it saw before
        answering.
        """#,
      category: "Replication",
      tags: ["quorum", "leaderless", "consistency"],
      difficulty: .beginner,
      estimatedMinutes: 8,
      mermaid: #"""
        flowchart LR
          W([Write v2, W = 3]) --> N1
          W --> N2
          W --> N3
          subgraph replicas [N = 5 replicas of one key]
            N1[("n1: v2")]
            N2[("n2: v2")]
            N3[("n3: v2")]
            N4[("n4: v1")]
            N5[("n5: v1")]
          end
          N3 --> R([Read, R = 3])
          N4 --> R
          N5 --> R
          R --> P{Newest version?}
          P -->|v2 from n3| A[Answer v2]
          P -.->|read repair| N4
          P -.->|read repair| N5
        """#,
      skills: ["replication"],
      labs: ["quorum-overlap", "vector-clock-siblings"],
      incidents: ["clock-skew-lost-edits"]),
    DemoDiagram(
      slug: "read-your-own-writes",
      title: "Reading your own writes from a replica",
      description: #"""
        A user saves a profile, the page reloads from a replica that is 200 ms behind, and the change seems
        lost. Carrying the log position of the last write in the session fixes this without sending every read
        to the leader: the router picks a replica that has reached the position, or waits briefly, or falls
        back. The trap is keeping the position in the memory of one web server: the next request lands elsewhere
        and the guarantee is gone. Put it in the session or in a signed cookie, so that it travels with the
        user.
        """#,
      category: "Replication",
      tags: ["session-consistency", "lag", "routing"],
      difficulty: .intermediate,
      estimatedMinutes: 6,
      mermaid: #"""
        sequenceDiagram
          participant U as Browser
          participant A as Web server
          participant L as Leader
          participant R as Replica
          U->>A: save profile
          A->>L: update profile
          L-->>A: committed at position 5120
          A-->>U: saved, cookie min_position = 5120
          U->>A: show profile, min_position = 5120
          A->>R: replayed position?
          alt replica has caught up
            R-->>A: 5133
            A->>R: select profile
            R-->>A: new profile
          else replica is behind
            R-->>A: 5098
            A->>L: select profile
            L-->>A: new profile
          end
          A-->>U: page with the new profile
        """#,
      skills: ["replication", "service-architecture"]),
    DemoDiagram(
      slug: "failover-with-fencing",
      title: "Failover that fences the old leader",
      description: #"""
        A leader that pauses for garbage collection does not know it was replaced. When it wakes it goes on
        writing, and two histories grow apart. A fencing token closes the gap: each new leader gets a larger
        number, and the storage refuses anything that carries a smaller one. The check must sit where the write
        lands, since the sleeping leader cannot be trusted to check itself. The trap is a failover script that
        promotes the follower first and asks the old machine to stop second. If the old one is unreachable, that
        request is exactly what fails.
        """#,
      category: "Replication",
      tags: ["failover", "fencing", "split-brain", "lease"],
      difficulty: .advanced,
      estimatedMinutes: 9,
      mermaid: #"""
        sequenceDiagram
          participant O as Old leader
          participant K as Lease service
          participant N as New leader
          participant S as Storage
          O->>K: acquire lease
          K-->>O: granted, token 33
          O->>S: write, token 33
          S-->>O: ok
          Note over O: long pause, the lease runs out
          N->>K: acquire lease
          K-->>N: granted, token 34
          N->>S: write, token 34
          S->>S: highest token seen is 34
          S-->>N: ok
          Note over O: wakes up, believes it still leads
          O->>S: write, token 33
          S-->>O: refused, stale token
          O->>O: step down and rejoin as follower
        """#,
      skills: ["replication", "resilience-patterns"],
      labs: ["raft-commit-index"],
      incidents: ["split-brain-dispatch", "dns-failover-stuck"]),
    DemoDiagram(
      slug: "multi-leader-conflict",
      title: "Two leaders, one record, two truths",
      description: #"""
        When two regions accept writes for the same record, both may answer "saved" before either has heard of
        the other. Something must then decide. Last write wins is the popular rule and it silently deletes an
        acknowledged change, chosen by whose clock runs ahead. Better answers are to give each record a home
        region, to merge values by a rule that fits their meaning, or to keep both and ask. The trap is testing
        with one writer: conflicts need concurrency plus latency, so they appear first in production, during a
        slow link, on your most edited records.
        """#,
      category: "Replication",
      tags: ["multi-leader", "conflict", "last-write-wins"],
      difficulty: .advanced,
      estimatedMinutes: 8,
      mermaid: #"""
        sequenceDiagram
          participant A as Client in Oslo
          participant E as Leader Europe
          participant U as Leader America
          participant B as Client in Lima
          A->>E: address = Harbour Street 4
          E-->>A: saved
          B->>U: phone = 555 0117
          U-->>B: saved
          par exchange of changes
            E->>U: whole row, clock 12.000
          and
            U->>E: whole row, clock 12.004
          end
          Note over E,U: same row, neither change saw the other
          alt last write wins on the row
            E->>E: keep the row of 12.004, the address is lost
          else merge per field
            E->>E: keep the address and the phone
            U->>U: keep the address and the phone
          end
        """#,
      skills: ["replication", "time-and-order"],
      labs: ["vector-clock-siblings", "crdt-merge"],
      incidents: ["clock-skew-lost-edits"]),
    DemoDiagram(
      slug: "counters-that-merge",
      title: "A counter that merges without coordination",
      description: #"""
        A grow-only counter keeps one number per replica. Each replica raises only its own entry, and a merge
        takes the larger value of every entry. Because taking the maximum is commutative, associative and
        idempotent, messages may be lost, repeated or reordered, and all replicas still end with the same sum. A
        pair of such counters, one for additions and one for subtractions, also allows decrements. The trap is
        identity: a replica that restarts from an old snapshot under its old name counts from a stale entry, and
        its new increments are swallowed by the maximum.
        """#,
      category: "Replication",
      tags: ["crdt", "eventual-consistency", "merge"],
      difficulty: .advanced,
      estimatedMinutes: 8,
      mermaid: #"""
        flowchart TB
          subgraph before [After local increments]
            A["replica A<br/>A:5 B:2 C:0<br/>sum 7"]
            B["replica B<br/>A:3 B:4 C:0<br/>sum 7"]
            C["replica C<br/>A:3 B:2 C:6<br/>sum 11"]
          end
          A --> M{{Larger value<br/>of each entry}}
          B --> M
          C --> M
          M --> R["every replica<br/>A:5 B:4 C:6<br/>sum 15"]
          R --> Q{Same message<br/>delivered again?}
          Q -->|yes| R
          Q -->|no| D[Converged]
        """#,
      skills: ["replication", "time-and-order"],
      labs: ["crdt-merge"]),
  ]
}

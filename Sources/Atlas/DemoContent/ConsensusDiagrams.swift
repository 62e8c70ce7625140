extension DemoCatalogue {
  /// Diagrams about agreement, order and time.
  static let consensusDiagrams: [DemoDiagram] = [
    DemoDiagram(
      slug: "raft-node-states",
      title: "The three states of a Raft node",
      description: #"""
        Every Raft node is a follower, a candidate or a leader, and almost every safety argument starts from who
        may move where. A node that sees a higher term steps down at once, whatever it was doing; that one rule
        removes stale leaders. Randomised election timeouts make it likely that one candidate starts early
        enough to win alone. The trap is a timeout close to the heartbeat interval: one slow disk flush then
        looks like a dead leader, and the cluster spends its day in elections. Ten times the usual round trip is
        a sane start.
        """#,
      category: "Consensus",
      tags: ["raft", "leader-election", "state-machine"],
      difficulty: .intermediate,
      estimatedMinutes: 6,
      mermaid: #"""
        stateDiagram-v2
          [*] --> Follower
          Follower --> Candidate : election timeout without heartbeat
          Candidate --> Candidate : split vote, new term
          Candidate --> Leader : votes from a majority
          Candidate --> Follower : valid leader or higher term seen
          Leader --> Follower : higher term seen
          state Leader {
            [*] --> Heartbeating
            Heartbeating --> Replicating : client command
            Replicating --> Heartbeating : majority stored it
          }
          note right of Follower
            grants one vote per term,
            only to a log as fresh as its own
          end note
        """#,
      skills: ["consensus"],
      labs: ["raft-commit-index"]),
    DemoDiagram(
      slug: "raft-log-replication",
      title: "How a Raft entry becomes committed",
      description: #"""
        A command is safe once a majority stores it, and a follower accepts it only when the entry before it
        matches. That check on the previous index and term is an induction step: if it holds, the two logs are
        equal up to that point. Followers learn the commit index one message later, with the next append or
        heartbeat. The trap is counting copies of an entry from an older term. Such an entry may still be
        overwritten, so a leader commits it only indirectly, by getting a majority for an entry of its own term
        that follows it.
        """#,
      category: "Consensus",
      tags: ["raft", "log", "commit-index"],
      difficulty: .advanced,
      estimatedMinutes: 9,
      mermaid: #"""
        sequenceDiagram
          participant C as Client
          participant L as Leader, term 4
          participant F1 as Follower 1
          participant F2 as Follower 2
          C->>L: set x = 7
          L->>L: append index 8, term 4
          L->>F1: append 8 after (7, term 3)
          L->>F2: append 8 after (7, term 3)
          F1-->>L: ok, match index 8
          F2-->>L: refused, my log ends at (6, term 3)
          L->>L: 2 of 3 hold index 8, commit 8
          L-->>C: done, x = 7
          L->>F2: append 7 and 8 after (6, term 3)
          F2-->>L: ok, match index 8
          L->>F1: heartbeat, commit index 8
          F1->>F1: apply x = 7
        """#,
      skills: ["consensus", "replication"],
      labs: ["raft-commit-index"]),
    DemoDiagram(
      slug: "raft-split-vote",
      title: "An election that fails and then succeeds",
      description: #"""
        Two nodes time out in the same instant, each votes for itself, and nobody reaches a majority. Nothing
        breaks: the term simply ends without a leader. The next timeouts are drawn afresh, so the odds of a
        second tie fall quickly. Watch how the vote rule works too: a voter refuses a candidate whose last entry
        is older than its own, which keeps committed entries alive. The trap is an even cluster. Four nodes
        survive no more failures than three, need one vote more, and tie far more easily.
        """#,
      category: "Consensus",
      tags: ["raft", "leader-election", "randomisation"],
      difficulty: .intermediate,
      estimatedMinutes: 7,
      mermaid: #"""
        sequenceDiagram
          participant A as Node A
          participant B as Node B
          participant C as Node C
          participant D as Node D
          Note over A,D: the leader of term 5 has died
          A->>A: timeout, term 6, vote for self
          B->>B: timeout, term 6, vote for self
          A->>C: request vote, term 6
          B->>D: request vote, term 6
          C-->>A: granted
          D-->>B: granted
          Note over A,D: 2 votes against 2, majority is 3
          A->>A: new timeout 310 ms
          B->>B: new timeout 190 ms
          B->>A: request vote, term 7
          B->>C: request vote, term 7
          A-->>B: granted
          C-->>B: granted
          B->>A: heartbeat, leader of term 7
        """#,
      skills: ["consensus"]),
    DemoDiagram(
      slug: "two-phase-commit",
      title: "Two-phase commit and its blind spot",
      description: #"""
        Two-phase commit gets an all-or-nothing answer from several databases: first everyone promises to be
        able to commit, then the coordinator decides. After its promise a participant may neither commit nor
        abort alone; it holds its locks and waits. That is the blind spot the diagram shows, and why a
        coordinator must write its decision to durable storage before it tells anyone. The trap is treating
        prepared transactions as harmless. One forgotten by a crashed coordinator blocks row locks and vacuum
        for days, so list them in monitoring and give an operator a written way to settle them.
        """#,
      category: "Consensus",
      tags: ["transactions", "atomic-commit", "coordinator"],
      difficulty: .intermediate,
      estimatedMinutes: 8,
      mermaid: #"""
        sequenceDiagram
          participant K as Coordinator
          participant P as Orders database
          participant Q as Stock database
          K->>P: prepare
          K->>Q: prepare
          P->>P: write undo and redo, keep locks
          P-->>K: yes
          Q-->>K: yes
          K->>K: write decision commit to the log
          K->>P: commit
          P-->>K: done
          Note over K: crashes before telling Q
          Q->>Q: in doubt, row locks still held
          loop until the coordinator is back
            Q->>K: what was decided?
          end
          K->>K: recover the decision from the log
          K->>Q: commit
          Q-->>K: done, locks released
        """#,
      skills: ["consensus", "storage-engines"],
      labs: ["saga-compensation"]),
    DemoDiagram(
      slug: "single-decree-paxos",
      title: "Paxos: how a value survives its proposer",
      description: #"""
        Single-decree Paxos agrees on one value although proposers crash half way. The idea in one sentence:
        before proposing, ask a majority what they have accepted, and if anyone accepted something, propose that
        instead of your own wish. In the diagram the second proposer finds the first one's value and completes
        its work. Once a majority accepted a value, every later majority contains a witness, so the value can
        never change. The trap is two proposers that keep outbidding each other with higher numbers; back off at
        random or elect one to speak.
        """#,
      category: "Consensus",
      tags: ["paxos", "quorum", "agreement"],
      difficulty: .expert,
      estimatedMinutes: 12,
      mermaid: #"""
        sequenceDiagram
          participant P1 as Proposer 1
          participant A as Acceptor A
          participant B as Acceptor B
          participant C as Acceptor C
          participant P2 as Proposer 2
          P1->>A: prepare 1
          P1->>B: prepare 1
          A-->>P1: promise 1, nothing accepted
          B-->>P1: promise 1, nothing accepted
          P1->>A: accept 1, value blue
          A-->>P1: accepted
          Note over P1: crashes
          P2->>A: prepare 2
          P2->>C: prepare 2
          A-->>P2: promise 2, accepted 1 blue
          C-->>P2: promise 2, nothing accepted
          Note over P2: must propose blue, not green
          P2->>A: accept 2, value blue
          P2->>C: accept 2, value blue
          A-->>P2: accepted
          C-->>P2: accepted, blue is chosen
        """#,
      skills: ["consensus"],
      labs: ["raft-commit-index"]),
    DemoDiagram(
      slug: "logical-clocks",
      title: "Logical clocks: order without a wall clock",
      description: #"""
        A Lamport clock is a counter that every process raises on each event, attaches to each message and lifts
        above whatever it receives. If one event can have caused another, its number is smaller. That is enough
        for a total order everyone agrees on, with process names breaking ties. The trap is reading it
        backwards: a smaller number does not mean earlier or a cause, because unrelated events get numbers too.
        When you must tell "before" from "at the same time", for instance to detect conflicting edits, you need
        a vector clock with one counter per process.
        """#,
      category: "Consensus",
      tags: ["lamport-clock", "causality", "ordering"],
      difficulty: .intermediate,
      estimatedMinutes: 7,
      mermaid: #"""
        sequenceDiagram
          participant P1
          participant P2
          participant P3
          Note over P1: a = 1
          Note over P2: d = 1
          Note over P3: g = 1
          Note over P1: b = 2
          P1->>P2: m1 carries 2
          Note over P2: e = max(1, 2) + 1 = 3
          Note over P1: c = 3
          Note over P2: f = 4
          P2->>P3: m2 carries 4
          Note over P3: h = max(1, 4) + 1 = 5
          Note over P3: i = 6
          Note over P1,P3: c and e share 3 and neither caused the other
        """#,
      skills: ["time-and-order"],
      labs: ["lamport-clock-order", "vector-clock-siblings"],
      incidents: ["clock-skew-lost-edits"]),
    DemoDiagram(
      slug: "gossip-membership",
      title: "Gossip membership with suspicion",
      description: #"""
        A cluster of hundreds cannot have everyone ping everyone. In gossip membership each node probes one
        random peer per round; if there is no answer it asks a few others to probe on its behalf, which
        separates a dead peer from a bad link. Only then is the peer suspected, and it may refute the suspicion
        by announcing a higher incarnation number. The trap is using such a view for decisions that need
        agreement. Gossip converges, but at any moment two nodes may see different members, so never elect a
        single owner from it.
        """#,
      category: "Consensus",
      tags: ["gossip", "failure-detection", "membership"],
      difficulty: .advanced,
      estimatedMinutes: 8,
      mermaid: #"""
        stateDiagram-v2
          [*] --> Alive : join announced
          state probe <<choice>>
          Alive --> probe : direct ping fails
          probe --> Alive : a helper reaches the peer
          probe --> Suspect : no helper reaches the peer
          Suspect --> Alive : refuted with a higher incarnation
          Suspect --> Dead : suspicion time runs out
          Alive --> Left : leave announced
          Dead --> Alive : rejoins with a new incarnation
          Dead --> [*] : forgotten after the reap time
          Left --> [*] : forgotten after the reap time
        """#,
      skills: ["consensus", "resilience-patterns"]),
  ]
}

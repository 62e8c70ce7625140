extension DemoCatalogue {
  /// Labs about order and agreement.
  static let consensusLabs: [DemoLab] = [
    DemoLab(
      slug: "lamport-clock-order",
      title: "Put nine events in order",
      summary: "Assign Lamport timestamps to three processes and derive the total order everybody agrees on.",
      difficulty: .intermediate,
      category: "Consensus",
      tags: ["lamport-clock", "ordering", "causality"],
      instructions: #"""
        Three processes keep Lamport clocks. All clocks start at 0. Before each event a process adds 1 to its
        clock; a message carries the sender's clock after that step; a receiver first takes the larger of its
        own clock and the message's number and then adds 1.

        | Process | Events in order |
        | --- | --- |
        | P1 | `a` local, `b` sends m1 to P2, `c` local |
        | P2 | `d` local, `e` receives m1, `f` sends m2 to P3 |
        | P3 | `g` local, `h` receives m2, `i` local |

        Compute the timestamp of each event. Then list all nine events in the total order given by the timestamp
        and, for equal timestamps, by the name of the process (P1 before P2 before P3).

        Answer with nine lines. Each line is the event, one space and its timestamp. The first line is the
        smallest event, for example `x 1`.
        """#,
      estimatedMinutes: 20,
      hints: [
        DemoHint(
          text: #"""
            Start with the three events that no message can influence.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            The receive event `e` has 1 + max(1, 2).
            """#,
          penalty: 0.2),
      ],
      checks: [
        DemoCheck(
          key: "total-order", title: "All nine lines are in the agreed order", weight: 0.6,
          ruleJSON: #"""
            {"kind":"lines","expected":["a 1","d 1","g 1","b 2","c 3","e 3","f 4","h 5","i 6"],"ordered":true}
            """#),
        DemoCheck(
          key: "receive-e", title: "The first receive event is lifted above its message", weight: 0.2,
          ruleJSON: #"""
            {"kind":"regex","pattern":"e[[:space:]]+3"}
            """#),
        DemoCheck(
          key: "receive-h", title: "The second receive event is lifted above its message", weight: 0.2,
          ruleJSON: #"""
            {"kind":"regex","pattern":"h[[:space:]]+5"}
            """#),
      ],
      skills: ["time-and-order"],
      sampleSolution: #"""
        a 1
        d 1
        g 1
        b 2
        c 3
        e 3
        f 4
        h 5
        i 6
        """#,
      wrongSolution: #"""
        a 1
        d 1
        g 1
        b 2
        e 2
        h 2
        c 3
        f 3
        i 3
        """#),
    DemoLab(
      slug: "raft-commit-index",
      title: "What may this leader commit?",
      summary: "Read a Raft log, compute the commit index and name the nodes that can win the next election.",
      difficulty: .expert,
      category: "Consensus",
      tags: ["raft", "commit-index", "leader-election"],
      instructions: #"""
        A Raft cluster has five nodes. The leader is in **term 4** and its log is:

        | Index | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        | Term | 1 | 1 | 2 | 2 | 2 | 3 | 3 | 4 | 4 |

        The commit index was 5 when the term began. The highest index known to be stored on each node is:

        | leader | f1 | f2 | f3 | f4 |
        | --- | --- | --- | --- | --- |
        | 9 | 9 | 7 | 6 | 4 |

        1. `majority`: the highest index that a majority of the nodes stores.
        2. `commit`: the commit index the leader may announce now.
        3. Then f2 acknowledges index 8. `afterAck`: the commit index the leader may announce after that.
        4. Now the leader dies. `electable`: the followers that can still win an election, assuming the other
           three followers are up and vote by the rules.

        Answer with four lines in exactly this form, followers in ascending order and separated by one space:

        ```text
        majority: 0
        commit: 0
        afterAck: 0
        electable: f1 f2
        ```
        """#,
      estimatedMinutes: 25,
      hints: [
        DemoHint(
          text: #"""
            Sort the five numbers; the third largest is stored on three nodes.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            A leader counts copies only for entries of its own term. Look up the term of the entry you want to
            commit.
            """#,
          penalty: 0.2),
      ],
      checks: [
        DemoCheck(
          key: "majority", title: "The majority index is right", weight: 0.2,
          ruleJSON: #"""
            {"kind":"number","label":"majority","value":7,"tolerance":0}
            """#),
        DemoCheck(
          key: "commit", title: "Entries of older terms are not committed by counting", weight: 0.3,
          ruleJSON: #"""
            {"kind":"number","label":"commit","value":5,"tolerance":0}
            """#),
        DemoCheck(
          key: "after-ack", title: "An entry of the current term commits all before it", weight: 0.25,
          ruleJSON: #"""
            {"kind":"number","label":"afterAck","value":8,"tolerance":0}
            """#),
        DemoCheck(
          key: "electable", title: "Only nodes whose log is fresh enough for a majority can win", weight: 0.25,
          ruleJSON: #"""
            {"kind":"regex","pattern":"electable:[[:space:]]*f1[[:space:]]+f2[[:space:]]*$"}
            """#),
      ],
      skills: ["consensus"],
      sampleSolution: #"""
        majority: 7
        commit: 5
        afterAck: 8
        electable: f1 f2
        """#,
      wrongSolution: #"""
        majority: 7
        commit: 7
        afterAck: 8
        electable: f1 f2 f3
        """#),
  ]
}

extension DemoCatalogue {
  /// Labs about copies and quorums.
  static let replicationLabs: [DemoLab] = [
    DemoLab(
      slug: "quorum-overlap",
      title: "Choose quorums that overlap",
      summary: "Pick read and write quorums for five replicas from the guarantees a product asks for.",
      difficulty: .beginner,
      category: "Replication",
      tags: ["quorum", "replication", "consistency"],
      instructions: #"""
        A shopping-cart service stores each key on **N = 5** replicas without a leader. The product asks for
        three things:

        1. A write must still succeed while any two replicas are down.
        2. Any two successful writes must share at least one replica, so that the second can see the first.
        3. Any read must share at least one replica with every successful write, and should ask as few replicas
           as possible.

        Find the write quorum `w`, the read quorum `r`, and `overlap`, the smallest number of replicas a read
        and a write have in common.

        The team then considers `w = 4` to make reads cheaper. For that alternative find the smallest `r` that
        still meets the third wish, and `writeFailuresTolerated`, the number of replicas that may be down while
        writes succeed.

        Answer with one JSON object and nothing else:

        ```json
        {
          "w": 0, "r": 0, "overlap": 0,
          "alternative": { "r": 0, "writeFailuresTolerated": 0 }
        }
        ```
        """#,
      estimatedMinutes: 15,
      hints: [
        DemoHint(
          text: #"""
            Wish 1 gives an upper bound for `w`, wish 2 a lower one. They meet.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            Two sets of sizes a and b among N members share at least a + b - N members.
            """#,
          penalty: 0.2),
      ],
      checks: [
        DemoCheck(
          key: "write-quorum", title: "The write quorum meets wishes 1 and 2", weight: 0.25,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"w","equals":3}
            """#),
        DemoCheck(
          key: "read-quorum", title: "The read quorum is the smallest that meets wish 3", weight: 0.25,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"r","equals":3}
            """#),
        DemoCheck(
          key: "overlap", title: "The overlap is right", weight: 0.2,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"overlap","equals":1}
            """#),
        DemoCheck(
          key: "alternative-read", title: "The alternative read quorum is right", weight: 0.15,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"alternative.r","equals":2}
            """#),
        DemoCheck(
          key: "alternative-failures", title: "The cost of the alternative is right", weight: 0.15,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"alternative.writeFailuresTolerated","equals":1}
            """#),
      ],
      skills: ["replication"],
      sampleSolution: #"""
        {
          "w": 3, "r": 3, "overlap": 1,
          "alternative": { "r": 2, "writeFailuresTolerated": 1 }
        }
        """#,
      wrongSolution: #"""
        {
          "w": 3, "r": 2, "overlap": 0,
          "alternative": { "r": 1, "writeFailuresTolerated": 1 }
        }
        """#),
    DemoLab(
      slug: "vector-clock-siblings",
      title: "Which versions are in conflict?",
      summary: "Compare vector clocks of a shopping cart, find the siblings that survive and the clock of their merge.",
      difficulty: .advanced,
      category: "Replication",
      tags: ["vector-clock", "conflict", "siblings"],
      instructions: #"""
        A leaderless store found four versions of one cart. A missing entry counts as 0.

        | Version | Vector clock |
        | --- | --- |
        | v1 | A:2 B:1 |
        | v2 | A:1 B:2 |
        | v3 | A:2 B:2 C:1 |
        | v4 | A:3 B:1 |

        Version x is *before* y if no entry of x is larger than the same entry of y and at least one is smaller.
        If neither is before the other, they are *concurrent*.

        1. Name the relation of v1 to v2, of v1 to v3 and of v3 to v4. Use `before`, `after` or `concurrent`.
        2. The store drops every version that is before another one. List the remaining `siblings` by name, in
           ascending order.
        3. The client reads the siblings, merges the carts and writes the result through node **B**. The new
           clock takes the larger value of each entry, and then B adds 1 to its own. Give it as `merged`.

        Answer with one JSON object:

        ```json
        {
          "v1v2": "", "v1v3": "", "v3v4": "",
          "siblings": [],
          "merged": { "A": 0, "B": 0, "C": 0 }
        }
        ```
        """#,
      estimatedMinutes: 20,
      hints: [
        DemoHint(
          text: #"""
            Compare entry by entry. As soon as one entry is larger and another is smaller, you can stop.
            """#,
          penalty: 0.15),
        DemoHint(
          text: #"""
            The merged clock must be after every sibling, since its writer saw all of them.
            """#,
          penalty: 0.15),
      ],
      checks: [
        DemoCheck(
          key: "relation-v1v2", title: "The relation of v1 to v2 is right", weight: 0.15,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"v1v2","equals":"concurrent"}
            """#),
        DemoCheck(
          key: "relation-v1v3", title: "The relation of v1 to v3 is right", weight: 0.15,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"v1v3","equals":"before"}
            """#),
        DemoCheck(
          key: "relation-v3v4", title: "The relation of v3 to v4 is right", weight: 0.2,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"v3v4","equals":"concurrent"}
            """#),
        DemoCheck(
          key: "sibling-first", title: "The first sibling is right", weight: 0.1,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"siblings.0","equals":"v3"}
            """#),
        DemoCheck(
          key: "sibling-second", title: "The second sibling is right", weight: 0.1,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"siblings.1","equals":"v4"}
            """#),
        DemoCheck(
          key: "merged-a", title: "The merged clock keeps the largest A", weight: 0.1,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"merged.A","equals":3}
            """#),
        DemoCheck(
          key: "merged-b", title: "The merged clock counts the new write", weight: 0.2,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"merged.B","equals":3}
            """#),
      ],
      skills: ["time-and-order", "replication"],
      sampleSolution: #"""
        {
          "v1v2": "concurrent", "v1v3": "before", "v3v4": "concurrent",
          "siblings": ["v3", "v4"],
          "merged": { "A": 3, "B": 3, "C": 1 }
        }
        """#,
      wrongSolution: #"""
        {
          "v1v2": "concurrent", "v1v3": "before", "v3v4": "after",
          "siblings": ["v3"],
          "merged": { "A": 2, "B": 2, "C": 1 }
        }
        """#),
    DemoLab(
      slug: "crdt-merge",
      title: "Merge three replicas without asking anyone",
      summary: "Merge a counter with increments and decrements and a set with tagged additions by hand.",
      difficulty: .advanced,
      category: "Replication",
      tags: ["crdt", "merge", "eventual-consistency"],
      instructions: #"""
        Three replicas of a basket were offline and now merge.

        **The item counter** keeps two grow-only counters, `P` for additions and `N` for removals. A merge takes
        the larger value of each entry; the value is the sum of P minus the sum of N.

        | Replica | P | N |
        | --- | --- | --- |
        | A | A:5 B:2 C:0 | A:1 B:0 C:0 |
        | B | A:3 B:4 C:0 | A:1 B:2 C:0 |
        | C | A:3 B:2 C:6 | A:0 B:0 C:1 |

        **The set of names** gives each addition a unique tag. A removal records the tags it has seen as
        tombstones. A merge unites additions and unites tombstones; a name is present if one of its tags is not
        a tombstone.

        | Replica | Additions | Tombstones |
        | --- | --- | --- |
        | A | milk#a1, eggs#a2, tea#c1 | a2 |
        | B | milk#a1, eggs#a2, eggs#b1 | a1 |
        | C | tea#c1 | none |

        Answer with one JSON object: the merged entries `p` and `n`, the `counter` value, and the names in the
        `set` in alphabetical order, without tags.

        ```json
        {
          "p": { "A": 0, "B": 0, "C": 0 },
          "n": { "A": 0, "B": 0, "C": 0 },
          "counter": 0,
          "set": []
        }
        ```
        """#,
      estimatedMinutes: 25,
      hints: [
        DemoHint(
          text: #"""
            Merge P and N separately; subtract at the very end.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            Replica A removed the eggs it knew. The tag b1 was never seen there.
            """#,
          penalty: 0.2),
      ],
      checks: [
        DemoCheck(
          key: "p-entries", title: "The merged additions keep the largest entry of B", weight: 0.2,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"p.B","equals":4}
            """#),
        DemoCheck(
          key: "n-entries", title: "The merged removals keep the largest entry of B", weight: 0.2,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"n.B","equals":2}
            """#),
        DemoCheck(
          key: "counter", title: "The counter value is right", weight: 0.25,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"counter","equals":11}
            """#),
        DemoCheck(
          key: "set-first", title: "The name added concurrently with its removal survives", weight: 0.15,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"set.0","equals":"eggs"}
            """#),
        DemoCheck(
          key: "set-second", title: "The untouched name survives", weight: 0.1,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"set.1","equals":"tea"}
            """#),
        DemoCheck(
          key: "no-zombie", title: "The removed name does not come back", weight: 0.1,
          ruleJSON: #"""
            {"kind":"notContains","text":"milk"}
            """#),
      ],
      skills: ["replication", "time-and-order"],
      sampleSolution: #"""
        {
          "p": { "A": 5, "B": 4, "C": 6 },
          "n": { "A": 1, "B": 2, "C": 1 },
          "counter": 11,
          "set": ["eggs", "tea"]
        }
        """#,
      wrongSolution: #"""
        {
          "p": { "A": 11, "B": 8, "C": 6 },
          "n": { "A": 2, "B": 2, "C": 1 },
          "counter": 20,
          "set": ["milk", "tea"]
        }
        """#),
  ]
}

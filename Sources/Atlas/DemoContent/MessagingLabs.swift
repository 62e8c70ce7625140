extension DemoCatalogue {
  /// Labs about logs and workflows.
  static let messagingLabs: [DemoLab] = [
    DemoLab(
      slug: "consumer-offsets",
      title: "Partitions, offsets and lag",
      summary: "Compute the lag of a consumer group, the repeats after a crash and the new assignment.",
      difficulty: .intermediate,
      category: "Messaging",
      tags: ["partitions", "offsets", "rebalance"],
      instructions: #"""
        A topic has six partitions. `end` is the offset the next message will get; `committed` is the next
        offset the group would read after a restart.

        | Partition | 0 | 1 | 2 | 3 | 4 | 5 |
        | --- | --- | --- | --- | --- | --- | --- |
        | end | 1200 | 900 | 1500 | 700 | 2000 | 800 |
        | committed | 1180 | 900 | 1350 | 640 | 1990 | 800 |

        The group uses *range assignment*: partitions in ascending order are cut into consecutive ranges, one
        for each consumer in ascending order, and if they do not divide evenly the first consumers get one
        partition more.

        1. `totalLag`: the lag of the whole group in messages.
        2. `before`: with consumers c1 to c4, the partitions of c2.
        3. Consumer c2 processed partition 2 up to and including offset 1399, did not commit, and crashed.
           `repeated`: how many messages of that partition will be processed a second time.
        4. `after`: with c1, c3 and c4 left, the partitions of c3.

        Answer with four lines, partitions separated by one space:

        ```text
        totalLag: 0
        before: 0 1
        repeated: 0
        after: 0 1
        ```
        """#,
      estimatedMinutes: 20,
      hints: [
        DemoHint(
          text: #"""
            Lag is end minus committed, added up over the partitions.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            Six partitions for four consumers: the first two get two, the others one.
            """#,
          penalty: 0.15),
      ],
      checks: [
        DemoCheck(
          key: "lag", title: "The total lag is right", weight: 0.25,
          ruleJSON: #"""
            {"kind":"number","label":"totalLag","value":240,"tolerance":0}
            """#),
        DemoCheck(
          key: "before", title: "The first assignment is right", weight: 0.25,
          ruleJSON: #"""
            {"kind":"regex","pattern":"before:[[:space:]]*2[[:space:]]+3"}
            """#),
        DemoCheck(
          key: "repeated", title: "The number of repeats is right", weight: 0.25,
          ruleJSON: #"""
            {"kind":"number","label":"repeated","value":50,"tolerance":0}
            """#),
        DemoCheck(
          key: "after", title: "The assignment after the crash is right", weight: 0.25,
          ruleJSON: #"""
            {"kind":"regex","pattern":"after:[[:space:]]*2[[:space:]]+3"}
            """#),
      ],
      skills: ["messaging", "partitioning"],
      sampleSolution: #"""
        totalLag: 240
        before: 2 3
        repeated: 50
        after: 2 3
        """#,
      wrongSolution: #"""
        totalLag: 240
        before: 1 5
        repeated: 100
        after: 3 4
        """#),
    DemoLab(
      slug: "saga-compensation",
      title: "Undo a saga in the right order",
      summary: "A step of an order saga timed out. List the compensations that must run, in order.",
      difficulty: .intermediate,
      category: "Messaging",
      tags: ["saga", "compensation", "workflow"],
      instructions: #"""
        An orchestrator runs an order through these steps, one after the other:

        | Step | Action | Compensation |
        | --- | --- | --- |
        | 1 | create-order | cancel-order |
        | 2 | reserve-stock | release-stock |
        | 3 | authorise-card | void-authorisation |
        | 4 | book-courier | cancel-courier |
        | 5 | capture-payment | refund-payment |
        | 6 | send-receipt | none |

        Steps 1 to 3 succeeded. Step 4 got **no answer before its timeout**, and the retries are used up, so the
        orchestrator decides to undo the order. All compensations are idempotent: running one for an action that
        never took effect is harmless.

        List the compensations that must run, in the order in which they must run. Think about what is known of
        step 4, and about which steps cannot have happened.

        Answer with one name on each line and nothing else.
        """#,
      estimatedMinutes: 15,
      hints: [
        DemoHint(
          text: #"""
            Compensations run in the reverse order of the actions.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            A timeout means that the outcome is unknown. What does it cost to compensate too much, and what to
            compensate too little?
            """#,
          penalty: 0.2),
      ],
      checks: [
        DemoCheck(
          key: "order", title: "All compensations run, last action first", weight: 0.5,
          ruleJSON: #"""
            {"kind":"lines","expected":["cancel-courier","void-authorisation","release-stock",\#
            "cancel-order"],"ordered":true}
            """#),
        DemoCheck(
          key: "unknown-outcome", title: "The step with the unknown outcome is compensated", weight: 0.3,
          ruleJSON: #"""
            {"kind":"contains","text":"cancel-courier","caseSensitive":true}
            """#),
        DemoCheck(
          key: "no-refund", title: "A step that never started is not compensated", weight: 0.2,
          ruleJSON: #"""
            {"kind":"notContains","text":"refund-payment"}
            """#),
      ],
      skills: ["messaging", "service-architecture"],
      sampleSolution: #"""
        cancel-courier
        void-authorisation
        release-stock
        cancel-order
        """#,
      wrongSolution: #"""
        void-authorisation
        release-stock
        cancel-order
        """#),
  ]
}

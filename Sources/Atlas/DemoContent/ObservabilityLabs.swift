extension DemoCatalogue {
  /// Labs about measuring a running system.
  static let observabilityLabs: [DemoLab] = [
    DemoLab(
      slug: "latency-percentiles",
      title: "Read percentiles from a histogram",
      summary: "Interpolate p50, p95 and p99 from cumulative buckets and count the requests above an objective.",
      difficulty: .intermediate,
      category: "Observability",
      tags: ["histogram", "p99", "latency"],
      instructions: #"""
        A server recorded 10000 requests in a cumulative histogram: each row counts all requests that took at
        most that long.

        | At most | Requests |
        | --- | --- |
        | 10 ms | 1200 |
        | 25 ms | 4100 |
        | 50 ms | 7900 |
        | 100 ms | 9500 |
        | 250 ms | 9860 |
        | 500 ms | 9960 |
        | 1000 ms | 10000 |

        Find a percentile like this: compute its rank as percentile times the total, find the first bucket whose
        count reaches the rank, and interpolate linearly inside the bucket,

        `lower + (upper - lower) * (rank - countBelow) / (countInBucket)`,

        where `countBelow` is the cumulative count of the bucket before.

        1. `p50`, `p95` and `p99` in ms.
        2. `overObjective`: the share of requests, in percent, that took longer than the objective of 250 ms.

        Answer with four lines of the form `name: number`, rounded to one decimal, without units.
        """#,
      estimatedMinutes: 20,
      hints: [
        DemoHint(
          text: #"""
            The rank of the median is 5000. It falls into the bucket from 25 to 50 ms.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            The bucket from 250 to 500 ms holds 100 requests, and 9860 lie below it.
            """#,
          penalty: 0.15),
      ],
      checks: [
        DemoCheck(
          key: "median", title: "The median is right", weight: 0.25,
          ruleJSON: #"""
            {"kind":"number","label":"p50","value":30.9,"tolerance":0.1}
            """#),
        DemoCheck(
          key: "p95", title: "The 95th percentile is right", weight: 0.2,
          ruleJSON: #"""
            {"kind":"number","label":"p95","value":100,"tolerance":0.1}
            """#),
        DemoCheck(
          key: "p99", title: "The 99th percentile is right", weight: 0.3,
          ruleJSON: #"""
            {"kind":"number","label":"p99","value":350,"tolerance":0.5}
            """#),
        DemoCheck(
          key: "over-objective", title: "The share above the objective is right", weight: 0.25,
          ruleJSON: #"""
            {"kind":"number","label":"overObjective","value":1.4,"tolerance":0.05}
            """#),
      ],
      skills: ["observability"],
      sampleSolution: #"""
        p50: 30.9
        p95: 100.0
        p99: 350.0
        overObjective: 1.4
        """#,
      wrongSolution: #"""
        p50: 50
        p95: 100
        p99: 500
        overObjective: 0.4
        """#),
    DemoLab(
      slug: "trace-critical-path",
      title: "Find the critical path of a trace",
      summary: "Split the 240 ms of one request into the self time of the spans that really delayed the answer.",
      difficulty: .advanced,
      category: "Observability",
      tags: ["tracing", "critical-path", "latency"],
      instructions: #"""
        One request produced these spans, with times in ms since the request arrived:

        | Span | Parent | Start | End |
        | --- | --- | --- | --- |
        | gateway | none | 0 | 240 |
        | auth | gateway | 5 | 25 |
        | orders | gateway | 30 | 235 |
        | pricing | orders | 35 | 95 |
        | inventory | orders | 35 | 180 |
        | db | inventory | 60 | 170 |
        | audit | orders | 182 | 230 |

        The *critical path* consists of the spans that the answer had to wait for. Where children run in
        parallel, only the one that ends last belongs to it. The *self time* of a span is the time it spent on
        the path while none of its children on the path was running.

        List every span on the critical path as `name=milliseconds`, with the largest self time first, on **one
        line** separated by single spaces. The form, with wrong numbers: `gateway=100 orders=90 auth=50`.

        Check yourself: the numbers must add up to 240.
        """#,
      estimatedMinutes: 25,
      hints: [
        DemoHint(
          text: #"""
            Two children of orders run at the same time. One of them could be twice as slow without delaying the
            answer.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            The gateway's own time is 240 minus the 20 of auth and minus the 205 of orders.
            """#,
          penalty: 0.15),
      ],
      checks: [
        DemoCheck(
          key: "exact", title: "The whole line is right", weight: 0.5,
          ruleJSON: #"""
            {"kind":"equals","text":"db=110 audit=48 inventory=35 auth=20 gateway=15 orders=12",\#
            "normalizeWhitespace":true}
            """#),
        DemoCheck(
          key: "parallel", title: "The shorter parallel child is left out", weight: 0.2,
          ruleJSON: #"""
            {"kind":"notContains","text":"pricing"}
            """#),
        DemoCheck(
          key: "largest", title: "The largest part comes first", weight: 0.15,
          ruleJSON: #"""
            {"kind":"regex","pattern":"^[[:space:]]*db=110"}
            """#),
        DemoCheck(
          key: "orders-self", title: "The self time of orders is right", weight: 0.15,
          ruleJSON: #"""
            {"kind":"contains","text":"orders=12","caseSensitive":false}
            """#),
      ],
      skills: ["observability", "service-architecture"],
      sampleSolution: #"""
        db=110 audit=48 inventory=35 auth=20 gateway=15 orders=12
        """#,
      wrongSolution: #"""
        gateway=240 orders=205 inventory=145 db=110 pricing=60 audit=48 auth=20
        """#),
    DemoLab(
      slug: "error-budget",
      title: "Spend an error budget",
      summary: "Turn an objective into requests and minutes, price one incident and forecast the rest of the month.",
      difficulty: .intermediate,
      category: "Observability",
      tags: ["slo", "error-budget", "burn-rate"],
      instructions: #"""
        A search service promises that **99.9 %** of all requests succeed in each window of **30 days**. It
        receives a steady **3000 requests a second**.

        1. `budgetRequests`: how many requests may fail in one window.
        2. `budgetMinutes`: how many minutes of complete outage the budget would pay for.
        3. On day 2 an index was corrupt: for **40 minutes**, **20 %** of all requests failed. `burnRate`: the
           burn rate during those minutes, that is, the error share divided by the allowed error share.
        4. `spentPercent`: the share of the window's budget that the incident used, in percent.
        5. After the incident a new release raises the error share, and the budget is now spent at a steady burn
           rate of **6**. `daysLeft`: how many days pass until the remaining budget is gone.

        Answer with five lines of the form `name: number`, without units, percent signs or separators for
        thousands. Round to two decimals where needed.
        """#,
      estimatedMinutes: 20,
      hints: [
        DemoHint(
          text: #"""
            30 days have 43200 minutes and 2592000 seconds.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            At a burn rate of 1 the full budget lasts 30 days. At 6 the full budget lasts 5.
            """#,
          penalty: 0.15),
      ],
      checks: [
        DemoCheck(
          key: "budget-requests", title: "The budget in requests is right", weight: 0.2,
          ruleJSON: #"""
            {"kind":"number","label":"budgetRequests","value":7776000,"tolerance":1}
            """#),
        DemoCheck(
          key: "budget-minutes", title: "The budget in minutes is right", weight: 0.15,
          ruleJSON: #"""
            {"kind":"number","label":"budgetMinutes","value":43.2,"tolerance":0.05}
            """#),
        DemoCheck(
          key: "burn-rate", title: "The burn rate of the incident is right", weight: 0.2,
          ruleJSON: #"""
            {"kind":"number","label":"burnRate","value":200,"tolerance":0.5}
            """#),
        DemoCheck(
          key: "spent", title: "The share used by the incident is right", weight: 0.2,
          ruleJSON: #"""
            {"kind":"number","label":"spentPercent","value":18.52,"tolerance":0.05}
            """#),
        DemoCheck(
          key: "days-left", title: "The forecast is right", weight: 0.25,
          ruleJSON: #"""
            {"kind":"number","label":"daysLeft","value":4.07,"tolerance":0.03}
            """#),
      ],
      skills: ["observability", "delivery"],
      sampleSolution: #"""
        budgetRequests: 7776000
        budgetMinutes: 43.2
        burnRate: 200
        spentPercent: 18.52
        daysLeft: 4.07
        """#,
      wrongSolution: #"""
        budgetRequests: 7776000
        budgetMinutes: 43.2
        burnRate: 20
        spentPercent: 92.59
        daysLeft: 5
        """#),
  ]
}

extension DemoCatalogue {
  /// Labs about limits and failures.
  static let resilienceLabs: [DemoLab] = [
    DemoLab(
      slug: "retry-backoff-schedule",
      title: "Plan a retry schedule",
      summary: "Compute capped exponential delays, their expected sum with jitter and how many fit before a deadline.",
      difficulty: .beginner,
      category: "Resilience",
      tags: ["retries", "back-off", "jitter"],
      instructions: #"""
        A client retries with capped exponential back-off: the delay before retry *n* (counted from 0) is
        `min(2000, 100 * 2^n)` milliseconds. It makes at most **six** retries.

        1. `delays`: the six delays without jitter, in order.
        2. `total`: their sum in milliseconds.
        3. `expected`: the expected sum with *full jitter*, where each delay is drawn uniformly between 0 and
           the value above.
        4. `started`: how many retries **start** within 3000 ms of the first call, without jitter, if each
           attempt, the first one included, takes 150 ms to fail.

        Answer with four lines in this form, delays separated by one space, without units:

        ```text
        delays: 1 2 3 4 5 6
        total: 0
        expected: 0
        started: 0
        ```
        """#,
      estimatedMinutes: 15,
      hints: [
        DemoHint(
          text: #"""
            The cap applies to the last delay only.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            For the fourth answer draw a time line: the first attempt ends at 150 ms, the first retry starts at
            250 ms.
            """#,
          penalty: 0.15),
      ],
      checks: [
        DemoCheck(
          key: "delays", title: "The six delays grow and are capped", weight: 0.3,
          ruleJSON: #"""
            {"kind":"regex","pattern":"delays:[[:space:]]*100[[:space:]]+200[[:space:]]+400\#
            [[:space:]]+800[[:space:]]+1600[[:space:]]+2000"}
            """#),
        DemoCheck(
          key: "total", title: "The sum is right", weight: 0.2,
          ruleJSON: #"""
            {"kind":"number","label":"total","value":5100,"tolerance":0}
            """#),
        DemoCheck(
          key: "expected", title: "The expected sum with full jitter is right", weight: 0.2,
          ruleJSON: #"""
            {"kind":"number","label":"expected","value":2550,"tolerance":0}
            """#),
        DemoCheck(
          key: "started", title: "The number of retries within the deadline is right", weight: 0.3,
          ruleJSON: #"""
            {"kind":"number","label":"started","value":4,"tolerance":0}
            """#),
      ],
      skills: ["resilience-patterns"],
      sampleSolution: #"""
        delays: 100 200 400 800 1600 2000
        total: 5100
        expected: 2550
        started: 4
        """#,
      wrongSolution: #"""
        delays: 100 200 400 800 1600 3200
        total: 6300
        expected: 3150
        started: 5
        """#),
    DemoLab(
      slug: "circuit-breaker-config",
      title: "Configure a circuit breaker",
      summary: "Turn seven sentences about a dependency into the settings of a circuit breaker.",
      difficulty: .intermediate,
      category: "Resilience",
      tags: ["circuit-breaker", "configuration", "recovery"],
      instructions: #"""
        Write the configuration of a circuit breaker for calls to a pricing service. These are the facts:

        - A full outage must open the breaker within 10 seconds, so the sliding window is exactly that long.
        - At the quietest hour there are 2 calls a second. The breaker must be able to open then, too;
          `minimumCalls` is the number of calls that fill the window at that rate.
        - It opens when at least half of the counted calls fail.
        - The p99 of a healthy call is 400 ms. A call counts as slow, and slow counts as failed, above twice
          that value.
        - The service restarts in about 25 seconds. The breaker stays open for the smallest multiple of 10
          seconds that is longer.
        - In the half-open state five probes are allowed. It closes when 80 % of them succeed.
        - Answers with a status of 400 to 499 are the caller's mistake and must not count as failures.

        Answer with one JSON object with exactly these keys, numbers as numbers, the rate between 0 and 1:

        ```json
        {
          "windowSeconds": 0, "minimumCalls": 0, "failureRateThreshold": 0,
          "slowCallMilliseconds": 0, "openSeconds": 0,
          "halfOpen": { "maxProbes": 0, "successesToClose": 0 },
          "countClientErrors": true
        }
        ```
        """#,
      estimatedMinutes: 20,
      hints: [
        DemoHint(
          text: #"""
            All values follow from the list; the only ones you must compute are four products and one rounding.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            Two calls a second for ten seconds fill the window with how many calls?
            """#,
          penalty: 0.1),
      ],
      checks: [
        DemoCheck(
          key: "window", title: "The window follows from the outage rule", weight: 0.1,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"windowSeconds","equals":10}
            """#),
        DemoCheck(
          key: "minimum-calls", title: "The breaker can open at the quietest hour", weight: 0.2,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"minimumCalls","equals":20}
            """#),
        DemoCheck(
          key: "rate", title: "The failure rate is right", weight: 0.15,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"failureRateThreshold","equals":0.5}
            """#),
        DemoCheck(
          key: "slow-call", title: "Slow calls are counted above twice the p99", weight: 0.15,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"slowCallMilliseconds","equals":800}
            """#),
        DemoCheck(
          key: "open-time", title: "The pause outlasts a restart", weight: 0.15,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"openSeconds","equals":30}
            """#),
        DemoCheck(
          key: "probes", title: "The breaker closes at 80 % of the probes", weight: 0.15,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"halfOpen.successesToClose","equals":4}
            """#),
        DemoCheck(
          key: "client-errors", title: "The caller's mistakes are not counted", weight: 0.1,
          ruleJSON: #"""
            {"kind":"jsonPath","path":"countClientErrors","equals":false}
            """#),
      ],
      skills: ["resilience-patterns"],
      sampleSolution: #"""
        {
          "windowSeconds": 10, "minimumCalls": 20, "failureRateThreshold": 0.5,
          "slowCallMilliseconds": 800, "openSeconds": 30,
          "halfOpen": { "maxProbes": 5, "successesToClose": 4 },
          "countClientErrors": false
        }
        """#,
      wrongSolution: #"""
        {
          "windowSeconds": 10, "minimumCalls": 100, "failureRateThreshold": 0.5,
          "slowCallMilliseconds": 400, "openSeconds": 20,
          "halfOpen": { "maxProbes": 5, "successesToClose": 5 },
          "countClientErrors": true
        }
        """#),
    DemoLab(
      slug: "token-bucket-trace",
      title: "Run a token bucket by hand",
      summary: "Follow a token bucket through four bursts and report what is let through.",
      difficulty: .beginner,
      category: "Resilience",
      tags: ["rate-limit", "token-bucket", "overload"],
      instructions: #"""
        A token bucket has a capacity of **10** tokens and gains **2 tokens a second**, continuously and never
        above its capacity. It is full at time 0. Each request takes one token; a request that finds less than
        one token is rejected.

        | Time in s | Requests arriving at once |
        | --- | --- |
        | 0.0 | 8 |
        | 1.0 | 6 |
        | 2.5 | 1 |
        | 8.0 | 12 |

        For each burst compute how many requests are accepted, how many are rejected and how many tokens are
        left.

        Answer with five lines. Four lines have the form `time accepted rejected left`, separated by single
        spaces, times as in the table. The last line is `total` followed by the sum of accepted and the sum of
        rejected requests. An example of the form, with wrong numbers:

        ```text
        0.0 1 7 9
        1.0 1 5 9
        2.5 1 0 9
        8.0 1 11 9
        total 4 23
        ```
        """#,
      estimatedMinutes: 15,
      hints: [
        DemoHint(
          text: #"""
            Between two bursts add rate times elapsed time, then cut off at the capacity.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            After the third burst two tokens are left and 5.5 seconds pass.
            """#,
          penalty: 0.1),
      ],
      checks: [
        DemoCheck(
          key: "trace", title: "All five lines are right", weight: 0.6,
          ruleJSON: #"""
            {"kind":"lines","expected":["0.0 8 0 2","1.0 4 2 0","2.5 1 0 2","8.0 10 2 0","total 23 4"],"ordered":true}
            """#),
        DemoCheck(
          key: "refill", title: "The bucket refills between bursts", weight: 0.2,
          ruleJSON: #"""
            {"kind":"regex","pattern":"1\\.0[[:space:]]+4[[:space:]]+2"}
            """#),
        DemoCheck(
          key: "cap", title: "The bucket never holds more than its capacity", weight: 0.2,
          ruleJSON: #"""
            {"kind":"regex","pattern":"8\\.0[[:space:]]+10[[:space:]]+2"}
            """#),
      ],
      skills: ["capacity-planning"],
      sampleSolution: #"""
        0.0 8 0 2
        1.0 4 2 0
        2.5 1 0 2
        8.0 10 2 0
        total 23 4
        """#,
      wrongSolution: #"""
        0.0 8 0 2
        1.0 4 2 0
        2.5 1 0 2
        8.0 12 0 1
        total 25 2
        """#),
  ]
}

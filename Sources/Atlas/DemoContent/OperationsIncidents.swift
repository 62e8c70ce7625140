extension DemoCatalogue {
  /// Incidents in traffic, configuration, identity and monitoring.
  static let operationsIncidents: [DemoIncident] = [
    DemoIncident(
      slug: "retry-storm-checkout",
      company: "Cobblestone Tickets",
      title: "Twenty-seven calls for every click",
      description: #"""
        Ticket sales for a stadium concert opened at ten. The payment provider slowed from 300 ms to 2.5 s for
        about two minutes. The payment client had a timeout of 2 s and made **three attempts**. So did the order
        service above it, and so did the gateway above that. At worst, one click became **27 calls** to a
        provider that was already struggling. Its queue grew, all calls timed out, and the provider, which
        recovered at 10:03, was held down by retries until 10:41. Sales stopped for 38 minutes. Traffic fell
        only when an engineer set the attempts of the two upper layers to one and restarted the gateway.
        """#,
      occurredOn: "2023-04-20",
      severity: .critical,
      rootCause: #"""
        Retries at three layers multiplied the load during a short slowdown and kept the system in overload
        after the trigger was gone.
        """#,
      lessons: #"""
        Retry at one layer only. Limit retries to a share of successful calls, such as 10 %. Pass a deadline
        down so that lower layers stop early, and open a breaker when most calls fail. Load-test the recovery,
        not only the peak: a system must come back by itself.
        """#,
      tags: ["retries", "overload", "timeouts", "cascading-failure"]),
    DemoIncident(
      slug: "averages-hid-the-tail",
      company: "Saltmarsh Telehealth",
      title: "Green dashboards, unhappy patients",
      description: #"""
        After a release, video visits took more than eight seconds to start for about **3 % of patients**,
        nearly all of them with long medical histories. The main dashboard showed a mean start time of 640 ms,
        up from 590 ms, and the p99 shown next to it was the average of the p99 values of forty servers, most of
        which hardly served such patients. Nobody was paged. The support desk collected **220 complaints** in
        nine days before a product manager connected them. A query ran once for each past visit and had been
        invisible in test data, where no patient had more than five.
        """#,
      occurredOn: "2023-11-30",
      severity: .major,
      rootCause: #"""
        A query per related row, together with metrics that averaged percentiles across servers and thereby
        diluted a problem of a small group.
        """#,
      lessons: #"""
        Aggregate histograms, not percentiles. Alert on the share of requests slower than the objective. Break
        latency down by size of the customer. Keep test data with the largest real cardinalities, and count
        queries per request in tests.
        """#,
      tags: ["p99", "averages", "monitoring", "slo"]),
    DemoIncident(
      slug: "cache-stampede-homepage",
      company: "Vantry Video",
      title: "The front page that expired for everyone",
      description: #"""
        The rows of the front page were computed by a query of 1.8 seconds and cached for exactly one hour. A
        deployment at 19:00 had restarted all servers and filled their caches in the same second. At
        **20:00:00** the entry expired everywhere, and **6,200 requests** ran the same query at once. The
        database reached its connection limit, queries took forty seconds, and since none finished before the
        web timeout of ten, nothing was ever stored and each new visitor started another one. The page was down
        for **24 minutes** in prime time. It came back when an engineer wrote the value into the cache by hand.
        """#,
      occurredOn: "2024-02-09",
      severity: .major,
      rootCause: #"""
        Equal lifetimes filled at the same moment, without single flight and without serving the stale value
        while the new one was computed.
        """#,
      lessons: #"""
        Add a random part to every lifetime. Let one request per key compute while others get the stale value.
        Refresh important keys before they expire. Let a computation finish and store its result even if the
        visitor who caused it has left.
        """#,
      tags: ["cache", "stampede", "expiry"]),
    DemoIncident(
      slug: "reconnect-thundering-herd",
      company: "A team-chat company",
      title: "Four million clients come back at once",
      description: #"""
        A load balancer restart in one region closed **four million** WebSocket connections within a second. The
        desktop client reconnected immediately, then after exactly 1, 2 and 4 seconds, so all clients arrived in
        waves. Each connection began with a token check and a query for unread counts. The identity service fell
        over in the first wave; the second found it starting and pushed it down again. Servers that did accept
        connections ran out of memory, as each connection buffered its backlog without a limit. The region was
        out for **71 minutes** and recovered only when the edge admitted 2 % of new connections per minute.
        """#,
      occurredOn: "2024-06-17",
      severity: .critical,
      rootCause: #"""
        Synchronised reconnects without jitter met an expensive handshake, an identity service without admission
        control and unbounded buffers.
        """#,
      lessons: #"""
        Spread reconnects over a time set by the server, with full jitter. Close connections slowly during
        maintenance. Make the first step of a connection cheap and cacheable. Bound the buffer of each
        connection and let a client that fell behind fetch a fresh state.
        """#,
      tags: ["websocket", "reconnect", "overload", "jitter"]),
    DemoIncident(
      slug: "tokens-in-access-logs",
      company: "A travel booking company",
      title: "Session tokens in the search index of the logs",
      description: #"""
        To analyse slow requests an engineer turned on full URLs in the access log of the gateway. A partner
        integration, four years old, passed its access token as a **query parameter**. For sixteen days the
        tokens of 58 partners were written to a log index that **900 employees** and two contractors could
        search. A contractor found them while looking for something else and reported it. There was no sign of
        misuse, but the tokens were valid for a year and could not be revoked one by one, so all partners had to
        change theirs in one night with the help of a hastily written tool.
        """#,
      occurredOn: "2024-07-08",
      severity: .major,
      rootCause: #"""
        Credentials in URLs, tokens with a long life and no single revocation, and a log pipeline that had no
        step to remove secrets.
        """#,
      lessons: #"""
        Accept tokens in headers only. Redact by allow-list: log the parameters known to be harmless. Keep token
        lives short and revocation by token possible. Scan logs for strings of the shape of your own tokens; a
        recognisable prefix makes that easy.
        """#,
      tags: ["secrets", "logging", "tokens"]),
    DemoIncident(
      slug: "expired-mesh-certificate",
      company: "Larkspur Pay",
      title: "The intermediate nobody owned",
      description: #"""
        All services talked over mutual TLS, and leaf certificates were renewed every six hours by an agent. The
        **intermediate certificate** that signed them had been made by hand, valid for three years, by an
        engineer who had since left. It expired on a Sunday at 02:00. From then on each renewed leaf failed
        validation, so services dropped out one after the other within six hours, in no visible order. On-call
        engineers restarted pods, which fetched new leaves and made it worse. Payments degraded for **five
        hours** and failed fully for 94 minutes, until a new intermediate was signed with a root key that lay in
        a safe in another city.
        """#,
      occurredOn: "2024-09-22",
      severity: .critical,
      rootCause: #"""
        The expiry of an intermediate certificate was neither monitored nor automated, since all attention went
        to the leaf certificates.
        """#,
      lessons: #"""
        Watch the expiry of the whole chain as clients see it, with alerts at 60, 30 and 7 days. Rotate
        intermediates on a calendar and long before they end. Never issue a leaf that outlives its issuer.
        Rehearse a new chain once a year, including the way to the safe.
        """#,
      tags: ["certificates", "mtls", "expiry"]),
    DemoIncident(
      slug: "double-charge-timeout",
      company: "Larkspur Pay",
      title: "A timeout is not a no",
      description: #"""
        The checkout called the acquirer with a timeout of five seconds. On the last Friday of the month the
        acquirer answered in six. The checkout took the timeout for a refusal and offered the customer another
        try, which was a **new payment** with a new identifier. **2,950 customers** were charged twice, some of
        them four times. The nightly reconciliation found the difference, but the refunds took three working
        days, and for some customers the second charge had meant a rejected rent payment. The acquirer's
        interface had supported an idempotency key for years; the integration sent a fresh random one with each
        attempt.
        """#,
      occurredOn: "2025-01-31",
      severity: .major,
      rootCause: #"""
        An unknown outcome was treated as a failure, and the idempotency key belonged to the attempt instead of
        the intention to pay.
        """#,
      lessons: #"""
        Create the key when the customer presses the button, store it, and use it for each attempt. After a
        timeout ask for the state of the payment before offering another. Show "we are checking" to the
        customer. Alert on the number of payments per basket.
        """#,
      tags: ["idempotency", "payments", "timeouts"]),
    DemoIncident(
      slug: "dns-failover-stuck",
      company: "Quillmark Press",
      title: "Fifty minutes to follow a pointer",
      description: #"""
        A subscription site moved to its standby region after a power failure by changing a DNS record with a
        lifetime of sixty seconds. Monitoring turned green in two minutes. **A third of the readers** still got
        errors after fifty. Some resolvers of access providers raise low lifetimes to an hour. The mobile app
        resolved the name once at start. The payment provider's callback service kept one connection pool open
        for as long as its process lived. Nobody had noticed in rehearsals, since the old region had always been
        left running, and late traffic to it had quietly worked.
        """#,
      occurredOn: "2025-03-12",
      severity: .minor,
      rootCause: #"""
        The failover relied on all clients honouring the lifetime of a DNS record, and rehearsals never switched
        the old side off.
        """#,
      lessons: #"""
        Fail over behind an address you control, such as an anycast address or a load balancer in a third place.
        Limit the age of pooled connections. In rehearsals block the old side and count who still knocks.
        Publish how long a failover takes for the slowest tenth of clients.
        """#,
      tags: ["dns", "failover", "caching"]),
    DemoIncident(
      slug: "global-config-push",
      company: "Mossgate Games",
      title: "One line of configuration, every region",
      description: #"""
        To block a cheating tool, an engineer added a regular expression to the filter for chat messages. Code
        went through a canary; configuration went to **all regions within twenty seconds**, because filters had
        to be fast to change. The expression contained nested repetition and needed exponential time on a common
        pattern of repeated letters. Within a minute every game server was at 100 % CPU, matches froze and **1.1
        million players** were thrown out. The rollback was slow: the tool that distributes configuration ran on
        the same servers and got no CPU. It took 33 minutes to stop enough traffic for it to work.
        """#,
      occurredOn: "2025-05-20",
      severity: .critical,
      rootCause: #"""
        Configuration bypassed the staged rollout, an expression with exponential worst case ran without a time
        limit, and the way back shared its resources with the patient.
        """#,
      lessons: #"""
        Treat configuration as code: review, canary, stages, automatic rollback. Use a matcher with linear time
        or a step limit. Reserve capacity for the control plane. Keep the last good configuration on each
        server, so that it can fall back by itself.
        """#,
      tags: ["configuration", "blast-radius", "rollout"]),
  ]
}

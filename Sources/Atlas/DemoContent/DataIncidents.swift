extension DemoCatalogue {
  /// Incidents in databases, messages and copies of data.
  static let dataIncidents: [DemoIncident] = [
    DemoIncident(
      slug: "split-brain-dispatch",
      company: "Harrow and Finch Freight",
      title: "Two dispatch databases for eleven minutes",
      description: #"""
        A switch between two halls dropped packets for forty seconds. The monitor of the dispatch database saw
        no heartbeat from the primary and promoted the replica in the other hall. Its request to stop the old
        primary went over the same switch and was lost. For **eleven minutes** both machines accepted bookings:
        web servers in one hall wrote to the old primary, those in the other to the new one. When the link
        returned, replication stopped with a diverged history, and **1,840 bookings** existed on one side only,
        63 of them for the same trucks. Dispatchers phoned drivers for two days to sort them out. No booking was
        lost in the end, but only because the old primary's log had been kept and could be read record by
        record.
        """#,
      occurredOn: "2023-02-14",
      severity: .critical,
      rootCause: #"""
        Automatic failover promoted a new primary without fencing the old one; the only means of stopping it
        used the network path that had failed.
        """#,
      lessons: #"""
        Fence before promoting: a lease that the primary must renew, with writes refused after it lapses, or a
        token that the storage checks. Let a majority of three sites decide, not one monitor. Practise the cut
        link, not only the dead machine.
        """#,
      tags: ["failover", "split-brain", "fencing", "replication"]),
    DemoIncident(
      slug: "full-disk-replication-slot",
      company: "Pinemoor Bank",
      title: "The replica that was gone but not forgotten",
      description: #"""
        A test replica was deleted after a migration rehearsal, but its replication slot stayed on the primary.
        A slot promises a replica that the log it has not read will be kept. Over **nineteen days** the primary
        kept 1.4 TB of log for a machine that no longer existed. The disk alert at 90 % had been silenced during
        the rehearsal and never restored. At 06:12 the disk was full, the database stopped with a panic and
        refused to start, since recovery itself needed space. Card payments were declined for **52 minutes**,
        until the team moved an old backup off the volume, started the database, dropped the slot and watched
        the log shrink within seconds.
        """#,
      occurredOn: "2023-06-27",
      severity: .major,
      rootCause: #"""
        An abandoned replication slot retained the write-ahead log without a limit, and the alert that would
        have shown it had been silenced with no end date.
        """#,
      lessons: #"""
        Set a maximum for the log a slot may retain and accept that a slow replica must then be rebuilt. Alert
        on retained bytes per slot. Give every silenced alert an expiry. Keep a reserve file on the volume that
        can be deleted in an emergency.
        """#,
      tags: ["replication", "disk-full", "monitoring"]),
    DemoIncident(
      slug: "clock-skew-lost-edits",
      company: "Saltmarsh Telehealth",
      title: "Notes that vanished into the past",
      description: #"""
        Doctors reported that corrections to visit notes disappeared. The notes lived in a store that keeps, for
        each field, the value with the highest timestamp. After a host was replaced, its time service could not
        reach its source, and the clock of one of twelve API servers ran **97 seconds ahead**. A note saved
        through that server got a timestamp from the future. A correction saved within the next minute and a
        half through any other server was older on paper, so it was acknowledged and discarded. **412
        corrections** were lost over three days before someone noticed that all of them followed a save through
        the same host. They were restored from request logs.
        """#,
      occurredOn: "2023-09-05",
      severity: .major,
      rootCause: #"""
        Last write wins by wall clock, with timestamps taken from API servers whose clock offset was not
        monitored.
        """#,
      lessons: #"""
        Take the timestamp in one place or use a version counter and refuse writes that did not see the latest
        version. Alert on clock offset and remove a host from service above 500 ms. Never discard acknowledged
        text silently: keep the losing value as a revision.
        """#,
      tags: ["clock-skew", "last-write-wins", "conflict"]),
    DemoIncident(
      slug: "dual-write-lost-events",
      company: "A parcel-tracking company",
      title: "Delivered, but nobody was told",
      description: #"""
        The tracking service saved a scan and then published an event for notifications and invoices. During a
        rolling restart of the broker the publish failed for some requests. The code logged a warning and
        answered with success, as the scan itself was stored. Over six hours about **31,000 parcels** reached
        their receivers without a message, and, worse, without an invoice to the shops that had sent them. The
        gap surfaced only at the end of the month, when finance compared deliveries with invoices. The repair
        took a week, because the events had to be rebuilt from scans while newer events for the same parcels had
        already been processed.
        """#,
      occurredOn: "2024-01-18",
      severity: .major,
      rootCause: #"""
        Two writes to two systems without a common transaction: the database commit succeeded, the publish
        failed, and nothing remembered that an event was owed.
        """#,
      lessons: #"""
        Write the event to an outbox in the same transaction and let a relay publish it. Compare counts of both
        sides every hour, so that a gap is found in hours and not at the end of a month. A warning in a log is
        not an error handler.
        """#,
      tags: ["outbox", "dual-write", "events"]),
    DemoIncident(
      slug: "poison-message-orders",
      company: "Brindlewood Grocers",
      title: "One emoji stops every fourth order",
      description: #"""
        A customer put an emoji into a delivery note. An old library in the picking service cut the note at 40
        bytes, in the middle of the character, and the JSON encoder threw. The consumer did not commit the
        offset, crashed, was restarted, read the same message and crashed again, **2,300 times** in three hours.
        The topic had four partitions, so a quarter of all orders stood still, among them every order of the
        customers whose identifiers hash to the same partition. Lag was on a dashboard, but the alert watched
        the sum over all partitions, which the other three kept below its threshold. An engineer finally skipped
        the message by hand, and sent 900 late baskets with an apology.
        """#,
      occurredOn: "2024-03-22",
      severity: .major,
      rootCause: #"""
        A message that always failed was retried for ever in place, because the consumer knew no difference
        between an error that may pass and one that will not.
        """#,
      lessons: #"""
        Bound the attempts and set the message aside with its error. Where order per key matters, park the key,
        not the partition. Alert on the lag of the worst partition and on restarts of a consumer. Test text
        handling with characters of several bytes.
        """#,
      tags: ["poison-message", "dead-letter", "partitions"]),
    DemoIncident(
      slug: "hot-partition-flash-sale",
      company: "An online marketplace for trainers",
      title: "The shoe that owned a partition",
      description: #"""
        A limited pair of shoes went on sale at noon. Orders were partitioned by product, so that stock could be
        counted in order, and **96 % of the traffic** of that minute had one product identifier. One partition
        of sixty-four received 21,000 messages a second, while its single consumer managed 1,900. The other
        consumers were idle. Queue time grew to **nine minutes**; the web shop, which waited for a reservation
        for ten seconds, told buyers that they had failed although their orders were still in the queue and were
        filled later. Many had tried again by then. The shop cancelled 7,400 duplicate orders that afternoon.
        """#,
      occurredOn: "2024-05-11",
      severity: .major,
      rootCause: #"""
        The partition key had one value for almost all traffic, and the waiting time of the client was not tied
        to the validity of the request in the queue.
        """#,
      lessons: #"""
        Estimate load by key before a sale, not only in total. Split stock of a hot product into sub-counters,
        for instance sixteen buckets of reservations. Put a deadline into each message and drop what has
        expired. Let clients repeat with the same idempotency key.
        """#,
      tags: ["hot-key", "partitioning", "flash-sale"]),
    DemoIncident(
      slug: "migration-lock-queue",
      company: "Fennel Street Deliveries",
      title: "A two-millisecond change that took everything down",
      description: #"""
        A migration added a nullable column to the orders table. In the test database it took two milliseconds.
        In production an analyst had opened a transaction in a notebook forty minutes before and read from the
        same table. The `alter table` needed an exclusive lock and waited for the analyst. Every new query on
        orders needed a lock that conflicts with the waiting one, so each queued **behind the migration**. In
        nine seconds all 400 connections were taken and the API returned errors for everything, orders or not.
        The on-call engineer needed **17 minutes** to find the idle notebook session, because tools to look at
        locks needed a connection too.
        """#,
      occurredOn: "2024-08-29",
      severity: .critical,
      rootCause: #"""
        A schema change without a lock timeout waited behind a long transaction, and lock queues are first come,
        first served.
        """#,
      lessons: #"""
        Run schema changes with a lock timeout of two seconds and repeat them until they get through. Limit idle
        transactions on the server. Give analysts a replica. Reserve a few connections for administrators, and
        rehearse how to find the session that blocks the others.
        """#,
      tags: ["migration", "locks", "schema-change"]),
    DemoIncident(
      slug: "rename-during-rolling-deploy",
      company: "Pinemoor Bank",
      title: "Half of the fleet could not read a name",
      description: #"""
        A release renamed the column `holder` to `account_holder` and changed all queries with it. The migration
        ran first, as always, and then servers were replaced one by one. For **fourteen minutes** the old
        servers asked for a column that no longer existed, and every page with an account holder failed on them.
        The rollout continued because its health check did not touch the database. The rollback made it worse:
        it brought back old code but not the old column. In the end the team added a view with the old name,
        which took ninety seconds once somebody had the idea.
        """#,
      occurredOn: "2024-11-06",
      severity: .minor,
      rootCause: #"""
        A schema change that fitted only the new code was applied while the old code was still running, and
        rollback of code and schema were not considered together.
        """#,
      lessons: #"""
        Expand, migrate, contract: each schema must suit the release before and the release after. Let a test
        run the previous release against the new schema. Health checks for a rollout should exercise one real
        read and one real write.
        """#,
      tags: ["schema-change", "rolling-release", "compatibility"]),
  ]
}

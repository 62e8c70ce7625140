extension DemoCatalogue {
  /// Study groups with the first part of their conversation.
  static let studyGroups: [DemoGroup] = [
    DemoGroup(
      name: "Raft from the ground up",
      description: #"""
        We read the Raft paper section by section, one each week, and try every claim on paper before believing
        it.
        """#,
      topic: "Consensus",
      visibility: .public,
      focus: "raft-log-replication",
      messages: [
        DemoMessage(
          author: .creator,
          content: #"""
            Welcome! This week is section 5.4, safety. Please come with an answer to: why may a leader not
            commit an entry of an older term by counting copies?
            """#),
        DemoMessage(
          author: .learner,
          content: #"""
            I got stuck there. If three of five nodes store the entry, a majority has it. Who could still remove
            it?
            """#),
        DemoMessage(
          author: .learner2,
          content: #"""
            Think of figure 8. The entry is from term 2, and some other node has an entry from term 3 at the
            same index that nobody else stores. That node can still win, because its last term is higher, and
            then it overwrites yours.
            """#),
        DemoMessage(
          author: .learner,
          content: #"""
            Ah, voters compare the *term of the last entry* first and the length only after that. So three
            copies of an old entry don't keep a node with a newer last entry from winning.
            """#),
        DemoMessage(
          author: .instructor,
          content: #"""
            Exactly. Once the leader gets an entry of **its own term** onto a majority, no node without that
            entry can collect a majority of votes, so everything before it is safe as well.
            """#),
        DemoMessage(
          author: .learner2,
          content: #"""
            That also explains the empty entry at the start of a term, right? Without it a quiet leader might
            never commit the old ones.
            """#),
        DemoMessage(
          author: .instructor,
          content: #"""
            Yes, and reads depend on it too: a new leader doesn't know the commit index until it has committed
            something of its own.
            """#),
        DemoMessage(
          author: .learner,
          content: #"""
            I did the lab "What may this leader commit?" afterwards. My first answer for `commit` was 7. It is
            5, and now I know why.
            """#),
        DemoMessage(
          author: .creator,
          content: #"""
            Good. Next week: membership changes. Bring a case in which a direct switch from three to five nodes
            yields two majorities.
            """#),
      ]),
    DemoGroup(
      name: "Postmortem reading circle",
      description: #"""
        One incident a week. We look for what made the mistake easy, not for who made it.
        """#,
      topic: "Incidents and reliability",
      visibility: .public,
      messages: [
        DemoMessage(
          author: .instructor,
          content: #"""
            This week: the retry storm in the ticket shop. First question: when could the system have recovered
            by itself, and what stopped it?
            """#),
        DemoMessage(
          author: .learner2,
          content: #"""
            The provider was healthy again at 10:03, but it stayed down until 10:41. So for 38 minutes the
            outage had no cause except our own retries.
            """#),
        DemoMessage(
          author: .learner,
          content: #"""
            27 calls per click sounds like a bug, but each team had the sensible setting "three attempts". It's
            only wrong as a product.
            """#),
        DemoMessage(
          author: .creator,
          content: #"""
            That is what I'd write on the first line of the review. No single setting was unreasonable; nobody
            owned the product of them.
            """#),
        DemoMessage(
          author: .learner,
          content: #"""
            Would a circuit breaker have been enough?
            """#),
        DemoMessage(
          author: .instructor,
          content: #"""
            It would have helped the provider. But breakers on 200 gateways open and close on their own
            schedule. A retry budget works earlier: if only 10 % of calls may be retries, the load can never
            exceed 1.1 times per layer.
            """#),
        DemoMessage(
          author: .learner2,
          content: #"""
            With three layers that's 1.1 cubed, about 1.33. I can live with 1.33 instead of 27.
            """#),
        DemoMessage(
          author: .learner,
          content: #"""
            And passing the deadline down means the lower layers don't even start a second attempt when the
            gateway has already given up.
            """#),
        DemoMessage(
          author: .creator,
          content: #"""
            Action items for our own systems: list all places that retry, keep one, add a budget there. Who
            brings numbers next week?
            """#),
        DemoMessage(
          author: .learner2,
          content: #"""
            I'll do it for our order service. I already know two places, which probably means there are four.
            """#),
      ]),
    DemoGroup(
      name: "Storage engines under the hood",
      description: #"""
        B-trees, LSM-trees, logs and locks. We measure before we argue.
        """#,
      topic: "Databases",
      visibility: .inviteOnly,
      messages: [
        DemoMessage(
          author: .learner,
          content: #"""
            I measured insert speed with random UUIDs against time-ordered ones on a table of 200 million rows.
            Random: 9,000 a second. Ordered: 41,000. Is the difference really only the index?
            """#),
        DemoMessage(
          author: .instructor,
          content: #"""
            Look at the size of the index against your memory. Random keys touch a page anywhere in the tree;
            once the tree no longer fits, almost every insert reads a page and later writes a page.
            """#),
        DemoMessage(
          author: .learner,
          content: #"""
            The index is 14 GB, and the cache has 8. That fits your explanation.
            """#),
        DemoMessage(
          author: .creator,
          content: #"""
            Check the log volume as well. After a checkpoint the first change of each page writes the full page
            to the log. Random keys change more different pages, so the log grows too.
            """#),
        DemoMessage(
          author: .learner,
          content: #"""
            Log volume per million rows: 6.1 GB random, 0.9 GB ordered. I did not expect that to be so big.
            """#),
        DemoMessage(
          author: .learner2,
          content: #"""
            Don't the ordered keys make a hot spot on the last page, though?
            """#),
        DemoMessage(
          author: .instructor,
          content: #"""
            On one machine the rightmost page is always in memory and the latch is held very briefly, so it is
            rarely the limit. On a store that shards by key **range** it is a real problem: all writes go to the
            last shard.
            """#),
        DemoMessage(
          author: .learner2,
          content: #"""
            So: ordered for a single B-tree, hashed or prefixed for range shards. The advice flips with the
            system.
            """#),
        DemoMessage(
          author: .creator,
          content: #"""
            And an LSM-tree hardly cares about insert order, but pays in compaction. Next experiment: the same
            load there, and please plot bytes written to disk per byte inserted.
            """#),
        DemoMessage(
          author: .learner,
          content: #"""
            Will do. I'll also run it for six hours instead of twenty minutes, so compaction can't hide.
            """#),
      ]),
    DemoGroup(
      name: "System design practice",
      description: #"""
        Weekly design exercise in pairs. Numbers first, boxes second.
        """#,
      topic: "Architecture and estimation",
      visibility: .private,
      messages: [
        DemoMessage(
          author: .instructor,
          content: #"""
            Exercise: design notifications for a parcel service. 12 million parcels a day, four status changes
            each, push or mail within 30 seconds. Start with numbers.
            """#),
        DemoMessage(
          author: .learner,
          content: #"""
            48 million events a day is 556 a second on average. With a peak of five times that, 2,800 a second.
            """#),
        DemoMessage(
          author: .learner2,
          content: #"""
            At about 1 KB each that's 2.8 MB a second. A single partitioned log takes that easily; the hard part
            is the mail provider's limit of 300 a second.
            """#),
        DemoMessage(
          author: .learner,
          content: #"""
            Then not every status can be a mail. Two of the four could be push only. Still 24 million mails a
            day, 278 a second on average. That is under 300, but the peak is 1,400.
            """#),
        DemoMessage(
          author: .instructor,
          content: #"""
            Good find. So the limit decides the design. What are your options?
            """#),
        DemoMessage(
          author: .learner2,
          content: #"""
            Queue the mails and let the peak drain later, but then the 30 seconds are gone. Or ask people: most
            have the app, so mail only where a push isn't possible.
            """#),
        DemoMessage(
          author: .learner,
          content: #"""
            If 80 % have the app, mail falls to 56 a second on average and 280 at peak. That just fits, with
            nothing left for retries.
            """#),
        DemoMessage(
          author: .creator,
          content: #"""
            Put a priority on it: "out for delivery" before "parcel registered". Then the peak hurts only the
            messages that nobody waits for.
            """#),
        DemoMessage(
          author: .learner2,
          content: #"""
            And a deadline in each message. A mail "arrives in ten minutes" that's sent an hour late is worse
            than none.
            """#),
        DemoMessage(
          author: .instructor,
          content: #"""
            Write it up with three numbers at the top: 2,800 events a second, 280 mails a second, 30 seconds.
            Next week we break it: the provider is down for an hour.
            """#),
      ]),
  ]
}

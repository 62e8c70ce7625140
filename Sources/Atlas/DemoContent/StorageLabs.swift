extension DemoCatalogue {
  /// Labs about locks and statements.
  static let storageLabs: [DemoLab] = [
    DemoLab(
      slug: "deadlock-cycle",
      title: "Find the deadlock",
      summary: "Replay a lock trace, name the cycle and predict the order in which transactions finish.",
      difficulty: .intermediate,
      category: "Storage",
      tags: ["locks", "deadlock", "transactions"],
      instructions: #"""
        Four transactions lock rows exclusively. Requests happen in this order, and a transaction that must wait
        does nothing else until it gets its lock. Each transaction needs only the rows named here and commits as
        soon as it has them all.

        ```text
        1  T1 locks A
        2  T2 locks B
        3  T3 locks C
        4  T4 locks D
        5  T1 requests B
        6  T4 requests A
        7  T2 requests C
        8  T3 requests A
        ```

        The database looks for a cycle whenever a transaction starts to wait, and aborts the transaction whose
        request closed it. An aborted transaction releases its locks, and is **not** retried here.

        1. `cycle`: the transactions on the cycle in the order of who waits for whom, beginning with T1.
        2. `victim`: the transaction that is aborted.
        3. `bystander`: the transaction that waits but is not on the cycle.
        4. `finish`: the order in which the remaining transactions commit.

        Answer with four lines, names separated by single spaces:

        ```text
        cycle: T1 T2
        victim: T1
        bystander: T1
        finish: T1 T2 T3
        ```
        """#,
      estimatedMinutes: 20,
      hints: [
        DemoHint(
          text: #"""
            Draw an arrow from each waiting transaction to the one that holds its row.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            After the abort row C is free. Who was waiting for it?
            """#,
          penalty: 0.15),
      ],
      checks: [
        DemoCheck(
          key: "cycle", title: "The cycle is right", weight: 0.3,
          ruleJSON: #"""
            {"kind":"regex","pattern":"cycle:[[:space:]]*T1[[:space:]]+T2[[:space:]]+T3[[:space:]]+victim"}
            """#),
        DemoCheck(
          key: "victim", title: "The victim is right", weight: 0.2,
          ruleJSON: #"""
            {"kind":"contains","text":"victim: T3","caseSensitive":false}
            """#),
        DemoCheck(
          key: "bystander", title: "The bystander is right", weight: 0.2,
          ruleJSON: #"""
            {"kind":"contains","text":"bystander: T4","caseSensitive":false}
            """#),
        DemoCheck(
          key: "finish", title: "The order of commits is right", weight: 0.3,
          ruleJSON: #"""
            {"kind":"regex","pattern":"finish:[[:space:]]*T2[[:space:]]+T1[[:space:]]+T4"}
            """#),
      ],
      skills: ["storage-engines"],
      sampleSolution: #"""
        cycle: T1 T2 T3
        victim: T3
        bystander: T4
        finish: T2 T1 T4
        """#,
      wrongSolution: #"""
        cycle: T1 T2 T3 T4
        victim: T4
        bystander: T4
        finish: T1 T2 T3
        """#),
    DemoLab(
      slug: "idempotent-upsert",
      title: "Write an idempotent insert",
      summary: "One PostgreSQL statement that accepts a payment once, returns it on repeats and refuses a reused key.",
      difficulty: .advanced,
      category: "Storage",
      tags: ["sql", "idempotency", "upsert"],
      instructions: #"""
        A payments API stores each request in this table:

        ```sql
        create table payments (
          id bigint generated always as identity primary key,
          merchant_id bigint not null,
          idempotency_key text not null,
          request_hash text not null,
          amount_minor bigint not null,
          unique (merchant_id, idempotency_key)
        );
        ```

        Write **one** statement with the parameters `$1` merchant, `$2` key, `$3` hash and `$4` amount that

        - inserts the payment if the key is new for this merchant,
        - on a repeat with the **same** `request_hash` changes nothing of substance and still returns the row,
        - on a repeat with **another** hash returns no row, so that the API can answer with a conflict,
        - returns `id` and `amount_minor`,
        - is safe when two repeats run at the same moment, hence without looking first.

        Remember that `do nothing` returns no row for a repeat; update one column to itself instead, and put the
        comparison of hashes into the `where` clause of the update. Compare the stored column, written as
        `payments.request_hash`, with the incoming one, in that order.

        Write the SQL in lower case and nothing else.
        """#,
      estimatedMinutes: 25,
      hints: [
        DemoHint(
          text: #"""
            The incoming row is called `excluded` inside the conflict clause.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            `do update set idempotency_key = excluded.idempotency_key where ...` changes nothing but makes
            `returning` see the row.
            """#,
          penalty: 0.2),
      ],
      checks: [
        DemoCheck(
          key: "insert", title: "The statement inserts into payments", weight: 0.1,
          ruleJSON: #"""
            {"kind":"regex","pattern":"insert[[:space:]]+into[[:space:]]+payments"}
            """#),
        DemoCheck(
          key: "conflict-target", title: "The conflict is on merchant and key", weight: 0.2,
          ruleJSON: #"""
            {"kind":"regex","pattern":"on[[:space:]]+conflict[[:space:]]*\\([[:space:]]*merchant_id\#
            [[:space:]]*,[[:space:]]*idempotency_key[[:space:]]*\\)"}
            """#),
        DemoCheck(
          key: "returns-repeat", title: "A repeat returns the stored row", weight: 0.2,
          ruleJSON: #"""
            {"kind":"regex","pattern":"do[[:space:]]+update[[:space:]]+set\#
            [[:space:]]+idempotency_key[[:space:]]*=[[:space:]]*(excluded|payments)\\.idempotency_key"}
            """#),
        DemoCheck(
          key: "hash-guard", title: "Another hash returns no row", weight: 0.25,
          ruleJSON: #"""
            {"kind":"regex","pattern":"where[[:space:]]+payments\\.request_hash[[:space:]]*=\#
            [[:space:]]*excluded\\.request_hash"}
            """#),
        DemoCheck(
          key: "returning", title: "The identifier and the amount are returned", weight: 0.15,
          ruleJSON: #"""
            {"kind":"regex","pattern":"returning[[:space:]]+(payments\\.)?id[[:space:]]*,\#
            [[:space:]]*(payments\\.)?amount_minor"}
            """#),
        DemoCheck(
          key: "no-select", title: "The statement does not look before it inserts", weight: 0.1,
          ruleJSON: #"""
            {"kind":"notContains","text":"select"}
            """#),
      ],
      skills: ["storage-engines", "messaging"],
      sampleSolution: #"""
        insert into payments (merchant_id, idempotency_key, request_hash, amount_minor)
        values ($1, $2, $3, $4)
        on conflict (merchant_id, idempotency_key) do update
        set idempotency_key = excluded.idempotency_key
        where payments.request_hash = excluded.request_hash
        returning id, amount_minor;
        """#,
      wrongSolution: #"""
        insert into payments (merchant_id, idempotency_key, request_hash, amount_minor)
        select $1, $2, $3, $4
        where not exists (select 1 from payments where merchant_id = $1 and idempotency_key = $2)
        returning id, amount_minor;
        """#),
  ]
}

extension DemoCatalogue {
  /// Labs about changing and protecting a running system.
  static let operationsLabs: [DemoLab] = [
    DemoLab(
      slug: "expand-contract-order",
      title: "Order the steps of a safe rename",
      summary: "Put six steps of a column rename in an order that never breaks a running release.",
      difficulty: .beginner,
      category: "Delivery",
      tags: ["migration", "compatibility", "rolling-release"],
      instructions: #"""
        The column `name` of a large table is to be renamed to `full_name`. Releases are *rolling*: for about
        ten minutes the old and the new version of the code run side by side. A release can be rolled back to
        the version before it at any time, and no data may be lost or missing for either version.

        These are the steps, shuffled:

        - `drop-old-column`: remove `name` from the table
        - `read-new`: release code that reads `full_name` only and still writes both
        - `add-new-column`: add `full_name`, null allowed
        - `stop-writing-old`: release code that neither reads nor writes `name`
        - `backfill`: copy `name` to `full_name` in batches where it is null
        - `write-both`: release code that writes both columns and reads `name`

        Answer with the six step names, one on each line, in the order in which they must be done.
        """#,
      estimatedMinutes: 10,
      hints: [
        DemoHint(
          text: #"""
            Ask of each pair: if the second ran before the first, which running version would fail?
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            If the backfill ran before every writer wrote both columns, new rows could be missed.
            """#,
          penalty: 0.15),
      ],
      checks: [
        DemoCheck(
          key: "order", title: "The six steps are in a safe order", weight: 0.7,
          ruleJSON: #"""
            {"kind":"lines","expected":["add-new-column","write-both","backfill","read-new",\#
            "stop-writing-old","drop-old-column"],"ordered":true}
            """#),
        DemoCheck(
          key: "backfill-after-write", title: "The backfill comes after the code that writes both columns", weight: 0.3,
          ruleJSON: #"""
            {"kind":"regex","pattern":"write-both[[:space:]]+backfill"}
            """#),
      ],
      skills: ["delivery", "storage-engines"],
      sampleSolution: #"""
        add-new-column
        write-both
        backfill
        read-new
        stop-writing-old
        drop-old-column
        """#,
      wrongSolution: #"""
        add-new-column
        backfill
        write-both
        read-new
        drop-old-column
        stop-writing-old
        """#),
    DemoLab(
      slug: "least-privilege-grants",
      title: "Grant a report only what it needs",
      summary: "Write the SQL that lets a reporting role read three columns and nothing more.",
      difficulty: .intermediate,
      category: "Security",
      tags: ["sql", "authorization", "least-privilege"],
      instructions: #"""
        A nightly report runs as the PostgreSQL role `reporting`. It needs the columns `id`, `account_id` and
        `minor_units` of the table `ledger.entries`. It must not see the column `memo`, which may contain
        personal data, must not write anything, and must not see other tables of the schema. So far somebody has
        granted it everything on the table.

        Write exactly these statements, in lower case, each ended by a semicolon:

        1. Take back all privileges of `reporting` on `ledger.entries`.
        2. Let it use the schema `ledger`.
        3. Let it select the three columns of `ledger.entries`, named in the order above.
        4. Make all its transactions read-only by default, by setting `default_transaction_read_only` to `on`
           for the role.
        5. Limit its statements to ten minutes, by setting `statement_timeout` to `'10min'` for the role.

        Do not pass on the right to grant, and do not grant anything on all tables of the schema.
        """#,
      estimatedMinutes: 20,
      hints: [
        DemoHint(
          text: #"""
            Column privileges are written behind the verb: `grant select (a, b) on ...`.
            """#,
          penalty: 0.1),
        DemoHint(
          text: #"""
            Settings for a role are made with `alter role reporting set ... = ...`.
            """#,
          penalty: 0.1),
      ],
      checks: [
        DemoCheck(
          key: "revoke", title: "The broad grant is taken back", weight: 0.2,
          ruleJSON: #"""
            {"kind":"regex","pattern":"revoke[[:space:]]+all([[:space:]]+privileges)?[[:space:]]+on\#
            [[:space:]]+(table[[:space:]]+)?ledger\\.entries[[:space:]]+from[[:space:]]+reporting"}
            """#),
        DemoCheck(
          key: "usage", title: "The role may use the schema", weight: 0.15,
          ruleJSON: #"""
            {"kind":"regex","pattern":"grant[[:space:]]+usage[[:space:]]+on[[:space:]]+schema\#
            [[:space:]]+ledger[[:space:]]+to[[:space:]]+reporting"}
            """#),
        DemoCheck(
          key: "columns", title: "Only the three columns can be read", weight: 0.25,
          ruleJSON: #"""
            {"kind":"regex","pattern":"grant[[:space:]]+select[[:space:]]*\\([[:space:]]*id\#
            [[:space:]]*,[[:space:]]*account_id[[:space:]]*,[[:space:]]*minor_units[[:space:]]*\\)\#
            [[:space:]]+on[[:space:]]+(table[[:space:]]+)?ledger\\.entries[[:space:]]+to\#
            [[:space:]]+reporting"}
            """#),
        DemoCheck(
          key: "read-only", title: "Transactions are read-only by default", weight: 0.15,
          ruleJSON: #"""
            {"kind":"regex","pattern":"alter[[:space:]]+role[[:space:]]+reporting[[:space:]]+set\#
            [[:space:]]+default_transaction_read_only[[:space:]]*(=|to)[[:space:]]*'?on'?"}
            """#),
        DemoCheck(
          key: "timeout", title: "Statements end after ten minutes", weight: 0.15,
          ruleJSON: #"""
            {"kind":"regex","pattern":"alter[[:space:]]+role[[:space:]]+reporting[[:space:]]+set\#
            [[:space:]]+statement_timeout[[:space:]]*(=|to)[[:space:]]*'10min'"}
            """#),
        DemoCheck(
          key: "no-all-tables", title: "Nothing is granted on all tables", weight: 0.1,
          ruleJSON: #"""
            {"kind":"notContains","text":"all tables"}
            """#),
      ],
      skills: ["security-design"],
      sampleSolution: #"""
        revoke all on ledger.entries from reporting;
        grant usage on schema ledger to reporting;
        grant select (id, account_id, minor_units) on ledger.entries to reporting;
        alter role reporting set default_transaction_read_only = on;
        alter role reporting set statement_timeout = '10min';
        """#,
      wrongSolution: #"""
        grant usage on schema ledger to reporting;
        grant select on all tables in schema ledger to reporting;
        alter role reporting set default_transaction_read_only = on;
        """#),
  ]
}

extension DemoCatalogue {
  /// Labs that are worked in with SQL, each in a database of its own.
  static let sqlLabs: [DemoLab] = [latestOrders, leakingTransfers]

  private static let latestOrders = DemoLab(
    slug: "latest-order-of-each-customer",
    title: "The latest order of each customer",
    summary: "Answer a question that group by alone cannot: one whole row for each group.",
    difficulty: .beginner,
    category: "Storage",
    tags: ["sql", "queries"],
    instructions: #"""
      A shop keeps its customers and their orders:

      ```sql
      create table customers (id int primary key, name text not null);
      create table orders (
        id int primary key, customer_id int not null references customers, placed_on date not null, cents int not null
      );
      ```

      Write **one query** that answers, for each customer who has ordered anything, the name and the amount of their
      latest order. Of two orders on one day the one with the higher id is the later one.

      The columns are called `name` and `cents`, and customers come in the order of their names.
      """#,
    estimatedMinutes: 15,
    hints: [
      DemoHint(text: "`max(placed_on)` finds the day, but not the order. What keeps whole rows?", penalty: 0.1),
      DemoHint(text: "Look at `select distinct on (…)`, or at `row_number() over (partition by …)`.", penalty: 0.2),
    ],
    checks: [
      DemoCheck(
        key: "rows", title: "Each customer has the latest order", weight: 0.7,
        ruleJSON: #"""
          {"kind":"sql_result","of":"solution","reference":"select c.name, o.cents from customers c join lateral (select x.cents from orders x where x.customer_id = c.id order by x.placed_on desc, x.id desc limit 1) o on true"}
          """#),
      DemoCheck(
        key: "order", title: "Customers come in the order of their names", weight: 0.3,
        ruleJSON: #"""
          {"kind":"sql_result","of":"solution","ordered":true,"reference":"select c.name, o.cents from customers c join lateral (select x.cents from orders x where x.customer_id = c.id order by x.placed_on desc, x.id desc limit 1) o on true order by c.name"}
          """#),
    ],
    skills: ["storage-engines"],
    sampleSolution: #"""
      select distinct on (c.name) c.name, o.cents
      from customers c
      join orders o on o.customer_id = c.id
      order by c.name, o.placed_on desc, o.id desc
      """#,
    wrongSolution: #"""
      select c.name, max(o.cents) as cents
      from customers c
      join orders o on o.customer_id = c.id
      group by c.name
      order by c.name
      """#,
    sqlSetup: #"""
      create table customers (id int primary key, name text not null);
      create table orders (
        id int primary key, customer_id int not null references customers, placed_on date not null, cents int not null
      );
      insert into customers values (1, 'Dora'), (2, 'Anselm'), (3, 'Bea'), (4, 'Carl');
      insert into orders values
        (1, 1, '2026-01-10', 9900), (2, 1, '2026-03-02', 1250), (3, 2, '2026-02-14', 3000),
        (4, 2, '2026-02-14', 2100), (5, 3, '2025-12-31', 700), (6, 1, '2026-02-20', 4000);
      """#)

  private static let leakingTransfers = DemoLab(
    slug: "transfers-that-cannot-overdraw",
    title: "Transfers that cannot overdraw",
    summary: "Let the database keep a promise that the application forgot.",
    difficulty: .intermediate,
    category: "Storage",
    tags: ["sql", "constraints", "transactions"],
    instructions: #"""
      A bank keeps accounts in one table, and a bug in its application has let one of them fall below nothing:

      ```sql
      create table accounts (id int primary key, owner text not null, cents int not null);
      ```

      1. Bring the account that is below nothing back to `0`.
      2. Let the database refuse, from now on, every change that would leave an account below nothing.
      3. Move `2500` from account 1 to account 2.

      Hand in the statements, one after another. No account may be deleted.
      """#,
    estimatedMinutes: 20,
    hints: [
      DemoHint(text: "A check constraint is refused while there is a row that breaks it.", penalty: 0.1),
      DemoHint(text: "`alter table accounts add constraint … check (…)`", penalty: 0.2),
    ],
    checks: [
      DemoCheck(
        key: "balances", title: "The balances are right", weight: 0.5,
        ruleJSON: #"""
          {"kind":"sql_result","query":"select id, cents from accounts order by id","expected":{"columns":["id","cents"],"rows":[[1,7500],[2,2500],[3,400]]},"ordered":true}
          """#),
      DemoCheck(
        key: "promise", title: "No account can fall below nothing", weight: 0.5,
        ruleJSON: #"""
          {"kind":"sql_exists","query":"select true from pg_constraint where conrelid = 'accounts'::regclass and contype = 'c' and convalidated"}
          """#),
    ],
    skills: ["storage-engines"],
    sampleSolution: #"""
      update accounts set cents = 0 where cents < 0;
      alter table accounts add constraint accounts_not_below_nothing check (cents >= 0);
      begin;
      update accounts set cents = cents - 2500 where id = 1;
      update accounts set cents = cents + 2500 where id = 2;
      commit;
      """#,
    wrongSolution: #"""
      alter table accounts add constraint accounts_not_below_nothing check (cents >= 0) not valid;
      update accounts set cents = cents - 2500 where id = 1;
      """#,
    sqlSetup: #"""
      create table accounts (id int primary key, owner text not null, cents int not null);
      insert into accounts values (1, 'Ada', 10000), (2, 'Grace', -300), (3, 'Edsger', 400);
      """#)
}

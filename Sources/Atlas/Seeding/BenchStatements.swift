import Postgres

/// The statements that make the benchmark's data, each row out of its number `n`.
///
/// Rows that are there are left out before the insert, not by its conflict, so that a run that writes nothing does not
/// use up ids either.
enum BenchStatements {
  /// A thousand accounts: students mostly, some creators and instructors.
  static func accounts(passwordHash: String) -> Query {
    Query(
      "seeding.benchAccounts",
      """
      insert into users (created_at, updated_at, email, email_verified, password_hash, roles, first_name, last_name,
        display_name, bio, language, time_zone)
      select s.at, s.at, s.email, true, \(passwordHash)::text,
        case n % 5 when 3 then array['CREATOR', 'STUDENT'] when 4 then array['INSTRUCTOR'] else array['STUDENT'] end,
        'User', n::text as last_name, 'User ' || n,
        case when n % 4 > 0 then 'Bio of user ' || n || ': ' || repeat('likes learning. ', 1 + n % 5) end, 'en', 'UTC'
      from generate_series(1, 1000) as n
      cross join lateral (
        select 'bench-' || n || '@atlas.example' as email,
          timestamptz '2024-01-01 00:00:00+00' + n * interval '37 minutes' as at
      ) s
      where not exists (select from users u where u.email = s.email)
      order by n
      """)
  }

  /// 500 labs.
  static let labs = Query(
    "seeding.benchLabs",
    """
    insert into labs (created_at, updated_at, slug, title, summary, difficulty, category, tags, instructions,
      estimated_time, status, author_id)
    select s.at, s.at, s.slug, 'Lab ' || n, 'Trains step ' || n || '.',
      (array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'])[1 + n % 4],
      (array['Biology', 'Physics', 'Algebra', 'Economics'])[1 + n % 4], array['bench', 'lab-' || n % 10],
      repeat('Do step ' || n || '. ', 10), make_interval(mins => 5 + n % 40), 'PUBLISHED', u.id
    from generate_series(1, 500) as n
    cross join lateral (
      select 'bench-lab-' || n as slug, timestamptz '2024-02-01 00:00:00+00' + n * interval '11 minutes' as at
    ) s
    left join users u on u.email = 'bench-' || 1 + (n * 6073) % 1000 || '@atlas.example'
    where not exists (select from labs l where l.slug = s.slug)
    order by n
    """)

  /// One check for each lab.
  static let checks = Query(
    "seeding.benchChecks",
    """
    insert into lab_checks (lab_id, position, key, title, weight, rule)
    select l.id, 0, 'answer', 'The answer is named', 1, jsonb_build_object('kind', 'contains', 'text', 'step ' || n)
    from generate_series(1, 500) as n
    join labs l on l.slug = 'bench-lab-' || n
    where not exists (select from lab_checks c where c.lab_id = l.id)
    """)

  /// 2,000 diagrams with three tags each.
  static let diagrams = Query(
    "seeding.benchDiagrams",
    """
    insert into diagrams (created_at, updated_at, slug, title, description, category, tags, difficulty,
      estimated_time, mermaid_source, status, author_id)
    select s.at, s.at, s.slug,
      'Diagram ' || n || ': '
        || (array['cells', 'orbits', 'matrices', 'markets', 'proteins', 'compilers', 'glaciers'])[1 + n % 7],
      'Explains concept ' || n || ' in short.',
      (array['Flowchart', 'Sequence', 'Class', 'State', 'Entities'])[1 + n % 5],
      array(
        select (array['biology', 'physics', 'algebra', 'economics', 'chemistry', 'software', 'geology', 'history',
          'exam', 'draft'])[1 + (n * 3 + k * (1 + n % 3)) % 10]
        from generate_series(0, 2) as k
        order by k
      ),
      (array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'])[1 + n % 4], make_interval(mins => 3 + n % 40),
      'graph TD' || E'\\n' || (
        select string_agg(
          '  N' || k || '["Step ' || k || ' of \\"' || n || '\\""] --> N' || (k + 1 + (n + k) % 3), E'\\n' order by k)
        from generate_series(1, 16) as k
      ), 'PUBLISHED', u.id
    from generate_series(1, 2000) as n
    cross join lateral (
      select 'bench-diagram-' || n as slug, timestamptz '2024-02-01 00:00:00+00' + n * interval '11 minutes' as at
    ) s
    left join users u on u.email = 'bench-' || 1 + (n * 7919) % 1000 || '@atlas.example'
    where not exists (select from diagrams d where d.slug = s.slug)
    order by n
    """)

  /// Two labs for each diagram.
  static let labsOfDiagrams = Query(
    "seeding.benchLabsOfDiagrams",
    """
    insert into diagram_labs (diagram_id, lab_id, position)
    select d.id, l.id, k
    from generate_series(1, 2000) as n
    cross join generate_series(0, 1) as k
    join diagrams d on d.slug = 'bench-diagram-' || n
    join labs l on l.slug = 'bench-lab-' || 1 + (n * 31 + k * 97) % 500
    where not exists (select from diagram_labs j where j.diagram_id = d.id)
    """)
}

extension BenchStatements {
  /// 200 groups, whose counters are those of the members and messages that follow in the same transaction. Answers the
  /// ids of those that are new.
  static let groups = Query(
    "seeding.benchGroups",
    """
    insert into study_groups (created_at, updated_at, name, description, topic, created_by, member_count, max_members,
      last_sequence)
    select s.at, s.at, s.name, 'We study what group ' || n || ' studies.',
      (array['biology', 'physics', 'algebra', 'economics'])[1 + n % 4], u.id, 18 + n % 5, 40, 50
    from generate_series(1, 200) as n
    cross join lateral (
      select 'Bench group ' || n as name, timestamptz '2024-02-20 00:00:00+00' + n * interval '11 minutes' as at
    ) s
    join users u on u.email = 'bench-' || 2 + (n * 13 + 41) % 999 || '@atlas.example'
    where not exists (select from study_groups g where g.name = s.name and g.created_by = u.id)
    order by n
    returning id
    """)

  /// 18 to 22 members of each new group: the founder first, the viewer of the benchmark last.
  static func members(of groups: [Int64]) -> Query {
    Query(
      "seeding.benchMembers",
      """
      insert into group_members (group_id, user_id, role, joined_at)
      select g.id, u.id, case when m = 1 then 'OWNER' else 'MEMBER' end, g.created_at + (m - 1) * interval '3 hours'
      from generate_series(1, 200) as n
      join study_groups g on g.name = 'Bench group ' || n and g.id = any(\(groups))
      cross join lateral generate_series(1, 18 + n % 5) as m
      join users u on u.email = 'bench-'
        || case when m = 18 + n % 5 then 1 else 2 + (n * 13 + m * 41) % 999 end || '@atlas.example'
      order by n, m
      """)
  }

  /// 50 messages in each new group.
  static func messages(of groups: [Int64]) -> Query {
    Query(
      "seeding.benchMessages",
      """
      insert into group_messages (created_at, updated_at, group_id, author_id, sequence, content)
      select s.at, s.at, g.id, u.id, k,
        'Message ' || k || ' in group ' || n || ': ' || repeat('what about this? ', 1 + (n + k) % 6)
      from generate_series(1, 200) as n
      join study_groups g on g.name = 'Bench group ' || n and g.id = any(\(groups))
      cross join generate_series(1, 50) as k
      cross join lateral (
        select timestamptz '2024-03-01 00:00:00+00' + (k * 200 + n) * interval '1 minute' as at
      ) s
      join users u on u.email = 'bench-' || 1 + (n * 17 + k * 29) % 1000 || '@atlas.example'
      order by k, n
      """
    ).onBehalf(of: .system)
  }

  /// Ten completed diagrams of each learner, one a day.
  static func completions(of learners: [Int64]) -> Query {
    Query(
      "seeding.benchCompletions",
      """
      insert into diagram_completions (user_id, diagram_id, completed_at)
      select u.id, d.id, timestamptz '2024-06-01 18:00:00+00' + k * interval '1 day' + n * interval '1 second'
      from generate_series(1, 1000) as n
      cross join generate_series(0, 9) as k
      join users u on u.email = 'bench-' || n || '@atlas.example' and u.id = any(\(learners))
      join diagrams d on d.slug = 'bench-diagram-' || 1 + (n * 37 + k * 191) % 2000
      """)
  }

  /// Three labs that each learner tried: one passed, one passed after a failure, one failed.
  static func results(of learners: [Int64]) -> Query {
    Query(
      "seeding.benchLabResults",
      """
      insert into lab_results (lab_id, user_id, attempt, state, score, solution, checks, feedback, submitted_at,
        graded_at)
      select l.id, u.id, a.attempt, case when a.passed then 'PASSED' else 'FAILED' end,
        case when a.passed then 100 else 0 end, case when a.passed then c.rule ->> 'text' else 'I do not know.' end,
        jsonb_build_array(jsonb_build_object('key', c.key, 'title', c.title, 'weight', c.weight, 'passed', a.passed,
          'message', a.message)),
        case
          when a.passed then 'All 1 checks passed.'
          else E'1 of 1 checks did not pass:\\n\\n- **' || c.title || '**: ' || a.message
        end, s.at, s.at
      from generate_series(1, 1000) as n
      join users u on u.email = 'bench-' || n || '@atlas.example' and u.id = any(\(learners))
      cross join (values
        (0, 1, true, null), (1, 1, false, 'Something that must be there is missing.'), (1, 2, true, null),
        (2, 1, false, 'Something that must be there is missing.')
      ) as a(k, attempt, passed, message)
      join labs l on l.slug = 'bench-lab-' || 1 + (n * 13 + a.k * 101) % 500
      join lab_checks c on c.lab_id = l.id and c.position = 0
      cross join lateral (
        select timestamptz '2024-06-01 19:00:00+00' + (a.k + a.attempt) * interval '1 day' + n * interval '1 second'
          as at
      ) s
      order by s.at, a.k
      """)
  }
}

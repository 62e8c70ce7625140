-- search.page
with question as materialized (
    select w.words, $1::bigint as author_id,
      $2::boolean as sees_drafts, $3::bigint as member_id
    from (select websearch_to_tsquery('english', $4) || (
      websearch_to_tsquery('english', $5) && to_tsquery('english', $6)
    ) as words) w
    where querytree(w.words) not in ('', 'T')
  ), found as (
    (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 1 as kind, x.id
      from question q
      cross join lateral (select x.id from diagrams x
          where x.search @@ q.words and (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) limit $7) c
      join diagrams x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $8
  ) union all (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 2 as kind, x.id
      from question q
      cross join lateral (select x.id from labs x
          where x.search @@ q.words and (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) limit $9) c
      join labs x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $10
  ) union all (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 3 as kind, x.id
      from question q
      cross join lateral (select x.id from incidents x
          where x.search @@ q.words and true limit $11) c
      join incidents x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $12
  ) union all (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 4 as kind, x.id
      from question q
      cross join lateral ((
            select x.id from atoms x
            where to_tsvector('english', x.title) @@ q.words and x.published
            limit $13
          ) union (
            select x.id from atoms x
          where x.search @@ q.words and x.published limit $14
          )) c
      join atoms x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $15
  ) union all (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 5 as kind, x.id
      from question q
      cross join lateral ((
            select x.id from contents x
            where to_tsvector('english', x.title) @@ q.words and (x.status = 'COMPLETED' or x.owner_id = q.author_id)
            limit $16
          ) union (
            select x.id from contents x
          where x.search @@ q.words and (x.status = 'COMPLETED' or x.owner_id = q.author_id) limit $17
          )) c
      join contents x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $18
  ) union all (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 6 as kind, x.id
      from question q
      cross join lateral (select x.id from study_groups x
          where x.search @@ q.words and q.member_id is not null and (
  x.visibility = 'PUBLIC'
  or exists (select from group_members m where m.group_id = x.id and m.user_id = q.member_id)
) limit $19) c
      join study_groups x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $20
  )
)
select 0::bigint as parent_id, f.place, f.kind, f.id
from found f
order by f.place, f.kind, f.id
limit $21;

-- search.counts
with question as materialized (
    select w.words, $1::bigint as author_id,
      $2::boolean as sees_drafts, $3::bigint as member_id
    from (select websearch_to_tsquery('english', $4) || (
      websearch_to_tsquery('english', $5) && to_tsquery('english', $6)
    ) as words) w
    where querytree(w.words) not in ('', 'T')
  ), counted as (
  select 1 as kind, count(*)::int as total
from question q join diagrams x on x.search @@ q.words
where (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) union all select 2 as kind, count(*)::int as total
from question q join labs x on x.search @@ q.words
where (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) union all select 3 as kind, count(*)::int as total
from question q join incidents x on x.search @@ q.words
where true union all select 4 as kind, count(*)::int as total
from question q join atoms x on x.search @@ q.words
where x.published union all select 5 as kind, count(*)::int as total
from question q join contents x on x.search @@ q.words
where (x.status = 'COMPLETED' or x.owner_id = q.author_id) union all select 6 as kind, count(*)::int as total
from question q join study_groups x on x.search @@ q.words
where q.member_id is not null and (
  x.visibility = 'PUBLIC'
  or exists (select from group_members m where m.group_id = x.id and m.user_id = q.member_id)
)
)
select c.kind, c.total from counted c where c.total > 0 order by c.kind;

-- search.passages
with question as materialized (
    select w.words, $1::bigint as author_id,
      $2::boolean as sees_drafts, $3::bigint as member_id
    from (select websearch_to_tsquery('english', $4) || (
      websearch_to_tsquery('english', $5) && to_tsquery('english', $6)
    ) as words) w
    where querytree(w.words) not in ('', 'T')
  ), result as (
  select k.kind, k.id from unnest($7, $8) as k(kind, id)
), texts as (
  select k.kind, x.id, concat_ws(' – ', x.title, x.description) as text
from result k join diagrams x on k.kind = 1 and x.id = k.id
cross join question q
where (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) union all select k.kind, x.id, concat_ws(' – ', x.title, x.summary, x.instructions) as text
from result k join labs x on k.kind = 2 and x.id = k.id
cross join question q
where (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) union all select k.kind, x.id, concat_ws(' – ', x.title, x.company, x.description, x.root_cause, x.lessons) as text
from result k join incidents x on k.kind = 3 and x.id = k.id
cross join question q
where true union all select k.kind, x.id, concat_ws(' – ', x.title, x.body) as text
from result k join atoms x on k.kind = 4 and x.id = k.id
cross join question q
where x.published union all select k.kind, x.id, concat_ws(' – ', x.title, x.description) as text
from result k join contents x on k.kind = 5 and x.id = k.id
cross join question q
where (x.status = 'COMPLETED' or x.owner_id = q.author_id) union all select k.kind, x.id, concat_ws(' – ', x.name, x.topic, x.description) as text
from result k join study_groups x on k.kind = 6 and x.id = k.id
cross join question q
where q.member_id is not null and (
  x.visibility = 'PUBLIC'
  or exists (select from group_members m where m.group_id = x.id and m.user_id = q.member_id)
)
)
select t.kind, t.id, ts_headline(
    'english', translate(left(t.text, 8000), E'\ue000\ue001\ue002', ''),
    case when q.words::text like '%!%' then q.words else replace(q.words::text, ' & ', ' | ')::tsquery end,
    E'StartSel=\ue000, StopSel=\ue001, FragmentDelimiter=\ue002, MaxFragments=3, MinWords=6, MaxWords=20'
  ) as passages
from texts t cross join question q;

-- catalog.diagramsByID
select d.id, d.title
from diagrams d
where d.id = any($1)
  and (d.status = 'PUBLISHED' or d.author_id = $2 or $3);

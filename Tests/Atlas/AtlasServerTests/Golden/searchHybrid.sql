-- search.hybridPage
with question as materialized (
    select w.words, $1::bigint as author_id,
      $2::boolean as sees_drafts, $3::bigint as member_id
    from (select websearch_to_tsquery('english', $4) || (
      websearch_to_tsquery('english', $5) && to_tsquery('english', $6)
    ) as words) w
    where querytree(w.words) not in ('', 'T')
  ), asker as (
    select $7::bigint as author_id, $8::boolean as sees_drafts,
      $9::bigint as member_id
  ), near as (
    select n.kind, n.id, n.passage_id, n.similarity
    from unnest(
      $10, $11,
      $12, $13
    ) as n(kind, id, passage_id, similarity)
  ), by_meaning as (
  select v.kind, v.id, v.similarity, row_number() over (order by v.similarity desc, v.kind, v.id) as rank
  from (
    select 1 as kind, x.id, n.similarity
from near n
join diagrams x on n.kind = 1 and x.id = n.id
cross join asker q
where (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) union all select 2 as kind, x.id, n.similarity
from near n
join labs x on n.kind = 2 and x.id = n.id
cross join asker q
where (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) union all select 3 as kind, x.id, n.similarity
from near n
join incidents x on n.kind = 3 and x.id = n.id
cross join asker q
where true union all select 4 as kind, x.id, n.similarity
from near n
join atoms x on n.kind = 4 and x.id = n.id
cross join asker q
where x.published
  ) v
), by_words as (
  select f.kind, f.id, row_number() over (order by f.place, f.kind, f.id) as rank
  from (
    (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 1 as kind, x.id
      from question q
      cross join lateral (select x.id from diagrams x
          where x.search @@ q.words and (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) limit $14) c
      join diagrams x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $15
  ) union all (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 2 as kind, x.id
      from question q
      cross join lateral (select x.id from labs x
          where x.search @@ q.words and (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) limit $16) c
      join labs x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $17
  ) union all (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 3 as kind, x.id
      from question q
      cross join lateral (select x.id from incidents x
          where x.search @@ q.words and true limit $18) c
      join incidents x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $19
  ) union all (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 4 as kind, x.id
      from question q
      cross join lateral ((
            select x.id from atoms x
            where to_tsvector('english', x.title) @@ q.words and x.published
            limit $20
          ) union (
            select x.id from atoms x
          where x.search @@ q.words and x.published limit $21
          )) c
      join atoms x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $22
  ) union all (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 5 as kind, x.id
      from question q
      cross join lateral ((
            select x.id from contents x
            where to_tsvector('english', x.title) @@ q.words and (x.status = 'COMPLETED' or x.owner_id = q.author_id)
            limit $23
          ) union (
            select x.id from contents x
          where x.search @@ q.words and (x.status = 'COMPLETED' or x.owner_id = q.author_id) limit $24
          )) c
      join contents x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $25
  ) union all (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 6 as kind, x.id
      from question q
      cross join lateral (select x.id from study_groups x
          where x.search @@ q.words and q.member_id is not null and (
  x.visibility = 'PUBLIC'
  or exists (select from group_members m where m.group_id = x.id and m.user_id = q.member_id)
) limit $26) c
      join study_groups x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $27
  )
  ) f
  order by f.place, f.kind, f.id
  limit $28
), found as (
  select -sum(1.0 / (60 + r.rank))::double precision as place, r.kind, r.id
  from (
    select w.kind, w.id, w.rank from by_words w union all select m.kind, m.id, m.rank from by_meaning m
  ) r
  group by r.kind, r.id
)
select 0::bigint as parent_id, f.place, f.kind, f.id
from found f
where true
order by f.place, f.kind, f.id
limit $29;

-- search.hybridCounts
with question as materialized (
    select w.words, $1::bigint as author_id,
      $2::boolean as sees_drafts, $3::bigint as member_id
    from (select websearch_to_tsquery('english', $4) || (
      websearch_to_tsquery('english', $5) && to_tsquery('english', $6)
    ) as words) w
    where querytree(w.words) not in ('', 'T')
  ), asker as (
    select $7::bigint as author_id, $8::boolean as sees_drafts,
      $9::bigint as member_id
  ), near as (
    select n.kind, n.id, n.passage_id, n.similarity
    from unnest(
      $10, $11,
      $12, $13
    ) as n(kind, id, passage_id, similarity)
  ), by_meaning as (
  select v.kind, v.id, v.similarity, row_number() over (order by v.similarity desc, v.kind, v.id) as rank
  from (
    select 1 as kind, x.id, n.similarity
from near n
join diagrams x on n.kind = 1 and x.id = n.id
cross join asker q
where (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) union all select 2 as kind, x.id, n.similarity
from near n
join labs x on n.kind = 2 and x.id = n.id
cross join asker q
where (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) union all select 3 as kind, x.id, n.similarity
from near n
join incidents x on n.kind = 3 and x.id = n.id
cross join asker q
where true union all select 4 as kind, x.id, n.similarity
from near n
join atoms x on n.kind = 4 and x.id = n.id
cross join asker q
where x.published
  ) v
), by_words as (
  select f.kind, f.id, row_number() over (order by f.place, f.kind, f.id) as rank
  from (
    (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 1 as kind, x.id
      from question q
      cross join lateral (select x.id from diagrams x
          where x.search @@ q.words and (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) limit $14) c
      join diagrams x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $15
  ) union all (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 2 as kind, x.id
      from question q
      cross join lateral (select x.id from labs x
          where x.search @@ q.words and (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) limit $16) c
      join labs x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $17
  ) union all (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 3 as kind, x.id
      from question q
      cross join lateral (select x.id from incidents x
          where x.search @@ q.words and true limit $18) c
      join incidents x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $19
  ) union all (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 4 as kind, x.id
      from question q
      cross join lateral ((
            select x.id from atoms x
            where to_tsvector('english', x.title) @@ q.words and x.published
            limit $20
          ) union (
            select x.id from atoms x
          where x.search @@ q.words and x.published limit $21
          )) c
      join atoms x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $22
  ) union all (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 5 as kind, x.id
      from question q
      cross join lateral ((
            select x.id from contents x
            where to_tsvector('english', x.title) @@ q.words and (x.status = 'COMPLETED' or x.owner_id = q.author_id)
            limit $23
          ) union (
            select x.id from contents x
          where x.search @@ q.words and (x.status = 'COMPLETED' or x.owner_id = q.author_id) limit $24
          )) c
      join contents x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $25
  ) union all (
    select f.place, f.kind, f.id
    from (
      select -ts_rank_cd(x.search, q.words, 33)::float8 as place, 6 as kind, x.id
      from question q
      cross join lateral (select x.id from study_groups x
          where x.search @@ q.words and q.member_id is not null and (
  x.visibility = 'PUBLIC'
  or exists (select from group_members m where m.group_id = x.id and m.user_id = q.member_id)
) limit $26) c
      join study_groups x on x.id = c.id
    ) f
    where true
    order by f.place, f.kind, f.id
    limit $27
  )
  ) f
  order by f.place, f.kind, f.id
  limit $28
), found as (
  select -sum(1.0 / (60 + r.rank))::double precision as place, r.kind, r.id
  from (
    select w.kind, w.id, w.rank from by_words w union all select m.kind, m.id, m.rank from by_meaning m
  ) r
  group by r.kind, r.id
)
select f.kind, count(*)::int as total from found f group by f.kind order by f.kind;

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

-- search.nearestPassages
with asker as (
    select $1::bigint as author_id, $2::boolean as sees_drafts,
      $3::bigint as member_id
  ), near as (
    select n.kind, n.id, n.passage_id, n.similarity
    from unnest(
      $4, $5,
      $6, $7
    ) as n(kind, id, passage_id, similarity)
  )
select t.kind, t.id, translate(left(t.body, 1000), E'\ue000\ue001\ue002', '') as passages
from (
  select n.kind, x.id, p.body
from near n
join diagrams x on n.kind = 1 and x.id = n.id
join passage_items i on i.diagram_id = x.id and i.version = x.version
join passages p on p.item_id = i.id and p.id = n.passage_id
cross join asker q
where (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) union all select n.kind, x.id, p.body
from near n
join labs x on n.kind = 2 and x.id = n.id
join passage_items i on i.lab_id = x.id and i.version = x.version
join passages p on p.item_id = i.id and p.id = n.passage_id
cross join asker q
where (x.status = 'PUBLISHED' or x.author_id = q.author_id or q.sees_drafts) union all select n.kind, x.id, p.body
from near n
join incidents x on n.kind = 3 and x.id = n.id
join passage_items i on i.incident_id = x.id and i.version = x.version
join passages p on p.item_id = i.id and p.id = n.passage_id
cross join asker q
where true union all select n.kind, x.id, p.body
from near n
join atoms x on n.kind = 4 and x.id = n.id
join passage_items i on i.atom_id = x.id and i.version = x.version
join passages p on p.item_id = i.id and p.id = n.passage_id
cross join asker q
where x.published
) t;

-- content.atomsByID
select a.id
from atoms a
where a.id = any($1) and (a.published or ($2 or case when a.content_id is null then a.author_id = $3
    else exists (select from contents o where o.id = a.content_id and o.owner_id = $4) end) or a.retired_at is not null and exists (
      select from atom_completions x where x.atom_id = a.id and x.user_id = $5
    ));

-- catalog.diagramsByID
select d.id, d.title
from diagrams d
where d.id = any($1)
  and (d.status = 'PUBLISHED' or d.author_id = $2 or $3);

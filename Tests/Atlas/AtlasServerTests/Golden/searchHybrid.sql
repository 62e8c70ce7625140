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

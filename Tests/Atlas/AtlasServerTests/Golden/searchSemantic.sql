-- search.semanticPage
with asker as (
    select $1::bigint as author_id, $2::boolean as sees_drafts,
      $3::bigint as member_id
  ), near as (
    select n.kind, n.id, n.passage_id, n.similarity
    from unnest(
      $4, $5,
      $6, $7
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
), found as (select -m.similarity as place, m.kind, m.id from by_meaning m)
select 0::bigint as parent_id, f.place, f.kind, f.id
from found f
where true
order by f.place, f.kind, f.id
limit $8;

-- search.semanticCounts
with asker as (
    select $1::bigint as author_id, $2::boolean as sees_drafts,
      $3::bigint as member_id
  ), near as (
    select n.kind, n.id, n.passage_id, n.similarity
    from unnest(
      $4, $5,
      $6, $7
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
), found as (select -m.similarity as place, m.kind, m.id from by_meaning m)
select f.kind, count(*)::int as total from found f group by f.kind order by f.kind;

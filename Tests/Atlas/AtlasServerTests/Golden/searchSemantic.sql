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

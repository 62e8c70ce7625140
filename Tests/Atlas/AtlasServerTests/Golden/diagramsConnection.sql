-- catalog.diagramsPage
select 0::bigint as parent_id, p.order_key, d.id, d.created_at, d.updated_at, d.version, d.slug, d.title, d.description, d.category, d.tags, d.difficulty, d.estimated_time, d.mermaid_source, d.audio_url, d.image_url, d.status, d.author_id
from (
  select p.id, p.order_key
  from (
    select d.id, (-ts_rank(d.search, websearch_to_tsquery('english', $1)))::double precision as order_key
    from diagrams d
    where d.status = 'PUBLISHED' and d.search @@ websearch_to_tsquery('english', $2)
  ) p
  where true
  order by p.order_key, p.id
  limit $3
) p
join diagrams d on d.id = p.id
order by p.order_key, p.id;

-- catalog.diagramsPage
select 0::bigint as parent_id, p.order_key, d.id, d.created_at, d.updated_at, d.version, d.slug, d.title, d.description, d.category, d.tags, d.difficulty, d.estimated_time, d.mermaid_source, d.audio_url, d.image_url, d.status, d.author_id
from (
  select p.id, p.order_key
  from (
    select d.id, (select count(*) from diagram_completions c where c.diagram_id = d.id) as order_key
    from diagrams d
    where d.status = 'PUBLISHED'
  ) p
  where true
  order by p.order_key, p.id
  limit $1
) p
join diagrams d on d.id = p.id
order by p.order_key desc, p.id desc;

-- catalog.diagramCount
select 0::bigint as parent_id, count(*)::int as total
from diagrams d
where d.status = 'PUBLISHED' and d.search @@ websearch_to_tsquery('english', $1);

-- catalog.diagramFacets
with listed as (
  select 0::bigint as parent_id, d.category, d.tags, d.difficulty
  from diagrams d
  where d.status = 'PUBLISHED' and d.search @@ websearch_to_tsquery('english', $1)
), counted as (
  select l.parent_id, v.name, v.value, count(*)::int as count,
    row_number() over (partition by l.parent_id, v.name order by count(*) desc, v.value) as place
  from listed l
  cross join lateral (
    select 'category' as name, l.category collate "C" as value
    union all
    select 'difficulty', l.difficulty collate "C"
    union all
    select distinct 'tag', t.tag collate "C" from unnest(l.tags) as t(tag)
  ) v
  group by l.parent_id, v.name, v.value
)
select c.parent_id, c.name, c.value, c.count
from counted c
where c.place <= 20
order by c.parent_id, c.name, c.place;

-- catalog.completionCounts
select c.diagram_id as parent_id, count(*)::int as total
from diagram_completions c
where c.diagram_id = any($1)
group by c.diagram_id;

-- catalog.relatedDiagrams
with parents as (
  select d.id, d.tags, d.category,
    replace(plainto_tsquery('english', d.title || ' ' || tags_text(d.tags) || ' ' || d.category)::text, ' & ', ' | ')
      ::tsquery as words
  from diagrams d
  where d.id = any($1)
)
select p.id as parent_id, d.id, d.created_at, d.updated_at, d.version, d.slug, d.title, d.description, d.category, d.tags, d.difficulty, d.estimated_time, d.mermaid_source, d.audio_url, d.image_url, d.status, d.author_id
from parents p
cross join lateral (
  select a.id, sum(a.points) as points
  from (
    select o.diagram_id as id, 3::numeric * count(*) as points
    from diagram_skills j
    join diagram_skills o on o.skill_id = j.skill_id
    where j.diagram_id = p.id
    group by o.diagram_id
    union all
    select x.id, 2::numeric * (select count(distinct t) from unnest(x.tags) as t where t = any(p.tags))
    from diagrams x
    where x.tags && p.tags and x.status = 'PUBLISHED'
    union all
    select x.id, 1 from diagrams x where x.category = p.category and x.status = 'PUBLISHED'
    union all
    select x.id, 4 * round(ts_rank(x.search, p.words)::numeric, 4)
    from diagrams x
    where x.search @@ p.words and x.status = 'PUBLISHED'
  ) a
  where a.id <> p.id and exists (select from diagrams x where x.id = a.id and x.status = 'PUBLISHED')
  group by a.id
  order by points desc, a.id
  limit $2
) r
join diagrams d on d.id = r.id
order by p.id, r.points desc, r.id;

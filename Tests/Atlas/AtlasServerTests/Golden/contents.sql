-- content.contents
select 0::bigint as parent_id, c.id, c.created_at, c.updated_at, c.version, c.title, c.description, c.kind, c.status, c.owner_id, c.file_id, c.job_id, c.author, c.subject, c.difficulty, c.duration, c.language, c.total_atoms, c.algorithm_version, c.quality_score, c.atomized_at
from (
  select c.id
  from contents c
  where (c.status = 'COMPLETED' or (c.owner_id = $1 or $2)) and c.status = $3 and c.search @@ websearch_to_tsquery('english', $4)
  order by c.id desc
  limit $5
) p
join contents c on c.id = p.id
order by c.id desc;

-- content.contentCount
select 0::bigint as parent_id, count(*)::int as total
from contents c
where (c.status = 'COMPLETED' or (c.owner_id = $1 or $2)) and c.status = $3 and c.search @@ websearch_to_tsquery('english', $4);

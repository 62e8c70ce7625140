-- catalog.labsByID
select l.id, l.title
from labs l
where l.id = any($1)
  and (
    (l.status = 'PUBLISHED' or l.author_id = $2 or $3)
    or exists (select from lab_results r where r.lab_id = l.id and r.user_id = $4)
    or exists (select from lab_runs r where r.lab_id = l.id and r.user_id = $5)
  );

-- catalog.skillsOfLabs
select j.lab_id as parent_id, s.id, s.name, s.parent_id as wider_id
from lab_skills j
join skills s on s.id = j.skill_id
where j.lab_id = any($1)
order by j.lab_id, j.position, s.id;

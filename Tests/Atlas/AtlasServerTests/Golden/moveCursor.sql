-- presence.seesDiagram
select d.id
from diagrams d
where d.id = $1
  and (d.status = 'PUBLISHED' or d.author_id = $2 or $3);

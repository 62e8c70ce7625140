-- studyGroups.peerMatches
with seen as (
  select $1::bigint as user_id
  union (
    select o.user_id
    from group_members own
    join group_members o on o.group_id = own.group_id
    where own.user_id = $2
    order by o.id desc
    limit $3
  ) union (
    select m.user_id
    from group_members m
    join study_groups g on g.id = m.group_id and g.visibility <> 'PRIVATE'
    order by m.id desc
    limit $4
  )
), learners as (
  select u.id as user_id from seen s join users u on u.id = s.user_id where u.closed_at is null
), mastery as (
  select t.user_id, t.skill_id, sum(t.mastered) as mastered
    from (
      select n.user_id, k.skill_id, array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty) as level, array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)::double precision as mastered
      from learners n
      join diagram_completions c on c.user_id = n.user_id
      join diagrams x on x.id = c.diagram_id and x.status = 'PUBLISHED'
      join diagram_skills k on k.diagram_id = x.id
      union all
      select n.user_id, k.skill_id, array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty), y.best / 100 * array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], x.difficulty)
      from learners n
      cross join lateral (
        select r.lab_id, max(r.score) as best from lab_results r where r.user_id = n.user_id group by r.lab_id
      ) y
      join labs x on x.id = y.lab_id and x.status = 'PUBLISHED'
      join lab_skills k on k.lab_id = x.id
      where y.best > 0
    ) t
    group by t.user_id, t.skill_id
), totals as (
  select m.user_id, sum(m.mastered) as mastered from mastery m group by m.user_id
), shared as (
  select m.user_id, m.skill_id, least(m.mastered, o.mastered) as mastered
  from mastery m
  join mastery o on o.user_id = $5 and o.skill_id = m.skill_id
  where m.user_id <> $6
), best as (
  select s.user_id, t.mastered / own.mastered as ratio,
    round((s.mastered / (own.mastered + t.mastered - s.mastered))::numeric, 3)::double precision as score
  from (select x.user_id, sum(x.mastered) as mastered from shared x group by x.user_id) s
  join totals t on t.user_id = s.user_id
  join totals own on own.user_id = $7
  order by score desc, s.user_id
  limit $8
)
select b.user_id, b.score, b.ratio, k.skill_id, k.name
from best b
cross join lateral (
  select s.skill_id, n.name, s.mastered
  from shared s
  join skills n on n.id = s.skill_id
  where s.user_id = b.user_id
  order by s.mastered desc, s.skill_id
  limit 5
) k
order by b.score desc, b.user_id, k.mastered desc, k.skill_id;

-- catalog.skillsByID
select s.id, s.name, s.parent_id as wider_id from skills s where s.id = any($1);

-- identity.usersByID
select u.id, u.created_at, u.updated_at, u.version, u.email, u.email_verified, u.roles, u.first_name, u.last_name,
  u.display_name, u.avatar_file_id, u.bio, u.language, u.time_zone, u.last_login_at
from users u
where u.id = any($1);

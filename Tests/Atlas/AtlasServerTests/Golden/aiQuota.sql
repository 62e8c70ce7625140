-- tutor.quota
select coalesce(q.used, 0) as used, coalesce(t.used, 0) as used_by_all,
  ((n.day + 1)::timestamp at time zone 'UTC')::timestamptz(3) as resets_at
from (select (now() at time zone 'UTC')::date as day) n
left join tutor_quotas q on q.user_id = $1 and q.day = n.day
left join tutor_quota_totals t on t.day = n.day;

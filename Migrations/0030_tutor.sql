-- Tutor: answers that are written while somebody reads them, daily quotas, and the cache of answers.
--
-- Why:   an answer is begun by one request and may be finished by nobody: whoever writes it holds a lease, and what it
--        took of the quotas is given back once where it comes to nothing. Answers that rest on public content alone are
--        shared by learners.
-- Lock:  access exclusive on answers and conversations, for as long as reading conversations once takes; brief share
--        row exclusive locks on users, atoms and contents.
-- Undo:  drop table tutor_answer_cache, tutor_quotas, tutor_quota_totals; drop function atlas_charge_question,
--        atlas_refund_questions; alter table answers drop column writer, leased_until, sequence, asked_at,
--        charged_on, failure_code, failure_message, failure_retryable, moderation_category, moderation_message; alter
--        table conversations drop column atom_id, content_id; conversations_one_subject and answers_cache_key_idx again
--        as in 0005.

select set_config('atlas.viewer', 'system', true);

alter table conversations
  add column atom_id bigint references atoms on delete set null,
  add column content_id bigint references contents on delete set null,
  drop constraint conversations_one_subject,
  add constraint conversations_one_subject
    check (num_nonnulls(diagram_id, lab_id, incident_id, atom_id, content_id) <= 1);

create index conversations_atom_id_idx on conversations (atom_id) where atom_id is not null;
create index conversations_content_id_idx on conversations (content_id) where content_id is not null;

alter table answers
  -- Who writes it: one attempt of one instance. Null once it has ended.
  add column writer uuid,
  -- While it is being written: until when the writer may be silent.
  add column leased_until timestamptz,
  -- How many pieces of its text were told; each one is an event with the offsets of the piece.
  add column sequence int not null default 0,
  -- When something was asked to write it: from then on, canceling gives nothing back.
  add column asked_at timestamptz(3),
  -- The day (UTC) whose quotas it took a question of; null where it took none or gave it back.
  add column charged_on date,
  -- Of FAILED ones: a value of UserErrorCode, words for the learner, and whether asking again may help.
  add column failure_code text,
  add column failure_message text,
  add column failure_retryable boolean,
  -- As in ModerationFlag.
  add column moderation_category text,
  add column moderation_message text,
  add constraint answers_held_until_ended
    check (num_nonnulls(writer, leased_until) = case when state in ('QUEUED', 'STREAMING') then 2 else 0 end),
  add constraint answers_sequence_positive check (sequence >= 0),
  add constraint answers_failure_said check (
    (state = 'FAILED') = (failure_code is not null and failure_message is not null and failure_retryable is not null)
  ),
  add constraint answers_failure_short check (
    char_length(failure_code) between 1 and 80 and char_length(failure_message) between 1 and 500
  ),
  add constraint answers_moderation_whole check (num_nonnulls(moderation_category, moderation_message) in (0, 2)),
  add constraint answers_moderation_known check (
    moderation_category in ('SELF_HARM', 'HARASSMENT', 'VIOLENCE', 'ILLEGAL', 'SEXUAL', 'REFUSED')
  ),
  add constraint answers_moderation_short check (char_length(moderation_message) between 1 and 2000);

create index answers_lease_idx on answers (leased_until) where leased_until is not null;
-- The cache is a table of its own now.
drop index answers_cache_key_idx;

-- How many questions a learner has taken of a day (UTC).
create table tutor_quotas (
  user_id bigint not null references users on delete cascade,
  day date not null,
  used int not null,
  constraint tutor_quotas_pkey primary key (user_id, day),
  constraint tutor_quotas_used_positive check (used >= 0)
);

create index tutor_quotas_day_idx on tutor_quotas (day);

alter table tutor_quotas enable row level security, force row level security;
create policy own_rows on tutor_quotas using ((select atlas_sees_all()) or user_id = (select atlas_viewer()));

-- How many all learners together have taken.
create table tutor_quota_totals (
  day date not null,
  used int not null,
  constraint tutor_quota_totals_pkey primary key (day),
  constraint tutor_quota_totals_used_positive check (used >= 0)
);

-- Takes one question of today's quotas, of both or of neither: ADMITTED, or whose quota is used up, USER or ALL.
-- Whoever comes second waits for the first one's commit, so quotas are exact. Visible rows must be the asker's.
create function atlas_charge_question(asker bigint, user_limit int, all_limit int, today date) returns text
  language plpgsql
  as $$
begin
  if user_limit < 1 then return 'USER'; end if;
  if all_limit < 1 then return 'ALL'; end if;
  insert into tutor_quotas as q (user_id, day, used) values (asker, today, 1)
  on conflict (user_id, day) do update set used = q.used + 1 where q.used < user_limit;
  if not found then return 'USER'; end if;
  insert into tutor_quota_totals as t (day, used) values (today, 1)
  on conflict (day) do update set used = t.used + 1 where t.used < all_limit;
  if found then return 'ADMITTED'; end if;
  update tutor_quotas q set used = q.used - 1 where q.user_id = asker and q.day = today;
  return 'ALL';
end
$$;

-- Gives questions back, one for each asker and the day at the same place; how many learners' counts changed. The caller
-- sees to it that this happens once: it forgets the day in the same statement. Rows are locked in one order, those of
-- all learners last, as above, so that no two wait for each other.
create function atlas_refund_questions(askers bigint[], days date[]) returns int
  language plpgsql
  as $$
declare
  changed int;
begin
  perform from tutor_quotas q
  where (q.user_id, q.day) in (select r.asker, r.day from unnest(askers, days) as r(asker, day))
  order by q.user_id, q.day
  for update;
  update tutor_quotas q set used = greatest(0, q.used - r.questions)
  from (select r.asker, r.day, count(*)::int as questions from unnest(askers, days) as r(asker, day) group by 1, 2) r
  where q.user_id = r.asker and q.day = r.day;
  get diagnostics changed = row_count;
  perform from tutor_quota_totals t where t.day = any(days) order by t.day for update;
  update tutor_quota_totals t set used = greatest(0, t.used - r.questions)
  from (select r.day, count(*)::int as questions from unnest(days) as r(day) group by 1) r
  where t.day = r.day;
  return changed;
end
$$;

-- Answers that may be given again for an hour. No row says who asked, or what: the key is a hash of everything that
-- decides the answer, rights among it. The server alone reads and writes here.
create table tutor_answer_cache (
  key bytea not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz not null,
  text text not null,
  citations jsonb not null,
  hints text[] not null,
  follow_ups text[] not null,
  model text not null,
  -- [{"kind": "DIAGRAM", "id": 7, "version": 2}]: every item that the answer was made of, also those that it does not
  -- cite. Who may not read one of them does not get the answer, and nobody does once one of them is changed.
  sources jsonb not null,
  constraint tutor_answer_cache_pkey primary key (key),
  constraint tutor_answer_cache_key_is_sha256 check (octet_length(key) = 32),
  constraint tutor_answer_cache_text_short check (char_length(text) <= 200000),
  constraint tutor_answer_cache_arrays check (jsonb_typeof(citations) = 'array' and jsonb_typeof(sources) = 'array'),
  constraint tutor_answer_cache_lists_short check (cardinality(hints) <= 5 and cardinality(follow_ups) <= 5)
);

create index tutor_answer_cache_expires_at_idx on tutor_answer_cache (expires_at);

alter table tutor_answer_cache enable row level security, force row level security;
create policy server_only on tutor_answer_cache using ((select atlas_sees_all()));

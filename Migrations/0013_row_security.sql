-- Row-level security: a second wall around private rows, behind the conditions of the statements.
--
-- Why:   a statement that forgets its owner condition must not show somebody else's rows.
-- Lock:  access exclusive on each private table, for a moment; conversation_messages for as long as filling one column
--        takes.
-- Undo:  for each private table: drop policy ..., alter table ... no force row level security, disable row level
--        security; alter table conversation_messages drop column user_id; drop function atlas_viewer, atlas_sees_all;
--        revoke what was granted (drop owned by atlas_app).
--
-- How a new private table is protected: give it an owner column `user_id` and, in the migration that makes it,
--   alter table T enable row level security, force row level security;
--   create policy own_rows on T using ((select atlas_sees_all()) or user_id = (select atlas_viewer()));
-- and let each of its statements say whose rows it sees: Query(...).onBehalf(of: .user(id)) or .onBehalf(of: .system).
-- A statement that says nothing sees no row and can insert none. A row that is inserted with `returning` must satisfy
-- the policy on what was there before its statement: a condition on other tables does not see what the same statement
-- inserts, so owners are copied into the row. A migration that reads or changes private rows begins with
--   select set_config('atlas.viewer', 'system', true);
-- for the owner of the tables is held to the policies too, unless it is a superuser. Foreign keys are not.
--
-- The role: nothing holds a superuser to a policy, so sessions of the server run as atlas_app, which owns nothing.
-- Roles belong to the whole cluster: it is made here where that is allowed and it is missing. Otherwise an operator
-- makes it,
--   create role atlas_app nologin; grant atlas_app to USER_OF_THE_SERVER;
-- before this migration runs, or makes it later and then repeats the grants below. Without the role the policies hold
-- for whoever connects, if that is no superuser and has not bypassrls.
--
-- Not protected by rows: what others may see in part. Users, profiles, progress, lab results and memberships are shown
-- to instructors, groups or everybody; the conditions of their statements and the guards of their fields decide.

-- The user whose rows are visible, by the setting atlas.viewer; null for nobody. A setting that is gone after its
-- transaction is left behind empty.
create function atlas_viewer() returns bigint
  language sql stable parallel safe
  return nullif(nullif(current_setting('atlas.viewer', true), ''), 'system')::bigint;

-- Whether all rows are visible: to the server itself.
create function atlas_sees_all() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('atlas.viewer', true) = 'system', false);

-- Databases of a cluster may be migrated side by side: whoever comes second finds the role.
do $$
begin
  if to_regrole('atlas_app') is null then
    create role atlas_app nologin;
  end if;
exception
  when duplicate_object or unique_violation or insufficient_privilege then null;
end
$$;

-- A superuser can take any role.
do $$
begin
  if to_regrole('atlas_app') is not null and not (select rolsuper from pg_roles where rolname = current_user) then
    grant atlas_app to current_user;
  end if;
exception
  when insufficient_privilege then null;
end
$$;

do $$
begin
  if to_regrole('atlas_app') is null then return; end if;
  grant usage on schema public to atlas_app;
  grant select, insert, update, delete on all tables in schema public to atlas_app;
  grant usage, select on all sequences in schema public to atlas_app;
  alter default privileges in schema public grant select, insert, update, delete on tables to atlas_app;
  alter default privileges in schema public grant usage, select on sequences to atlas_app;
  revoke insert, update, delete on schema_migrations from atlas_app;
end
$$;

-- The conversation's user again, as in answers: a message begins in the same statement as its conversation. It needs no
-- foreign key, for it goes with its conversation.
alter table conversation_messages add column user_id bigint;
update conversation_messages m set user_id = c.user_id from conversations c where c.id = m.conversation_id;
alter table conversation_messages alter column user_id set not null;

-- Tables whose rows belong to one user each, as far as they are there.
do $$
declare
  name text;
begin
  foreach name in array array[
    'sessions', 'api_keys', 'second_factors', 'recovery_codes', 'account_tokens', 'user_preferences',
    'oauth_identities', 'outgoing_mails', 'conversations', 'conversation_messages', 'answers'
  ] loop
    continue when to_regclass(name) is null;
    execute format('alter table %I enable row level security, force row level security', name);
    execute format(
      'create policy own_rows on %I using ((select atlas_sees_all()) or user_id = (select atlas_viewer()))', name);
  end loop;
end
$$;

-- Refresh tokens belong to whom their session belongs.
do $$
begin
  if to_regclass('refresh_tokens') is null then return; end if;
  alter table refresh_tokens enable row level security, force row level security;
  create policy own_rows on refresh_tokens using (
    (select atlas_sees_all())
    or exists (select from sessions s where s.id = session_id and s.user_id = (select atlas_viewer()))
  );
end
$$;

-- What is said in a group is read by its members, written by one of them under their own name, and changed by its
-- author or by those who moderate the group.
alter table group_messages enable row level security, force row level security;

create policy members_read on group_messages for select using (
  (select atlas_sees_all())
  or group_id in (select a.group_id from group_members a where a.user_id = (select atlas_viewer()))
);

create policy members_write on group_messages for insert with check (
  (select atlas_sees_all())
  or author_id = (select atlas_viewer())
    and group_id in (select a.group_id from group_members a where a.user_id = (select atlas_viewer()))
);

create policy authors_update on group_messages for update using (
  (select atlas_sees_all())
  or author_id = (select atlas_viewer())
  or group_id in (
    select a.group_id from group_members a where a.user_id = (select atlas_viewer()) and a.role <> 'MEMBER'
  )
);

create policy authors_delete on group_messages for delete using (
  (select atlas_sees_all())
  or author_id = (select atlas_viewer())
  or group_id in (
    select a.group_id from group_members a where a.user_id = (select atlas_viewer()) and a.role <> 'MEMBER'
  )
);

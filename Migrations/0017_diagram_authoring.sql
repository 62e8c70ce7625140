-- Authoring diagrams and incidents: former versions, who wrote them, media, and indexes for every order of lists.
--
-- Why:   authors edit what is published, so what was there before is kept; lists run by any order without sorting all.
-- Lock:  new table; columns without a default (no rewrite); access exclusive on diagrams and incidents for a moment, and
--        share while small indexes are built.
-- Undo:  drop table diagram_revisions; alter table diagrams drop column audio_url, drop column image_url,
--        drop column edited_by; alter table incidents drop column author_id; drop the indexes below;
--        create index diagrams_updated_at_idx on diagrams (updated_at) where status = 'PUBLISHED';

alter table diagrams
  add column audio_url text,
  add column image_url text,
  -- Who wrote the present version; null when the account is gone or it came with the server.
  add column edited_by bigint references users on delete set null,
  add constraint diagrams_audio_url_short check (char_length(audio_url) <= 2048),
  add constraint diagrams_image_url_short check (char_length(image_url) <= 2048);

create index diagrams_created_at_idx on diagrams (created_at, id) where status = 'PUBLISHED';
create index diagrams_changed_at_idx on diagrams (updated_at, id) where status = 'PUBLISHED';
create index diagrams_difficulty_idx on diagrams
  (array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], difficulty), id) where status = 'PUBLISHED';
create index diagrams_edited_by_idx on diagrams (edited_by) where edited_by is not null;
-- The new one serves whatever it served.
drop index diagrams_updated_at_idx;

-- What a diagram was before an edit: written by the statement that edits.
create table diagram_revisions (
  id bigint generated always as identity primary key,
  diagram_id bigint not null references diagrams on delete cascade,
  version int not null,
  title text collate "C" not null,
  description text,
  category text collate "C" not null,
  tags text[] not null,
  difficulty text not null,
  estimated_time interval,
  mermaid_source text not null,
  audio_url text,
  image_url text,
  status text not null,
  edited_by bigint references users on delete set null,
  edited_at timestamptz(3) not null,
  constraint diagram_revisions_version_key unique (diagram_id, version),
  constraint diagram_revisions_version_positive check (version > 0)
);

create index diagram_revisions_edited_by_idx on diagram_revisions (edited_by) where edited_by is not null;

-- Null for those that came with the server: only administrators edit them.
alter table incidents add column author_id bigint references users on delete set null;

create index incidents_author_id_idx on incidents (author_id) where author_id is not null;
-- The latest first, then those without a day.
create index incidents_occurred_on_idx on incidents
  (coalesce(date '1970-01-01' - occurred_on, 2147483647), id);

alter table incidents
  add constraint incidents_occurred_on_finite check (occurred_on < 'infinity' and occurred_on > '-infinity');

-- Passages: diagrams, labs, incidents and atoms cut into pieces that answers rest on, and their vectors.
--
-- Why:   a question is answered from the pieces that bear on it, found by words and by meaning; whole texts are too long
--        for both. A piece keeps its row, and so its vector, as long as its text is the same.
-- Lock:  new tables only; foreign keys take a brief share row exclusive lock on diagrams, labs, incidents and atoms.
-- Undo:  drop table passage_vectors, passages, passage_items;
--
-- All of it are copies that can be made anew at any time; one module writes them, and learns from the versions of the
-- items what is out of date. Nobody's rights are in them: whoever reads a passage joins the row of its item, and asks
-- there. Solutions, checks and hints of labs are never copied.

-- What was cut, and how.
create table passage_items (
  id bigint generated always as identity primary key,
  diagram_id bigint references diagrams on delete cascade,
  lab_id bigint references labs on delete cascade,
  incident_id bigint references incidents on delete cascade,
  atom_id bigint references atoms on delete cascade,
  -- The item's version and updated_at when it was read.
  version int not null,
  changed_at timestamptz(3) not null,
  -- What cut it: another one cuts it anew.
  chunker text collate "C" not null,
  -- Until when an instance is at its vectors.
  leased_until timestamptz,
  constraint passage_items_one_item check (num_nonnulls(diagram_id, lab_id, incident_id, atom_id) = 1),
  constraint passage_items_chunker_short check (char_length(chunker) between 1 and 40)
);

create unique index passage_items_diagram_id_key on passage_items (diagram_id) where diagram_id is not null;
create unique index passage_items_lab_id_key on passage_items (lab_id) where lab_id is not null;
create unique index passage_items_incident_id_key on passage_items (incident_id) where incident_id is not null;
create unique index passage_items_atom_id_key on passage_items (atom_id) where atom_id is not null;

create table passages (
  id bigint generated always as identity primary key,
  item_id bigint not null references passage_items on delete cascade,
  -- Its place in the item, from 1.
  position int not null,
  -- The item's title and keywords: what the text itself may leave out.
  context text not null,
  -- The headings above it, within the item.
  heading text,
  body text not null,
  search tsvector not null generated always as (
    setweight(to_tsvector('english', context), 'A') || setweight(to_tsvector('english', coalesce(heading, '')), 'B')
    || setweight(to_tsvector('english', body), 'C')
  ) stored,
  constraint passages_position_positive check (position > 0),
  constraint passages_context_short check (char_length(context) between 1 and 1000),
  constraint passages_heading_short check (char_length(heading) between 1 and 500),
  constraint passages_body_short check (char_length(body) between 1 and 8000)
);

create index passages_item_id_idx on passages (item_id, position);
create index passages_search_idx on passages using gin (search);

-- One for each embedder, so that servers with different ones can follow each other.
create table passage_vectors (
  passage_id bigint not null references passages on delete cascade,
  embedder text collate "C" not null,
  created_at timestamptz(3) not null default now(),
  dimensions int not null,
  -- Floats of four bytes, the lowest byte first.
  vector bytea not null,
  constraint passage_vectors_pkey primary key (passage_id, embedder),
  constraint passage_vectors_embedder_short check (char_length(embedder) between 1 and 200),
  constraint passage_vectors_whole check (dimensions between 1 and 16384 and octet_length(vector) = dimensions * 4)
);

-- Floats do not compress, and trying takes time.
alter table passage_vectors alter column vector set storage external;

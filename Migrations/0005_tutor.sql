-- Tutor: conversations, what was said in them, and the answers with what they rest on.
--
-- Why:   an answer keeps its question, citations, cost and time; the cache of one hour reads the same table.
-- Lock:  new tables only; foreign keys take a brief share row exclusive lock on users, diagrams, labs and incidents.
-- Undo:  drop table conversation_messages, answers, conversations;
--
-- Conversations belong to one learner and go with the learner. Content that goes leaves the conversation without a
-- subject and the citation with its title and quote.

create table conversations (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  user_id bigint not null references users on delete cascade,
  title text,
  diagram_id bigint references diagrams on delete set null,
  lab_id bigint references labs on delete set null,
  incident_id bigint references incidents on delete set null,
  archived_at timestamptz(3),
  constraint conversations_title_short check (char_length(title) between 1 and 200),
  constraint conversations_one_subject check (num_nonnulls(diagram_id, lab_id, incident_id) <= 1)
);

create index conversations_user_id_idx on conversations (user_id, updated_at desc, id desc);
create index conversations_diagram_id_idx on conversations (diagram_id) where diagram_id is not null;
create index conversations_lab_id_idx on conversations (lab_id) where lab_id is not null;
create index conversations_incident_id_idx on conversations (incident_id) where incident_id is not null;

create table answers (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  conversation_id bigint not null references conversations on delete cascade,
  -- The conversation's user again: quotas, statistics and the cache are read by user and time.
  user_id bigint not null references users on delete cascade,
  question text not null,
  -- SHA-256 over whatever decides the answer: user, subject, selection, mode, language, detail, normalised question.
  cache_key bytea not null,
  state text not null,
  text text not null default '',
  -- [{"index", "kind": "DIAGRAM" | "LAB" | "INCIDENT", "id", "title", "quote", "score"}] by index.
  citations jsonb not null default '[]',
  hints text[] not null default '{}',
  follow_ups text[] not null default '{}',
  cached boolean not null default false,
  ungrounded boolean not null default false,
  model text not null,
  prompt_tokens int not null default 0,
  completion_tokens int not null default 0,
  response_time interval not null default interval '0',
  constraint answers_question_short check (char_length(question) between 1 and 8000),
  constraint answers_cache_key_is_sha256 check (octet_length(cache_key) = 32),
  constraint answers_state_known check (state in ('QUEUED', 'STREAMING', 'DONE', 'CANCELED', 'FAILED')),
  constraint answers_text_short check (char_length(text) <= 200000),
  constraint answers_citations_array check (jsonb_typeof(citations) = 'array'),
  constraint answers_lists_short check (cardinality(hints) <= 5 and cardinality(follow_ups) <= 5),
  constraint answers_tokens_positive check (prompt_tokens >= 0 and completion_tokens >= 0),
  constraint answers_response_time_positive check (response_time >= interval '0')
);

create index answers_conversation_id_idx on answers (conversation_id) include (prompt_tokens, completion_tokens);
create index answers_user_id_idx on answers (user_id, created_at) include (cached);
create index answers_cache_key_idx on answers (cache_key, created_at) where state = 'DONE' and not cached;

-- Ordered by id: a conversation is written by one learner, one message after another.
create table conversation_messages (
  id bigint generated always as identity primary key,
  created_at timestamptz(3) not null default now(),
  conversation_id bigint not null references conversations on delete cascade,
  role text not null,
  content text not null,
  -- Set on the assistant's messages; their citations are the answer's.
  answer_id bigint references answers on delete set null,
  constraint conversation_messages_role_known check (role in ('USER', 'ASSISTANT', 'SYSTEM')),
  constraint conversation_messages_content_short check (char_length(content) <= 200000),
  constraint conversation_messages_answered check (answer_id is null or role = 'ASSISTANT')
);

create index conversation_messages_page_idx on conversation_messages (conversation_id, id);
create unique index conversation_messages_answer_id_key on conversation_messages (answer_id)
  where answer_id is not null;

'use strict';
// graphql-js over node:http and node-pg, with a small batching loader. Needs NODE_PATH to reach graphql and pg.
// DOCUMENT_CACHE=1 keeps parsed and validated documents.
const http = require('http');
const fs = require('fs');
const path = require('path');
const { buildSchema, parse, validate, execute } = require('graphql');
const { Pool } = require('pg');

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.DATABASE_CONNECTIONS) });
const schema = buildSchema(fs.readFileSync(path.join(process.env.BENCH_DATA, 'schema.graphql'), 'utf8'));
const STATEMENTS = {
  users: 'SELECT id, name, email, role, bio FROM users WHERE id = ANY($1::int[])',
  tags: 'SELECT diagram_id, tag FROM diagram_tags WHERE diagram_id = ANY($1::int[]) ORDER BY diagram_id, tag',
  labs: `SELECT x.diagram_id, l.id, l.title, l.difficulty FROM lab_diagrams x JOIN labs l ON l.id = x.lab_id
    WHERE x.diagram_id = ANY($1::int[]) ORDER BY x.diagram_id, l.id`,
  members: `SELECT group_id, user_id, role FROM group_members WHERE group_id = ANY($1::int[]) AND position <= $2
    ORDER BY group_id, position`,
  messages: `SELECT m.group_id, m.id, m.author_id, m.content FROM unnest($1::int[]) AS g(id) CROSS JOIN LATERAL
    (SELECT group_id, id, author_id, content FROM messages WHERE group_id = g.id ORDER BY id LIMIT $2) AS m`,
  diagram: `SELECT id, title, category, mermaid_source, view_count, published, author_id FROM diagrams WHERE id = $1`,
  diagrams: `SELECT id, title, category, view_count, published, author_id FROM diagrams
    WHERE id > $1 ORDER BY id LIMIT $2`,
  groups: 'SELECT id, name, topic FROM study_groups WHERE id > $1 ORDER BY id LIMIT $2',
  atoms: `SELECT id, title, subject, summary, difficulty, minutes, mastery, published FROM atoms
    WHERE id > $1 ORDER BY id LIMIT $2`,
  post: `INSERT INTO messages (group_id, author_id, content) VALUES ($1, $2, $3)
    RETURNING id, content, author_id`,
};
const query = (name, values) => pool.query({ name, text: STATEMENTS[name], values }).then((r) => r.rows);

class Loader {
  constructor(batch) { this.batch = batch; this.cache = new Map(); this.keys = null; }
  load(key) {
    let p = this.cache.get(key);
    if (p) return p;
    if (!this.keys) {
      this.keys = [];
      Promise.resolve().then(() => process.nextTick(() => this.dispatch()));
    }
    p = new Promise((resolve, reject) => this.keys.push({ key, resolve, reject }));
    this.cache.set(key, p);
    return p;
  }
  dispatch() {
    const waiting = this.keys;
    this.keys = null;
    this.batch(waiting.map((w) => w.key)).then(
      (values) => waiting.forEach((w) => w.resolve(values(w.key))),
      (e) => waiting.forEach((w) => w.reject(e)));
  }
}
const grouped = (rows, key, pick) => {
  const m = new Map();
  for (const r of rows) {
    const list = m.get(r[key]);
    if (list) list.push(pick ? r[pick] : r); else m.set(r[key], [pick ? r[pick] : r]);
  }
  return (k) => m.get(k) || [];
};
const makeContext = () => {
  const perFirst = (batch) => {
    const by = new Map();
    return (first) => {
      let l = by.get(first);
      if (!l) by.set(first, (l = new Loader((ids) => batch(ids, first))));
      return l;
    };
  };
  return {
    user: new Loader(async (ids) => {
      const rows = await query('users', [ids]);
      const m = new Map(rows.map((r) => [r.id, r]));
      return (k) => m.get(k) || null;
    }),
    tags: new Loader(async (ids) => grouped(await query('tags', [ids]), 'diagram_id', 'tag')),
    labs: new Loader(async (ids) => grouped(await query('labs', [ids]), 'diagram_id')),
    members: perFirst(async (ids, first) => grouped(await query('members', [ids, first]), 'group_id')),
    messages: perFirst(async (ids, first) => grouped(await query('messages', [ids, first]), 'group_id')),
  };
};
const set = (type, fields) => {
  for (const [k, f] of Object.entries(fields)) schema.getType(type).getFields()[k].resolve = f;
};
set('Query', {
  diagram: async (_, { id }) => (await query('diagram', [id]))[0] || null,
  diagrams: (_, { first, after }) => query('diagrams', [after, first]),
  studyGroups: (_, { first, after }) => query('groups', [after, first]),
  atoms: (_, { first, after }) => query('atoms', [after, first]),
});
set('Mutation', {
  postMessage: async (_, a) => (await query('post', [a.groupId, a.authorId, a.content]))[0],
});
const author = (r, _, c) => c.user.load(r.author_id);
set('Diagram', {
  mermaidSource: (r) => r.mermaid_source, viewCount: (r) => r.view_count, author,
  tags: (r, _, c) => c.tags.load(r.id), labs: (r, _, c) => c.labs.load(r.id),
});
set('StudyGroup', {
  members: (r, a, c) => c.members(a.first).load(r.id), messages: (r, a, c) => c.messages(a.first).load(r.id),
});
set('Member', { user: (r, _, c) => c.user.load(r.user_id) });
set('Message', { author });

const cache = process.env.DOCUMENT_CACHE ? new Map() : null;
http.createServer((req, res) => {
  const chunks = [];
  req.on('data', (c) => chunks.push(c));
  req.on('end', async () => {
    let out;
    try {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      let document = cache && cache.get(body.query);
      let errors = [];
      if (!document) {
        document = parse(body.query);
        errors = validate(schema, document);
        if (cache && errors.length === 0) cache.set(body.query, document);
      }
      out = errors.length ? { errors } : await execute({
        schema, document, contextValue: makeContext(), variableValues: body.variables, operationName: body.operationName });
    } catch (e) { out = { errors: [{ message: String(e.message || e) }] }; }
    const text = Buffer.from(JSON.stringify(out));
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
    res.end(text);
  });
}).listen(Number(process.env.PORT), '127.0.0.1');

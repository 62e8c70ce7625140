"""The statements of the Strawberry peer: an asyncpg pool, one statement per loader batch."""
import os

import asyncpg

POOL = None


async def pool():
    global POOL
    if POOL is None:
        n = int(os.environ["DATABASE_CONNECTIONS"])
        POOL = await asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=n, max_size=n)
    return POOL


async def fetch(sql, *args):
    return await (await pool()).fetch(sql, *args)


DIAGRAM = "SELECT id, title, category, mermaid_source, view_count, published, author_id FROM diagrams WHERE id = $1"
DIAGRAMS = ("SELECT id, title, category, view_count, published, author_id FROM diagrams "
            "WHERE id > $1 ORDER BY id LIMIT $2")
GROUPS = "SELECT id, name, topic FROM study_groups WHERE id > $1 ORDER BY id LIMIT $2"
ATOMS = ("SELECT id, title, subject, summary, difficulty, minutes, mastery, published FROM atoms "
         "WHERE id > $1 ORDER BY id LIMIT $2")
POST = "INSERT INTO messages (group_id, author_id, content) VALUES ($1, $2, $3) RETURNING id, content, author_id"


async def load_users(ids):
    rows = await fetch("SELECT id, name, email, role, bio FROM users WHERE id = ANY($1::int[])", ids)
    by = {r["id"]: r for r in rows}
    return [by.get(i) for i in ids]


def _group(keys, rows, key):
    out = {k: [] for k in keys}
    for r in rows:
        out[r[key]].append(r)
    return [out[k] for k in keys]


async def load_tags(ids):
    rows = await fetch("SELECT diagram_id, tag FROM diagram_tags WHERE diagram_id = ANY($1::int[]) "
                       "ORDER BY diagram_id, tag", ids)
    out = {k: [] for k in ids}
    for r in rows:
        out[r["diagram_id"]].append(r["tag"])
    return [out[k] for k in ids]


async def load_labs(ids):
    return _group(ids, await fetch(
        "SELECT x.diagram_id, l.id, l.title, l.difficulty FROM lab_diagrams x JOIN labs l ON l.id = x.lab_id "
        "WHERE x.diagram_id = ANY($1::int[]) ORDER BY x.diagram_id, l.id", ids), "diagram_id")


# keys of the two below are (group id, first)
async def load_members(keys):
    first = keys[0][1]
    ids = [k[0] for k in keys]
    return _group(ids, await fetch(
        "SELECT group_id, user_id, role FROM group_members WHERE group_id = ANY($1::int[]) AND position <= $2 "
        "ORDER BY group_id, position", ids, first), "group_id")


async def load_messages(keys):
    first = keys[0][1]
    ids = [k[0] for k in keys]
    return _group(ids, await fetch(
        "SELECT m.group_id, m.id, m.author_id, m.content FROM unnest($1::int[]) AS g(id) CROSS JOIN LATERAL "
        "(SELECT group_id, id, author_id, content FROM messages WHERE group_id = g.id ORDER BY id LIMIT $2) AS m",
        ids, first), "group_id")

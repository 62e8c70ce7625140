"""A study group as full as can be, made by statements: its members with their tokens, and what was said in it."""
import dataclasses

from .tokens import access_token

MOST_MEMBERS = 200
_FOUNDING = """
with member as (
  insert into users (email, email_verified, display_name)
  select 'crowd-' || n || '@atlas.example', true, 'Member ' || n from generate_series(1, {count}) n
  returning id
), session as (
  insert into sessions (user_id, expires_at) select m.id, now() + interval '1 day' from member m returning id, user_id
), founded as (
  insert into study_groups (name, visibility, max_members, member_count, created_by)
  select 'A crowd', 'PRIVATE', {most}, {count}, min(m.id) from member m returning id, created_by
), membership as (
  insert into group_members (group_id, user_id, role)
  select g.id, m.id, case when m.id = g.created_by then 'OWNER' else 'MEMBER' end from founded g cross join member m
)
select g.id, s.user_id, s.id from founded g cross join session s order by s.user_id;
"""


@dataclasses.dataclass
class CrowdedGroup:
    """A group and its members."""

    key: int
    # One for each member.
    tokens: list

    @classmethod
    def found(cls, database, secret, count):
        """A new group with so many new members."""
        rows = database.query(_FOUNDING.format(count=count, most=max(2, count)))
        tokens = [access_token(secret, f"user_{user}", f"session_{session}") for _, user, session in rows]
        return cls(int(rows[0][0]), tokens)

    @property
    def id(self):
        """The global id."""
        return f"group_{self.key}"

    def messages(self, database):
        """What the database holds: the numbers of the posts by the sequences of their messages."""
        rows = database.query(f"select sequence, content from group_messages where group_id = {self.key}")
        return {int(sequence): int(content.split(" ", 1)[0]) for sequence, content in rows}

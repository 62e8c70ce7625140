"""Strawberry's ASGI application with its own DataLoader; served by uvicorn."""
from enum import Enum

import strawberry
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader

import statements as db

Role = strawberry.enum(Enum("Role", ["STUDENT", "TEACHER", "ADMIN"]))
DiagramCategory = strawberry.enum(Enum("DiagramCategory", ["FLOWCHART", "SEQUENCE", "CLASS", "STATE", "ER"]))
MemberRole = strawberry.enum(Enum("MemberRole", ["OWNER", "MEMBER"]))


@strawberry.type
class User:
    id: strawberry.ID
    name: str
    email: str
    role: Role
    bio: str | None

    @staticmethod
    def of(r):
        return User(id=r["id"], name=r["name"], email=r["email"], role=Role[r["role"]], bio=r["bio"])


@strawberry.type
class Lab:
    id: strawberry.ID
    title: str
    difficulty: int


@strawberry.type
class Diagram:
    id: strawberry.ID
    title: str
    category: DiagramCategory
    mermaid_source: str
    view_count: int
    published: bool
    author_id: strawberry.Private[int]

    @staticmethod
    def of(r, source=None):
        return Diagram(id=r["id"], title=r["title"], category=DiagramCategory[r["category"]], mermaid_source=source,
                       view_count=r["view_count"], published=r["published"], author_id=r["author_id"])

    @strawberry.field
    async def author(self, info: strawberry.Info) -> User:
        return await info.context["user"].load(self.author_id)

    @strawberry.field
    async def tags(self, info: strawberry.Info) -> list[str]:
        return await info.context["tags"].load(self.id)

    @strawberry.field
    async def labs(self, info: strawberry.Info) -> list[Lab]:
        return await info.context["labs"].load(self.id)


@strawberry.type
class Message:
    id: strawberry.ID
    content: str
    author_id: strawberry.Private[int]

    @strawberry.field
    async def author(self, info: strawberry.Info) -> User:
        return await info.context["user"].load(self.author_id)


@strawberry.type
class Member:
    role: MemberRole
    user_id: strawberry.Private[int]

    @strawberry.field
    async def user(self, info: strawberry.Info) -> User:
        return await info.context["user"].load(self.user_id)


@strawberry.type
class StudyGroup:
    id: strawberry.ID
    name: str
    topic: str

    @strawberry.field
    async def members(self, info: strawberry.Info, first: int = 20) -> list[Member]:
        return await info.context["members"].load((self.id, first))

    @strawberry.field
    async def messages(self, info: strawberry.Info, first: int = 20) -> list[Message]:
        return await info.context["messages"].load((self.id, first))


@strawberry.type
class Atom:
    id: strawberry.ID
    title: str
    subject: str
    summary: str
    difficulty: int
    minutes: int
    mastery: float
    published: bool


@strawberry.type
class Query:
    @strawberry.field
    async def diagram(self, id: strawberry.ID) -> Diagram | None:
        rows = await db.fetch(db.DIAGRAM, int(id))
        return Diagram.of(rows[0], rows[0]["mermaid_source"]) if rows else None

    @strawberry.field
    async def diagrams(self, first: int = 50, after: int = 0) -> list[Diagram]:
        return [Diagram.of(r) for r in await db.fetch(db.DIAGRAMS, after, first)]

    @strawberry.field
    async def study_groups(self, first: int = 20, after: int = 0) -> list[StudyGroup]:
        rows = await db.fetch(db.GROUPS, after, first)
        return [StudyGroup(id=r["id"], name=r["name"], topic=r["topic"]) for r in rows]

    @strawberry.field
    async def atoms(self, first: int = 1000, after: int = 0) -> list[Atom]:
        rows = await db.fetch(db.ATOMS, after, first)
        return [Atom(id=r[0], title=r[1], subject=r[2], summary=r[3], difficulty=r[4], minutes=r[5], mastery=r[6],
                     published=r[7]) for r in rows]


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def post_message(self, group_id: strawberry.ID, author_id: strawberry.ID, content: str) -> Message:
        r = (await db.fetch(db.POST, int(group_id), int(author_id), content))[0]
        return Message(id=r["id"], content=r["content"], author_id=r["author_id"])


async def users(ids):
    return [User.of(r) for r in await db.load_users(ids)]


async def labs(ids):
    return [[Lab(id=r["id"], title=r["title"], difficulty=r["difficulty"]) for r in rows]
            for rows in await db.load_labs(ids)]


async def members(keys):
    return [[Member(role=MemberRole[r["role"]], user_id=r["user_id"]) for r in rows]
            for rows in await db.load_members(keys)]


async def messages(keys):
    return [[Message(id=r["id"], content=r["content"], author_id=r["author_id"]) for r in rows]
            for rows in await db.load_messages(keys)]


class App(GraphQL):
    async def get_context(self, request, response=None):
        return {"user": DataLoader(users), "tags": DataLoader(db.load_tags), "labs": DataLoader(labs),
                "members": DataLoader(members), "messages": DataLoader(messages)}


app = App(strawberry.Schema(Query, Mutation))

"""The inputs of the measurements in process: one folder of files that every program reads."""
import json

from .options import ROOT

DATA = ROOT / "Benchmarks/Data"
WIDE = "{ atoms(first: 1250) { id title subject summary difficulty minutes mastery published } }\n"
ONE = "query One($id: ID!) { diagram(id: $id) { id title viewCount published author { id name } } }\n"
LARGE_COPIES = 80


def write(folder):
    """Writes schemas, documents and request bodies."""
    (folder / "schema.graphql").write_text((DATA / "schema.graphql").read_text())
    atlas = sorted((ROOT / "Schema").glob("*.graphql"))
    (folder / "atlas.graphql").write_text("\n".join(part.read_text() for part in atlas))
    dashboard = (DATA / "micro/dashboard.graphql").read_text()
    (folder / "dashboard.graphql").write_text(dashboard)
    (folder / "large.graphql").write_text("\n".join(_renamed(dashboard, copy) for copy in range(LARGE_COPIES)))
    for name, (query, variables) in _operations().items():
        (folder / f"{name}.graphql").write_text(query)
        (folder / f"{name}.json").write_text(json.dumps({"query": query, "variables": variables}))


def _operations():
    def named(name):
        return (DATA / f"operations/{name}.graphql").read_text()

    message = {"groupId": "7", "authorId": "11", "content": "What does a retry without a budget cost?"}
    return {
        "deep": (named("d_deep"), {"after": 42}),
        "introspection": (named("f_introspection"), {}),
        "mutation": (named("g_mutation"), message),
        "wide": (WIDE, {}),
        "one": (ONE, {"id": "17"}),
    }


def _renamed(document, copy):
    """The same document with other names, as many clients' documents differ."""
    for name in ("query Dashboard", "Person", "Card"):
        document = document.replace(name, f"{name}{copy}")
    return document

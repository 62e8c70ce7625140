"""The seven operations of Data/: their request bodies, and the response that the reference statement gives."""
import json
import pathlib
import re

DATA = pathlib.Path(__file__).resolve().parent.parent / "Data"
OPERATIONS = {
    "a_point": "one row by its key",
    "b_list50": "50 rows × 5 fields",
    "c_nplus1": "50 rows, each with author, tags and labs",
    "d_deep": "20 groups × 20 members and 20 messages with their users",
    "e_wide1000": "1,000 rows × 8 fields",
    "f_introspection": "the introspection query of GraphiQL",
    "g_mutation": "one row written and read back with its author",
}
BODIES = 200


def bodies(operation, count=BODIES, folder=DATA):
    """Request bodies 0..<count, the same on every run."""
    query = (folder / "operations" / f"{operation}.graphql").read_text()
    template = json.loads((folder / "variables" / f"{operation}.json").read_text())
    return [json.dumps({"query": query, "variables": _cycled(template, k)}) for k in range(count)]


def _cycled(value, k):
    """Variables of request k: {"$cycle": [low, high, step]} becomes low + k * step within low...high.

    With "string" as a string, with "prefix" behind that text, with "count" a list of so many that follow each other.
    """
    if not isinstance(value, dict):
        return value
    if "$cycle" not in value:
        return {name: _cycled(each, k) for name, each in value.items()}
    low, high, step = value["$cycle"]
    numbers = [low + (k * step + i) % (high - low + 1) for i in range(value.get("count", 1))]
    if value.get("string") or "prefix" in value:
        numbers = [f"{value.get('prefix', '')}{number}" for number in numbers]
    return numbers if "count" in value else numbers[0]


def has_statement(operation):
    """Whether one SQL statement yields the response of this operation."""
    return (DATA / "limit" / f"{operation}.sql").exists()


def references(operation, variables, database):
    """The right response for each of these variables, or nothing where there is no read-only reference statement."""
    if not has_statement(operation) or operation == "g_mutation":
        return [None] * len(variables)
    lines = (DATA / "limit" / f"{operation}.sql").read_text().splitlines()
    statement = " ".join(line for line in lines if not line.startswith("\\"))
    bound = [re.sub(r"(?<!:):([a-z]+)\b", lambda name: str(each[name[1]]), statement) for each in variables]
    return [json.loads(line) for line in database.query("\n".join(bound)).splitlines()]

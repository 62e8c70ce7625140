"""Whether a server's answers are right: equal to the reference statement's, and in the order of the selection."""
import concurrent.futures
import json
import re
import urllib.request

from .operations import DATA, bodies, references

CHECKED = 16  # answers compared per cell, all asked at once


class Answers:
    """Compares answers with the references, which are asked of the database once per operation."""

    def __init__(self, database):
        self._database = database
        self._known = {}

    def problems(self, name, url, operation):
        """What is wrong with the answers of this server, in words; empty when nothing is."""
        requests, expected = self._requests(operation)
        with concurrent.futures.ThreadPoolExecutor(CHECKED) as pool:
            answers = list(pool.map(lambda body: _answer(url, body), requests))
        found = [_problem(operation, json.loads(body)["variables"], answer, want)
                 for body, answer, want in zip(requests, answers, expected)]
        return [f"{name} {operation}: {problem}" for problem in dict.fromkeys(found) if problem]

    def _requests(self, operation):
        if operation not in self._known:
            requests = bodies(operation, CHECKED)
            variables = [json.loads(body)["variables"] for body in requests]
            self._known[operation] = requests, references(operation, variables, self._database)
        return self._known[operation]


def post(url, body, timeout=30):
    """The decoded JSON answer to one request."""
    headers = {"content-type": "application/json", "accept": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(url, body.encode(), headers), timeout=timeout) as answer:
        return json.loads(answer.read())


def _answer(url, body):
    try:
        return post(url, body)
    except (OSError, ValueError) as error:
        return {"errors": [f"no answer: {error}"]}


def _problem(operation, variables, answer, expected):
    if "errors" in answer:
        return f"errors: {json.dumps(answer['errors'])[:300]}"
    if operation == "f_introspection":
        return _introspection_problem(answer)
    if operation == "g_mutation":
        return _mutation_problem(variables, answer)
    if answer != expected:
        return f"the answer differs from the reference statement's for {json.dumps(variables)}"
    if _shape(answer) != _shape(expected):
        return "the right values, but not in the order of the selection"
    return None


def _shape(value):
    """Field names in their order, without the values."""
    if isinstance(value, dict):
        return [(name, _shape(each)) for name, each in value.items()]
    return [_shape(each) for each in value] if isinstance(value, list) else 0


def _mutation_problem(variables, answer):
    message = answer["data"]["postMessage"]
    author = {"id": variables["authorId"], "name": f"User {variables['authorId']}"}
    expected = {"id": message.get("id"), "content": variables["content"], "author": author}
    if message == expected and _shape(message) == _shape(expected) and int(message["id"]) > 1_000_000:
        return None
    return f"posted {json.dumps(expected)}, got {json.dumps(message)}"


def _introspection_problem(answer):
    described = {each["name"]: each for each in answer["data"]["__schema"]["types"]}
    for name, members in _declared().items():
        if name not in described:
            return f"introspection does not show the type {name}"
        if (shown := _members(described[name])) != members:
            return f"introspection shows {name} as {shown}, not {members}"
    return None


def _members(described):
    """A type's fields or values, as {"labs": "[Lab!]!"} or {"STUDENT": None}."""
    if described["kind"] == "ENUM":
        return {each["name"]: None for each in described["enumValues"]}
    return {each["name"]: _written(each["type"]) for each in described["fields"]}


def _written(reference):
    if reference["kind"] == "NON_NULL":
        return _written(reference["ofType"]) + "!"
    return f"[{_written(reference['ofType'])}]" if reference["kind"] == "LIST" else reference["name"]


def _declared():
    """The same of schema.graphql, whose few shapes a pattern reads well enough."""
    text = re.sub(r'"[^"\n]*"', "", (DATA / "schema.graphql").read_text())
    declared = {}
    for kind, name, block in re.findall(r"(type|enum) (\w+) {(.*?)}", text, re.DOTALL):
        if kind == "enum":
            declared[name] = {value: None for value in block.split()}
        else:
            declared[name] = dict(re.findall(r"^\s*(\w+)(?:\(.*?\))?: (\S+)\s*$", block, re.MULTILINE))
    return declared

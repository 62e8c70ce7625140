"""The 61 audits that the suite graphql-http publishes for servers, by their ids, asked by httpx one by one.

All of them have to pass, whatever their level (MUST, SHOULD, MAY) is.
"""
import json
import unittest

import httpx

import atlas

JSON, GRAPHQL = "application/json", "application/graphql-response+json"
QUERY = "{ __typename }"
TYPE = {"query": "query Type($name: String!) { __type(name: $name) { name } }", "variables": {"name": "sometype"}}
NAMED = {"query": "query Query { __typename }", "operationName": "Query"}
EXTENDED = {"query": QUERY, "extensions": {"some": "value"}}
MISTYPED = {"query": "query Text($text: String!) { __type(name: $text) { name } }", "variables": {"text": 1}}
UNKNOWN = {"query": "{ f8f31403dfe404bccbb0e835f2629c6a7 }"}
SUCCESS, BAD, FAILED = range(200, 201), range(400, 401), range(400, 600)


def post(body, accept=None, kind=JSON):
    """A POST of a body, as JSON where it is not a text already."""
    text = body if isinstance(body, str) or body is None else json.dumps(body)
    fields = {"Accept": accept, "Content-Type": kind}
    return {"method": "POST", "content": text, "headers": {name: value for name, value in fields.items() if value}}


def get(body, accept=None):
    """A GET with the parameters of a body."""
    parameters = {name: value if isinstance(value, str) else json.dumps(value) for name, value in body.items()}
    return {"method": "GET", "params": parameters, "headers": {"Accept": accept} if accept else {}}


def no_errors(answer):
    """The result has no errors."""
    return "errors" not in answer.json()


def no_data(answer):
    """The result has no entry for data, not even null."""
    return "data" not in answer.json()


def of_type(kind):
    """The answer has this media type."""
    return lambda answer: kind in answer.headers["Content-Type"]


def is_utf8(answer):
    """The answer says that it is UTF-8, and is."""
    return "charset=utf-8" in answer.headers["Content-Type"] and answer.content.decode()


def wrong(name, values, identifier):
    """Values of a wrong type for a parameter."""
    return [(f"{identifier}{place}", post({"query": QUERY, name: value}), BAD, None)
            for place, value in enumerate(values)]


NO_TEXT, NO_MAP = [{"obj": "ect"}, 0, False, ["array"]], ["string", 0, False, ["array"]]
# The id, the request, the statuses that pass, and what else has to hold.
AUDITS = [
    ("22EB", post({"query": QUERY}, GRAPHQL), SUCCESS, of_type(GRAPHQL)),
    ("4655", post({"query": QUERY}, JSON), SUCCESS, of_type(JSON)),
    ("47DE", post({"query": QUERY}, "*/*"), SUCCESS, of_type(JSON)),
    ("80D8", get({"query": QUERY}), SUCCESS, of_type(JSON)),
    ("82A3", post({"query": QUERY}), SUCCESS, is_utf8),
    ("BF61", post({"query": QUERY}, kind=f"{JSON}; charset=utf-8"), SUCCESS, None),
    ("78D5", post({"query": QUERY}), SUCCESS, None),
    ("2C94", post({"query": QUERY}), SUCCESS, None),
    ("5A70", get({"query": QUERY}), SUCCESS, None),
    ("9C48", get({"query": "mutation { __typename }"}, GRAPHQL), range(400, 500), None),
    ("9ABE", post(None, kind=None), range(400, 500), None),
    ("03D4", post({"query": QUERY}), SUCCESS, None),
    ("A5BF", post(None), BAD, None),
    ("423L", post({"notquery": QUERY}), BAD, None),
    *wrong("query", NO_TEXT, "LKJ"),
    ("34A2", post({"query": QUERY}, GRAPHQL), SUCCESS, None),
    ("13EE", post({"query": QUERY}, JSON), SUCCESS, no_errors),
    *wrong("operationName", NO_TEXT, "6C0"),
    ("8161", post(NAMED, GRAPHQL), SUCCESS, None),
    ("B8B3", post(NAMED, JSON), SUCCESS, no_errors),
    *((f"{identifier}{place}", post({"query": QUERY, name: None}, accept), SUCCESS, no_errors)
      for place, name in enumerate(("variables", "operationName", "extensions"))
      for identifier, accept in (("022", JSON), ("94B", GRAPHQL))),
    *wrong("variables", NO_MAP, "476"),
    ("2EA1", post(TYPE, GRAPHQL), SUCCESS, None),
    ("28B9", post(TYPE, JSON), SUCCESS, no_errors),
    ("D6D5", get(TYPE, GRAPHQL), SUCCESS, None),
    ("6A70", get(TYPE, JSON), SUCCESS, no_errors),
    *wrong("extensions", NO_MAP, "58B"),
    ("428F", post(EXTENDED, GRAPHQL), SUCCESS, None),
    ("1B7A", post(EXTENDED, JSON), SUCCESS, no_errors),
    ("39AA", post(EXTENDED), SUCCESS, no_errors),
    ("B6DC", post('{ "not a JSON'), FAILED, None),
    ("BCF8", post('{ "not a JSON'), BAD, None),
    ("8764", post({"qeury": QUERY}), FAILED, None),
    ("3E3A", post({"qeury": QUERY}), BAD, None),
    ("572B", post({"query": "{"}, JSON), SUCCESS, None),
    ("FDE2", post(UNKNOWN, JSON), SUCCESS, None),
    ("7B9B", post(MISTYPED, JSON), SUCCESS, None),
    ("865D", post({"query": "{"}, GRAPHQL), FAILED, None),
    ("556A", post({"query": "{"}, GRAPHQL), BAD, None),
    ("D586", post({"query": "{"}, GRAPHQL), FAILED, no_data),
    ("51FE", post(UNKNOWN, GRAPHQL), FAILED, None),
    ("74FF", post(UNKNOWN, GRAPHQL), BAD, None),
    ("5E5B", post(UNKNOWN, GRAPHQL), FAILED, no_data),
    ("86EE", post(MISTYPED, GRAPHQL), BAD, None),
]


class AuditTests(unittest.TestCase):
    def test_all_of_them(self):
        self.assertEqual(len({identifier for identifier, *_ in AUDITS}), 61)
        with httpx.Client(timeout=10) as client:
            del client.headers["Accept"]
            for identifier, request, statuses, holds in AUDITS:
                with self.subTest(identifier):
                    answer = client.request(url=atlas.URL, **request)
                    self.assertIn(answer.status_code, statuses, answer.text)
                    self.assertTrue(holds is None or holds(answer), answer.text)

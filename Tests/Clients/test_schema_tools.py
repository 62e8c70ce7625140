"""`atlas schema` beside graphql-core, the Python port of the reference implementation."""
import collections
import copy
import json
import os
import pathlib
import random
import subprocess
import tempfile
import unittest

from graphql import build_client_schema, build_schema, print_schema, validate_schema
from graphql.utilities import find_schema_changes

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SEEDS = range(120)
# Kinds of changes that graphql-core does not know of.
OURS = {
    "ARG_BECAME_REQUIRED", "INPUT_FIELD_BECAME_REQUIRED", "ONE_OF_ADDED", "ONE_OF_REMOVED", "ROOT_TYPE_CHANGED",
    "ROOT_TYPE_ADDED", "SPECIFIED_BY_CHANGED", "APPLIED_DIRECTIVE_ADDED", "APPLIED_DIRECTIVE_REMOVED",
    "APPLIED_DIRECTIVE_CHANGED", "DEPRECATION_ADDED", "DEPRECATION_REMOVED", "DEPRECATION_REASON_CHANGED",
}
# Of one input graphql-core tells that its type is wider only where it has nothing to tell of the default.
SOMETIMES = {"ARG_CHANGED_KIND_SAFE", "FIELD_CHANGED_KIND_SAFE"}
SEVERITIES = {"BreakingChange": "breaking", "DangerousChange": "dangerous", "SafeChange": "safe"}
LOCATIONS = ["QUERY", "FIELD", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "OBJECT"]
SCALARS = {"Int": ["1", "2"], "String": ['"a"', '"b"'], "Boolean": ["true", "false"]}


def atlas(*arguments):
    """Runs `atlas schema`: its exit code and output."""
    command = [os.environ["ATLAS_EXECUTABLE"], "schema", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60)
    return done.returncode, done.stdout.strip(), done.stderr.strip()


class Schemas:
    """Random schemas: dictionaries of types, which are printed so that they are valid whatever was done to them."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def make(self):
        """A schema."""
        types = {"Query": {"kind": "type", "fields": self.fields(), "description": None}}
        for kind in ["type", "interface", "union", "enum", "input", "scalar"] * 2:
            types[self.name(kind.capitalize())] = self.type(kind)
        return {"types": types, "directives": {self.name("d"): self.directive() for _ in range(3)}}

    def name(self, prefix):
        """A name; the same ones come up again."""
        return f"{prefix}{self.random.randrange(6)}"

    def type(self, kind):
        """A type of a kind."""
        return {
            "kind": kind, "description": self.description(), "fields": self.fields(), "inputs": self.inputs(),
            "interfaces": [self.name("Interface")], "members": [self.name("Type"), "Query"],
            "values": [self.name("V"), self.name("W")],
        }

    def fields(self):
        """Fields of an object."""
        return {self.name("f"): {"type": self.reference(False), "args": self.inputs(),
                                 "description": self.description()} for _ in range(3)}

    def inputs(self):
        """Arguments or input fields."""
        return {self.name("a"): {"type": self.reference(True), "default": self.random.choice([None, None, 0, 1]),
                                 "description": self.description()} for _ in range(2)}

    def directive(self):
        """A directive."""
        return {"args": self.inputs(), "repeatable": self.random.random() < 0.5, "description": self.description(),
                "locations": self.random.sample(LOCATIONS, 2)}

    def description(self):
        """A description, or none."""
        return self.random.choice([None, None, "one", "two"])

    def reference(self, is_input):
        """A type reference: the name and its wrappings from within."""
        kinds = ["Enum", "Scalar", "Input"] if is_input else ["Enum", "Scalar", "Type", "Interface", "Union"]
        name = self.random.choice([*SCALARS, "ID", *(self.name(kind) for kind in kinds)])
        return [name, self.random.choice(["", "", "!", "[]", "[!]", "[]!", "![]", "![]!"])]

    def change(self, schema):
        """Another version of a schema."""
        schema = copy.deepcopy(schema)
        for _ in range(self.random.randint(1, 6)):
            self.random.choice([self.change_types, self.change_type, self.change_type, self.change_type,
                                self.change_directives])(schema)
        return schema

    def change_types(self, schema):
        """Adds, removes or replaces a type."""
        kind = self.random.choice(["type", "interface", "union", "enum", "input", "scalar"])
        name = self.random.choice([*schema["types"], self.name(kind.capitalize())])
        if name == "Query":
            return
        if self.random.random() < 0.4:
            schema["types"].pop(name, None)
        else:
            schema["types"][name] = self.type(kind)

    def change_type(self, schema):
        """Changes parts of a type."""
        part = self.random.choice(list(schema["types"].values()))
        aspect = self.random.choice([key for key in part if key != "kind"])
        if aspect in ("fields", "inputs") and self.random.random() < 0.7:
            self.change_member(self.random.choice(list(part[aspect].values())))
        else:
            part[aspect] = self.type("type")[aspect]

    def change_member(self, member):
        """Changes a field, an argument or an input field."""
        aspect = self.random.choice([*member])
        if aspect == "args" and member["args"] and self.random.random() < 0.7:
            return self.change_member(self.random.choice(list(member["args"].values())))
        if aspect == "type" and self.random.random() < 0.6:
            member["type"][1] = self.reference(True)[1]
        else:
            other = {**next(iter(self.inputs().values())), "args": self.inputs()}
            member[aspect] = other[aspect]

    def change_directives(self, schema):
        """Adds, removes or changes a directive."""
        name = self.random.choice([*schema["directives"], self.name("d")])
        old, new = schema["directives"].get(name), self.directive()
        if old and self.random.random() < 0.7:
            aspect = self.random.choice([*old])
            old[aspect] = new[aspect]
        elif old:
            del schema["directives"][name]
        else:
            schema["directives"][name] = new


def sdl(schema):
    """A random schema as SDL: what refers to nothing, or to something of the wrong kind, is left out."""
    types = schema["types"]

    def kind(name):
        return types[name]["kind"] if name in types else "scalar" if name in [*SCALARS, "ID"] else None

    def described(text, line):
        return f'"{text}" {line}' if text else line

    def reference(parts, kinds):
        name, wrapping = parts
        if kind(name) not in kinds:
            name = "String"
        # An input object that must be given could need itself.
        if kind(name) == "input":
            wrapping = ""
        for step in wrapping.replace("[", " ").replace("]", "] ").split():
            name = f"[{name}{step[:-1]}]" if step.endswith("]") else name + step
        return name

    def value(name, number):
        if name.endswith("!"):
            return value(name[:-1], number)
        if name.startswith("["):
            return f"[{value(name[1:-1], number)}]"
        if kind(name) == "enum":
            return types[name]["values"][number % 2]
        return {**SCALARS, "ID": ['"x"', '"y"']}.get(name, ["{a: 1, b: 2}", "{b: 2, a: 1}"])[number]

    def inputs(members):
        lines = []
        for name, member in members.items():
            type = reference(member["type"], ("enum", "scalar", "input"))
            default = member["default"]
            given = "" if default is None or kind(type.strip("[]!")) == "input" else f" = {value(type, default)}"
            lines.append(described(member["description"], f"{name}: {type}{given}"))
        return lines

    def fields(members):
        return [described(field["description"], name + (f"({', '.join(inputs(field['args']))})" if field["args"] else "")
                          + ": " + reference(field["type"], ("enum", "scalar", "type", "interface", "union")))
                for name, field in members.items()]

    def definition(name, type):
        match type["kind"]:
            case "scalar":
                return f"scalar {name}"
            case "enum":
                return f"enum {name} {{ {' '.join(dict.fromkeys(type['values']))} }}"
            case "input":
                return f"input {name} {{ {' '.join(inputs(type['inputs']))} }}"
            case "union":
                return f"union {name} = " + " | ".join(
                    dict.fromkeys(member for member in type["members"] if kind(member) == "type"))
            case "interface":
                return f"interface {name} {{ {' '.join(fields(type['fields']))} }}"
        interfaces = [one for one in type.get("interfaces", []) if kind(one) == "interface"]
        members = {**type["fields"], **{k: v for one in interfaces for k, v in types[one]["fields"].items()}}
        implements = f" implements {' & '.join(interfaces)}" if interfaces else ""
        return f"type {name}{implements} {{ {' '.join(fields(members))} }}"

    lines = [described(type["description"], definition(name, type)) for name, type in types.items()]
    for name, directive in schema["directives"].items():
        arguments = f"({', '.join(inputs(directive['args']))})" if directive["args"] else ""
        repeatable = " repeatable" if directive["repeatable"] else ""
        lines.append(described(directive["description"], f"directive @{name}{arguments}{repeatable} on "
                                                         + " | ".join(directive["locations"])))
    return "\n".join(lines)


class SchemaChanges(unittest.TestCase):
    """`atlas schema diff` finds what graphql-core finds, and calls it the same."""

    def compare(self, folder, old, new):
        """Compares the two accounts of one change; the kinds that were met."""
        (folder / "old.graphql").write_text(old)
        (folder / "new.graphql").write_text(new)
        code, output, errors = atlas("diff", folder / "old.graphql", folder / "new.graphql", "--format", "json")
        self.assertIn(code, (0, 1), errors)
        told = [(change["severity"], change["kind"], change["message"]) for change in json.loads(output)["changes"]]
        expected = [(SEVERITIES[type(change).__name__], change.type.name, change.description)
                    for change in find_schema_changes(build_schema(old), build_schema(new))]
        # Descriptions of changed descriptions are worded in another way.
        ours, theirs = (collections.Counter(
            change if change[1] != "DESCRIPTION_CHANGED" else change[:2] for change in changes)
            for changes in (told, expected))
        self.assertEqual(theirs - ours, collections.Counter())
        self.assertLessEqual({change[1] for change in ours - theirs}, OURS | SOMETIMES)
        self.assertEqual(code, int(any(change[0] == "breaking" for change in told)))
        return {change[1] for change in expected}

    def test_random_changes_are_classified_alike(self):
        met = collections.Counter()
        with tempfile.TemporaryDirectory() as folder:
            for seed in SEEDS:
                schemas = Schemas(seed)
                schema = schemas.make()
                old, new = sdl(schema), sdl(schemas.change(schema))
                if validate_schema(build_schema(old)) or validate_schema(build_schema(new)):
                    met["invalid"] += 1
                    continue
                with self.subTest(seed=seed, old=old, new=new):
                    met.update(self.compare(pathlib.Path(folder), old, new))
        # The comparison is worth something only while most pairs count, and most kinds of changes come up.
        self.assertLess(met.pop("invalid", 0), len(SEEDS) / 3)
        self.assertGreater(len(met), 24)


class SchemaCommands(unittest.TestCase):
    """What scripts rely on."""

    def test_the_printed_api_is_the_same_api_by_every_way(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder)
            for name, options in {"a.graphql": ["--directives"], "b.graphql": ["--sort"],
                                  "c.json": ["--introspection"]}.items():
                (path / name).write_text(atlas("print", *options)[1])
                code, output, _ = atlas("diff", path / name, "--fail-on", "dangerous")
                self.assertEqual((code, output.splitlines()[0]), (0, "Nothing has changed."))
            introspection = json.loads((path / "c.json").read_text())["data"]
            sorted_introspection = json.loads(atlas("print", "--introspection", "--sort")[1])["data"]
            self.assertEqual(print_schema(build_client_schema(introspection)), atlas("print")[1])
            self.assertEqual(print_schema(build_client_schema(sorted_introspection)), (path / "b.graphql").read_text())

    def test_descriptions_can_be_left_out(self):
        self.assertNotIn('"""', atlas("print", "--no-descriptions")[1])
        self.assertNotIn('"description":', atlas("print", "--no-descriptions", "--introspection")[1])

    def test_the_exit_code_says_how_it_went(self):
        with tempfile.TemporaryDirectory() as folder:
            files = {"old": "type Query { a: Int b: Int }", "new": "type Query { a(x: Int): Int }",
                     "danger": "type Query { a(x: Int): Int b: Int }", "bad": "type Query { a: Missing }"}
            for name, text in files.items():
                pathlib.Path(folder, name).write_text(text)
            old, new, danger, bad = (pathlib.Path(folder, name) for name in files)
            cases = [
                (0, "diff", old, old), (1, "diff", old, new), (0, "diff", old, new, "--fail-on", "never"),
                (0, "diff", old, danger), (1, "diff", old, danger, "--fail-on", "dangerous"), (2, "diff", old, bad),
                (2, "diff", old, pathlib.Path(folder, "none")), (0, "check", old), (1, "check", bad), (1, "check", old, new),
                (2, "check", pathlib.Path(folder, "none")), (0, "check"), (0, "check", "-", "--atlas-rules"),
                (1, "check", old, "--atlas-rules"), (2, "print", bad), (0, "print", old),
            ]
            for expected, *arguments in cases:
                with self.subTest(arguments=arguments):
                    self.assertEqual(atlas(*arguments)[0], expected)

    def test_a_pipe_is_a_file(self):
        command = [os.environ["ATLAS_EXECUTABLE"], "schema", "diff", "/dev/stdin"]
        printed = atlas("print", "--introspection")[1]
        done = subprocess.run(command, input=printed, capture_output=True, text=True, cwd=ROOT, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

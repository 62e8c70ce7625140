"""Puts the payloads of one incrementally delivered result together, in both shapes that are alive."""
import copy


def merge(payloads):
    """The whole result, as it would have come without `@defer` and `@stream`; errors in order of arrival."""
    if payloads[-1]["hasNext"] or not all(each["hasNext"] for each in payloads[:-1]):
        raise AssertionError(f"hasNext ends too early or not at all: {payloads}")
    result = {"data": copy.deepcopy(payloads[0]["data"])}
    errors = list(payloads[0].get("errors", []))
    pending = {}
    for payload in payloads:
        for each in payload.get("pending", []):
            if each["id"] in pending:
                raise AssertionError(f"pending twice: {each}")
            pending[each["id"]] = each["path"]
        for part in payload.get("incremental", []):
            path = pending[part["id"]] + part.get("subPath", []) if "id" in part else part["path"]
            errors += part.get("errors", [])
            _put(result["data"], path, part)
        for each in payload.get("completed", []):
            errors += each.get("errors", [])
            del pending[each["id"]]
    if pending:
        raise AssertionError(f"never completed: {pending}")
    return {**result, **({"errors": errors} if errors else {})}


def _put(data, path, part):
    if "items" in part:
        # The older shape names the place of the first item, the newer one the list.
        if "id" not in part:
            path = path[:-1]
        if part["items"] is not None:
            _at(data, path).extend(part["items"])
    elif part["data"] is not None:
        _add(_at(data, path), part["data"])


def _at(data, path):
    for step in path:
        data = data[step]
    return data


def _add(target, fields):
    for name, value in fields.items():
        if isinstance(value, dict) and isinstance(target.get(name), dict):
            _add(target[name], value)
        else:
            target[name] = value

# SPDX-License-Identifier: Apache-2.0
"""Holds exported schemas against the generated cases of `command-router test --export`.

A case knows whether its request is bound. The schemas of its command say the same of it, or one of the exceptions in docs/export.md
says why not. An exception is a change to the request, after which both agree, or a reason that holds at each place which is refused.
What a form can say is sent to a running gateway as one, and must be bound or refused as the case is.
"""

import collections
import http.client
import json
import math
import re
import unicodedata
import urllib.parse

# Rules of calls that no schema of parameters is about.
ELSEWHERE = {"call.wellFormed", "call.credentials", "call.permissions", "call.mediaType", "call.command"}


class Twice(ValueError):
    """A name stands twice in an object, which a parser does not tell."""


def members(pairs):
    if len({name for name, _ in pairs}) != len(pairs):
        raise Twice()
    return dict(pairs)


def read(text):
    return json.loads(text, object_pairs_hook=members)


class Declarations:
    """What a manifest declares of a command's parameters."""

    def __init__(self, manifest):
        groups = manifest.get("groups") or {}
        self.parameters = {}
        for name, command in manifest["commands"].items():
            own = {}
            for group in command.get("groups") or []:
                own.update(groups[group])
            own.update(command.get("parameters") or {})
            self.parameters[name] = own

    @staticmethod
    def named(name, declared):
        """The declared name, and its declaration, that a name of a request means."""
        for key, value in declared.items():
            if name.lower() in [other.lower() for other in [key, *(value.get("aliases") or [])]]:
                return (name if name == key or name in (value.get("aliases") or []) else key), value
        return name, None

    @staticmethod
    def kinds(value):
        kind = (value or {}).get("type", "string")
        return set(kind if isinstance(kind, list) else [kind])


def mapped(declared, request, change):
    """A request with `change(declaration, value)` made at each value, from the inside out."""
    return {name: inside(Declarations.named(name, declared)[1], value, change) for name, value in request.items()}


def inside(declaration, value, change):
    declaration = declaration or {}
    if isinstance(value, dict) and declaration.get("members"):
        value = mapped(declaration["members"], value, change)
    elif isinstance(value, dict) and declaration.get("values"):
        value = {name: inside(declaration["values"], item, change) for name, item in value.items()}
    elif isinstance(value, list) and declaration.get("items"):
        value = [inside(declaration["items"], item, change) for item in value]
    return change(declaration, value)


# --- Exceptions that are a change to the request, after which the schema says what the router says.


def whole_numbers(declaration, value):
    """`1.0` as a text, which is what the binder makes of it: none."""
    if isinstance(value, list):
        return [whole_numbers(declaration, item) for item in value]
    return repr(value) if isinstance(value, float) and not value % 1 else value


def opened(declaration, value):
    if isinstance(value, str) and {"object", "array"} & Declarations.kinds(declaration) and value.strip()[:1] in ("{", "["):
        try:
            return inside(declaration, read(value), opened)
        except ValueError:
            return 0.5  # neither an object nor an array
    return value


def composed(declaration, value):
    return unicodedata.normalize("NFC", value) if isinstance(value, str) and declaration.get("nfc") else value


def distinct(declaration, value):
    if "idList" not in Declarations.kinds(declaration) or not isinstance(value, (str, list)):
        return value
    items = value.split(",") if isinstance(value, str) else value
    seen = {}
    for item in items:
        if isinstance(item, bool) or not isinstance(item, (str, int)) or not re.fullmatch(r" *0*([0-9]+) *|", str(item)):
            return value
        if str(item).strip():
            seen.setdefault(int(item), item)
    return list(seen.values())


def spelled(declared, request):
    """A request with names as they are declared."""
    result = {}
    for name, value in request.items():
        key, declaration = Declarations.named(name, declared)
        declaration = declaration or {}
        if isinstance(value, dict) and declaration.get("members"):
            value = spelled(declaration["members"], value)
        elif isinstance(value, dict) and (declaration.get("values") or {}).get("members"):
            value = {name: spelled(declaration["values"]["members"], item) if isinstance(item, dict) else item for name, item in value.items()}
        elif isinstance(value, list) and (declaration.get("items") or {}).get("members"):
            value = [spelled(declaration["items"]["members"], item) if isinstance(item, dict) else item for item in value]
        result[key if key not in result else name] = value
    if isinstance(result.get("Command"), str):
        result["Command"] = result["Command"].lower()
    return result


def renamed(declared, request):
    """A request with the first name of each parameter in place of its others."""
    first = {alias: name for name, value in declared.items() for alias in value.get("aliases") or []}
    return {first.get(name, name): value for name, value in request.items()} if len({first.get(n, n) for n in request}) == len(request) else request


# With each, who alone accepts the request as it is: the schema, the router, or either.
CHANGES = {
    "another name of a parameter, in OpenRPC": ("router", renamed),
    "`1.0` or `1e3` where a whole number is due": ("schema", lambda declared, request: mapped(declared, request, whole_numbers)),
    "a text that holds JSON, for an object or array": ("schema", lambda declared, request: mapped(declared, request, opened)),
    "a text that changes in NFC, where `nfc` is declared": ("either", lambda declared, request: mapped(declared, request, composed)),
    "a list of ids with some twice, or empty": ("either", lambda declared, request: mapped(declared, request, distinct)),
    "a name in another case": ("either", spelled),
}

# --- Exceptions at a place: what the schema accepts there, and the router refuses. By the declaration, the value and the rule.


def marks(text):
    run = most = 0
    for scalar in text:
        run = run + 1 if unicodedata.category(scalar) in ("Mn", "Mc", "Me") else 0
        most = max(most, run)
    return most


def is_infinite(text):
    try:
        return math.isinf(float(text))
    except ValueError:
        return False


PLACES = {
    "more than 30 combining marks in a row": lambda declaration, value, rule: (
        rule.endswith(".type") and isinstance(value, str) and marks(value) > 30
    ),
    "a number as a text, beyond what a Double holds or beyond `minimum` and `maximum`": lambda declaration, value, rule: (
        "number" in Declarations.kinds(declaration) and isinstance(value, str)
        and (rule.endswith((".minimum", ".maximum")) or rule.endswith(".type") and is_infinite(value))
    ),
    "`minLength`, `oneOf` and the like on a `time` or `datetime`": lambda declaration, value, rule: (
        {"time", "datetime"} & Declarations.kinds(declaration) and isinstance(value, str) and not rule.endswith(".type")
    ),
    "two names under `values` that are one in NFC": lambda declaration, value, rule: rule.endswith(".once"),
    "a text of which nothing is seen, beside a pattern, with `--body json`": lambda declaration, value, rule: rule.endswith(".notBlank"),
    "a URL": lambda declaration, value, rule: "url" in Declarations.kinds(declaration) and rule.endswith(".type"),
    "an address or the label of a time zone beyond ASCII": lambda declaration, value, rule: (
        rule.endswith((".type", ".maxLength")) and {"email", "timezone"} & Declarations.kinds(declaration)
        and isinstance(value, str) and not value.isascii()
    ),
}


def at(declared, request, parameter):
    """The declaration and the value of `Name.Member[2].Name`, and of `Name[a caller's name]`."""
    declaration, value = {"members": declared}, request
    for name, key in re.findall(r"([A-Za-z0-9_]+)|\[([^\]]*)\]", parameter):
        if name:
            declaration = Declarations.named(name, declaration.get("members") or {})[1] or {}
            value = next((item for key, item in value.items() if key.lower() == name.lower()), None) if isinstance(value, dict) else None
        elif declaration.get("values"):
            declaration = declaration["values"]
            value = value.get(key) if isinstance(value, dict) else None
        else:
            declaration = declaration.get("items") or {}
            value = value[int(key)] if isinstance(value, list) and key.isdigit() and int(key) < len(value) else None
    return declaration, value


CONDITIONAL = "a conditional rule that it breaks, in OpenRPC and with `--body json`"
# What no case of a manifest here shows: an engine's own version of Unicode.
UNSEEN = {"letters that a newer Unicode has"}


def reason(declared, request, case, verdict, accepts, conditional):
    """Why a schema and the router differ on a request; None where nothing excuses it."""
    side = "router" if verdict else "schema"
    changes = {name: change for name, (who, change) in CHANGES.items() if who in (side, "either")}
    # Several at once may be needed; one alone is named where it does.
    together = request
    for name, change in changes.items():
        together = change(declared, together)
        if together != request and accepts(together) == verdict:
            return next((n for n, c in changes.items() if c(declared, request) != request and accepts(c(declared, request)) == verdict), name)
    if verdict:
        return None
    found = [place(declared, request, error, conditional) for error in case["expected"]["errors"]]
    return found[0] if found and None not in found else None


def place(declared, request, error, conditional):
    """Why a schema does not see one of the violations."""
    if error["Rule"] in conditional:
        return CONDITIONAL
    where = at(declared, request, error.get("Parameter", ""))
    return next((name for name, holds in PLACES.items() if holds(*where, error["Rule"])), None)


class Comparison:
    """Requests of one form held against one document."""

    def __init__(self, name, fault, is_narrower=False):
        self.name, self.fault, self.is_narrower = name, fault, is_narrower
        self.tally, self.reasons = collections.Counter(), collections.Counter()

    def hold(self, declared, request, case, accepts, conditional=()):
        verdict = case["expected"]["success"]
        self.tally["bound" if verdict else "refused"] += 1
        if accepts(request) == verdict or self.is_narrower and verdict:
            return
        why = reason(declared, request, case, verdict, accepts, conditional)
        if why is None:
            self.fault(f"{self.name}: {'the router' if verdict else 'the schema'} alone accepts {case['name']}: {json.dumps(request)[:400]}")
        self.reasons[why] += 1


def open_params(method):
    """What OpenRPC says of a method's params, as one schema."""
    return {
        "type": "object", "properties": {param["name"]: param["schema"] for param in method["params"]},
        "required": [param["name"] for param in method["params"] if param["required"]], "additionalProperties": False,
    }


def cases(path):
    """The cases that are about parameters, each with its request as JSON. A name that stands twice is not JSON Schema's to see."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            if not line.startswith('{"name"'):
                continue
            case = json.loads(line.rstrip().rstrip(","))
            if any(error["Rule"] in ELSEWHERE for error in case["expected"].get("errors", [])) or "errors" not in case["expected"] and not case["expected"]["success"]:
                continue
            # What a form alone can say is no schema's to see.
            if "form" in case["request"]["headers"].get("Content-Type", ""):
                continue
            try:
                body = read(case["request"]["body"])
            except Twice:
                continue
            yield case, (body["params"] if case["surface"] == "rpc" and "params" in body else {} if case["surface"] == "rpc" else body)


class Gateway:
    """Sends forms to a running gateway."""

    def __init__(self, url, key, admin_key):
        address = urllib.parse.urlsplit(url)
        self.connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
        self.keys = {"user": key, "admin": admin_key}

    def errors(self, fields, media):
        if media == "multipart/form-data":
            boundary = "form-boundary"
            parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in fields]
            body, media = "".join(parts) + f"--{boundary}--\r\n", f"{media}; boundary={boundary}"
        else:
            body = urllib.parse.urlencode(fields)
        self.connection.request("POST", "/api.php", body.encode("utf-8"), {"Content-Type": media, "Command-Mode": "validate"})
        with self.connection.getresponse() as reply:
            answer = json.load(reply)
        return [(error["Code"], error["Rule"]) for error in answer.get("Errors", [])]


def fields(declared, request, case, keys):
    """A request as a form: texts as they are, what is composite as JSON; None where a form says something else, as with an empty text."""
    result = []
    for name, value in request.items():
        declaration = Declarations.named(name, declared)[1]
        if value == case["caller"].get("key"):
            value = keys.get(case["caller"]["kind"])
        if isinstance(value, (dict, list)) and Declarations.kinds(declaration) <= {"object", "array"}:
            value = json.dumps(value, ensure_ascii=False)
        if not isinstance(value, str) or not value or "[" in name or "]" in name or "\r" in value or "\n" in value:
            return None
        result.append((name, value))
    return result


def compare(name, manifest, documents, validator_of, path, gateway, fault):
    """Holds one manifest's documents against its cases, and its forms against a gateway where there is one. How often each reason held."""
    declarations = Declarations(manifest)
    openapi, openrpc = documents["openapi"], documents["openrpc"]
    methods = {method["name"]: method for method in openrpc["methods"]}
    of = {
        "JSON Schema": lambda name: {**documents["jsonschema"], "$ref": f"#/$defs/{name}.parameters"},
        "OpenAPI /api/v1": lambda name: {
            "components": openapi["components"],
            **openapi["paths"]["/api/v1/" + name]["post"]["requestBody"]["content"]["application/json"]["schema"],
        },
        "OpenAPI --body json": lambda name: {
            "components": documents["plain"]["components"], "$ref": f"#/components/schemas/{name}.parameters",
        },
        "OpenAPI /api.php": lambda name: {"components": openapi["components"], "$ref": f"#/components/schemas/{name}.call"},
        "OpenRPC": lambda name: {"components": openrpc["components"], **open_params(methods[name])},
    }
    narrower = "OpenAPI --body json"
    frames = {"v1": ["JSON Schema", "OpenAPI /api/v1", narrower], "rpc": ["JSON Schema", "OpenRPC"], "api": ["OpenAPI /api.php"]}
    comparisons = {(frame, document): Comparison(f"{name}: {document}, {frame}", fault, document == narrower) for frame in frames for document in frames[frame]}
    made, forms = {}, collections.Counter()
    for case, request in cases(path):
        command, surface = case["command"], case["surface"]
        declared = declarations.parameters[command]
        rules = {rule["id"] for rule in manifest["commands"][command].get("rules") or []}
        for document in frames[surface]:
            if (document, command) not in made:
                made[document, command] = validator_of(of[document](command))
            comparisons[surface, document].hold(
                declared, request, case, made[document, command].is_valid, rules if document in ("OpenRPC", narrower) else ())
        # Forms are sent without a query, so with no key that stands in one.
        in_query = "?" in case["request"]["path"]
        if gateway and surface == "api" and case["caller"]["kind"] in ("user", "admin") and "without" not in case["caller"] and not in_query:
            hold_forms(declared, request, case, gateway, forms, fault)
    used = collections.Counter()
    for comparison in comparisons.values():
        used.update(comparison.reasons)
        print(f"  {comparison.name}: {dict(comparison.tally)}, {sum(comparison.reasons.values())} differ for a reason")
        if min(comparison.tally["bound"], comparison.tally["refused"]) < 100:
            fault(f"{comparison.name}: cases are too few: {dict(comparison.tally)}")
    if gateway:
        print(f"  {name}: forms: {dict(forms)}")
    return used


def check_reasons(used, text, fault):
    """The reasons are those of docs/export.md, and each was needed."""
    table = text.split("## Exactly what the router accepts")[1].split("\n## ")[0]
    told = set(re.findall(r"^\| (?!a request with|---)(.+?) \|", table, re.M))
    known = {*CHANGES, *PLACES, CONDITIONAL}
    for name in told ^ (known | UNSEEN):
        fault(f"the exception is {'nowhere but in' if name in told else 'not in'} docs/export.md: {name}")
    for name in sorted(known):
        print(f"  {used[name]} differ: {name}")
        if not used[name]:
            fault(f"the exception excuses nothing: {name}")


def hold_forms(declared, request, case, gateway, forms, fault):
    """What texts say in a form they say in JSON: the same codes for the same rules."""
    sent = fields(declared, request, case, gateway.keys)
    if sent is None:
        return
    due = [(error["Code"], error["Rule"]) for error in case["expected"].get("errors", [])]
    for media in ["application/x-www-form-urlencoded", "multipart/form-data"]:
        found = gateway.errors(sent, media)
        forms["bound" if not found else "refused"] += 1
        if found != due:
            fault(f"{media}: {case['name']}: {found}, due {due}: {json.dumps(request)[:300]}")

# SPDX-License-Identifier: Apache-2.0
"""Holds exported schemas against what a router accepts: the golden requests, and random ones drawn from the manifest.

A router that runs with `Command-Mode: validate` gives a verdict on each request, and the schema of its command another. They
agree, or one of the exceptions of docs/export.md says why not; each exception is named here, and how often it came up.
"""

import collections
import glob
import json
import random
import re
import unicodedata
import urllib.request

SEED = 20261125
REQUESTS = 400

TEXTS = [
    "", " ", "a", "abc", " abc ", "0", "1", "-1", "007", "-0", "+1", " 12", "12 ", "1.5", "1e3", "1e400", "1.", "01.5", "-9223372036854775808",
    "9223372036854775807", "9223372036854775808", "00009223372036854775807", "-9223372036854775809", "true", "YES", "oFf", "nope",
    "2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "0000-02-29", "2024-13-01", "2024-1-1", "10:00", "23:59:59", "24:00", "10:00:60",
    "2024-02-29 10:00:00", "2024-02-29T10:00:00Z", "2024-02-29T10:00:00", "2024-02-29 10:00:00Z", "2024-02-29 10:00", "UTC", "Europe/Berlin",
    "europe/berlin", "Mars/Base", "(GMT-03:00) Brasilia", "(GMT+14:00) X", "(GMT+14:15) X", "(GMT) X", "(GMT)X", "(GMT-03:00) ",
    "https://example.com/a?b=c#d", "HTTP://EXAMPLE.COM", "http://", "ftp://example.com", "https://exa mple.com", "https://e.com/%zz",
    "a@example.com", "a@b", "a.@b.de", ".a@b.de", "a..b@c.de", "ü@exämple.de", "a b@c.de", "x@-a.de", "x@a_b.de", "a@b@c.de", "a" * 64 + "@b.de",
    "a" * 65 + "@b.de", "a@" + "b" * 63 + ".de", "a@" + "b" * 64 + ".de", "{}", "[]", " [ ] ", "[1,2]", '{"A":1}', "{", "[1", "null", '"a"',
    "1,2,3", ", 1,,2 ,", "1;2", "0,1", "1,-2", ",", "1, 2 3", "Zoë_-9", "tag\n", "a\tb", "\u0085", "\u2028", "\u200b", "\ufeff", "\u00a0a\u3000",
    "e\u0301", "\u1e9b\u0323", "x" + "\u0301" * 31, "😀😀😀", "٣", "ａ", "１", "12:30,4", "5:1, 6 : 2", "5:", "x" * 251, "*", "A.B,C.D", "A.B,",
]
VALUES = TEXTS + [
    None, True, False, 0, 1, -1, 2, 5, 99, 100, 2**31, 2**53 + 1, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 1.5, 1.0, -0.5, 1e300, [], {}, [1, 2],
    ["1", " ", "2"], ["x"], [1, 1], [0], [None], [[]], [{}], {"A": 1}, [True], [1.0], ["Draft", "Sent"],
]


class Generator:
    """Random requests of one command, from its declaration."""

    def __init__(self, command, groups, rand):
        self.rand = rand
        self.examples = [example["request"] for example in command.get("examples", [])]
        self.parameters = {}
        for name in command.get("groups", []):
            self.parameters.update(groups[name])
        self.parameters.update(command.get("parameters", {}))
        self.parameters = {
            name: value for name, value in self.parameters.items()
            if "role" not in value or value["role"] == "format" or "required" in value
        }

    def request(self):
        rand = self.rand
        request = dict(rand.choice(self.examples)) if self.examples and rand.random() < 0.4 else {}
        share = rand.choice([0.1, 0.3, 0.8])
        for name, value in self.parameters.items():
            if name not in request and rand.random() < (0.95 if "required" in value else share):
                request[name] = self.good(value)
        for _ in range(rand.choice([0, 0, 1, 1, 2, 4])):
            if not self.parameters:
                break
            name = rand.choice(list(self.parameters))
            action = rand.random()
            if action < 0.2:
                request.pop(name, None)
            elif action < 0.3:
                request[name] = rand.choice([None, ""])
            else:
                request[name] = self.any(self.parameters[name])
        if rand.random() < 0.04:
            request["Nope"] = 1
        if request and rand.random() < 0.03:
            name = rand.choice(list(request))
            request[name.lower()] = request.pop(name)
        return request

    def any(self, value):
        if self.rand.random() < 0.5:
            return self.rand.choice(VALUES)
        return self.rand.choice(self.near(value))

    def limit(self, value, word):
        limit = value.get(word)
        return limit["is"] if isinstance(limit, dict) else limit

    def near(self, value):
        """Values at the bounds of what a declaration takes."""
        near = [self.good(value)]
        for text in self.limit(value, "oneOf") or []:
            near += [text, text.lower(), " " + text, text + " "]
        for word in ["minLength", "maxLength"]:
            count = self.limit(value, word)
            if count is not None:
                near += ["x" * n for n in [count - 1, count, count + 1] if n >= 0] + [" " + "é" * count + " ", "😀" * count, "😀" * (count + 1)]
        for word in ["minimum", "maximum"]:
            bound = self.limit(value, word)
            if bound is not None:
                near += [n for d in (-1, 0, 1) for n in (bound + d, str(bound + d), "000" + str(bound + d))]
        for word in ["minItems", "maxItems"]:
            count = self.limit(value, word)
            if count is not None and count <= 1001:
                near += [[self.good(value.get("items", {"type": "id"})) for _ in range(max(0, count + d))] for d in (-1, 0, 1)]
        if isinstance(near[0], (dict, list)):
            near += [json.dumps(near[0]), self.broken(near[0], value)]
        return near

    def broken(self, good, value):
        """A composite with something wrong, or merely odd, in it."""
        rand = self.rand
        if isinstance(good, list):
            return good + [rand.choice(VALUES)] if rand.random() < 0.5 or not good else [self.broken(good[0], value.get("items", {}))] + good[1:]
        if not isinstance(good, dict):
            return rand.choice(VALUES)
        members = value.get("members") or {"A": {"type": "string"}}
        name = rand.choice(list(members))
        action = rand.random()
        if action < 0.2:
            return {key: item for key, item in good.items() if key != name}
        if action < 0.3:
            return {**good, "Nope": 1}
        inner = good.get(name)
        return {**good, name: self.broken(inner, members[name]) if isinstance(inner, (list, dict)) and action < 0.7 else rand.choice(VALUES)}

    def good(self, value):
        rand = self.rand
        kinds = value.get("type", "string")
        kind = rand.choice(kinds) if isinstance(kinds, list) else kinds
        choices = self.limit(value, "oneOf")
        if kind == "string" and choices:
            return rand.choice(choices)
        if kind in ("integer", "id"):
            low = max(self.limit(value, "minimum") or 1, 1 if kind == "id" else -(2**63))
            number = low + rand.randrange(0, 90)
            return rand.choice([number, str(number)])
        if kind == "number":
            return rand.choice([1, 2.5, "3.25"])
        if kind == "boolean":
            return rand.choice([True, False, 1, 0, "yes", "0", "TRUE"])
        if kind == "idList":
            return rand.choice(["1,2", [1, 2, "3"], 7, "5"])
        if kind == "object":
            members = value.get("members")
            if members is None:
                return {"A": 1}
            return {name: self.good(item) for name, item in members.items() if "required" in item or rand.random() < 0.5}
        if kind == "array":
            count = max(self.limit(value, "minItems") or 0, rand.randrange(0, 3))
            return [self.good(value.get("items", {"type": "string"})) for _ in range(min(count, self.limit(value, "maxItems") or count))]
        texts = {
            "date": ["2025-06-15"], "time": ["10:00", "10:00:00"], "datetime": ["2025-06-15 10:00:00", "2025-06-15T10:00:00Z"],
            "timezone": ["UTC", "America/New_York"], "url": ["https://example.com/a"], "email": ["a@example.com"],
        }
        return rand.choice(texts.get(kind, ["summer", "a b", "12", " x "]))


# --- The exceptions of docs/export.md: what a schema cannot say. Each looks at the request alone.


def texts_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)


def numbers_in(value):
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from numbers_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from numbers_in(item)


def declared(parameters, request):
    """Each value of a request with its declaration, members and items included."""
    for name, item in request.items():
        value = next((value for key, value in parameters.items() if key.lower() == name.lower()), None)
        if value is None:
            continue
        yield value, item
        yield from inside(value, item)


def inside(value, item):
    if isinstance(item, dict) and value.get("members"):
        yield from declared(value["members"], item)
    if isinstance(item, list) and value.get("items"):
        for one in item:
            yield value["items"], one
            yield from inside(value["items"], one)


def kinds(value):
    kind = value.get("type", "string")
    return kind if isinstance(kind, list) else [kind]


def marks(text):
    run = most = 0
    for scalar in text:
        run = run + 1 if unicodedata.combining(scalar) else 0
        most = max(most, run)
    return most


EXCEPTIONS = {
    "a number such as 1.0, which JSON Schema takes for a whole one": ("schema", lambda p, r: any(n == int(n) for n in numbers_in(r))),
    "a text that holds JSON": (
        "schema", lambda p, r: any(isinstance(i, str) and i.strip()[:1] in ("{", "[") and {"object", "array"} & set(kinds(v)) for v, i in declared(p, r)),
    ),
    "a text that changes in NFC": (
        "both", lambda p, r: any(isinstance(i, str) and v.get("nfc") and unicodedata.normalize("NFC", i) != i for v, i in declared(p, r)),
    ),
    "more than 30 combining marks": ("schema", lambda p, r: any(marks(t) > 30 for t in texts_in(r))),
    "a URL that is none": ("schema", lambda p, r: any("url" in kinds(v) for v, i in declared(p, r))),
    "an address or zone beyond ASCII, whose length counts in bytes": (
        "schema", lambda p, r: any(isinstance(i, str) and not i.isascii() and {"email", "timezone"} & set(kinds(v)) for v, i in declared(p, r)),
    ),
    "a list of ids in which some are twice, or empty": ("both", lambda p, r: any("idList" in kinds(v) and isinstance(i, list) for v, i in declared(p, r))),
    "a name in another case": ("router", lambda p, r: other_case(p, r)),
}


def other_case(parameters, request):
    if any(name not in parameters and name.lower() in {key.lower() for key in parameters} for name in request):
        return True
    return any(isinstance(item, dict) and other_case(value.get("members") or {}, item) for value, item in declared(parameters, request))


# --- The router's verdicts


class Router:
    def __init__(self, url, key, admin_key):
        self.url = url
        self.key = key
        self.admin_key = admin_key

    def verdicts(self, requests):
        """Whether each of (command, access, request) would run; None where something else than its parameters decides."""
        result, batch, size = [], [], 0
        for number, (command, access, request) in enumerate(requests):
            credential = {} if access == ["none"] else {"APIKey": self.key} if "user" in access else {"AdminAPIKey": self.admin_key}
            call = {"jsonrpc": "2.0", "method": command, "params": {**request, **credential}, "id": number}
            batch.append(call)
            size += len(json.dumps(call))
            if len(batch) == 100 or size > 300_000:
                result += self.send(batch)
                batch, size = [], 0
        return result + (self.send(batch) if batch else [])

    def send(self, batch):
        headers = {"Content-Type": "application/json", "Command-Mode": "validate"}
        body = json.dumps(batch, ensure_ascii=False).encode("utf-8")
        with urllib.request.urlopen(urllib.request.Request(self.url + "/rpc", body, headers), timeout=60) as reply:
            return [self.verdict(answer) for answer in json.load(reply)]

    @staticmethod
    def verdict(answer):
        if "result" in answer:
            return True
        return False if answer["error"]["code"] == -32602 else None


def golden(manifest):
    """The requests of the golden files that are JSON for /api.php, without credentials; places are filled with 1."""
    for path in sorted(glob.glob("Tests/EndToEndTests/Golden/*/*.http")):
        with open(path, encoding="utf-8") as file:
            head = re.split(r"^HTTP/1.1 ", file.read(), maxsplit=1, flags=re.M)[0]
        body = re.search(r"^POST /api\.php\n\n(\{.*\})\s*$", head, re.S | re.M)
        if not body:
            continue
        try:
            request = json.loads(re.sub(r"\{\{[^}]*\}\}", "1", body.group(1)))
        except ValueError:
            continue
        command = str(request.pop("Command", "")).lower()
        if command in manifest["commands"]:
            yield command, {key: value for key, value in request.items() if key not in ("APIKey", "AdminAPIKey", "SessionID")}


def compare(manifest, document, validator_of, router, fault):
    rand = random.Random(SEED)
    requests, parameters = [], []
    generators = {name: Generator(command, manifest.get("groups", {}), rand) for name, command in manifest["commands"].items()}
    cases = [(name, request) for name, request in golden(manifest)]
    count = len(cases)
    cases += [(name, generator.request()) for name, generator in generators.items() for _ in range(REQUESTS)]
    for name, request in cases:
        requests.append((name, manifest["commands"][name]["access"], request))
        parameters.append(generators[name].parameters)
    if count < 100:
        fault(f"there are {count} golden requests, which is few")
    validators = {name: validator_of({**document, "$ref": f"#/$defs/{name}.parameters"}) for name in manifest["commands"]}
    tally, reasons = collections.Counter(), collections.Counter()
    for (name, _, request), declared_parameters, verdict in zip(requests, parameters, router.verdicts(requests)):
        if verdict is None:
            tally["other"] += 1
            continue
        says = validators[name].is_valid(request)
        tally["accepted" if verdict else "refused"] += 1
        if says == verdict:
            continue
        side = "schema" if says else "router"
        reason = next((why for why, (which, applies) in EXCEPTIONS.items() if which in (side, "both") and applies(declared_parameters, request)), None)
        if reason is None:
            fault(f"the {side} alone accepts: {name} {json.dumps(request, ensure_ascii=False)[:600]}")
        reasons[reason] += 1
    print(f"schemas: {dict(tally)}, {count} of them golden")
    for reason, number in reasons.most_common():
        print(f"schemas: {number} differ: {reason}")
    if min(tally["accepted"], tally["refused"]) < 1000:
        fault(f"requests are too much alike: {dict(tally)}")

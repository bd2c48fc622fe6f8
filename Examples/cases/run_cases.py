#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sends the cases of `command-router test --export cases.json` to a running gateway, and says where an answer differs.

    run_cases.py cases.json http://127.0.0.1:8080 ADMIN_KEY

It knows nothing but the file's format, as docs/testing.md has it. The gateway makes the callers, and removes them again.
"""
import http.client
import json
import sys
import urllib.parse


class Gateway:
    """One connection to a gateway."""

    def __init__(self, url):
        parts = urllib.parse.urlsplit(url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self.connection = kind(parts.hostname, parts.port, timeout=60)

    def send(self, method, path, headers, body):
        """Status and body of the answer."""
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def fixtures(self, name, admin_key, **parameters):
        """Calls `rpc.fixtures.NAME`."""
        call = {"jsonrpc": "2.0", "id": 1, "method": "rpc.fixtures." + name, "params": parameters}
        headers = {"Content-Type": "application/json", "Authorization": "Bearer " + admin_key}
        return json.loads(self.send("POST", "/rpc", headers, json.dumps(call))[1])["result"]


def keys_of(fixtures):
    """Real keys and sessions, by a caller's kind and the permission that it lacks."""
    keys = {}
    for caller in fixtures["Callers"]:
        keys.setdefault((caller["Kind"], caller.get("Without")), caller["APIKey"])
    for state, session in fixtures["Sessions"].items():
        keys["session" if state == "Open" else state.lower() + "-session", None] = session
    return keys


def replaced(text, case, keys):
    """A text with real keys in the place of the case's."""
    callers = [case["caller"]] + case.get("others", [])
    # One key may begin with another.
    for caller in sorted((one for one in callers if "key" in one), key=lambda one: -len(one["key"])):
        text = text.replace(caller["key"], keys[caller["kind"], caller.get("without")])
    return text


def difference(case, status, body):
    """In what an answer differs from what is expected; nothing where it does not."""
    expected = case["expected"]
    if status != expected["status"]:
        return f"status {status}, expected {expected['status']}"
    answer = json.loads(body)
    if case["surface"] == "rpc":
        code = answer.get("error", {}).get("code")
        if code != expected.get("rpcCode"):
            return f"JSON-RPC code {code}, expected {expected.get('rpcCode')}"
        answer = answer["result"] if code is None else answer["error"].get("data")
        if answer is None:
            return None if "errorCode" not in expected else "the error has no data"
    if answer["Success"] != expected["success"]:
        return f"Success is {answer['Success']}, expected {expected['success']}"
    if expected["success"]:
        if answer.get("Validated") is not True:
            return "it was not a dry run"
        if "bound" in expected and answer["Bound"] != expected["bound"]:
            return f"bound {answer['Bound']}, expected {expected['bound']}"
        return None
    errors = [{name: value for name, value in one.items() if name != "Message"} for one in answer["Errors"]]
    if answer["ErrorCode"] != expected["errorCode"] or errors != expected["errors"]:
        return f"{answer['ErrorCode']} {errors}, expected {expected['errorCode']} {expected['errors']}"
    return None


def run(path, url, admin_key):
    """The number of cases, and of those that differ."""
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    if document["version"] != 1:
        sys.exit(f"This knows version 1 of the format, and not {document['version']}")
    gateway, count, failed = Gateway(url), 0, 0
    fixtures = gateway.fixtures("make", admin_key)
    try:
        keys = keys_of(fixtures)
        for case in document["cases"]:
            if count % 5000 == 4999:
                gateway.fixtures("look", admin_key, Fixtures=fixtures["Fixtures"])
            request = case["request"]
            headers = {name: replaced(value, case, keys) for name, value in request["headers"].items()}
            body = bytes(request["bodyBytes"]) if "bodyBytes" in request else replaced(request["body"], case, keys).encode()
            found = difference(case, *gateway.send(request["method"], replaced(request["path"], case, keys), headers, body))
            count += 1
            if found:
                failed += 1
                print(f"FAILED {case['name']}: {found}\n  {case['reason']} ({case['declared']})")
    finally:
        gateway.fixtures("remove", admin_key, Fixtures=fixtures["Fixtures"])
    return count, failed


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    cases, differing = run(*sys.argv[1:])
    print(f"{cases} cases, {differing} failed")
    sys.exit(1 if differing else 0)

# SPDX-License-Identifier: Apache-2.0
"""A check for Schemathesis: the router binds what the schema accepts, but for the exceptions of docs/export.md.

Its own checks of valid and invalid data know nothing of these, so this one takes their place. It is told by two variables of the
environment where the manifest and the JSON Schema are.
"""

import json
import os

import schemathesis

import exported_cases
import export_schemas

MANIFEST = export_schemas.manifest(os.environ["MANIFEST"])
DECLARED = exported_cases.Declarations(MANIFEST).parameters
with open(os.environ["SCHEMA"], encoding="utf-8") as file:
    DOCUMENT = json.load(file)
VALIDATORS = {}


def accepts(command):
    if command not in VALIDATORS:
        VALIDATORS[command] = export_schemas.Draft2020({**DOCUMENT, "$ref": f"#/$defs/{command}.parameters"})
    return VALIDATORS[command].is_valid


@schemathesis.check
def bound_as_the_schema_says(ctx, response, case):
    command = case.path.rsplit("/", 1)[-1]
    answer = response.json()
    errors = answer.get("Errors", [])
    if response.status_code not in (200, 422) or command not in DECLARED:
        return
    # As it was sent: what a generator made may have no form in JSON.
    request = json.loads(response.request.body or b"{}")
    if not isinstance(request, dict):
        raise AssertionError(f"{response.status_code} for a body that is no object")
    verdict = response.status_code == 200
    if accepts(command)(request) == verdict:
        return
    told = {"expected": {"success": verdict, "errors": errors}}
    why = exported_cases.reason(DECLARED[command], request, told, verdict, accepts(command), ())
    if why is None:
        raise AssertionError(f"{'the router' if verdict else 'the schema'} alone accepts it: {json.dumps(request)[:500]} {errors}")

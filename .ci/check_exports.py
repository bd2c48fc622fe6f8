# SPDX-License-Identifier: Apache-2.0
"""Holds exported documents against public validators. Prints each fault and exits with 1 where there is one."""

import collections
import glob
import json
import os
import re
import sys
import urllib.request

import jsonschema
import openapi_spec_validator
import openrpc
import regress

import exported_cases
from export_schemas import FORMATS, Draft7, Draft2020, manifest, matches, whole

FOLDER = sys.argv[1]
FAULTS = []


def fault(text):
    FAULTS.append(text)
    if len(FAULTS) <= 40:
        print("fault:", text)


def load(name):
    def members(pairs):
        if len({key for key, _ in pairs}) != len(pairs):
            fault(f"{name}: a name stands twice among {[key for key, _ in pairs]}")
        return dict(pairs)

    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return json.load(file, object_pairs_hook=members)


def check_language():
    """The schema of the language: sound, and as strict with keys as the reader."""
    schema = load("schema")
    jsonschema.Draft202012Validator.check_schema(schema, format_checker=FORMATS)
    # An editor may read it as draft-07, which has other words for some things; none of them is used.
    jsonschema.Draft7Validator.check_schema({**schema, "$schema": "http://json-schema.org/draft-07/schema#"}, format_checker=FORMATS)
    fixtures = "Tests/CommandManifestTests/Fixtures/"
    for name, draft in [("2020-12", Draft2020), ("draft-07", Draft7)]:
        whole = draft(schema)
        part = draft({"$ref": "#/$defs/included", "$defs": schema["$defs"]})
        for path in ["commands.yaml", fixtures + "valid/manifest.yaml"] + glob.glob("Examples/**/commands.yaml", recursive=True):
            for error in whole.iter_errors(manifest(path)):
                fault(f"{name}: {path}: {error.json_path}: {error.message[:200]}")
        for error in part.iter_errors(manifest(fixtures + "valid/part.yaml")):
            fault(f"{name}: part.yaml: {error.json_path}: {error.message[:200]}")
        broken = [path for word in ["key.unknown", "key.misplaced", "limit.misplaced"] for path in glob.glob(fixtures + word + "*.yaml")]
        if len(broken) < 8:
            fault("the fixtures with unknown and misplaced keys are gone")
        for path in broken:
            if whole.is_valid(manifest(path)):
                fault(f"{name}: {path} is taken for valid")
    undescribed(schema)


def undescribed(schema):
    for place in [schema] + list(schema["$defs"].values()):
        for key, value in place.get("properties", {}).items():
            if not value.get("description"):
                fault(f"the key {key} has no text for hovering")


def schemas_in(document, path=""):
    """Every pattern of a document, and the patterns that an engine for ECMAScript refuses."""
    if isinstance(document, dict):
        for key, value in document.items():
            if key == "pattern" and isinstance(value, str):
                yield path, value
            yield from schemas_in(value, f"{path}/{key}")
    elif isinstance(document, list):
        for number, value in enumerate(document):
            yield from schemas_in(value, f"{path}/{number}")


def check_patterns(document, name):
    for path, pattern in schemas_in(document):
        try:
            matches(pattern, "")
        except regress.RegressError as error:
            fault(f"{name}{path}: {pattern}: {error}")


def check_jsonschema():
    """JSON Schema 2020-12: sound, and each example is what its schema says."""
    document = load("jsonschema")
    jsonschema.Draft202012Validator.check_schema(document, format_checker=FORMATS)
    check_patterns(document, "jsonschema")
    for name, schema in document["$defs"].items():
        validator = Draft2020({**document, "$ref": f"#/$defs/{name}"})
        for example in schema.get("examples", []):
            for error in validator.iter_errors(example):
                fault(f"{name}: an example breaks it: {error.message[:200]}")


def sound_openapi(document, name):
    for error in openapi_spec_validator.OpenAPIV31SpecValidator(document).iter_errors():
        # Python's own regular expressions do not know `\\p{L}`; check_patterns asks an engine for ECMAScript.
        if "is not a 'regex'" not in error.message:
            fault(f"{name}: {list(error.absolute_path)}: {error.message[:300]}")
    check_patterns(document, name)


def check_openapi():
    """OpenAPI 3.1, of all requests and of JSON bodies: openapi-spec-validator, and each example against the schema beside it."""
    for name in ["openapi", "plain"]:
        check_openapi_document(name)


def check_openapi_document(name):
    document = load(name)
    sound_openapi(document, name)
    if re.search(r"\(\?[=!<]", json.dumps(list(schemas_in(document)))):
        fault(f"{name}: a pattern looks ahead or back, which not every engine does")
    components = {"components": document["components"]}
    count = 0
    for content in contents(document):
        for media, part in content.items():
            validator = Draft2020({**components, **part["schema"]})
            for shown, example in part.get("examples", {}).items():
                count += 1
                for error in validator.iter_errors(example["value"]):
                    fault(f"{name}: the example {shown} breaks its schema: {error.message[:200]}")
    if count < (200 if name == "openapi" else 100):
        fault(f"{name}: {count} examples are few")


def contents(document):
    if isinstance(document, dict):
        for key, value in document.items():
            if key == "content":
                yield value
            else:
                yield from contents(value)
    elif isinstance(document, list):
        for value in document:
            yield from contents(value)


def check_openrpc():
    """OpenRPC: the objects of the openrpc package, and what its specification demands besides."""
    document = load("openrpc")
    openrpc.OpenRPC.model_validate(document)
    check_patterns(document, "openrpc")
    check_openrpc_objects(document)


def check_openrpc_objects(document):
    """What specification 1.3 demands of a document: members known and of their types, names and codes unique, references whole."""
    known = {
        "document": {"openrpc", "info", "servers", "methods", "components", "externalDocs"},
        "method": {
            "name", "tags", "summary", "description", "externalDocs", "params", "result", "deprecated", "servers", "errors", "links",
            "paramStructure", "examples",
        },
        "content descriptor": {"name", "summary", "description", "required", "schema", "deprecated"},
        "error": {"code", "message", "data"},
        "example pairing": {"name", "description", "summary", "params", "result"},
        "example": {"name", "summary", "description", "value", "externalValue"},
    }

    def members(kind, value, required):
        for key in value:
            if key not in known[kind] and not (key.startswith("x-") and kind in ("document", "method", "content descriptor")):
                fault(f"openrpc: a {kind} has no member {key}")
        for key in required:
            if key not in value:
                fault(f"openrpc: a {kind} lacks {key}")

    def unique(values, what):
        if len(set(values)) != len(values):
            fault(f"openrpc: {what} are not unique: {values}")

    members("document", document, ["openrpc", "info", "methods"])
    if not re.fullmatch(r"1\.3\.[0-9]+", document["openrpc"]):
        fault("openrpc: the version is not 1.3")
    unique([method["name"] for method in document["methods"]], "methods")
    components = {"components": document["components"]}
    for method in document["methods"]:
        members("method", method, ["name", "params", "result"])
        unique([param["name"] for param in method["params"]], "params of " + method["name"])
        unique([error["code"] for error in method["errors"]], "errors of " + method["name"])
        optional = False
        for param in method["params"]:
            members("content descriptor", param, ["name", "schema"])
            if optional and param["required"]:
                fault(f"openrpc: {method['name']}: required params come first")
            optional = optional or not param["required"]
            jsonschema.Draft7Validator.check_schema(param["schema"], format_checker=FORMATS)
        members("content descriptor", method["result"], ["name", "schema"])
        for error in method["errors"]:
            members("error", error, ["code", "message"])
        schemas = {param["name"]: param["schema"] for param in method["params"]}
        for pairing in method["examples"]:
            members("example pairing", pairing, ["name", "params"])
            for example in pairing["params"]:
                members("example", example, ["name", "value"])
                if not Draft2020({**components, **schemas[example["name"]]}).is_valid(example["value"]):
                    fault(f"openrpc: {method['name']}: the example of {example['name']} breaks its schema")
            if not Draft2020({**components, **method["result"]["schema"]}).is_valid(pairing["result"]["value"]):
                fault(f"openrpc: {method['name']}: the example of its result breaks its schema")


def check_markdown():
    """The reference: a section for each command, tables whose rows have as many cells as their heads."""
    with open(os.path.join(FOLDER, "markdown"), encoding="utf-8") as file:
        lines = file.read().split("\n")
    sections = {line[3:] for line in lines if line.startswith("## ")}
    for name in load("jsonschema")["$defs"]:
        if name.endswith(".parameters") and name.removesuffix(".parameters") not in sections:
            fault(f"markdown: no section for {name}")
    width = 0
    for line in lines:
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        if cells and width and cells != width:
            fault(f"markdown: a row has {cells - 1} cells, its head {width - 1}: {line}")
        width = cells


def check_served():
    """What a gateway serves nobody, a user and an admin, against the same validators."""
    url, *keys = sys.argv[2:5]
    for key in [None, *keys]:
        headers = {"Authorization": "Bearer " + key} if key else {}

        def served(path):
            with urllib.request.urlopen(urllib.request.Request(url + path, headers=headers), timeout=60) as reply:
                return json.load(reply)

        sound_openapi(served("/openapi.json"), "served openapi")
        openrpc.OpenRPC.model_validate(served("/openrpc.json"))
        check_openrpc_objects(served("/openrpc.json"))
        jsonschema.Draft202012Validator.check_schema(served("/jsonschema.json"), format_checker=FORMATS)


# Manifests with their exported documents and cases, by the folder that they are in; the first is served.
MANIFESTS = {
    "shipped": "commands.yaml",
    "library": "Examples/library/commands.yaml",
    "types": ".ci/types.yaml",
}


def check_acceptance():
    """The documents accept the generated cases that the router binds, and no others, but for the exceptions of docs/export.md."""
    used = collections.Counter()
    for name, path in MANIFESTS.items():
        documents = {kind: load(os.path.join(name, kind)) for kind in ["jsonschema", "openapi", "openrpc", "plain"]}
        gateway = exported_cases.Gateway(*sys.argv[2:5]) if name == "shipped" else None
        cases = os.path.join(FOLDER, name, "cases")
        used += exported_cases.compare(name, whole(path), documents, Draft2020, cases, gateway, fault)
    with open("docs/export.md", encoding="utf-8") as file:
        exported_cases.check_reasons(used, file.read(), fault)


CHECKS = [check_language, check_jsonschema, check_openapi, check_openrpc, check_markdown]
if len(sys.argv) > 2:
    CHECKS += [check_served, check_acceptance]
for check in CHECKS:
    check()
    print(f"{check.__name__}: {check.__doc__.strip().splitlines()[0]}")
if FAULTS:
    print(f"{len(FAULTS)} faults")
    sys.exit(1)

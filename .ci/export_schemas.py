# SPDX-License-Identifier: Apache-2.0
"""What public validators need for our documents: patterns as a browser reads them, and YAML as the manifest's reader has it."""

import os
import re

import jsonschema
import regress
import yaml

# --- Patterns are ECMA's, matched as in a browser: with the flag u.

PATTERNS = {}


def matches(pattern, text):
    if pattern not in PATTERNS:
        PATTERNS[pattern] = regress.Regex(pattern, flags="u")
    return PATTERNS[pattern].find(text) is not None


FORMATS = jsonschema.FormatChecker()


@FORMATS.checks("regex", raises=regress.RegressError)
def is_pattern(text):
    """Python's own expressions do not know `\\p{L}`, and so would refuse it in a schema."""
    return not isinstance(text, str) or regress.Regex(text, flags="u") is not None


def check_pattern(validator, pattern, instance, schema):
    if isinstance(instance, str) and not matches(pattern, instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


def with_patterns(base):
    return jsonschema.validators.extend(base, {"pattern": check_pattern})


Draft2020 = with_patterns(jsonschema.Draft202012Validator)
Draft7 = with_patterns(jsonschema.Draft7Validator)

# --- YAML 1.2's core schema, as the manifest's reader and editors have it. PyYAML's own is that of 1.1, where `no` is false.


class Loader(yaml.SafeLoader):
    yaml_implicit_resolvers = {}


for tag, pattern, first in [
    ("null", r"(?:~|null|Null|NULL|)", "~nN\0"),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
]:
    Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile("^" + pattern + "$"), list(first) + ([""] if tag == "null" else []))
Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


def mapping(loader, node, deep=False):
    """Keys are texts, as JSON has them."""
    return {key.value: loader.construct_object(value, deep=True) for key, value in node.value}


Loader.add_constructor("tag:yaml.org,2002:map", mapping)


def manifest(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader)


def whole(path):
    """A manifest with what it includes."""
    result = manifest(path)
    for part in result.get("include") or []:
        for key, value in whole(os.path.join(os.path.dirname(path), part)).items():
            result[key] = {**value, **result.get(key, {})} if isinstance(value, dict) else result.get(key, value)
    return result

"""The schema says what the API does, with an example for each body, and anybody may read it."""

import io
import json

import jsonschema
import pytest
import yaml
from django.core.management import call_command

from api import examples
from shopper.sync import documents


@pytest.fixture(scope="module")
def schema():
    printed = io.StringIO()
    call_command("spectacular", "--fail-on-warn", "--validate", stdout=printed)
    return yaml.safe_load(printed.getvalue())


def operations(schema):
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def test_every_operation_is_summed_up_and_lists_its_refusals(schema):
    for name, operation in operations(schema):
        assert operation["summary"], name
        assert any(status.startswith("4") for status in operation["responses"]), name


def test_every_json_body_has_an_example_both_ways(schema):
    lacking = []
    for name, operation in operations(schema):
        bodies = [operation.get("requestBody", {})]
        bodies += [body for status, body in operation["responses"].items() if status < "300"]
        for body in bodies:
            content = body.get("content", {}).get("application/json")
            if (
                content
                and content["schema"].get("format") != "binary"
                and "examples" not in content
            ):
                lacking.append(name)

    assert not lacking


def test_the_example_document_is_one_that_is_taken_in(schema):
    example = examples.DOCUMENT[0].value

    document = documents.read(json.dumps(example).encode())

    assert documents.as_json(document) == example


def test_the_example_document_fits_the_schema(schema):
    shape = schema["components"]["schemas"]["VisitDocument"]

    jsonschema.validate(json.loads(json.dumps(examples.DOCUMENT[0].value)), openapi(shape))


def openapi(shape):
    """Turn OpenAPI's `nullable` into JSON Schema's own word for it."""
    if isinstance(shape, list):
        return [openapi(part) for part in shape]
    if not isinstance(shape, dict):
        return shape
    plain = {key: openapi(value) for key, value in shape.items() if key != "nullable"}
    return {"anyOf": [plain, {"type": "null"}]} if shape.get("nullable") is True else plain


@pytest.mark.django_db
def test_anybody_may_read_the_schema_and_its_page(client):
    assert client.get("/api/schema/").status_code == 200
    page = client.get("/api/docs/").content.decode()

    assert "<style" not in page
    assert page.count("<script") == page.count("<script src=")

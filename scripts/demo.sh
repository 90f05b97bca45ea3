#!/bin/sh
# The main workflow end to end: what the dataset contains, whether it is valid, and what it answers.
set -eu

section() {
  printf '\n== %s\n\n' "$1"
}

# The complete output is captured before it is shown, so that a failing command ends the demo.
show() {
  printf '$ nemokg %s\n\n' "$*"
  answer=$(nemokg "$@")
  printf '%s\n' "$answer"
}

# Query results laid out for reading, in a file or a log too; only the first lines of long ones.
ask() {
  lines=$1
  shift
  printf '$ nemokg query %s\n\n' "$*"
  answer=$(nemokg query "$@" --width "$width")
  printf '%s\n' "$answer" | sed -n "1,${lines}p"
}
width=$(stty size 2>/dev/null </dev/tty | cut -d ' ' -f 2)
width=${width:-110}

section 'What the dataset contains'
show info

section 'Is it valid? Every claim has evidence, every edge has a claim'
show validate

section 'Where do the weights come from? The lineage of a model, back to the base model'
show lineage released-ultra

section 'Who teaches whom? The teachers distilled into a student'
ask '$' teachers-of-student

section 'What is inferred, not stated? The edges, with confidence and rationale'
ask '$' inferred-edges

section 'What supports an edge? One of them with all its evidence'
show explain search-teacher initializedFrom agentic-sft-rl-path --width "$width"

section 'Where do the sources disagree? What supports a claim, and what contradicts it'
ask 36 disagreements

cat <<'END'

Next: `nemokg queries` lists all canned queries, `nemokg query edges --format csv` prints every edge,
and `nemokg query --help` explains how to run your own. (In this folder: .venv/bin/nemokg)
END

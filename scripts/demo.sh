#!/bin/sh
# The main job end to end: what is in the dataset, is it in order, and what does it answer.
set -eu

section() {
  printf '\n== %s\n\n' "$1"
}

run() {
  printf '$ nemokg %s\n\n' "$*"
  nemokg "$@"
}

# Answers are laid out to be read, in a file or a log too; with a number first, only so many lines.
ask() {
  lines='$'
  case $1 in [0-9]*) lines=$1; shift ;; esac
  printf '$ nemokg query %s\n\n' "$*"
  nemokg query "$@" --width "$width" | sed -n "1,${lines}p"
}
width=$(stty size 2>/dev/null </dev/tty | cut -d ' ' -f 2)
width=${width:-100}

section 'What the dataset holds'
run info

section 'Does it keep its rules? Every claim has evidence, every edge its claim'
run validate

section 'Where do the weights come from? A lineage, edge by edge, back to the base model'
ask weight-lineage

section 'Who teaches whom? The teachers of a student, by distillation'
ask teachers-of-student

section 'What is inferred and not stated: the edge, how sure one can be, and why'
ask inferred-edges

section 'Where do the sources disagree? What supports a claim and what contradicts it'
ask 30 disagreements

cat <<'END'

Next: `nemokg queries` lists all questions, `nemokg query edges --format csv` gives every edge, and
`nemokg query --help` says how to ask your own. (In this folder: .venv/bin/nemokg)
END

#!/bin/sh
# The main job end to end: what is in the dataset, is it in order, and what does it answer.
set -eu

section() {
  printf '\n== %s\n\n' "$1"
}

# The answer is taken whole before it is shown, so that a command that fails ends the demo.
show() {
  printf '$ nemokg %s\n\n' "$*"
  answer=$(nemokg "$@")
  printf '%s\n' "$answer"
}

# An answer laid out to be read, in a file or a log too; of a long one, the first lines.
ask() {
  lines=$1
  shift
  printf '$ nemokg query %s\n\n' "$*"
  answer=$(nemokg query "$@" --width "$width")
  printf '%s\n' "$answer" | sed -n "1,${lines}p"
}
width=$(stty size 2>/dev/null </dev/tty | cut -d ' ' -f 2)
width=${width:-110}

section 'What the dataset holds'
show info

section 'Does it keep its rules? Every claim has evidence, every edge its claim'
show validate

section 'Where do the weights come from? A lineage, back to the base model'
show lineage released-ultra

section 'Who teaches whom? The teachers of a student, by distillation'
ask '$' teachers-of-student

section 'What is inferred and not stated: the edge, how sure one can be, and why'
ask '$' inferred-edges

section 'Why does the graph say so? One of them with all its evidence'
show explain search-teacher initializedFrom agentic-sft-rl-path --width "$width"

section 'Where do the sources disagree? What supports a claim and what contradicts it'
ask 36 disagreements

cat <<'END'

Next: `nemokg queries` lists all questions, `nemokg query edges --format csv` gives every edge, and
`nemokg query --help` says how to ask your own. (In this folder: .venv/bin/nemokg)
END

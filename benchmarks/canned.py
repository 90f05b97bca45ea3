"""Time and memory of every canned query over made-up data: one process each, which writes CSV."""

from __future__ import annotations

from contest import NEMOKG, Contestant, measure, python

from nemokg.queries import catalogue

LISTED = 10
# What the made-up data have in place of the models and the like that are the defaults. They have no
# benchmark and no training track.
FAMILY = "made-000001"
MODEL = f"{FAMILY}-student-6"
PRESENT = {
    **dict.fromkeys(("algorithm", "first"), "algo:made-fine-tuning"),
    **dict.fromkeys(("ancestor", "checkpoint"), f"model:{FAMILY}-student-1"),
    **dict.fromkeys(("model", "student"), f"model:{MODEL}"),
    "claim": f"claim:{MODEL}--initializedFrom--{FAMILY}-student-5",
    "data": f"dataset:{FAMILY}-0",
    "generator": f"model:{FAMILY}-generator",
    "pipeline": f"pipeline:{FAMILY}",
    "round": f"round:{FAMILY}-1",
    "second": "algo:made-reward-learning",
    "text": "reward",
    "third": "algo:made-preference-learning",
}


def contestants(store: str) -> list[Contestant]:
    """Return the canned queries, with parameters that the data have where there is a default."""
    asked = []
    for name in catalogue.query_names():
        given = [
            f"{parameter.name}={PRESENT[parameter.name]}"
            for parameter in catalogue.find_query(name).parameters
            if parameter.name in PRESENT and not parameter.default.endswith(":")
        ]
        options = ("--store", store, "--format", "csv", *(["--param", *given] if given else []))
        asked.append(python(name, NEMOKG, "query", name, *options))
    return asked


def canned(store: str) -> str:
    """Run each query once, and return the slowest as a Markdown table."""
    asked = contestants(store)
    measure(asked, 1, warm=False)
    longest = sorted(asked, key=lambda each: each.seconds[0], reverse=True)[:LISTED]
    whole = sum(each.seconds[0] for each in asked)
    lines = [
        f"All {len(asked)} together took {whole:.1f} s; the slowest:",
        "",
        "| | seconds | peak, MB |",
        "| --- | ---: | ---: |",
    ]
    for each in longest:
        title = each.title + ", stopped" * each.stopped
        lines.append(f"| {title} | {each.seconds[0]:.2f} | {each.megabytes[0]:.0f} |")
    return "\n".join(lines) + "\n"

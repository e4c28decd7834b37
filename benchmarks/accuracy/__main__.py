"""`python -m benchmarks.accuracy`: precision and recall on invented notices, held against the pinned floors."""

from __future__ import annotations

import argparse
import sys

from .building import build
from .floors import broken, corpus_hash, load, pin
from .scoring import Scores
from .tables import table

SEED, NOTICES = 20240601, 300


def main() -> int:
    """Print the table; 1 where a floor is broken or the corpus is not the pinned one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notices", type=int, default=NOTICES, help="how many notices")
    parser.add_argument("--first", type=int, default=0, help="number of the first notice")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--form", choices=("txt", "docx", "pdf"), help="one form for all instead of a mixture")
    parser.add_argument("--trouble", type=int, default=10, metavar="N", help="print the first N things that went wrong")
    parser.add_argument("--pin", action="store_true", help="write the floors anew; refuses to lower one")
    parser.add_argument("--lower-floors", action="store_true", help="with --pin: lower floors too")
    options = parser.parse_args()
    scores = Scores()
    numbers = range(options.first, options.first + options.notices)
    for number in numbers:
        scores.take(build(options.seed, number, options.form))
    print("\n".join([*scores.trouble[: options.trouble], "", table(scores)]))
    if (options.seed, options.first, options.notices, options.form) != (SEED, 0, NOTICES, None):
        return 0
    digest = corpus_hash(options.seed, numbers)
    if options.pin:
        lowered = pin(scores, digest, lower=options.lower_floors)
        print("\n".join(lowered), file=sys.stderr)
        return 1 if lowered else 0
    faults = broken(scores, load(), digest)
    print("\n".join(faults), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())

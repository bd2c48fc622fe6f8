# SPDX-License-Identifier: Apache-2.0
"""Runs attacks, all or those that are named, and prints a table in Markdown."""
import argparse, sys
from . import reads, replies, strangers, writes
from .attack import run

ATTACKS = [
    strangers.LoginText, strangers.IdleSlots, strangers.IdleSlotsOfMany, strangers.GuessesOfOne, strangers.Guesses, strangers.GuessesOfMany,
    strangers.Bodies, replies.BigReplies, replies.ManyTags, replies.SlowReaders, replies.Drips, replies.Pipelines, replies.Batches,
    writes.ManyLists, writes.Imports, writes.Removals, reads.HeavyRules, reads.HangUps, reads.LongLists, writes.Copies, reads.Deadlines]
HEAD = ["attack", "p50", "p99", "most", "reference's p99", "ratio", "errors", "logins: p50, most", "memory, with logins", "told", ""]


def milliseconds(seconds):
    return f"{seconds * 1000:,.1f} ms" if seconds == seconds else "-"


def size(mebibytes):
    return "-" if mebibytes is None else f"{mebibytes:,.0f} MiB"


def row(finding):
    """One line of the table."""
    ours, other = finding.attacked, finding.reference
    ninety_nine, reference = ours.share(ours.times, 0.99), other.share(other.times, 0.99)
    told = ", ".join(f"{count:,} x {what}" for what, count in finding.tally.told.most_common(6))
    notes = [told, finding.note, f"{finding.tally.bytes / 1e6:,.0f} MB" if finding.tally.bytes > 1e6 else "",
             f"answers within {finding.tally.longest:.1f} s", f"database {finding.disk:,.0f} MiB"]
    return [finding.attack.name, milliseconds(ours.share(ours.times, 0.5)), milliseconds(ninety_nine), milliseconds(max(ours.times, default=float("nan"))),
            milliseconds(reference), f"{ninety_nine / reference:.1f}" if reference > 0 else "-",
            f"{len(ours.errors)} of {len(ours.times) + len(ours.logins):,}" + (f" ({', '.join(sorted(set(ours.errors))[:3])})" if ours.errors else ""),
            f"{len(ours.logins)}: {ours.share(ours.logins, 0.5):.2f} s, {max(ours.logins, default=float('nan')):.2f} s",
            f"{size(finding.calm)}, {size(finding.peak)}", "; ".join(note for note in notes if note), finding.verdict]


def line(columns):
    print("| " + " | ".join(columns) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="attacks", description=__doc__)
    parser.add_argument("names", nargs="*", help=", ".join(attack.name for attack in ATTACKS))
    parser.add_argument("--executable", required=True, help="the command-router to start")
    parser.add_argument("--seconds", type=float, default=10, help="how long each attack lasts (default: 10)")
    options = parser.parse_args()
    if unknown := set(options.names) - {attack.name for attack in ATTACKS}:
        parser.error(f"There is no attack {', '.join(sorted(unknown))}.")
    line(HEAD)
    line(["---"] * len(HEAD))
    short = 0
    for kind in ATTACKS:
        if not options.names or kind.name in options.names:
            print(f"==> {kind.name}: {kind.says}", file=sys.stderr)
            finding = run(kind(), options.executable, options.seconds)
            line(row(finding))
            short += finding.verdict != "ok"
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())

"""What a peer is asked for on its command line (as `roster:file` is), and how it answers: one line of JSON."""
import argparse
import json
import time

from curtois import Curtois
from inrc2 import Inrc2

began = time.monotonic()


def asked():
    parser = argparse.ArgumentParser()
    parser.add_argument("--format", choices=["curtois", "inrc2"], required=True)
    parser.add_argument("--in", dest="file")
    parser.add_argument("--scenario")
    parser.add_argument("--history")
    parser.add_argument("--weeks", nargs="+")
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def problem_of(args):
    return Curtois(args.file) if args.format == "curtois" else Inrc2(args.scenario, args.history, args.weeks)


class Course:
    """What was found when. The clock starts before the file is read."""

    def __init__(self, seconds):
        self.seconds, self.curve, self.cost, self.bound = seconds, [], None, None

    def elapsed(self):
        return time.monotonic() - began

    def left(self):
        return max(1.0, self.seconds - self.elapsed())

    def found(self, cost, bound):
        self.cost = self.cost if cost is None else round(cost)
        if bound is not None and bound > -1e15:
            self.bound = bound if self.bound is None else max(self.bound, bound)
        self.curve.append({"seconds": round(self.elapsed(), 3), "cost": self.cost, "bound": self.bound})

    def tell(self, stopped_by):
        print(json.dumps({"cost": self.cost, "bound": self.bound, "seconds": round(self.elapsed(), 3), "stoppedBy": stopped_by, "curve": self.curve}), flush=True)

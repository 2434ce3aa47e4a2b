"""The Second International Nurse Rostering Competition with all weeks known: files, model and solution files."""
import os
import re

from model import Model, negated

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def sections(path):
    """{heading: [row of words]}: a heading is a line in capitals, with or without `= value`."""
    found, current = {}, None
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in map(str.strip, file):
            heading = re.match(r"([A-Z_]{5,})(?:\s*=\s*(\S+))?$", line)
            if heading:
                current = found.setdefault(heading[1], [])
                if heading[2]:
                    found[heading[1] + "="] = heading[2]
            elif line and current is not None:
                current.append(re.sub(r"[(),]", " ", line).split())
    return found


class Inrc2:
    def __init__(self, scenario, history, weeks):
        scenario, history = sections(scenario), sections(history)
        self.data = scenario["SCENARIO="]
        self.weeks = [sections(path) for path in weeks]
        self.days = 7 * len(weeks)
        self.shifts = {row[0]: (int(row[1]), int(row[2])) for row in scenario["SHIFT_TYPES"]}
        self.forbidden = {row[0]: row[2:] for row in scenario["FORBIDDEN_SHIFT_TYPES_SUCCESSIONS"]}
        self.contracts = {row[0]: list(map(int, row[1:])) for row in scenario["CONTRACTS"]}
        self.nurses = {row[0]: (row[1], row[3:]) for row in scenario["NURSES"]}
        self.history = {row[0]: row[1:] for row in history["NURSE_HISTORY"]}
        self.constant = 0
        self.model = Model()
        self.cell, self.shift, self.free = {}, {}, {}
        for nurse in self.nurses:
            self._cells(nurse)
            self._line(nurse)
        self._cover()
        self._requests()

    def _cells(self, nurse):
        model, skills = self.model, self.nurses[nurse][1]
        for day in range(self.days):
            self.free[nurse, day] = model.boolean()
            for shift in self.shifts:
                cells = [model.boolean() for _ in skills]
                self.cell.update({(nurse, day, shift, skill): cell for skill, cell in zip(skills, cells)})
                whole = cells[0] if len(cells) == 1 else model.boolean()
                if len(cells) > 1:
                    model.one_of(cells + [-whole])
                self.shift[nurse, day, shift] = whole
            model.one_of([self.free[nurse, day]] + [self.shift[nurse, day, each] for each in self.shifts])

    def _line(self, nurse):
        model, days = self.model, range(self.days)
        low, high, work_least, work_most, off_least, off_most, weekends_most, complete = self.contracts[self.nurses[nurse][0]]
        total, weekends, last, same, worked, free = self.history[nurse]
        total, weekends, same, worked, free = map(int, (total, weekends, same, worked, free))
        for shift, after in self.forbidden.items():
            for day in range(-1, self.days - 1):
                then = [self.shift[nurse, day + 1, each] for each in after]
                if day >= 0 and then:
                    model.not_two_of([self.shift[nurse, day, shift]] + then)
                elif day < 0 and shift == last:
                    for each in then:
                        model.clause(-each)
        works = [-self.free[nurse, day] for day in days]
        self._runs([False] + [True] * worked + works, work_least, work_most, 30)
        self._runs([False] + [True] * free + [negated(each) for each in works], off_least, off_most, 30)
        for shift, (least, most) in self.shifts.items():
            past = [False] + [True] * (same if shift == last else 0)
            self._runs(past + [self.shift[nurse, day, shift] for day in days], least, most, 15)
        touched = []
        for week in range(len(self.weeks)):
            saturday, sunday = works[7 * week + 5], works[7 * week + 6]
            weekend = model.boolean()
            model.clause(-saturday, weekend)
            model.clause(-sunday, weekend)
            touched.append((1, weekend))
            if complete:
                half = model.boolean()
                model.clause(-saturday, sunday, half)
                model.clause(saturday, -sunday, half)
                model.cost(30, half)
        self._at_most(touched, weekends_most - weekends, 30)
        self._at_most([(1, each) for each in works], high - total, 20)
        missing = model.integer(max(0, low - total))
        model.bounded([(1, each) for each in works] + [(1, missing)], low - total, None)
        model.cost(20, missing)

    def _runs(self, line, least, most, weight):
        self.model.longest_run(line, most, weight)
        self.model.shortest_run(line, least, weight)

    def _at_most(self, terms, most, weight):
        beyond = self.model.integer(len(terms) + max(0, -most))
        self.model.bounded(terms + [(-1, beyond)], None, most)
        self.model.cost(weight, beyond)

    def _cover(self):
        for week, data in enumerate(self.weeks):
            for shift, skill, *numbers in data["REQUIREMENTS"]:
                for day in range(7):
                    least, best = int(numbers[2 * day]), int(numbers[2 * day + 1])
                    at = 7 * week + day
                    cells = [(1, self.cell[nurse, at, shift, skill]) for nurse in self.nurses if (nurse, at, shift, skill) in self.cell]
                    if best == 0:
                        continue
                    missing = self.model.integer(best - least)
                    self.model.bounded(cells + [(1, missing)], best, None)
                    self.model.cost(30, missing)

    def _requests(self):
        for week, data in enumerate(self.weeks):
            for nurse, shift, day in data.get("SHIFT_OFF_REQUESTS", []):
                at = 7 * week + DAYS.index(day)
                self.model.cost(10, -self.free[nurse, at] if shift == "Any" else self.shift[nurse, at, shift])

    def write(self, holds, folder):
        """A solution file for each week, in the competition's text format."""
        os.makedirs(folder, exist_ok=True)
        for week in range(len(self.weeks)):
            rows = [
                f"{nurse} {DAYS[day % 7]} {shift} {skill}"
                for (nurse, day, shift, skill), cell in self.cell.items()
                if day // 7 == week and holds(cell)
            ]
            with open(os.path.join(folder, f"sol-week{week}.txt"), "w", encoding="utf-8") as file:
                file.write(f"SOLUTION\n{week} {self.data}\n\nASSIGNMENTS = {len(rows)}\n" + "".join(each + "\n" for each in rows))

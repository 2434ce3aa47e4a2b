"""The shift scheduling instances of Curtois and Qu: file, model and roster."""
from model import Model, negated


def read(path):
    sections, current = {}, None
    with open(path, encoding="utf-8-sig") as file:
        for line in map(str.strip, file):
            if not line or line.startswith("#"):
                continue
            if line.startswith("SECTION_"):
                current = sections.setdefault(line, [])
            else:
                current.append(line.split(","))
    return sections


class Curtois:
    def __init__(self, path):
        sections = read(path)
        self.days = int(sections["SECTION_HORIZON"][0][0])
        self.shifts = [row[0] for row in sections["SECTION_SHIFTS"]]
        self.staff = [row[0] for row in sections["SECTION_STAFF"]]
        self.model = Model()
        self._lines(sections)
        self._requests(sections)
        self._cover(sections)

    def _lines(self, sections):
        model = self.model
        minutes = {row[0]: int(row[1]) for row in sections["SECTION_SHIFTS"]}
        forbidden = {row[0]: [each for each in row[2].split("|") if each] for row in sections["SECTION_SHIFTS"]}
        off_days = {row[0]: {int(day) for day in row[1:] if day} for row in sections.get("SECTION_DAYS_OFF", [])}
        self.cell = {}
        for person, limits, *numbers in sections["SECTION_STAFF"]:
            most_minutes, least_minutes, most_run, least_run, least_off, most_weekends = map(int, numbers[:6])
            most = {shift: int(limit) for shift, limit in (part.split("=") for part in limits.split("|"))}
            works = []
            for day in range(self.days):
                free = model.boolean()
                may = [] if day in off_days.get(person, ()) else [each for each in self.shifts if most.get(each, 0) > 0]
                for shift in may:
                    self.cell[person, day, shift] = model.boolean()
                model.one_of([free] + [self.cell[person, day, shift] for shift in may])
                works.append(-free)
            for day in range(self.days - 1):
                for shift in self.shifts:
                    after = [self.cell[person, day + 1, each] for each in forbidden[shift] if (person, day + 1, each) in self.cell]
                    if (person, day, shift) in self.cell and after:
                        model.not_two_of([self.cell[person, day, shift]] + after)
            worked = [(shift, self.cell[person, day, shift]) for day in range(self.days) for shift in self.shifts if (person, day, shift) in self.cell]
            for shift in self.shifts:
                if 0 < most.get(shift, 0) < self.days:
                    model.bounded([(1, cell) for each, cell in worked if each == shift], None, most[shift])
            model.bounded([(minutes[shift], cell) for shift, cell in worked], least_minutes, most_minutes)
            model.longest_run(works, most_run)
            model.shortest_run(works, least_run)
            model.shortest_run([negated(each) for each in works], least_off)
            weekends = []
            for week in range(self.days // 7):
                weekend = model.boolean()
                model.clause(-works[7 * week + 5], weekend)
                model.clause(-works[7 * week + 6], weekend)
                weekends.append((1, weekend))
            if most_weekends < len(weekends):
                model.bounded(weekends, None, most_weekends)

    def _requests(self, sections):
        self.constant = 0
        for person, day, shift, weight in sections.get("SECTION_SHIFT_ON_REQUESTS", []):
            cell = self.cell.get((person, int(day), shift))
            if cell is None:
                self.constant += int(weight)
            else:
                self.model.cost(int(weight), -cell)
        for person, day, shift, weight in sections.get("SECTION_SHIFT_OFF_REQUESTS", []):
            if (person, int(day), shift) in self.cell:
                self.model.cost(int(weight), self.cell[person, int(day), shift])

    def _cover(self, sections):
        for day, shift, need, under_weight, over_weight in sections["SECTION_COVER"]:
            cells = [self.cell[person, int(day), shift] for person in self.staff if (person, int(day), shift) in self.cell]
            under = self.model.integer(int(need))
            over = self.model.integer(len(cells))
            self.model.bounded([(1, each) for each in cells] + [(1, under), (-1, over)], int(need), int(need))
            self.model.cost(int(under_weight), under)
            self.model.cost(int(over_weight), over)

    def write(self, holds, path):
        """holds(variable): whether it is 1 in the solution."""
        with open(path, "w", encoding="utf-8") as file:
            for person in self.staff:
                file.write("\t".join(self._shift(holds, person, day) for day in range(self.days)) + "\n")

    def _shift(self, holds, person, day):
        return next((each for each in self.shifts if (person, day, each) in self.cell and holds(self.cell[person, day, each])), "")

"""A model of booleans and bounded integers, written down once and handed to any solver. A literal is +n or -n for boolean
n and its negation; True and False stand for what is fixed."""


class Model:
    def __init__(self):
        self.upper = [0]  # by variable, from 1; every lower end is 0
        self.clauses = []
        self.exactly_one = []
        self.at_most_one = []
        self.linear = []  # (terms, low, high): low <= sum of weight * literal <= high; None is no limit
        self.costs = []  # (weight, literal or integer)

    def boolean(self):
        return self.integer(1)

    def integer(self, upper):
        self.upper.append(upper)
        return len(self.upper) - 1

    def clause(self, *literals):
        """At least one holds."""
        if any(each is True for each in literals):
            return
        self.clauses.append([each for each in literals if each is not False])

    def one_of(self, literals):
        self.exactly_one.append(literals)

    def not_two_of(self, literals):
        self.at_most_one.append(literals)

    def bounded(self, terms, low, high):
        self.linear.append((terms, low, high))

    def cost(self, weight, variable):
        self.costs.append((weight, variable))

    def longest_run(self, line, most, weight=None):
        """line: [day] literal. No run of more than `most`; with a weight, each day beyond costs it. `line` may begin with
        fixed days of the past, whose own excess is not charged."""
        past = sum(1 for each in line if isinstance(each, bool))
        for last in range(max(most, past), len(line)):
            window = [negated(each) for each in line[last - most : last + 1]]
            if weight is None:
                self.clause(*window)
            elif False in window or not any(each is True for each in window):
                excess = self.boolean()
                self.clause(*window, excess)
                self.cost(weight, excess)

    def shortest_run(self, line, least, weight=None):
        """No run of fewer than `least`; with a weight, each missing day costs it. A run at either end of `line` is free;
        `line` may begin with fixed days of the past."""
        past = sum(1 for each in line if isinstance(each, bool))
        for start in range(1, len(line)):
            if line[start] is False or line[start - 1] is True:
                continue
            missing = None
            for length in range(1, least):
                after = start + length
                if after >= len(line):
                    break
                if after < past:
                    continue
                if weight is None:
                    self.clause(line[start - 1], negated(line[start]), line[after])
                    continue
                short = self.boolean()
                self.clause(line[start - 1], negated(line[start]), line[after], short)
                if missing is not None:
                    self.clause(-missing, short)
                self.cost(weight, short)
                missing = short


def negated(literal):
    return (not literal) if isinstance(literal, bool) else -literal

"""OR-Tools CP-SAT as a peer: its default portfolio on as many workers as there are threads, no hints."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "python"))
from asked import Course, asked, problem_of  # noqa: E402
from ortools.sat.python import cp_model  # noqa: E402

args = asked()
course = Course(args.seconds)
problem = problem_of(args)
given = problem.model
model = cp_model.CpModel()
variables = [model.new_bool_var("") if upper == 1 else model.new_int_var(0, upper, "") for upper in given.upper]


def literal(number):
    return variables[number] if number > 0 else variables[-number].negated()


def weighted(terms):
    """The sum of weight * literal, a negated literal being 1 - variable."""
    constant = sum(weight for weight, number in terms if number < 0)
    numbers = [variables[abs(number)] for _, number in terms]
    weights = [weight if number > 0 else -weight for weight, number in terms]
    return cp_model.LinearExpr.weighted_sum(numbers, weights) + constant


for literals in given.clauses:
    model.add_bool_or([literal(each) for each in literals])
for literals in given.exactly_one:
    model.add_exactly_one([literal(each) for each in literals])
for literals in given.at_most_one:
    model.add_at_most_one([literal(each) for each in literals])
for terms, low, high in given.linear:
    total = weighted(terms)
    if low is not None and low == high:
        model.add(total == low)
        continue
    if low is not None:
        model.add(total >= low)
    if high is not None:
        model.add(total <= high)
model.minimize(weighted(given.costs) + problem.constant)


class Found(cp_model.CpSolverSolutionCallback):
    def on_solution_callback(self):
        course.found(self.objective_value, self.best_objective_bound)


solver = cp_model.CpSolver()
solver.parameters.num_workers = args.threads
solver.parameters.random_seed = args.seed
solver.parameters.max_time_in_seconds = course.left()
status = solver.solve(model, Found())
if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
    problem.write(lambda number: solver.boolean_value(variables[number]), args.out)
    course.found(solver.objective_value, solver.best_objective_bound)
course.tell("optimum" if status == cp_model.OPTIMAL else "infeasible" if status == cp_model.INFEASIBLE else "time")

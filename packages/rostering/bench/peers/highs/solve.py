"""HiGHS as a peer: the model as a MIP."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "python"))
from asked import Course, asked, problem_of  # noqa: E402
import highspy  # noqa: E402
import numpy  # noqa: E402

args = asked()
course = Course(args.seconds)
problem = problem_of(args)
given = problem.model
columns = len(given.upper) - 1
cost = numpy.zeros(columns)
offset = float(problem.constant)
for weight, number in given.costs:
    offset += weight if number < 0 else 0
    cost[abs(number) - 1] += weight if number > 0 else -weight

starts, indices, values, lower, upper = [0], [], [], [], []


def row(terms, low, high):
    """low <= sum of weight * literal <= high, a negated literal being 1 - variable."""
    constant = 0
    for weight, number in terms:
        constant += weight if number < 0 else 0
        indices.append(abs(number) - 1)
        values.append(weight if number > 0 else -weight)
    starts.append(len(indices))
    lower.append(-highspy.kHighsInf if low is None else low - constant)
    upper.append(highspy.kHighsInf if high is None else high - constant)


for literals in given.clauses:
    row([(1, each) for each in literals], 1, None)
for literals in given.exactly_one:
    row([(1, each) for each in literals], 1, 1)
for literals in given.at_most_one:
    row([(1, each) for each in literals], None, 1)
for terms, low, high in given.linear:
    row(terms, low, high)

lp = highspy.HighsLp()
lp.num_col_, lp.num_row_, lp.offset_ = columns, len(lower), offset
lp.col_cost_ = cost
lp.col_lower_ = numpy.zeros(columns)
lp.col_upper_ = numpy.array(given.upper[1:], dtype=float)
lp.row_lower_ = numpy.array(lower, dtype=float)
lp.row_upper_ = numpy.array(upper, dtype=float)
lp.integrality_ = [highspy.HighsVarType.kInteger] * columns
lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
lp.a_matrix_.start_ = numpy.array(starts)
lp.a_matrix_.index_ = numpy.array(indices)
lp.a_matrix_.value_ = numpy.array(values, dtype=float)

solver = highspy.Highs()
solver.setOptionValue("output_flag", False)
solver.setOptionValue("threads", args.threads)
solver.setOptionValue("parallel", "on" if args.threads > 1 else "off")
solver.setOptionValue("random_seed", args.seed)
solver.setOptionValue("mip_rel_gap", 0.0)
solver.setOptionValue("time_limit", course.left())
solver.cbMipImprovingSolution += lambda event: course.found(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)
solver.passModel(lp)
solver.run()
info = solver.getInfo()
if info.primal_solution_status == 2:
    chosen = solver.getSolution().col_value
    problem.write(lambda number: chosen[number - 1] > 0.5, args.out)
    course.found(info.objective_function_value, info.mip_dual_bound)
elif info.mip_dual_bound > -1e15:
    course.found(None, info.mip_dual_bound)
optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
course.tell("optimum" if optimal else "time")

package weft.peer;

import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.count;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.countDistinct;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sum;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.toConsecutiveSequences;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;

import ai.timefold.solver.core.api.score.HardSoftScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.common.SequenceChain;
import weft.peer.CurtoisFile.Worker;

/** The format's ten hard rules and its costs, as constraint streams with the collectors for consecutive days. */
public class CurtoisRules implements ConstraintProvider {
    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        return new Constraint[] {succession(factory), shiftLimit(factory), mostMinutes(factory), leastMinutes(factory), longRun(factory),
            shortRun(factory), shortBreak(factory), weekends(factory), requests(factory), cover(factory), noCover(factory)};
    }

    static Worker worker(Cell cell) {
        return (Worker) cell.employee;
    }

    Constraint succession(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .join(Cell.class, equal(CurtoisRules::worker), equal(cell -> cell.day + 1, Cell::getDay))
                .filter((before, after) -> before.shift.neverNext().contains(after.shift.id()))
                .penalize(HardSoftScore.ONE_HARD).asConstraint("succession");
    }

    Constraint shiftLimit(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .filter(cell -> worker(cell).most().get(cell.shift.id()) < cell.days)
                .groupBy(CurtoisRules::worker, Cell::getShift, count())
                .filter((employee, shift, number) -> number > employee.most().get(shift.id()))
                .penalize(HardSoftScore.ONE_HARD, (employee, shift, number) -> number - employee.most().get(shift.id()))
                .asConstraint("most of a shift");
    }

    Constraint mostMinutes(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .groupBy(CurtoisRules::worker, sum(cell -> cell.units(CurtoisFile.unit)))
                .filter((employee, units) -> units > employee.maxUnits())
                .penalize(HardSoftScore.ONE_HARD, (employee, units) -> units - employee.maxUnits())
                .asConstraint("most minutes");
    }

    Constraint leastMinutes(ConstraintFactory factory) {
        return factory.forEachIncludingUnassigned(Cell.class)
                .groupBy(CurtoisRules::worker, sum(cell -> cell.units(CurtoisFile.unit)))
                .filter((employee, units) -> units < employee.minUnits())
                .penalize(HardSoftScore.ONE_HARD, (employee, units) -> employee.minUnits() - units)
                .asConstraint("least minutes");
    }

    Constraint longRun(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .groupBy(CurtoisRules::worker, toConsecutiveSequences(Cell::getDay))
                .flattenLast(SequenceChain::getConsecutiveSequences)
                .filter((employee, run) -> run.getCount() > employee.maxRun())
                .penalize(HardSoftScore.ONE_HARD, (employee, run) -> run.getCount() - employee.maxRun())
                .asConstraint("most days in a row");
    }

    Constraint shortRun(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .groupBy(CurtoisRules::worker, toConsecutiveSequences(Cell::getDay))
                .flattenLast(SequenceChain::getConsecutiveSequences)
                .filter((employee, run) -> run.getCount() < employee.minRun() && run.getFirstItem().day > 0
                        && run.getLastItem().day < run.getLastItem().days - 1)
                .penalize(HardSoftScore.ONE_HARD, (employee, run) -> employee.minRun() - run.getCount())
                .asConstraint("fewest days in a row");
    }

    Constraint shortBreak(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .groupBy(CurtoisRules::worker, toConsecutiveSequences(Cell::getDay))
                .flattenLast(SequenceChain::getBreaks)
                .filter((employee, off) -> off.getLength() - 1 < employee.minOff())
                .penalize(HardSoftScore.ONE_HARD, (employee, off) -> employee.minOff() - (off.getLength() - 1))
                .asConstraint("fewest days off");
    }

    Constraint weekends(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .filter(Cell::isWeekend)
                .groupBy(CurtoisRules::worker, countDistinct(Cell::week))
                .filter((employee, number) -> number > employee.maxWeekends())
                .penalize(HardSoftScore.ONE_HARD, (employee, number) -> number - employee.maxWeekends())
                .asConstraint("most weekends");
    }

    Constraint requests(ConstraintFactory factory) {
        return factory.forEachIncludingUnassigned(Cell.class)
                .filter(cell -> cell.requestCost() > 0)
                .penalize(HardSoftScore.ONE_SOFT, Cell::requestCost)
                .asConstraint("requests");
    }

    Constraint cover(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .groupBy(Cell::getDay, Cell::getShift, count())
                .join(Problem.Cover.class, equal((day, shift, number) -> day, Problem.Cover::day),
                        equal((day, shift, number) -> shift, Problem.Cover::shift))
                .filter((day, shift, number, cover) -> cover.cost(number) > 0)
                .penalize(HardSoftScore.ONE_SOFT, (day, shift, number, cover) -> cover.cost(number))
                .asConstraint("cover");
    }

    Constraint noCover(ConstraintFactory factory) {
        return factory.forEach(Problem.Cover.class)
                .filter(cover -> cover.best() > 0)
                .ifNotExists(Cell.class, equal(Problem.Cover::day, Cell::getDay), equal(Problem.Cover::shift, Cell::getShift))
                .penalize(HardSoftScore.ONE_SOFT, cover -> cover.cost(0))
                .asConstraint("nobody at all");
    }
}

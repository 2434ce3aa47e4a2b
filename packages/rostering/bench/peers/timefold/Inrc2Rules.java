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
import ai.timefold.solver.core.api.score.stream.common.Sequence;
import ai.timefold.solver.core.api.score.stream.common.SequenceChain;
import weft.peer.Inrc2Files.Nurse;

/** The competition's rules with all weeks known, as constraint streams. A nurse has her skills by her cells' values. */
public class Inrc2Rules implements ConstraintProvider {
    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        return new Constraint[] {succession(factory), least(factory), optimum(factory), nobody(factory), nobodyAtAll(factory), workRuns(factory), offRuns(factory),
            shiftRuns(factory), endedRuns(factory), requests(factory), halfWeekends(factory), weekends(factory), total(factory)};
    }

    static Nurse nurse(Cell cell) {
        return (Nurse) cell.employee;
    }

    Constraint succession(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .join(Cell.class, equal(Inrc2Rules::nurse), equal(cell -> cell.day + 1, Cell::getDay))
                .filter((before, after) -> before.shift.neverNext().contains(after.shift.id()))
                .penalize(HardSoftScore.ONE_HARD).asConstraint("succession");
    }

    Constraint least(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .groupBy(Cell::getDay, Cell::getShift, count())
                .join(Problem.Cover.class, equal((day, shift, number) -> day, Problem.Cover::day),
                        equal((day, shift, number) -> shift, Problem.Cover::shift))
                .filter((day, shift, number, cover) -> cover.lacking(number) > 0)
                .penalize(HardSoftScore.ONE_HARD, (day, shift, number, cover) -> cover.lacking(number))
                .asConstraint("least cover");
    }

    Constraint optimum(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .groupBy(Cell::getDay, Cell::getShift, count())
                .join(Problem.Cover.class, equal((day, shift, number) -> day, Problem.Cover::day),
                        equal((day, shift, number) -> shift, Problem.Cover::shift))
                .filter((day, shift, number, cover) -> cover.cost(number) > 0)
                .penalize(HardSoftScore.ONE_SOFT, (day, shift, number, cover) -> cover.cost(number))
                .asConstraint("best cover");
    }

    Constraint nobody(ConstraintFactory factory) {
        return factory.forEach(Problem.Cover.class)
                .filter(cover -> cover.best() > 0)
                .ifNotExists(Cell.class, equal(Problem.Cover::day, Cell::getDay), equal(Problem.Cover::shift, Cell::getShift))
                .penalize(HardSoftScore.ONE_SOFT, cover -> cover.cost(0))
                .asConstraint("nobody of the best");
    }

    Constraint nobodyAtAll(ConstraintFactory factory) {
        return factory.forEach(Problem.Cover.class)
                .filter(cover -> cover.least() > 0)
                .ifNotExists(Cell.class, equal(Problem.Cover::day, Cell::getDay), equal(Problem.Cover::shift, Cell::getShift))
                .penalize(HardSoftScore.ONE_HARD, cover -> cover.least())
                .asConstraint("nobody of the least");
    }

    Constraint workRuns(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .groupBy(Inrc2Rules::nurse, toConsecutiveSequences(Cell::getDay))
                .flattenLast(SequenceChain::getConsecutiveSequences)
                .penalize(HardSoftScore.ONE_SOFT, (nurse, run) -> 30 * outside(run, nurse.workRun(), nurse.limits()[2], nurse.limits()[3]))
                .asConstraint("days in a row");
    }

    Constraint offRuns(ConstraintFactory factory) {
        return factory.forEachIncludingUnassigned(Cell.class)
                .filter(cell -> cell.shift == null)
                .groupBy(Inrc2Rules::nurse, toConsecutiveSequences(Cell::getDay))
                .flattenLast(SequenceChain::getConsecutiveSequences)
                .penalize(HardSoftScore.ONE_SOFT, (nurse, run) -> 30 * outside(run, nurse.offRun(), nurse.limits()[4], nurse.limits()[5]))
                .asConstraint("days off in a row");
    }

    Constraint shiftRuns(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .groupBy(Inrc2Rules::nurse, cell -> cell.shift.id(), toConsecutiveSequences(Cell::getDay))
                .flattenLast(SequenceChain::getConsecutiveSequences)
                .penalize(HardSoftScore.ONE_SOFT, (nurse, shift, run) -> 15 * outside(run, nurse.pastOf(shift), Inrc2Files.RUN.get(shift)[0],
                        Inrc2Files.RUN.get(shift)[1]))
                .asConstraint("the same shift in a row");
    }

    /** Runs of the past that end just at the border. */
    Constraint endedRuns(ConstraintFactory factory) {
        return factory.forEachIncludingUnassigned(Cell.class)
                .filter(cell -> cell.day == 0)
                .penalize(HardSoftScore.ONE_SOFT, Inrc2Rules::endedCost)
                .asConstraint("runs that ended");
    }

    static long endedCost(Cell cell) {
        Nurse nurse = nurse(cell);
        long cost = 0;
        if (cell.shift == null && nurse.workRun() > 0) cost += 30L * Math.max(0, nurse.limits()[2] - nurse.workRun());
        if (cell.shift != null && nurse.offRun() > 0) cost += 30L * Math.max(0, nurse.limits()[4] - nurse.offRun());
        boolean goesOn = cell.shift != null && cell.shift.id().equals(nurse.last());
        if (nurse.sameRun() > 0 && !goesOn) cost += 15L * Math.max(0, Inrc2Files.RUN.get(nurse.last())[0] - nurse.sameRun());
        return cost;
    }

    /** Days that a run lacks or has too many; one that the past began counts its new days, and the last is open. */
    static long outside(Sequence<Cell, Integer> run, int past, int least, int most) {
        int count = run.getCount();
        int whole = count + (run.getFirstItem().day == 0 ? past : 0);
        boolean isOpen = run.getLastItem().day == run.getLastItem().days - 1;
        return (isOpen ? 0 : Math.max(0, least - whole)) + Math.min(count, Math.max(0, whole - most));
    }

    Constraint requests(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .filter(cell -> cell.requestCost() > 0)
                .penalize(HardSoftScore.ONE_SOFT, Cell::requestCost)
                .asConstraint("requests");
    }

    Constraint halfWeekends(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .filter(cell -> cell.isWeekend() && nurse(cell).limits()[7] == 1)
                .groupBy(Inrc2Rules::nurse, Cell::week, count())
                .filter((nurse, week, number) -> number == 1)
                .penalize(HardSoftScore.ofSoft(30))
                .asConstraint("half weekends");
    }

    Constraint weekends(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .filter(Cell::isWeekend)
                .groupBy(Inrc2Rules::nurse, countDistinct(Cell::week))
                .filter((nurse, number) -> nurse.weekends() + number > nurse.limits()[6])
                .penalize(HardSoftScore.ofSoft(30), (nurse, number) -> nurse.weekends() + number - nurse.limits()[6])
                .asConstraint("most weekends");
    }

    Constraint total(ConstraintFactory factory) {
        return factory.forEachIncludingUnassigned(Cell.class)
                .groupBy(Inrc2Rules::nurse, sum(cell -> cell.shift == null ? 0L : 1L))
                .penalize(HardSoftScore.ofSoft(20), (nurse, number) -> Math.max(0, nurse.limits()[0] - nurse.total() - number)
                        + Math.max(0, nurse.total() + number - nurse.limits()[1]))
                .asConstraint("total");
    }
}

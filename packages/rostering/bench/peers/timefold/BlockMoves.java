package weft.peer;

import ai.timefold.solver.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;
import ai.timefold.solver.core.impl.score.director.InnerScoreDirector;
import ai.timefold.solver.core.impl.score.director.ScoreDirector;
import ai.timefold.solver.core.preview.api.domain.metamodel.PlanningVariableMetaModel;
import ai.timefold.solver.core.preview.api.move.Move;
import ai.timefold.solver.core.preview.api.move.builtin.Moves;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Custom moves over several days: a block swapped between two employees, or worked in one shift, or off. */
public class BlockMoves implements MoveIteratorFactory<Rota, Move<Rota>> {
    private static final int LONGEST_SET = 5;
    private static final int LONGEST_SWAP = 14;

    @Override
    public long getSize(ScoreDirector<Rota> director) {
        Rota rota = director.getWorkingSolution();
        return (long) rota.cells.size() * rota.employees.size() * LONGEST_SWAP;
    }

    @Override
    public Iterator<Move<Rota>> createOriginalMoveIterator(ScoreDirector<Rota> director) {
        throw new UnsupportedOperationException("These moves are only picked at random.");
    }

    @Override
    public Iterator<Move<Rota>> createRandomMoveIterator(ScoreDirector<Rota> director, RandomGenerator random) {
        Rota rota = director.getWorkingSolution();
        PlanningVariableMetaModel<Rota, Cell, Problem.Shift> variable = ((InnerScoreDirector<Rota, ?>) director).getSolutionDescriptor()
                .getMetaModel().genuineEntity(Cell.class).basicVariable("shift", Problem.Shift.class);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Move<Rota> next() {
                List<Move<Rota>> changes = new ArrayList<>();
                while (changes.isEmpty()) {
                    if (random.nextInt(3) == 0) set(changes);
                    else swap(changes);
                }
                return Moves.compose(changes);
            }

            private Cell cell(int employee, int day) {
                int at = rota.cellAt[employee][day];
                return at < 0 ? null : rota.cells.get(at);
            }

            private void swap(List<Move<Rota>> changes) {
                int days = rota.cellAt[0].length;
                int one = random.nextInt(rota.cellAt.length);
                int other = random.nextInt(rota.cellAt.length);
                int from = random.nextInt(days);
                int to = Math.min(days, from + 1 + random.nextInt(LONGEST_SWAP));
                for (int day = from; day < to; day++) {
                    Cell a = cell(one, day);
                    Cell b = cell(other, day);
                    Problem.Shift ofA = a == null ? null : a.shift;
                    Problem.Shift ofB = b == null ? null : b.shift;
                    if (ofA == ofB) continue;
                    if (!takes(a, ofB) || !takes(b, ofA)) {
                        changes.clear();
                        return;
                    }
                    if (a != null) changes.add(Moves.change(variable, a, ofB));
                    if (b != null) changes.add(Moves.change(variable, b, ofA));
                }
            }

            private void set(List<Move<Rota>> changes) {
                Cell first = rota.cells.get(random.nextInt(rota.cells.size()));
                int choice = random.nextInt(first.allowed.size() + 1);
                Problem.Shift shift = choice == first.allowed.size() ? null : first.allowed.get(choice);
                int to = Math.min(first.days, first.day + 2 + random.nextInt(LONGEST_SET - 1));
                for (int day = first.day; day < to; day++) {
                    Cell each = cell(first.employee.index(), day);
                    if (each != null && each.shift != shift) changes.add(Moves.change(variable, each, shift));
                }
            }

            private boolean takes(Cell cell, Problem.Shift shift) {
                return shift == null || (cell != null && cell.allowed.contains(shift));
            }
        };
    }
}

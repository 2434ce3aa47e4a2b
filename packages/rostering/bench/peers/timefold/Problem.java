package weft.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What both formats come to: people, their days, what a day may hold, and cover. */
public final class Problem {
    /** A day's work; in INRC-II a shift in a skill. Equal only to itself: constraint streams hash it often. */
    public record Shift(int index, String id, String skill, int minutes, Set<String> neverNext) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return index;
        }
    }

    public interface Employee {
        int index();

        String id();
    }

    /** Below `least` is hard; below `best` each missing person costs `under`, above it each further one `over`. */
    public record Cover(int day, Shift shift, int least, int best, int under, int over) {
        long cost(long count) {
            return count < best ? (best - count) * under : (count - best) * over;
        }

        long lacking(long count) {
            return Math.max(0, least - count);
        }
    }

    final int days;
    final List<Employee> employees = new ArrayList<>();
    final List<Cover> covers = new ArrayList<>();
    final List<Cell> cells = new ArrayList<>();
    /** Requests for work on a day off: no roster avoids them. */
    long constant;

    Problem(int days) {
        this.days = days;
    }

    Cell addCell(Employee employee, int day, List<Shift> allowed) {
        cells.add(new Cell(cells.size(), employee, day, allowed, days));
        return cells.getLast();
    }
}

package weft.peer;

import ai.timefold.solver.core.api.domain.common.PlanningId;
import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One employee's day: a shift, or none. Days that must be off have no cell. */
@PlanningEntity
public class Cell {
    @PlanningId
    public int id;
    public Problem.Employee employee;
    public int day;
    public int days;
    @ValueRangeProvider
    public List<Problem.Shift> allowed;
    /** What it costs not to work a shift, and what it costs to work one. */
    public Map<Problem.Shift, Integer> asked = new HashMap<>(2);
    public Map<Problem.Shift, Integer> unwanted = new HashMap<>(2);
    Problem.Shift shift;

    public Cell() {}

    Cell(int id, Problem.Employee employee, int day, List<Problem.Shift> allowed, int days) {
        this.id = id;
        this.employee = employee;
        this.day = day;
        this.allowed = allowed;
        this.days = days;
    }

    Cell copy() {
        Cell copy = new Cell(id, employee, day, allowed, days);
        copy.asked = asked;
        copy.unwanted = unwanted;
        return copy;
    }

    public Problem.Employee getEmployee() {
        return employee;
    }

    public int getDay() {
        return day;
    }

    @PlanningVariable(allowsUnassigned = true)
    public Problem.Shift getShift() {
        return shift;
    }

    public void setShift(Problem.Shift shift) {
        this.shift = shift;
    }

    long units(int unit) {
        return shift == null ? 0 : shift.minutes() / unit;
    }

    boolean isWeekend() {
        return day % 7 >= 5;
    }

    int week() {
        return day / 7;
    }

    long requestCost() {
        long cost = shift == null ? 0 : unwanted.getOrDefault(shift, 0);
        for (var each : asked.entrySet()) {
            if (each.getKey() != shift) cost += each.getValue();
        }
        return cost;
    }
}

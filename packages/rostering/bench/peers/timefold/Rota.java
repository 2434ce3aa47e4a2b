package weft.peer;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.score.HardSoftScore;
import java.util.List;

@PlanningSolution
public class Rota {
    @ProblemFactCollectionProperty
    public List<Problem.Employee> employees;
    @ProblemFactCollectionProperty
    public List<Problem.Cover> covers;
    @PlanningEntityCollectionProperty
    public List<Cell> cells;
    @PlanningScore
    public HardSoftScore score;
    /** [employee][day] the cell's place in `cells`, or -1. */
    public int[][] cellAt;
}

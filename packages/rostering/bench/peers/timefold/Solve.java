package weft.peer;

import ai.timefold.solver.core.api.score.HardSoftScore;
import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.SwapMoveSelectorConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchType;
import ai.timefold.solver.core.config.solver.SolverConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Timefold Solver (community) as a peer. One solve has one thread there, so as many solvers run side by side as there are
 * threads, each with a seed of its own, and the best roster counts.
 */
public final class Solve {
    private static final long BEGAN = System.nanoTime();
    private static final List<String> CURVE = new ArrayList<>();
    private static long best = Long.MAX_VALUE;

    public static void main(String[] words) throws Exception {
        Map<String, String> asked = new HashMap<>();
        for (int at = 0; at + 1 < words.length; at++) {
            if (words[at].startsWith("--")) asked.put(words[at].substring(2), words[at + 1]);
        }
        if (!"curtois".equals(asked.get("format"))) {
            System.err.println("Error: the Timefold peer has a model for the Curtois format only.");
            System.exit(2);
        }
        int threads = Integer.parseInt(asked.get("threads"));
        long seed = Long.parseLong(asked.get("seed"));
        long milliseconds = Math.round(Double.parseDouble(asked.get("seconds")) * 1000);
        Instance instance = new Instance(Path.of(asked.get("in")));
        Rules.unit = instance.unit;
        Rota[] found = new Rota[threads];
        List<Thread> running = new ArrayList<>();
        for (int at = 0; at < threads; at++) {
            int number = at;
            Solver<Rota> solver = solver(instance, seed * 1000 + number, milliseconds);
            running.add(new Thread(() -> found[number] = solver.solve(rotaOf(instance))));
        }
        for (Thread thread : running) thread.start();
        for (Thread thread : running) thread.join();
        Rota rota = Arrays.stream(found).max((a, b) -> a.score.compareTo(b.score)).orElseThrow();
        Files.writeString(Path.of(asked.get("out")), tableOf(instance, rota));
        String cost = rota.score.isFeasible() ? String.valueOf(instance.constant - rota.score.softScore()) : "null";
        System.out.printf("{\"cost\":%s,\"bound\":null,\"seconds\":%.3f,\"stoppedBy\":\"time\",\"curve\":[%s]}%n", cost, elapsed(),
                String.join(",", CURVE));
    }

    private static Solver<Rota> solver(Instance instance, long seed, long milliseconds) {
        var moves = new UnionMoveSelectorConfig(List.of(new ChangeMoveSelectorConfig().withFixedProbabilityWeight(1.0),
                new SwapMoveSelectorConfig().withFixedProbabilityWeight(1.0),
                new MoveIteratorFactoryConfig().withMoveIteratorFactoryClass(BlockMoves.class).withFixedProbabilityWeight(2.0)));
        var config = new SolverConfig().withSolutionClass(Rota.class).withEntityClasses(Cell.class)
                .withConstraintProviderClass(Rules.class).withRandomSeed(seed)
                .withTerminationSpentLimit(Duration.ofMillis(Math.max(500, milliseconds - (long) (elapsed() * 1000))))
                .withPhases(new ConstructionHeuristicPhaseConfig(),
                        new LocalSearchPhaseConfig().withLocalSearchType(LocalSearchType.LATE_ACCEPTANCE).withMoveSelectorConfig(moves));
        Solver<Rota> solver = SolverFactory.<Rota>create(config).buildSolver();
        solver.addEventListener(event -> noteBest(instance, (HardSoftScore) event.getNewBestScore()));
        return solver;
    }

    /** The parts of the instance that do not change are the same for all solvers; each has cells of its own. */
    private static Rota rotaOf(Instance instance) {
        Rota rota = new Rota();
        rota.employees = instance.employees;
        rota.covers = instance.covers;
        rota.cells = instance.cells.stream().map(Cell::copy).toList();
        rota.cellAt = new int[instance.employees.size()][instance.days];
        for (int[] line : rota.cellAt) Arrays.fill(line, -1);
        for (Cell cell : rota.cells) rota.cellAt[cell.employee.index()][cell.day] = cell.id;
        return rota;
    }

    private static synchronized void noteBest(Instance instance, HardSoftScore score) {
        long cost = instance.constant - score.softScore();
        if (!score.isFeasible() || cost >= best) return;
        best = cost;
        CURVE.add("{\"seconds\":%.3f,\"cost\":%d,\"bound\":null}".formatted(elapsed(), cost));
    }

    private static String tableOf(Instance instance, Rota rota) {
        StringBuilder table = new StringBuilder();
        for (int[] line : rota.cellAt) {
            table.append(Arrays.stream(line)
                    .mapToObj(at -> at < 0 || rota.cells.get(at).shift == null ? "" : rota.cells.get(at).shift.id())
                    .collect(Collectors.joining("\t"))).append('\n');
        }
        return table.toString();
    }

    private static double elapsed() {
        return (System.nanoTime() - BEGAN) / 1e9;
    }
}

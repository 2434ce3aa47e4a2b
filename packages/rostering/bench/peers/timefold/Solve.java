package weft.peer;

import ai.timefold.solver.core.api.score.HardSoftScore;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverConfigOverride;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.SwapMoveSelectorConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
        Locale.setDefault(Locale.ROOT);
        Map<String, List<String>> asked = new HashMap<>();
        String last = "";
        for (String word : words) {
            if (word.startsWith("--")) asked.put(last = word.substring(2), new ArrayList<>());
            else asked.get(last).add(word);
        }
        boolean isCurtois = asked.get("format").getFirst().equals("curtois");
        int threads = Integer.parseInt(asked.get("threads").getFirst());
        long seed = Long.parseLong(asked.get("seed").getFirst());
        long milliseconds = Math.round(Double.parseDouble(asked.get("seconds").getFirst()) * 1000);
        Problem problem = isCurtois ? CurtoisFile.read(path(asked, "in"))
                : Inrc2Files.read(path(asked, "scenario"), path(asked, "history"), asked.get("weeks").stream().map(Path::of).toList());
        Class<? extends ConstraintProvider> rules = isCurtois ? CurtoisRules.class : Inrc2Rules.class;
        Rota[] found = new Rota[threads];
        List<Thread> running = new ArrayList<>();
        for (int at = 0; at < threads; at++) {
            int number = at;
            SolverFactory<Rota> factory = factory(rules, seed * 1000 + number);
            running.add(new Thread(() -> found[number] = solve(factory, problem, milliseconds)));
        }
        for (Thread thread : running) thread.start();
        for (Thread thread : running) thread.join();
        Rota rota = Arrays.stream(found).max((a, b) -> a.score.compareTo(b.score)).orElseThrow();
        if (isCurtois) Files.writeString(path(asked, "out"), tableOf(problem, rota));
        else Inrc2Files.write(problem, rota, path(asked, "scenario"), path(asked, "out"));
        String cost = rota.score.isFeasible() ? String.valueOf(problem.constant - rota.score.softScore()) : "null";
        System.out.printf("{\"cost\":%s,\"bound\":null,\"seconds\":%.3f,\"stoppedBy\":\"time\",\"curve\":[%s]}%n", cost, elapsed(),
                String.join(",", CURVE));
    }

    private static Path path(Map<String, List<String>> asked, String name) {
        return Path.of(asked.get(name).getFirst());
    }

    private static Rota solve(SolverFactory<Rota> factory, Problem problem, long milliseconds) {
        Duration left = Duration.ofMillis(Math.max(500, milliseconds - (long) (elapsed() * 1000)));
        Solver<Rota> solver = factory
                .buildSolver(new SolverConfigOverride().withTerminationConfig(new TerminationConfig().withSpentLimit(left)));
        solver.addEventListener(event -> noteBest(problem, (HardSoftScore) event.getNewBestScore()));
        return solver.solve(rotaOf(problem));
    }

    /** Made one after another: the library generates classes meanwhile, which two threads must not. */
    private static SolverFactory<Rota> factory(Class<? extends ConstraintProvider> rules, long seed) {
        var moves = new UnionMoveSelectorConfig(List.of(new ChangeMoveSelectorConfig().withFixedProbabilityWeight(1.0),
                new SwapMoveSelectorConfig().withFixedProbabilityWeight(1.0),
                new MoveIteratorFactoryConfig().withMoveIteratorFactoryClass(BlockMoves.class).withFixedProbabilityWeight(2.0)));
        var annealing = new LocalSearchPhaseConfig()
                .withAcceptorConfig(new LocalSearchAcceptorConfig().withSimulatedAnnealingStartingTemperature("1hard/20soft"))
                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1));
        var config = new SolverConfig().withSolutionClass(Rota.class).withEntityClasses(Cell.class)
                .withConstraintProviderClass(rules).withRandomSeed(seed)
                .withPhases(new ConstructionHeuristicPhaseConfig(),
                        annealing.withMoveSelectorConfig(moves));
        return SolverFactory.create(config);
    }

    /** The parts of the instance that do not change are the same for all solvers; each has cells of its own. */
    private static Rota rotaOf(Problem problem) {
        Rota rota = new Rota();
        rota.employees = problem.employees;
        rota.covers = problem.covers;
        rota.cells = problem.cells.stream().map(Cell::copy).toList();
        rota.cellAt = new int[problem.employees.size()][problem.days];
        for (int[] line : rota.cellAt) Arrays.fill(line, -1);
        for (Cell cell : rota.cells) rota.cellAt[cell.employee.index()][cell.day] = cell.id;
        return rota;
    }

    private static synchronized void noteBest(Problem problem, HardSoftScore score) {
        long cost = problem.constant - score.softScore();
        if (!score.isFeasible() || cost >= best) return;
        best = cost;
        CURVE.add("{\"seconds\":%.3f,\"cost\":%d,\"bound\":null}".formatted(elapsed(), cost));
    }

    private static String tableOf(Problem problem, Rota rota) {
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

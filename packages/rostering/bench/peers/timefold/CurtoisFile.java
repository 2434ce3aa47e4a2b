package weft.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weft.peer.Problem.Cover;
import weft.peer.Problem.Employee;
import weft.peer.Problem.Shift;

/** Reads the Curtois format. */
public final class CurtoisFile {
    /** Minutes in one unit, the greatest common divisor of the shifts' lengths: one unit weighs like one day. */
    static int unit;

    /** Minutes are in units. */
    public record Worker(int index, String id, Map<String, Integer> most, int maxUnits, int minUnits, int maxRun, int minRun,
            int minOff, int maxWeekends) implements Employee {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return index;
        }
    }

    private CurtoisFile() {}

    static Problem read(Path file) throws IOException {
        Map<String, List<String[]>> sections = sections(file);
        int days = Integer.parseInt(sections.get("SECTION_HORIZON").getFirst()[0]);
        Problem problem = new Problem(days);
        List<Shift> shifts = new ArrayList<>();
        Map<String, Shift> shiftOf = new HashMap<>();
        int divisor = 0;
        for (String[] row : sections.get("SECTION_SHIFTS")) {
            Set<String> never = row.length > 2 ? new HashSet<>(Arrays.asList(row[2].split("\\|"))) : Set.of();
            shifts.add(new Shift(shifts.size(), row[0], "", Integer.parseInt(row[1]), never));
            shiftOf.put(row[0], shifts.getLast());
            divisor = greatestCommonDivisor(divisor, shifts.getLast().minutes());
        }
        unit = divisor;
        Map<String, Cell[]> lineOf = new HashMap<>();
        for (String[] row : sections.get("SECTION_STAFF")) {
            Map<String, Integer> most = new HashMap<>();
            for (String part : row[1].split("\\|")) {
                most.put(part.split("=")[0], Integer.parseInt(part.split("=")[1]));
            }
            int[] n = Arrays.stream(row).skip(2).mapToInt(Integer::parseInt).toArray();
            problem.employees.add(new Worker(problem.employees.size(), row[0], most, n[0] / unit, (n[1] + unit - 1) / unit, n[2], n[3], n[4], n[5]));
            lineOf.put(row[0], new Cell[days]);
        }
        Map<String, Set<Integer>> off = new HashMap<>();
        for (String[] row : sections.getOrDefault("SECTION_DAYS_OFF", List.of())) {
            Set<Integer> set = off.computeIfAbsent(row[0], id -> new HashSet<>());
            Arrays.stream(row).skip(1).forEach(day -> set.add(Integer.parseInt(day)));
        }
        for (Employee employee : problem.employees) {
            Worker worker = (Worker) employee;
            List<Shift> allowed = shifts.stream().filter(shift -> worker.most.getOrDefault(shift.id(), 0) > 0).toList();
            Cell[] line = lineOf.get(worker.id);
            for (int day = 0; day < days; day++) {
                if (off.getOrDefault(worker.id, Set.of()).contains(day)) continue;
                line[day] = problem.addCell(worker, day, allowed);
            }
        }
        for (String[] row : sections.getOrDefault("SECTION_SHIFT_ON_REQUESTS", List.of())) {
            Cell cell = lineOf.get(row[0])[Integer.parseInt(row[1])];
            int weight = Integer.parseInt(row[3]);
            if (cell == null) problem.constant += weight;
            else cell.asked.merge(shiftOf.get(row[2]), weight, Integer::sum);
        }
        for (String[] row : sections.getOrDefault("SECTION_SHIFT_OFF_REQUESTS", List.of())) {
            Cell cell = lineOf.get(row[0])[Integer.parseInt(row[1])];
            if (cell != null) cell.unwanted.merge(shiftOf.get(row[2]), Integer.parseInt(row[3]), Integer::sum);
        }
        for (String[] row : sections.get("SECTION_COVER")) {
            problem.covers.add(new Cover(Integer.parseInt(row[0]), shiftOf.get(row[1]), 0, Integer.parseInt(row[2]),
                    Integer.parseInt(row[3]), Integer.parseInt(row[4])));
        }
        return problem;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private static Map<String, List<String[]>> sections(Path file) throws IOException {
        Map<String, List<String[]>> sections = new HashMap<>();
        List<String[]> current = new ArrayList<>();
        for (String raw : Files.readAllLines(file)) {
            String line = raw.replace("\uFEFF", "").strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            if (line.startsWith("SECTION_")) {
                current = new ArrayList<>();
                sections.put(line, current);
            } else {
                current.add(line.split(","));
            }
        }
        return sections;
    }
}

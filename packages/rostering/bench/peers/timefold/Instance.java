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

/** An instance in the Curtois format. */
public final class Instance {
    /** Equal only to itself: constraint streams hash it often. */
    public record Shift(int index, String id, int minutes, Set<String> neverNext) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return index;
        }
    }

    /** minutes are in units of the greatest common divisor of the shifts' lengths, so that one unit weighs like one day. */
    public record Employee(int index, String id, Map<String, Integer> most, int maxUnits, int minUnits, int maxRun, int minRun,
            int minOff, int maxWeekends) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return index;
        }
    }

    public record Cover(int day, Shift shift, int need, int under, int over) {
        long cost(long count) {
            return count < need ? (need - count) * under : (count - need) * over;
        }
    }

    final int days;
    final int unit;
    final List<Shift> shifts = new ArrayList<>();
    final List<Employee> employees = new ArrayList<>();
    final List<Cover> covers = new ArrayList<>();
    final List<Cell> cells = new ArrayList<>();
    /** Requests for work on a day off: no roster avoids them. */
    long constant;

    Instance(Path file) throws IOException {
        Map<String, List<String[]>> sections = sections(file);
        days = Integer.parseInt(sections.get("SECTION_HORIZON").getFirst()[0]);
        Map<String, Shift> shiftOf = new HashMap<>();
        int divisor = 0;
        for (String[] row : sections.get("SECTION_SHIFTS")) {
            Set<String> never = row.length > 2 ? new HashSet<>(Arrays.asList(row[2].split("\\|"))) : Set.of();
            shifts.add(new Shift(shifts.size(), row[0], Integer.parseInt(row[1]), never));
            shiftOf.put(row[0], shifts.getLast());
            divisor = greatestCommonDivisor(divisor, shifts.getLast().minutes);
        }
        unit = divisor;
        Map<String, Cell[]> lineOf = new HashMap<>();
        for (String[] row : sections.get("SECTION_STAFF")) {
            Map<String, Integer> most = new HashMap<>();
            for (String part : row[1].split("\\|")) {
                most.put(part.split("=")[0], Integer.parseInt(part.split("=")[1]));
            }
            int[] n = Arrays.stream(row).skip(2).mapToInt(Integer::parseInt).toArray();
            employees.add(new Employee(employees.size(), row[0], most, n[0] / unit, (n[1] + unit - 1) / unit, n[2], n[3], n[4], n[5]));
            lineOf.put(row[0], new Cell[days]);
        }
        Map<String, Set<Integer>> off = new HashMap<>();
        for (String[] row : sections.getOrDefault("SECTION_DAYS_OFF", List.of())) {
            Set<Integer> set = off.computeIfAbsent(row[0], id -> new HashSet<>());
            Arrays.stream(row).skip(1).forEach(day -> set.add(Integer.parseInt(day)));
        }
        for (Employee employee : employees) {
            List<Shift> allowed = shifts.stream().filter(shift -> employee.most.getOrDefault(shift.id, 0) > 0).toList();
            Cell[] line = lineOf.get(employee.id);
            for (int day = 0; day < days; day++) {
                if (off.getOrDefault(employee.id, Set.of()).contains(day)) continue;
                line[day] = new Cell(cells.size(), employee, day, allowed, days);
                cells.add(line[day]);
            }
        }
        for (String[] row : sections.getOrDefault("SECTION_SHIFT_ON_REQUESTS", List.of())) {
            Cell cell = lineOf.get(row[0])[Integer.parseInt(row[1])];
            int weight = Integer.parseInt(row[3]);
            if (cell == null) constant += weight;
            else cell.asked.merge(shiftOf.get(row[2]), weight, Integer::sum);
        }
        for (String[] row : sections.getOrDefault("SECTION_SHIFT_OFF_REQUESTS", List.of())) {
            Cell cell = lineOf.get(row[0])[Integer.parseInt(row[1])];
            if (cell != null) cell.unwanted.merge(shiftOf.get(row[2]), Integer.parseInt(row[3]), Integer::sum);
        }
        for (String[] row : sections.get("SECTION_COVER")) {
            covers.add(new Cover(Integer.parseInt(row[0]), shiftOf.get(row[1]), Integer.parseInt(row[2]),
                    Integer.parseInt(row[3]), Integer.parseInt(row[4])));
        }
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

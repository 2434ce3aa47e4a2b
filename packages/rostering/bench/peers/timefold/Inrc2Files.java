package weft.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import weft.peer.Problem.Cover;
import weft.peer.Problem.Employee;
import weft.peer.Problem.Shift;

/** Reads and writes the text files of INRC-II, all weeks known. */
public final class Inrc2Files {
    static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    /** By shift: the fewest and the most days in a row. */
    static final Map<String, int[]> RUN = new HashMap<>();

    /** limits: total, work, off as (fewest, most) pairs, then weekends and whether they are whole. past: as in the history. */
    public record Nurse(int index, String id, int[] limits, String last, int total, int weekends, int sameRun, int workRun,
            int offRun) implements Employee {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return index;
        }

        int pastOf(String shift) {
            return last.equals(shift) ? sameRun : 0;
        }
    }

    private Inrc2Files() {}

    static Problem read(Path scenarioFile, Path historyFile, List<Path> weekFiles) throws IOException {
        Map<String, List<String[]>> scenario = blocks(scenarioFile);
        Map<String, String[]> history = byFirst(blocks(historyFile).get("NURSE_HISTORY"));
        Map<String, String[]> contracts = byFirst(scenario.get("CONTRACTS"));
        Map<String, String[]> never = byFirst(scenario.get("FORBIDDEN_SHIFT_TYPES_SUCCESSIONS"));
        Map<String, Shift> shiftOf = new LinkedHashMap<>();
        for (String[] row : scenario.get("SHIFT_TYPES")) {
            RUN.put(row[0], new int[] {Integer.parseInt(row[1]), Integer.parseInt(row[2])});
            Set<String> next = Arrays.stream(never.get(row[0])).skip(2).collect(Collectors.toSet());
            for (String[] skill : scenario.get("SKILLS")) {
                shiftOf.put(row[0] + " " + skill[0], new Shift(shiftOf.size(), row[0], skill[0], 1, next));
            }
        }
        Problem problem = new Problem(7 * weekFiles.size());
        Map<String, Cell[]> lineOf = new HashMap<>();
        for (String[] row : scenario.get("NURSES")) {
            String[] past = history.get(row[0]);
            int[] n = Arrays.stream(new int[] {1, 2, 4, 5, 6}).map(at -> Integer.parseInt(past[at])).toArray();
            int[] limits = Arrays.stream(contracts.get(row[1])).skip(1).mapToInt(Integer::parseInt).toArray();
            Nurse nurse = new Nurse(problem.employees.size(), row[0], limits, past[3], n[0], n[1], n[2], n[3], n[4]);
            problem.employees.add(nurse);
            List<String> skills = Arrays.asList(row).subList(3, row.length);
            List<Shift> allowed = shiftOf.values().stream().filter(shift -> skills.contains(shift.skill())).toList();
            Set<String> barred = never.containsKey(past[3]) ? Arrays.stream(never.get(past[3])).skip(2).collect(Collectors.toSet()) : Set.of();
            Cell[] line = new Cell[problem.days];
            for (int day = 0; day < problem.days; day++) {
                boolean isFirst = day == 0;
                line[day] = problem.addCell(nurse, day, allowed.stream().filter(shift -> !isFirst || !barred.contains(shift.id())).toList());
            }
            lineOf.put(row[0], line);
        }
        for (int week = 0; week < weekFiles.size(); week++) {
            Map<String, List<String[]>> data = blocks(weekFiles.get(week));
            for (String[] row : data.get("REQUIREMENTS")) {
                for (int day = 0; day < 7; day++) {
                    problem.covers.add(new Cover(7 * week + day, shiftOf.get(row[0] + " " + row[1]), Integer.parseInt(row[2 + 2 * day]),
                            Integer.parseInt(row[3 + 2 * day]), 30, 0));
                }
            }
            for (String[] row : data.getOrDefault("SHIFT_OFF_REQUESTS", List.of())) {
                Cell cell = lineOf.get(row[0])[7 * week + DAYS.indexOf(row[2])];
                for (Shift shift : shiftOf.values()) {
                    if (row[1].equals("Any") || row[1].equals(shift.id())) cell.unwanted.merge(shift, 10, Integer::sum);
                }
            }
        }
        return problem;
    }

    /** A solution file for each week. */
    static void write(Problem problem, Rota rota, Path scenarioFile, Path folder) throws IOException {
        String name = scenarioFile.getFileName().toString().replaceAll("^Sc-|\\.txt$", "");
        Files.createDirectories(folder);
        for (int week = 0; week < problem.days / 7; week++) {
            int at = week;
            List<String> rows = rota.cells.stream().filter(cell -> cell.shift != null && cell.week() == at)
                    .map(cell -> String.join(" ", cell.employee.id(), DAYS.get(cell.day % 7), cell.shift.id(), cell.shift.skill())).toList();
            List<String> lines = new ArrayList<>(List.of("SOLUTION", week + " " + name, "", "ASSIGNMENTS = " + rows.size()));
            lines.addAll(rows);
            Files.write(folder.resolve("sol-week" + week + ".txt"), lines);
        }
    }

    private static Map<String, String[]> byFirst(List<String[]> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row[0], row -> row));
    }

    private static Map<String, List<String[]>> blocks(Path file) throws IOException {
        Map<String, List<String[]>> blocks = new HashMap<>();
        List<String[]> current = new ArrayList<>();
        for (String raw : Files.readAllLines(file)) {
            String line = raw.strip();
            if (line.matches("[A-Z_]{5,}(\\s*=.*)?")) {
                current = new ArrayList<>();
                blocks.put(line.split("[\\s=]")[0], current);
            } else if (!line.isEmpty()) {
                current.add(line.replaceAll("[(),]", " ").strip().split("\\s+"));
            }
        }
        return blocks;
    }
}

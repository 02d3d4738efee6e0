package dev.skbtrail.analyzer.truth;

import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The content of the views for a trace, in the terms of {@link Truth}. */
final class Views implements AutoCloseable {
    /** A row with its columns by name: Long, String (also for a Boolean), or null. */
    record Row(Map<String, Object> values) {
        String text(String column) {
            Object value = values.get(column);
            return value == null ? null : value.toString();
        }

        Long number(String column) {
            return values.get(column) == null ? null : ((Number) values.get(column)).longValue();
        }

        boolean is(String column) {
            return "true".equals(values.get(column));
        }
    }

    private final TraceDatabase database;
    private final ReportRun run;

    private Views(TraceDatabase database) {
        this.database = database;
        run = ReportRun.of(database, Library.load(), new PacketFilter(List.of(), null));
    }

    static Views of(Path trace) {
        TraceFile file = new TraceFile(trace);
        return new Views(TraceDatabase.open(List.of(file), new Limits(null, 0)));
    }

    @Override
    public void close() {
        database.close();
    }

    List<Row> rows(String sql) {
        run.makeViews(sql);
        return run.rows(
                sql,
                rows -> {
                    List<Row> list = new ArrayList<>();
                    while (rows.next()) {
                        Map<String, Object> values = new HashMap<>();
                        for (int i = 0; i < rows.width(); i++) {
                            values.put(rows.name(i), rows.value(i));
                        }
                        list.add(new Row(values));
                    }
                    return list;
                });
    }

    Map<Long, Row> packets() {
        Map<Long, Row> packets = new TreeMap<>();
        rows("FROM packets").forEach(row -> packets.put(row.number("packet"), row));
        return packets;
    }

    Set<Truth.Edge> edges() {
        Set<Truth.Edge> edges = new HashSet<>();
        for (Row row : rows("FROM lineage")) {
            edges.add(
                    new Truth.Edge(
                            row.number("parent"),
                            row.number("packet"),
                            row.number("seq"),
                            row.text("lineage")));
        }
        return edges;
    }

    Set<Truth.Hop> hops() {
        Set<Truth.Hop> hops = new HashSet<>();
        for (Row row : rows("SELECT packet, seq, from_step, to_step, latency_ns FROM hops")) {
            hops.add(
                    new Truth.Hop(
                            row.number("packet"),
                            row.number("seq"),
                            row.text("from_step"),
                            row.text("to_step"),
                            row.number("latency_ns")));
        }
        return hops;
    }

    Set<Truth.Call> calls() {
        Set<Truth.Call> calls = new HashSet<>();
        for (Row row : rows("FROM calls WHERE return_seq IS NOT NULL")) {
            calls.add(
                    new Truth.Call(
                            row.number("packet"),
                            row.number("seq"),
                            row.number("return_seq"),
                            row.number("duration_ns")));
        }
        return calls;
    }

    /** As {@link Truth#journeys}. */
    Map<Long, Map<Long, Integer>> journeys() {
        Map<Long, Map<Long, Integer>> journeys = new TreeMap<>();
        for (Row row : rows("FROM members")) {
            Long depth = row.number("depth");
            journeys.computeIfAbsent(row.number("journey"), j -> new TreeMap<>())
                    .put(row.number("packet"), depth == null ? null : depth.intValue());
        }
        return journeys;
    }

    /** Number of packets for each path reported as complete, by sequence. */
    Map<String, Long> completePaths() {
        Map<String, Long> paths = new TreeMap<>();
        rows("FROM paths WHERE complete")
                .forEach(row -> paths.put(row.text("sequence"), row.number("packets")));
        return paths;
    }
}

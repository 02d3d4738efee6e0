package dev.skbtrail.analyzer.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A page: all that comes from a trace is in elements that no browser runs, as JSON without markup,
 * or compressed. What is around them is the same for every trace.
 */
final class WrittenPage {
    /** Its elements. */
    static final List<String> PLAIN = List.of("data");

    /** Likewise of a page that answers questions; the engine is the program's own. */
    static final List<String> QUERYABLE = List.of("data", "questions", "trace");

    private static final String END = "</script>";

    /** The hash of what is around the elements, of the first page of each kind. */
    private static final Map<List<String>, Integer> AROUND = new ConcurrentHashMap<>();

    private static final Pattern MARKUP = Pattern.compile("[<>&]");

    private WrittenPage() {}

    static Written read(String page, List<String> elements) {
        StringBuilder around = new StringBuilder(page);
        for (String element : elements) {
            String content = content(page, element);
            if (content == null) {
                return Written.wrong("no element " + element);
            }
            String problem = element.equals("data") ? ofData(content) : ofPacked(content, element);
            if (!problem.isEmpty()) {
                return Written.wrong(element + ": " + problem);
            }
            int begin = around.indexOf(content);
            around.delete(begin, begin + content.length());
        }
        int hash = around.toString().hashCode();
        Integer known = AROUND.putIfAbsent(elements, hash);
        boolean same = known == null || known == hash;
        String data = content(page, "data");
        return new Written(
                data,
                data.contains("\"complete\":true"),
                same ? "" : "another page around the data");
    }

    private static String content(String page, String element) {
        Matcher begin = Pattern.compile("<script [^>]*id=\"" + element + "\">").matcher(page);
        if (!begin.find()) {
            return null;
        }
        int end = page.indexOf(END, begin.end());
        return end < 0 ? null : page.substring(begin.end(), end);
    }

    private static String ofData(String json) {
        if (MARKUP.matcher(json).find()) {
            return "markup";
        }
        if (Symptom.hasControl(json) || json.indexOf('\n') >= 0) {
            return "a control character";
        }
        return isJson(json) ? "" : "no JSON";
    }

    /** Base64 of gzip, of JSON or of a file of DuckDB. */
    private static String ofPacked(String content, String element) {
        try (GZIPInputStream in =
                new GZIPInputStream(
                        new ByteArrayInputStream(Base64.getDecoder().decode(content)))) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (element.equals("trace")) {
                return all.substring(0, Math.min(all.length(), 32)).contains("DUCK")
                        ? ""
                        : "no file of DuckDB";
            }
            return isJson(all) ? "" : "no JSON";
        } catch (IOException | IllegalArgumentException e) {
            return "not packed: " + e.getMessage();
        }
    }

    /** By a parser that is not ours. */
    static boolean isJson(String text) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement ask = connection.prepareStatement("SELECT json_valid(?)")) {
            ask.setString(1, text);
            try (ResultSet answer = ask.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        } catch (SQLException e) {
            return false;
        }
    }
}

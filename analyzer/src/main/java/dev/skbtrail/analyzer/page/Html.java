package dev.skbtrail.analyzer.page;

import dev.skbtrail.analyzer.Resources;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page as one file: markup, style, script, chart library and data. The content security policy
 * in its head lists these by hash, so a browser runs and applies nothing else and loads nothing.
 */
final class Html {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

    /** Placeholder for the elements of {@link Queryable}. */
    private static final String ELEMENTS = "<!-- queryable -->\n";

    private static final String LIBRARY = "echarts/";

    /** Order matters: each script uses definitions of the earlier ones. */
    private static final List<String> SCRIPTS =
            List.of(
                    "dom.js",
                    "units.js",
                    "table.js",
                    "charts.js",
                    "paths.js",
                    "engine.js",
                    "questions.js",
                    "page.js");

    /** CSP additions for a page that runs WebAssembly in a worker created from its own script. */
    private static final String ENGINE = " 'wasm-unsafe-eval'; worker-src blob:";

    private static final List<String> OTHERS =
            List.of(
                    LIBRARY + "LICENSE",
                    LIBRARY + "NOTICE",
                    LIBRARY + "licenses/LICENSE-d3",
                    LIBRARY + "zrender/LICENSE");

    private final String before;
    private final Queryable queryable;
    private final String after;

    private Html(String before, Queryable queryable, String after) {
        this.before = before;
        this.queryable = queryable;
        this.after = after;
    }

    /**
     * @param data JSON from {@link Json}
     * @param queryable null for a page that cannot be queried
     */
    static Html of(String data, Queryable queryable) {
        String style = read("page.css");
        String library = read(LIBRARY + "dist/echarts.min.js");
        String script = SCRIPTS.stream().map(Html::read).collect(Collectors.joining("\n"));
        String policy =
                String.format(
                        Locale.ROOT,
                        "default-src 'none'; script-src %s %s%s; style-src %s; base-uri 'none';"
                                + " form-action 'none'",
                        hash(library),
                        hash(script),
                        queryable == null ? "" : ENGINE,
                        hash(style));
        Map<String, String> parts =
                Map.of(
                        "policy", policy,
                        "style", style,
                        "library", library,
                        "script", script,
                        "data", data);
        String[] halves = read("page.html").split(ELEMENTS);
        return new Html(filled(halves[0], parts), queryable, filled(halves[1], parts));
    }

    /**
     * Fills all placeholders in one pass, so that inserted text is not searched for placeholders.
     */
    private static String filled(String text, Map<String, String> parts) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    }

    /** Writes the page. */
    void write(OutputStream to) throws IOException {
        to.write(before.getBytes(StandardCharsets.UTF_8));
        if (queryable != null) {
            queryable.write(to);
        }
        to.write(after.getBytes(StandardCharsets.UTF_8));
    }

    /** Licences of the third-party parts of the page. */
    static List<Object> licences(boolean queryable) {
        return Stream.concat(OTHERS.stream(), queryable ? Stream.of("engine/LICENSE") : Stream.of())
                .map(name -> Figure.map("name", name, "text", read(name)))
                .map(Object.class::cast)
                .toList();
    }

    private static String read(String file) {
        return Resources.readPage(file);
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

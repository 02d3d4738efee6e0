package dev.skbtrail.analyzer.page;

import dev.skbtrail.analyzer.Resources;
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
 * The page as one file: markup, style, script, chart library and data. A browser runs and applies
 * nothing but these, which the policy in its head names by hash, and fetches nothing.
 */
final class Html {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");
    private static final String LIBRARY = "echarts/";

    /** In this order: each uses what those before it define. */
    private static final List<String> SCRIPTS =
            List.of("dom.js", "units.js", "table.js", "charts.js", "paths.js", "page.js");

    private Html() {}

    /**
     * @param data JSON of {@link Json}
     */
    static String of(String data) {
        String style = read("page.css");
        String library = read(LIBRARY + "dist/echarts.min.js");
        String script = SCRIPTS.stream().map(Html::read).collect(Collectors.joining("\n"));
        String policy =
                String.format(
                        Locale.ROOT,
                        "default-src 'none'; script-src %s %s; style-src %s; base-uri 'none';"
                                + " form-action 'none'",
                        hash(library),
                        hash(script),
                        hash(style));
        Map<String, String> parts =
                Map.of(
                        "policy", policy,
                        "style", style,
                        "library", library,
                        "script", script,
                        "data", data);
        // In one pass: what is filled in has no places of its own.
        return PLACE.matcher(read("page.html"))
                .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    }

    /** Of what is in the page and not ours. */
    static List<Object> licences() {
        return Stream.of("LICENSE", "NOTICE", "licenses/LICENSE-d3", "zrender/LICENSE")
                .map(name -> Figure.map("name", LIBRARY + name, "text", read(LIBRARY + name)))
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

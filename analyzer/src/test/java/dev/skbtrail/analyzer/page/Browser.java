package dev.skbtrail.analyzer.page;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium with one open page, controlled over the DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final long PATIENCE_S = 60;
    private static final Pattern LISTENING = Pattern.compile("listening on ws://([0-9.:]+)/");
    private static final Pattern PAGE =
            Pattern.compile("\"type\": \"page\".*?\"(ws://[^\"]+)\"", Pattern.DOTALL);
    private static final Pattern TEXT =
            Pattern.compile("\"type\":\"string\",\"value\":\"((?:[^\"\\\\]++|\\\\.)*+)\"");

    private static final Pattern DATA = Pattern.compile("\"data\":\"([A-Za-z0-9+/=]+)\"");

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final List<String> complaints = new ArrayList<>();
    private int sent;

    private Browser(Process process, String address, Path page) throws Exception {
        this.process = process;
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest list =
                HttpRequest.newBuilder(URI.create("http://" + address + "/json")).build();
        String pages = client.send(list, HttpResponse.BodyHandlers.ofString()).body();
        socket =
                client.newWebSocketBuilder()
                        .buildAsync(URI.create(group(PAGE, pages)), new Messages(messages))
                        .get(PATIENCE_S, TimeUnit.SECONDS);
        for (String domain : List.of("Network", "Log", "Runtime", "Page")) {
            ask(domain + ".enable", "{}");
        }
        ask(
                "Network.emulateNetworkConditions",
                "{\"offline\":true,\"latency\":0,\"downloadThroughput\":0,\"uploadThroughput\":0}");
        ask("Page.navigate", "{\"url\":\"" + page.toUri() + "\"}");
        ask(
                "Runtime.evaluate",
                "{\"awaitPromise\":true,\"expression\":\"new Promise(done => {const look = () =>"
                        + " document.querySelector('#foot pre') ? done(1) : setTimeout(look, 50);"
                        + " look()})\"}");
    }

    /**
     * Skips a test that cannot run; fails with {@code CI=true}, where nobody notices skipped tests.
     */
    static void require() {
        missing(
                program().isPresent(),
                "needs Chromium: run bpf/setup; on Ubuntu, snap install chromium");
    }

    /** As above, for other things that a test needs. */
    static void missing(boolean isThere, String reason) {
        if (!isThere && "true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        if (!isThere) {
            abort(reason);
        }
    }

    /** The browser, if the machine has one. */
    static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(
                        d ->
                                Stream.of("chromium", "chromium-browser", "google-chrome")
                                        .map(Path.of(d)::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Opens a page.
     *
     * @param directory for files that the browser writes
     */
    static Browser open(Path page, Path directory) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                        program().orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--window-size=1200,900",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + directory,
                        "about:blank");
        Process process = builder.redirectErrorStream(true).start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        try {
            String line = said.readLine();
            while (line != null && !LISTENING.matcher(line).find()) {
                line = said.readLine();
            }
            Browser browser = new Browser(process, group(LISTENING, String.valueOf(line)), page);
            return browser;
        } catch (Exception e) {
            process.destroy();
            throw e;
        }
    }

    /** Evaluates an expression to a string; it must not contain quotes or control characters. */
    String text(String expression) throws Exception {
        return evaluated(expression, "");
    }

    /** As above, for a promise. */
    String later(String expression) throws Exception {
        return evaluated(expression, ",\"awaitPromise\":true");
    }

    private String evaluated(String expression, String more) throws Exception {
        String escaped = expression.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
        return group(
                TEXT, ask("Runtime.evaluate", "{\"expression\":\"" + escaped + "\"" + more + "}"));
    }

    /** Switches the rendering of the page: on a screen of this width, or for print. */
    void look(Screenshots.Look look, int width) throws Exception {
        ask(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":"
                        + width
                        + ",\"height\":900,\"deviceScaleFactor\":1,\"mobile\":false}");
        String media = look == Screenshots.Look.PRINT ? "print" : "screen";
        String scheme = look == Screenshots.Look.DARK ? "dark" : "light";
        ask(
                "Emulation.setEmulatedMedia",
                "{\"media\":\""
                        + media
                        + "\",\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\""
                        + scheme
                        + "\"}]}");
    }

    /** Takes a picture of a part of the page, starting at a given height. */
    byte[] picture(String format, int top, int width, int height) throws Exception {
        String clip =
                String.format(
                        Locale.ROOT,
                        "{\"x\":0,\"y\":%d,\"width\":%d,\"height\":%d,\"scale\":1}",
                        top,
                        width,
                        height);
        String quality = format.equals("webp") ? ",\"quality\":45" : "";
        String answer =
                ask(
                        "Page.captureScreenshot",
                        "{\"captureBeyondViewport\":true,\"format\":\""
                                + format
                                + "\""
                                + quality
                                + ",\"clip\":"
                                + clip
                                + "}");
        return Base64.getDecoder().decode(group(DATA, answer));
    }

    /** Errors, CSP violations, and requests for anything but the page itself. */
    List<String> complaints() {
        return complaints;
    }

    private String ask(String method, String parameters) throws Exception {
        int id = ++sent;
        socket.sendText(
                        "{\"id\":"
                                + id
                                + ",\"method\":\""
                                + method
                                + "\",\"params\":"
                                + parameters
                                + "}",
                        true)
                .get(PATIENCE_S, TimeUnit.SECONDS);
        while (true) {
            String message = messages.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertTrue(message != null, "no answer to " + method);
            if (message.startsWith("{\"id\":" + id + ",")) {
                return message;
            }
            note(message);
        }
    }

    private void note(String message) {
        boolean request =
                message.startsWith("{\"method\":\"Network.requestWillBeSent\"")
                        && !message.contains("\"type\":\"Document\"")
                        // Created by the page itself.
                        && !message.contains("\"request\":{\"url\":\"blob:null/");
        boolean error =
                message.startsWith("{\"method\":\"Runtime.exceptionThrown\"")
                        || message.startsWith("{\"method\":\"Runtime.consoleAPICalled\"")
                        || message.startsWith("{\"method\":\"Log.entryAdded\"");
        if (request || error) {
            complaints.add(message);
        }
    }

    private static String group(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in: " + text);
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        // The profile can be deleted only after the browser has exited.
        process.onExit().orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
    }

    /** Reassembles fragmented messages. */
    private static final class Messages implements WebSocket.Listener {
        private final BlockingQueue<String> to;
        private final StringBuilder part = new StringBuilder();

        Messages(BlockingQueue<String> to) {
            this.to = to;
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                to.add(part.toString());
                part.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }
}

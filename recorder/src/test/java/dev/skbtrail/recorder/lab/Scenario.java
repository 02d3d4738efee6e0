package dev.skbtrail.recorder.lab;

import java.time.Duration;
import java.util.Map;

/** The namespaces that {@code lab/scenario} creates, as long as this is open. */
final class Scenario implements AutoCloseable {

    private static final Shell SHELL = new Shell(Duration.ofMinutes(1), Map.of());

    private final String name;

    private Scenario(String name) {
        this.name = name;
    }

    static Scenario up(String purpose) {
        Scenario scenario = new Scenario("skbt-" + purpose + "-" + ProcessHandle.current().pid());
        Shell.Result made = SHELL.run(Programs.SCENARIO, "up", scenario.name);
        if (made.exitCode() != 0) {
            scenario.close();
        }
        made.succeeds();
        return scenario;
    }

    String name() {
        return name;
    }

    /**
     * @param node client, router or server
     */
    String namespace(String node) {
        return name + "-" + node;
    }

    @Override
    public void close() {
        SHELL.run(Programs.SCENARIO, "down", name).succeeds();
    }
}

package dev.skbtrail.analyzer.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static String command(String text, Map<String, String> values) {
        Commands commands =
                new Commands(Set.of("tc -s qdisc | head"), Map.of("shop/web", 4026532202L));
        return Template.parse(text).command(values, commands);
    }

    @Test
    void putsValuesIntoTheirPlaces() {
        Template template = Template.parse("{flow} dies[ at {ifname}][ in {netns} of {host}]");
        assertEquals(
                "TCP a > b dies at eth0",
                template.sentence(Map.of("flow", "TCP a > b", "ifname", "eth0", "netns", "x")));
        assertEquals("? dies", template.sentence(Map.of()));
        assertEquals(List.of("flow", "ifname", "netns", "host"), template.columns().toList());
    }

    @Test
    void takesBracketsInValuesForText() {
        assertEquals("to [::1]:80", Template.parse("to {a}").sentence(Map.of("a", "[::1]:80")));
    }

    /** A pasted command must not execute what an attacker wrote into a trace. */
    @Test
    void quotesWhatAShellWouldRun() {
        assertEquals(
                "ip link show dev 'x; rm -rf ~'",
                command("ip link show dev {d}", Map.of("d", "x; rm -rf ~")));
        assertEquals("echo 'a'\\''b`c`'", command("echo {d}", Map.of("d", "a'b`c`")));
        assertEquals("ip netns exec '$(reboot)' ss", command("{in n}ss", Map.of("n", "$(reboot)")));
        assertEquals(
                "ip route get 2001:db8::1",
                command("ip route get {d}", Map.of("d", "2001:db8::1")));
    }

    @Test
    void runsNoCommandThatIsNotTheProgramsOwn() {
        assertEquals(
                "ip netns exec a tc -s qdisc | head",
                command("{in n}{command c}", Map.of("n", "a", "c", "tc -s qdisc | head")));
        assertEquals("'tc -s qdisc | sh'", command("{command c}", Map.of("c", "tc -s qdisc | sh")));
        assertEquals("'tc -s qdisc | head'", command("{c}", Map.of("c", "tc -s qdisc | head")));
    }

    @Test
    void entersTheNamespaceThatIsNamed() {
        assertEquals("ss", command("{in netns}ss", Map.of("netns", "host")));
        assertEquals("ss", command("{in netns}ss", Map.of()));
        assertEquals("ss -i x", command("[{in netns}ss -i {d}]", Map.of("d", "x")));
        assertEquals("", command("[{in netns}ss -i {d}]", Map.of("netns", "a")));
        assertEquals(
                "nsenter -n -t $(lsns -n -t net -o PID,NS | awk '$2 == 4026532201 { print $1 }') ss",
                command("{in netns}ss", Map.of("netns", "4026532201")));
    }

    /** The name of a container is not in /run/netns. */
    @Test
    void entersTheNamespaceOfAContainerByItsInode() {
        assertEquals(
                "nsenter -n -t $(lsns -n -t net -o PID,NS | awk '$2 == 4026532202 { print $1 }') ss",
                command("{in netns}ss", Map.of("netns", "shop/web")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a", "a]", "[a [b]]", "{a", "a}", "{A}", "{}"})
    void refusesWhatHasNoPartner(String text) {
        assertThrows(TemplateException.class, () -> Template.parse(text));
    }
}

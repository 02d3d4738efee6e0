package dev.skbtrail.analyzer.shell;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.text.Nearest;
import dev.skbtrail.analyzer.text.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands implemented by the shell itself. */
final class BuiltIn {
    static final String TIMING = ".timing";
    static final String PAGER = "pager";
    static final String CONFIG = "config";
    static final List<String> NAMES =
            List.of("help", "show", "set", "clear", "history", TIMING, "quit");
    static final List<String> SWITCH = List.of("on", "off");

    private static final Pattern SET = Pattern.compile("set\\s+(\\S+)\\s+(.+)", Pattern.DOTALL);
    private static final String HELP =
            """
            Commands:
              show summary       what is in the trace: any report by its name, as drops, paths,
                                 flows, with its options: drops --everyday
              show 17            the life of packet 17, the same as packet 17
              show config        the configuration of the network namespaces
              explain [PACKET]   what is wrong, how to confirm it, what to change
              list               all reports, and the views for SQL
              help NAME          a report, a view, a rule
            Filters, which stay until they are cleared:
              set host 10.0.0.1  also port, proto, iface, netns, packet, flow, since, until:
                                 as the options of a report; 443,8443 is one or the other
              set where ttl < 5  a condition over any column of events
              set                what is set
              clear [NAME]       one filter, or all
            SQL, which a semicolon ends, over as many lines as you like:
              SELECT reason, count(*) FROM drops GROUP BY ALL;
            More:
              .timing on|off     how long each command takes
              set pager on|off   long results page by page ($PAGER, else less)
              history            what was typed
              quit               or Ctrl-D; Ctrl-C ends a query, Tab completes
            """;

    private final Commands commands;
    private final Console console;
    private final Filters filters;
    private boolean paged = true;
    private boolean timed;

    BuiltIn(Commands commands, Console console) {
        this.commands = commands;
        this.console = console;
        this.filters = new Filters(commands);
    }

    boolean paged() {
        return paged;
    }

    boolean timed() {
        return timed;
    }

    /**
     * Runs a command of the shell, or passes it on.
     *
     * @return exit code
     * @throws UserException naming what is wrong
     */
    int run(String line, Terminal terminal) {
        List<String> words = Words.of(line);
        List<String> rest = words.subList(1, words.size());
        switch (words.get(0)) {
            case "help" -> {
                return help(words, terminal);
            }
            case "show" -> {
                return commands.run(shown(rest), terminal);
            }
            case "set" -> set(line, rest, terminal);
            case "clear" -> clear(rest);
            case "history" -> console.history().forEach(text -> terminal.out().lines(text));
            case TIMING -> timed = isOn(TIMING, rest);
            default -> {
                return commands.run(words, terminal);
            }
        }
        return 0;
    }

    private int help(List<String> words, Terminal terminal) {
        if (words.size() > 1 && !NAMES.contains(words.get(1))) {
            return commands.run(words, terminal);
        }
        terminal.out().help(HELP);
        return 0;
    }

    private static List<String> shown(List<String> rest) {
        if (rest.isEmpty()) {
            throw UserException.usage(
                    "show what? As in show summary, show 17 (a packet), show config");
        }
        List<String> words = new ArrayList<>(rest);
        if (rest.get(0).equals(CONFIG)) {
            words.set(0, "configuration");
        } else if (rest.get(0).matches("\\d+")) {
            words.add(0, "packet");
        }
        return words;
    }

    private void set(String line, List<String> rest, Terminal terminal) {
        Matcher set = SET.matcher(line.strip());
        if (rest.isEmpty()) {
            filters.lines().forEach(terminal.out()::line);
            terminal.out().line("set " + PAGER + (paged ? " on" : " off"));
        } else if (rest.get(0).equals(PAGER)) {
            paged = isOn("set " + PAGER, rest.subList(1, rest.size()));
        } else if (!commands.filters().contains(rest.get(0))) {
            throw UserException.usage(
                    "nothing is called "
                            + rest.get(0)
                            + Nearest.hint(rest.get(0), commands.filters())
                            + "; to set are "
                            + String.join(", ", commands.filters())
                            + " and "
                            + PAGER);
        } else if (!set.matches()) {
            throw UserException.usage("set " + rest.get(0) + " to what? clear ends a filter");
        } else {
            filters.set(set.group(1), Words.value(set.group(2)));
        }
    }

    private void clear(List<String> rest) {
        if (rest.isEmpty()) {
            filters.clear();
        } else {
            rest.forEach(filters::clear);
        }
    }

    private static boolean isOn(String what, List<String> rest) {
        if (rest.size() != 1 || !SWITCH.contains(rest.get(0))) {
            throw UserException.usage(what + " is on or off");
        }
        return rest.get(0).equals("on");
    }
}

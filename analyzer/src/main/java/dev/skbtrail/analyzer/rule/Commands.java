package dev.skbtrail.analyzer.rule;

import dev.skbtrail.analyzer.text.Shell;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What goes into a shell command unquoted.
 *
 * @param own commands that may be inserted whole: the program's own, never text from a trace
 * @param containers inodes of the network namespaces that are named after a container, by name
 */
record Commands(Set<String> own, Map<String, Long> containers) {
    static final Commands NONE = new Commands(Set.of(), Map.of());

    private static final String INITIAL = "host";
    private static final Pattern INODE = Pattern.compile("\\d+");

    /**
     * The beginning of a command that is to run in a network namespace. One without a name in
     * /run/netns is entered through a process that runs in it.
     *
     * @param netns name or inode; null where it is not known
     */
    String enter(String netns) {
        if (netns == null || netns.equals(INITIAL)) {
            return "";
        }
        if (INODE.matcher(netns).matches()) {
            return enterInode(netns);
        }
        return containers.containsKey(netns)
                ? enterInode(containers.get(netns).toString())
                : "ip netns exec " + Shell.quoted(netns) + " ";
    }

    private static String enterInode(String inode) {
        return "nsenter -n -t $(lsns -n -t net -o PID,NS | awk '$2 == "
                + inode
                + " { print $1 }') ";
    }
}

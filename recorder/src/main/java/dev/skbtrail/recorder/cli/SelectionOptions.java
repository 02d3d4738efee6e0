package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.filter.AddressList;
import dev.skbtrail.recorder.filter.Selection;
import dev.skbtrail.recorder.hold.RetentionRule;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which of the packets that pass the filter to record. */
final class SelectionOptions {
    @Option(
            names = "--allow-list",
            paramLabel = "FILE",
            description =
                    "Only packets from or to an address or network in this file: one per line,"
                            + " # for comments.")
    private Path allow;

    @Option(
            names = "--deny-list",
            paramLabel = "FILE",
            description = "No packets from or to an address or network in this file.")
    private Path deny;

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description =
                    "Store these addresses in the trace, so that a report can say which addresses"
                            + " were in the list. Filters nothing.")
    private Path known;

    @Option(
            names = "--inner",
            description =
                    "Apply filters of addresses, ports, protocol, flags and identifiers, and the"
                            + " lists, inside tunnels too: VXLAN, Geneve, GRE, IPIP, SIT.")
    private boolean inner;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "One packet in N, with its whole path and every packet made from it.")
    private Integer sample;

    @Option(
            names = "--first",
            paramLabel = "N",
            description =
                    "The first N packets of each flow: one direction of addresses, ports (or ICMP"
                            + " identifier), protocol and network namespace.")
    private Integer first;

    @Option(
            names = "--only-drops",
            description =
                    "Keep only packets that were dropped, with their whole path and the packets"
                            + " that they were made from.")
    private boolean onlyDrops;

    @Option(
            names = "--slower-than",
            paramLabel = "TIME",
            description =
                    "Keep only packets with more time than this between their first and last"
                            + " event: 500us, 5ms, 1s.")
    private Duration slowerThan;

    /** Which packets are kept once their fate is known. */
    RetentionRule keep() {
        return new RetentionRule(onlyDrops, slowerThan == null ? Duration.ZERO : slowerThan);
    }

    /**
     * @param packets number of packets, 0: no limit
     * @throws IllegalArgumentException naming the option or the line of a file that is wrong
     */
    Selection selection(long packets) {
        return new Selection(
                packets,
                positive("--sample", sample),
                positive("--first", first),
                read(allow),
                read(deny),
                read(known),
                inner);
    }

    private static AddressList read(Path file) {
        return file == null ? AddressList.NONE : AddressList.read(file);
    }

    private static int positive(String option, Integer number) {
        if (number != null && number <= 0) {
            throw new IllegalArgumentException(
                    "'%s %d' would record nothing: give at least 1".formatted(option, number));
        }
        return number == null ? 0 : number;
    }
}

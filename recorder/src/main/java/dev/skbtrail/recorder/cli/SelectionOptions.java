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
                    "Only packets from or to an address or network of this file: one on each"
                            + " line, after # a comment.")
    private Path allow;

    @Option(
            names = "--deny-list",
            paramLabel = "FILE",
            description = "No packets from or to an address or network of this file.")
    private Path deny;

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description =
                    "Keep these addresses in the trace, so that a report can say who was in the"
                            + " list; decides nothing.")
    private Path known;

    @Option(
            names = "--inner",
            description =
                    "Filters of addresses, ports, protocol, flags and identifiers, and the lists,"
                            + " look into tunnels too: VXLAN, Geneve, GRE, IPIP, SIT.")
    private boolean inner;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "One packet in N, with its whole path and all that is made from it.")
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
                    "Keep the whole path of packets that were dropped, and of what they were made"
                            + " from; forget the rest.")
    private boolean onlyDrops;

    @Option(
            names = "--slower-than",
            paramLabel = "TIME",
            description =
                    "Keep packets with more time than this between their first and last event:"
                            + " 500us, 5ms, 1s; forget the rest.")
    private Duration slowerThan;

    /** Which packets are kept when it is known what became of them. */
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

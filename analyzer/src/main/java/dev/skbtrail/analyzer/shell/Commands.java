package dev.skbtrail.analyzer.shell;

import dev.skbtrail.analyzer.text.Terminal;
import java.util.List;

/** What the command line does for a shell, over a trace that stays open. */
public interface Commands extends AutoCloseable {
    /** What the prompt calls the trace. */
    String trace();

    /** The filter that is set, in words; "" for none. */
    String filter();

    /** How complete the trace is, in words. */
    String state();

    /** Names of filters: of their options, without --. */
    List<String> filters();

    /** Names of the reports and other commands that {@link #run} knows. */
    List<String> names();

    /** Names that {@code help} knows beside these. */
    List<String> topics();

    /** Options of a command, with their --; none of one that is not known. */
    List<String> options(String command);

    /** Is the first argument of a command the number of a packet? */
    boolean takesPacket(String command);

    /** Views and their columns, for SQL. */
    List<String> columns();

    /**
     * What the trace has for a filter: the first 100 values.
     *
     * @param filter name of an option, without --
     * @param begin of the value; may be left out of account
     */
    List<String> values(String filter, String begin);

    /**
     * Runs one command and prints what it has to say, errors included.
     *
     * @param words as on the command line, without the trace
     * @return exit code
     * @throws dev.skbtrail.analyzer.text.OutputException when results can be written no more
     */
    int run(List<String> words, Terminal terminal);

    /**
     * Sets a filter for the commands that follow.
     *
     * @param options as on the command line; none for the whole trace
     * @throws dev.skbtrail.analyzer.UserException when it is wrong or leaves no packet; the filter
     *     from before then stays
     */
    void narrow(List<String> options);

    /** Ends what {@link #run} or {@link #narrow} is doing; for another thread. */
    void cancel();

    @Override
    void close();
}

package dev.skbtrail.analyzer.shell;

import dev.skbtrail.analyzer.text.Terminal;
import java.util.List;

/** The interface of the command line to the shell, over a trace that stays open. */
public interface Commands extends AutoCloseable {
    /** The name of the trace for the prompt. */
    String trace();

    /** The filter that is set, in words; "" for none. */
    String filter();

    /** How complete the trace is, in words. */
    String state();

    /** Names of the filters, that is, of their options without --. */
    List<String> filters();

    /** Names of the reports and other commands that {@link #run} knows. */
    List<String> names();

    /** Further names that {@code help} accepts. */
    List<String> topics();

    /** Options of a command, with their --; empty for an unknown command. */
    List<String> options(String command);

    /** Whether the first argument of a command is a packet number. */
    boolean takesPacket(String command);

    /** Views and their columns, for SQL. */
    List<String> columns();

    /**
     * Values of the trace to complete a filter with: the first 100.
     *
     * @param filter name of an option, without --
     * @param begin prefix of the value; an implementation may ignore it
     */
    List<String> values(String filter, String begin);

    /**
     * Runs one command and prints its output, including errors.
     *
     * @param words as on the command line, without the trace
     * @return exit code
     * @throws dev.skbtrail.analyzer.text.OutputException when results can no longer be written
     */
    int run(List<String> words, Terminal terminal);

    /**
     * Sets a filter for the commands that follow.
     *
     * @param options as on the command line; none for the whole trace
     * @throws dev.skbtrail.analyzer.UserException when the filter is wrong or matches no packet;
     *     the previous filter then stays in force
     */
    void narrow(List<String> options);

    /** Cancels what {@link #run} or {@link #narrow} is doing; called from another thread. */
    void cancel();

    @Override
    void close();
}

package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.Suggestions;
import dev.skbtrail.recorder.kernel.DropReasons;
import dev.skbtrail.recorder.kernel.KernelBtf;
import dev.skbtrail.recorder.kernel.KernelSymbols;
import dev.skbtrail.recorder.recording.FlightRule;
import dev.skbtrail.recorder.trigger.Trigger;
import dev.skbtrail.recorder.trigger.TriggerText;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What a flight recorder keeps, and when it writes it out. */
final class FlightOptions {
    static final String NAME = "--flight-recorder";
    private static final Duration MIN_WINDOW = Duration.ofSeconds(1);

    /** The window is eight traces, each of at least 1M. */
    private static final long MIN_BYTES = 8 * StopOptions.MIN_BYTES;

    private static final int DEFAULT_DUMPS = 10;

    @Option(
            names = NAME,
            paramLabel = "TIME",
            description =
                    "Keep only the newest events, for this time, and write them out to a directory"
                            + " t.20261201T061454Z when a trigger fires, on SIGUSR1 and at the"
                            + " end.")
    private Duration window;

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            description =
                    "With --flight-recorder: keep events of at most this size, if that is less"
                            + " time.")
    private ByteCount maxSize;

    @Option(
            names = "--trigger",
            paramLabel = "WHAT",
            description = {
                "With --flight-recorder, repeatable: drop (any that is not usual), drop=REASON,"
                        + " drop=FUNCTION, reset, retransmit (TCP); each also with a rate, as"
                        + " drop:100/s; slower=5ms (a packet); file=PATH (it appears)."
            })
    private List<String> texts = List.of();

    /** Null: it is an ordinary recording. */
    private FlightRule rule;

    boolean isUsed() {
        return window != null;
    }

    /**
     * @param keep number of dumps; null: not given
     * @throws IllegalArgumentException when an option is wrong
     */
    FlightRule rule(Integer keep) {
        requireUsed();
        if (window != null) {
            rule =
                    new FlightRule(
                            window(),
                            size(),
                            keep == null ? DEFAULT_DUMPS : keep,
                            texts.stream().map(FlightOptions::trigger).toList());
        }
        return rule;
    }

    private void requireUsed() {
        if (window == null && maxSize != null) {
            throw new IllegalArgumentException(
                    "--max-size needs --flight-recorder; --bytes ends a recording at a size");
        }
        if (window == null && !texts.isEmpty()) {
            throw new IllegalArgumentException(
                    "'--trigger %s' needs --flight-recorder TIME".formatted(texts.get(0)));
        }
    }

    private Duration window() {
        if (window.compareTo(MIN_WINDOW) < 0) {
            throw new IllegalArgumentException(
                    "'--flight-recorder %s' is too short: give at least 1s"
                            .formatted(DurationText.show(window)));
        }
        return window;
    }

    private long size() {
        if (maxSize != null && maxSize.bytes() < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "'--max-size %s' is less than the traces are written in: give at least 8M"
                            .formatted(maxSize));
        }
        return maxSize == null ? 0 : maxSize.bytes();
    }

    private static Trigger trigger(String text) {
        Trigger trigger = TriggerText.parse(text, DurationText::parse);
        if (trigger.file() != null && Files.exists(trigger.file(), LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException(
                    "'--trigger %s' fires when the file appears, and it is there: remove it"
                            .formatted(text));
        }
        return trigger;
    }

    /**
     * The triggers, if each drop that they wait for can happen in this kernel.
     *
     * @throws IllegalArgumentException naming a trigger that would never fire
     */
    List<Trigger> knownTriggers(Supplier<KernelBtf> btf, Supplier<KernelSymbols> symbols) {
        List<Trigger> triggers = rule == null ? List.of() : rule.triggers();
        List<Trigger> drops =
                triggers.stream().filter(one -> one.kind() == Trigger.Kind.DROP).toList();
        if (!drops.isEmpty()) {
            DropReasons reasons = DropReasons.of(btf.get());
            KernelSymbols functions = symbols.get();
            drops.forEach(trigger -> requireKnown(trigger, reasons, functions));
        }
        return triggers;
    }

    private static void requireKnown(
            Trigger trigger, DropReasons reasons, KernelSymbols functions) {
        if (!trigger.isNamed() && reasons.all().isEmpty()) {
            throw new IllegalArgumentException(
                    "'--trigger %s': this kernel gives no drop reasons, so it does not tell usual"
                                    .formatted(trigger)
                            + " drops from others: name a function, as drop=nf_hook_slow");
        }
        boolean known =
                reasons.all().containsValue(trigger.name()) || functions.has(trigger.name());
        if (trigger.isNamed() && !known) {
            throw new IllegalArgumentException(
                    "'--trigger %s': this kernel has no such drop reason and no such function%s"
                            .formatted(
                                    trigger,
                                    Suggestions.hint(trigger.name(), reasons.all().values())));
        }
    }
}

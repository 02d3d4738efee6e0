package dev.skbtrail.analyzer.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs commands on cases, in as many processes as are asked for, and counts what came of it. */
final class Campaign {
    private static final String WRITTEN = "written";

    /** What several commands may be and each of them is not: a shell refuses them one by one. */
    private static final Set<Symptom> TOGETHER =
            EnumSet.of(Symptom.SLOW, Symptom.SILENCE, Symptom.BAD_REFUSAL);

    private final Path directory;
    private final Function<Case, List<Command>> commands;
    private final Map<Command, Run> whole = new ConcurrentHashMap<>();
    private final Outcomes outcomes = new Outcomes();
    private final AtomicInteger begun = new AtomicInteger();
    private final Path original;

    /**
     * @param whole what the cases are made of
     * @param commands which, for a case
     */
    Campaign(Path directory, byte[] whole, Function<Case, List<Command>> commands) {
        this.directory = directory;
        this.commands = commands;
        // Where its name is as long as those of the cases: explain prints it and wraps lines.
        original = directory.resolve("base00000").resolve("trace.parquet");
        try {
            Files.createDirectories(original.getParent());
            Files.write(original, whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What has come of it so far. */
    Outcomes outcomes() {
        return outcomes;
    }

    /** Runs all of them; what goes wrong in one process ends the others. */
    Outcomes run(List<Case> cases, int processes) {
        ExecutorService threads = Executors.newFixedThreadPool(processes);
        CompletionService<Void> parts = new ExecutorCompletionService<>(threads);
        try {
            for (int i = 0; i < processes; i++) {
                Path own = directory.resolve("worker" + i);
                parts.submit(() -> run(cases, own), null);
            }
            for (int i = 0; i < processes; i++) {
                parts.take().get();
            }
            return outcomes;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void run(List<Case> cases, Path own) {
        try (WorkerProcess worker = new WorkerProcess(own)) {
            for (int i = begun.getAndIncrement(); i < cases.size(); i = begun.getAndIncrement()) {
                Path place = directory.resolve(String.format(Locale.ROOT, "case%05d", i));
                run(cases.get(i), worker, place);
            }
        }
    }

    /** How many cases have been begun; the last of them, one a process, may not be done. */
    int begun() {
        return begun.get();
    }

    private void run(Case one, WorkerProcess worker, Path own) {
        Case.Made made = one.make(own);
        outcomes.file(one);
        for (Command command : commands.apply(one)) {
            Finding found = find(one, made, command, worker, own);
            boolean clear = found.symptoms().isEmpty() && !found.run().isPartlyRefused();
            if (clear || command.parts().size() == 1) {
                outcomes.run(found);
                continue;
            }
            List<Finding> parts = new ArrayList<>();
            for (Command part : command.parts()) {
                parts.add(find(one, made, part, worker, own));
            }
            parts.forEach(outcomes::run);
            if (!TOGETHER.containsAll(found.symptoms())
                    && parts.stream().allMatch(part -> part.symptoms().isEmpty())) {
                outcomes.run(found);
            }
        }
        delete(own);
    }

    private Finding find(
            Case one, Case.Made made, Command command, WorkerProcess worker, Path own) {
        Expectation expected =
                command.isTheSameEachTime() || made.expectation() != Expectation.SAME
                        ? made.expectation()
                        : Expectation.ANY;
        Run before = expected == Expectation.SAME ? whole(command, worker) : null;
        Path written = own.resolve(WRITTEN);
        Run run = run(command, made.file(), written, worker).naming(made.file(), original);
        run = run.naming(written, original.resolveSibling(WRITTEN));
        return new Finding(one, command, Symptom.of(run, expected, before), run);
    }

    private static Run run(Command command, Path file, Path written, WorkerProcess worker) {
        Run run = worker.run(command.words(file, written), command.input());
        try {
            Written found = found(command, run, file, written);
            if (run.done() && found.problem().isEmpty() && !command.proof(written).isEmpty()) {
                Run proof = worker.run(command.proof(written), "");
                found = proof.exitCode() == 0 ? found : Written.wrong(proof.out() + proof.err());
            }
            Files.deleteIfExists(written);
            return run.writing(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command leaves its file behind, whole, or nothing. */
    private static Written found(Command command, Run run, Path file, Path written)
            throws IOException {
        boolean wanted = run.done() && command.product() != Product.NONE;
        try (Stream<Path> all = Files.walk(written.getParent())) {
            List<Path> others =
                    all.filter(Files::isRegularFile)
                            .filter(path -> !path.equals(file) && !path.equals(written))
                            .toList();
            if (!others.isEmpty()) {
                return Written.wrong("left behind: " + others);
            }
        }
        if (wanted != Files.exists(written)) {
            return Written.wrong(wanted ? "no file" : "a file after a refusal");
        }
        return wanted
                ? command.product().read(Files.readAllBytes(written), run.err())
                : Written.NOTHING;
    }

    private Run whole(Command command, WorkerProcess worker) {
        Run known = whole.get(command);
        if (known == null) {
            known = run(command, original, original.resolveSibling(WRITTEN), worker);
            if (!known.done() || !known.written().problem().isEmpty()) {
                throw new IllegalStateException(
                        command + " fails on " + original + known.err() + known.written());
            }
            whole.put(command, known);
        }
        return known;
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

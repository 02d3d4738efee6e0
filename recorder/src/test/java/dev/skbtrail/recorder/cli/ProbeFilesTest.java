package dev.skbtrail.recorder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.backend.ProbeStatus;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.catalogue.Program;
import dev.skbtrail.recorder.catalogue.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that choose functions, and the file that shows that they are attached. */
class ProbeFilesTest {
    @TempDir private Path directory;

    @Test
    void refusesAFileThatIsMissingOrOfAnotherFormInOneLine() throws IOException {
        Path list = Files.writeString(directory.resolve("list"), "ip_rcv\nip rcv\n");
        Path manifest = Files.writeString(directory.resolve("m.yaml"), "functions: 7\n");
        refuses("there is no file", "-f", directory.resolve("none").toString());
        refuses("list:2: 'ip rcv' is not a function name", "-f", list.toString());
        refuses("is not a list of functions", "--manifest", manifest.toString());
        refuses("cannot read", "--manifest", directory.toString());
    }

    @Test
    void refusesAFileThatIsTooLargeWithoutReadingItAll() {
        UserException e =
                assertThrows(
                        UserException.class, () -> ProbeOptions.read(Path.of("/dev/zero"), 1000));
        assertEquals("/dev/zero is larger than 1000 B: is it the right file?", e.getMessage());
    }

    @Test
    void makesTheReadyFileForItsOwnerAloneAndRemovesIt() throws IOException {
        Path path = directory.resolve("ready");
        try (ReadyFile ready = new ReadyFile(path)) {
            assertFalse(Files.exists(path));
            ready.create();
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        }
        assertFalse(Files.exists(path));
        new ReadyFile(null).create();
    }

    @Test
    void leavesAReadyFileAloneThatSomebodyElseMade() throws IOException {
        Path path = Files.writeString(directory.resolve("ready"), "precious");
        assertThrows(UserException.class, () -> new ReadyFile(path));
        assertEquals("precious", Files.readString(path));
        Path nowhere = directory.resolve("none/ready");
        assertThrows(UserException.class, () -> new ReadyFile(nowhere));
    }

    @Test
    void namesTheFirstFunctionsThatCouldNotBeAttached() {
        List<ProbeStatus> statuses = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            statuses.add(status("f" + i, ProbeStatus.Outcome.REFUSED));
        }
        statuses.add(status("fine", ProbeStatus.Outcome.ATTACHED));
        String text = ProgressLine.refused(statuses);
        assertTrue(text.startsWith("7 of 8 probes not attached: f0 (gone), f1 (gone)"), text);
        assertTrue(text.contains("f4 (gone) and 2 more"), text);
        assertEquals("", ProgressLine.refused(statuses.subList(7, 8)));
    }

    private static ProbeStatus status(String function, ProbeStatus.Outcome outcome) {
        return new ProbeStatus(
                new CatalogueEntry("g", function, Program.ENTRY, Verdict.NONE, ""),
                outcome,
                "gone");
    }

    private void refuses(String named, String... options) {
        List<String> args =
                new ArrayList<>(List.of("-o", directory.resolve("t.parquet").toString()));
        args.addAll(List.of(options));
        Cli.Result result = Cli.run(args.toArray(String[]::new));
        assertEquals(1, result.exitCode(), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains(named), result.err());
    }
}

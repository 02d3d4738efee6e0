package dev.skbtrail.analyzer.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.text.PagerCommand;
import dev.skbtrail.analyzer.text.ReaderGone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs sh")
class PagerTest {
    private static final int ROWS = 5;
    private static final int MUCH = 100_000;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @TempDir private Path directory;

    private void print(String program, int lines) throws IOException {
        try (Pager pager = new Pager(screen, ROWS, List.of("sh", "-c", program))) {
            for (int i = 0; i < lines; i++) {
                pager.write("a line\n".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void pagesWhatIsLongerThanTheScreen() throws IOException {
        Path page = directory.resolve("page");
        print("cat > " + page, ROWS - 1);
        assertEquals("a line\n".repeat(ROWS - 1), screen.toString(StandardCharsets.UTF_8));
        assertTrue(Files.notExists(page));
        print("cat > " + page, ROWS + 1);
        assertEquals("a line\n".repeat(ROWS + 1), Files.readString(page));
    }

    @Test
    void endsWhenTheUserHasSeenEnough() {
        assertThrows(ReaderGone.class, () -> print("head -n 1 >/dev/null", MUCH));
    }

    @Test
    void takesTheUsersProgram() {
        assertEquals(List.of("less"), PagerCommand.of(Map.of()));
        assertEquals(List.of("more", "-d"), PagerCommand.of(Map.of("PAGER", "more  -d")));
        assertEquals(
                List.of("most"),
                PagerCommand.of(Map.of("SKBTRAIL_PAGER", " most ", "PAGER", "more")));
        assertEquals(List.of(), PagerCommand.of(Map.of("SKBTRAIL_PAGER", "", "PAGER", "more")));
        assertEquals(List.of(), PagerCommand.of(Map.of("PAGER", "cat")));
    }

    @Test
    void printsOnTheScreenWhereThereIsNoSuchProgram() throws IOException {
        try (Pager pager = new Pager(screen, ROWS, List.of("/nowhere/less"))) {
            pager.write("a line\n".repeat(ROWS + 1).getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("a line\n".repeat(ROWS + 1), screen.toString(StandardCharsets.UTF_8));
    }

    @Test
    void keepsHistoryForItsOwnerAlone() throws IOException {
        Path file = HistoryFile.of(Map.of("XDG_STATE_HOME", directory.toString()), "/nowhere");
        assertEquals(directory.resolve("skbtrail/history"), file);
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Path other = HistoryFile.of(Map.of("XDG_STATE_HOME", "relative"), directory.toString());
        assertEquals(directory.resolve(".local/state/skbtrail/history"), other);
    }
}

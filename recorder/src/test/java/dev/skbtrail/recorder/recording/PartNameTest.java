package dev.skbtrail.recorder.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartNameTest {
    private static final long START = 1_796_105_694_999_999_999L;

    @ParameterizedTest
    @CsvSource({
        "t.parquet, t.20261201T061454Z.parquet, t.*.parquet",
        "/a.b/t.parquet, /a.b/t.20261201T061454Z.parquet, /a.b/t.*.parquet",
        "../trace, ../trace.20261201T061454Z, ../trace.*",
        "t.parquet.old, t.parquet.old.20261201T061454Z, t.parquet.old.*"
    })
    void hasTheSecondBeforeTheSuffix(Path output, Path part, String pattern) {
        assertEquals(part, PartName.of(output, START));
        assertEquals(pattern, PartName.before(output) + PartName.after(output));
    }

    @ParameterizedTest
    @CsvSource({
        "t.20261201T061454Z.parquet, t.parquet, true",
        "/d/t.20261201T061454Z.parquet, t.parquet, true",
        "t.20261201T061454Z, t, true",
        "t.20261201T061454Z.parquet, t, false",
        "t.20261201T061454Z.parquet, s.parquet, false",
        "t.20261201T061454.parquet, t.parquet, false",
        "txx20261201T061454Z.parquet, t.parquet, false",
        "t.parquet, t.parquet, false"
    })
    void isToldFromOtherFiles(Path file, Path output, boolean part) {
        assertEquals(part, PartName.isPart(file, output));
    }
}

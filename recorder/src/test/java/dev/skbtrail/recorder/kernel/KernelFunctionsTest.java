package dev.skbtrail.recorder.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelFunctionsTest {
    @TempDir private Path directory;
    private KernelFunctions kernel;

    @BeforeEach
    void makeKernel() throws IOException {
        kernel = TestKernel.in(directory);
    }

    @Test
    void findsFunctionsWithAnSkbInARegisterOfKernelAndModules() {
        List<String> found =
                kernel.withSkb().stream()
                        .map(f -> f.module() + " " + f.name() + " " + f.skbParameter())
                        .toList();
        assertEquals(
                List.of(
                        "null booting 0",
                        "null both 0",
                        "null by_value 2",
                        "null changed 0",
                        "null inlined 0",
                        "null tcp_one 0",
                        "null tcp_two 1",
                        "null twice 0",
                        "null untraceable 0",
                        "veth veth_xmit 0"),
                found);
    }

    @ParameterizedTest
    @CsvSource({
        "twice, 2 functions have this name",
        "changed, there is only changed.isra.0",
        "inlined, inlined into its callers",
        "booting, only while the kernel boots",
        "untraceable, marked notrace",
        "no_such, not in this kernel"
    })
    void tellsWhyAFunctionCannotBeTraced(String function, String why) {
        assertTrue(kernel.obstacle(function).contains(why), kernel.obstacle(function));
    }

    @ParameterizedTest
    @CsvSource({"tcp_one, -2130706416", "veth_xmit, -1073741808", "nobtf, -2130706256"})
    void findsNothingAgainstTheOthersAndKnowsWhereTheyAre(String function, long address) {
        assertNull(kernel.obstacle(function));
        assertEquals(address, kernel.address(function));
    }

    @Test
    void knowsEveryPacketAmongTheArguments() {
        FunctionSignature both = kernel.signature("both");
        assertTrue(both.isSkb(0) && both.isSkb(1) && !both.isSkb(2));
        assertEquals(1, both.at(1).skbParameter());
        assertNull(kernel.signature("nobtf"));
    }
}

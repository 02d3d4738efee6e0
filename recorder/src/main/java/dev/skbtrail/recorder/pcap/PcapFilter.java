package dev.skbtrail.recorder.pcap;

import java.util.List;

/**
 * An expression of pcap-filter(7), ready for the kernel.
 *
 * @param expression as the user wrote it; empty: every packet
 * @param reach how many bytes of a frame the kernel must lay out for it; 0 for the empty expression
 * @param body instructions for the {@link InstructionBudget}
 */
public record PcapFilter(String expression, int reach, byte[] body) {
    /** Accepts every packet; needs no libpcap. */
    public static final PcapFilter NONE = new PcapFilter("", 0, everything());

    private static final int ETHERNET_HEADER = 14;

    /**
     * Compiles and translates an expression.
     *
     * @throws IllegalArgumentException with the error in the expression, in one line
     * @throws dev.skbtrail.recorder.UserException when libpcap is not installed
     */
    public static PcapFilter parse(String expression) {
        if (expression.isBlank()) {
            return NONE;
        }
        List<ClassicInstruction> program = PcapCompiler.compile(expression);
        try {
            Flow flow = Flow.of(program);
            byte[] body = Translator.translate(flow);
            requireRoom(body.length / Long.BYTES);
            // Not 0 even for 'greater 100', which accesses no byte: 0 means that there is no
            // expression.
            int reach = Math.max((int) flow.reach(), ETHERNET_HEADER);
            return new PcapFilter(expression, reach, body);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Refusal.of(expression, e.getMessage()), e);
        }
    }

    public boolean isEmpty() {
        return expression.isEmpty();
    }

    private static void requireRoom(int instructions) {
        if (instructions > InstructionBudget.MOST_INSTRUCTIONS) {
            throw new IllegalArgumentException(
                    "becomes %,d instructions, a recording takes %,d: use networks or port ranges"
                            .formatted(instructions, InstructionBudget.MOST_INSTRUCTIONS));
        }
    }

    private static byte[] everything() {
        EbpfCode code = new EbpfCode();
        code.alu(EbpfCode.MOV, 0, 1);
        return code.toBytes();
    }
}

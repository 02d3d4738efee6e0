package dev.skbtrail.recorder.live;

/**
 * Terminal colours: a drop is red, and all lines of a packet show its number in the same colour.
 */
public final class Colors {
    private static final String RED = "\u001b[31m";
    private static final String END = "\u001b[0m";

    /** Those of the 16 standard colours that are readable on black and on white. */
    private static final int[] PACKETS = {32, 33, 34, 35, 36, 92, 94, 95};

    private final boolean used;

    /**
     * @param used false: text is not coloured
     */
    public Colors(boolean used) {
        this.used = used;
    }

    String ofDrop(String text) {
        return used ? RED + text + END : text;
    }

    String ofPacket(long packet, String text) {
        int color = PACKETS[(int) Long.remainderUnsigned(packet, PACKETS.length)];
        return used ? "\u001b[" + color + "m" + text + END : text;
    }
}

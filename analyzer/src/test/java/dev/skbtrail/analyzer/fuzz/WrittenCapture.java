package dev.skbtrail.analyzer.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A capture file: whole blocks to its end, and no text in their options that does harm. */
final class WrittenCapture {
    private static final int SECTION = 0x0A0D0D0A;
    private static final int INTERFACE = 1;
    private static final int PACKET = 6;

    /** Type and length before the body, length behind it. */
    private static final int HEAD = 8;

    private static final int FRAME = HEAD + 4;

    private WrittenCapture() {}

    /** What is wrong; empty for nothing. */
    static String problem(byte[] file) {
        ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < FRAME || all.getInt(0) != SECTION) {
            return "no section";
        }
        int at = 0;
        while (at < file.length) {
            int left = file.length - at;
            int length = left < FRAME ? 0 : all.getInt(at + 4);
            if (length < FRAME || length % 4 != 0 || length > left) {
                return "a block at byte " + at + " that is not whole";
            }
            if (all.getInt(at + length - 4) != length) {
                return "a block at byte " + at + " with two lengths";
            }
            ByteBuffer body = all.slice(at + HEAD, length - FRAME).order(ByteOrder.LITTLE_ENDIAN);
            String problem = ofBlock(all.getInt(at), body);
            if (!problem.isEmpty()) {
                return "block at byte " + at + ": " + problem;
            }
            at += length;
        }
        return "";
    }

    private static String ofBlock(int type, ByteBuffer body) {
        return switch (type) {
            case SECTION -> ofOptions(body.position(16), type);
            case INTERFACE -> ofOptions(body.position(8), type);
            case PACKET -> {
                int captured = body.getInt(12);
                int padded = (captured + 3) / 4 * 4;
                yield captured < 0 || 20 + padded > body.limit()
                        ? "a frame of " + captured + " bytes"
                        : ofOptions(body.position(20 + padded), type);
            }
            default -> "of type " + type;
        };
    }

    private static String ofOptions(ByteBuffer options, int type) {
        while (options.remaining() >= 4) {
            int code = Short.toUnsignedInt(options.getShort());
            int length = Short.toUnsignedInt(options.getShort());
            int padded = (length + 3) / 4 * 4;
            if (padded > options.remaining()) {
                return "an option " + code + " of " + length + " bytes";
            }
            if (isText(code, type) && doesHarm(options.slice(options.position(), length))) {
                return "an option " + code + " with a text that does harm";
            }
            options.position(options.position() + padded);
        }
        return options.hasRemaining() ? "half an option" : "";
    }

    /** Comments of any block; hardware, system and program; name and description. */
    private static boolean isText(int code, int type) {
        return code == 1
                || type == SECTION && code >= 2 && code <= 4
                || type == INTERFACE && (code == 2 || code == 3);
    }

    private static boolean doesHarm(ByteBuffer bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return Symptom.hasControl(text) || text.indexOf('\n') >= 0;
        } catch (CharacterCodingException e) {
            return true;
        }
    }
}

package dev.skbtrail.analyzer.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A kind of file that commands write, and how it has to be whatever stands in the trace. */
enum Product {
    /** Nothing but what is printed. */
    NONE {
        @Override
        Written read(byte[] file, String err) {
            return Written.wrong("a file that nobody asked for");
        }
    },
    PAGE {
        @Override
        Written read(byte[] file, String err) {
            return WrittenPage.read(text(file), WrittenPage.PLAIN);
        }
    },
    QUERYABLE {
        @Override
        Written read(byte[] file, String err) {
            return WrittenPage.read(text(file), WrittenPage.QUERYABLE);
        }
    },
    CAPTURE {
        @Override
        Written read(byte[] file, String err) {
            return new Written(
                    new String(file, StandardCharsets.ISO_8859_1),
                    isComplete(err),
                    WrittenCapture.problem(file));
        }
    },
    TIMELINE {
        @Override
        Written read(byte[] file, String err) {
            String text = text(file);
            String problem = Symptom.hasControl(text) ? "a control character" : "";
            return new Written(
                    text, isComplete(err), WrittenPage.isJson(text) ? problem : "no JSON");
        }
    },
    STACKS {
        @Override
        Written read(byte[] file, String err) {
            String text = text(file);
            List<String> wrong =
                    text.lines().filter(line -> !STACK.matcher(line).matches()).toList();
            return new Written(
                    text,
                    isComplete(err),
                    Symptom.hasControl(text)
                            ? "a control character"
                            : wrong.isEmpty() ? "" : "no stack: " + wrong.get(0));
        }
    },
    /** What {@code verify} finds in it is asked apart. */
    TRACE {
        @Override
        Written read(byte[] file, String err) {
            String all = new String(file, StandardCharsets.ISO_8859_1);
            boolean whole = all.startsWith("PAR1") && all.endsWith("PAR1");
            return whole ? Written.NOTHING : Written.wrong("no Parquet file");
        }
    };

    private static final Pattern STACK = Pattern.compile("[^;].* [1-9]\\d*");

    /**
     * Looks at a file.
     *
     * @param err the messages of the command: exports say there what is missing
     */
    abstract Written read(byte[] file, String err);

    private static boolean isComplete(String err) {
        return !err.contains("INCOMPLETE: ");
    }

    /** What is no UTF-8 becomes a character that nothing writes. */
    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }
}

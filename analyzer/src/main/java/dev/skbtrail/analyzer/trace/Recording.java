package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.UserException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files that are read as one trace: the parts of a recording that are there, in the order of
 * their numbers, or one ordinary trace.
 */
final class Recording {
    /** Numbers of the files, counted from 1 as in {@link LockedDuckDb}, by number of the part. */
    private final TreeMap<Integer, Integer> files = new TreeMap<>();

    private final boolean ofParts;

    private Recording(PartOf first) {
        ofParts = first.isPart();
    }

    /**
     * Finds out which files belong together, in the order of their first files.
     *
     * @param parts which part each file is
     * @param apart parts of one recording are kept apart where one is among the first this many
     *     files and one is not
     * @throws UserException naming two files that are the same part
     */
    static List<Recording> of(List<TraceFile> files, List<PartOf> parts, int apart) {
        Map<Object, Recording> recordings = new LinkedHashMap<>();
        for (int number = 1; number <= files.size(); number++) {
            PartOf part = parts.get(number - 1);
            Object key = part.isPart() ? List.of(part.recording(), number <= apart) : number;
            Recording recording = recordings.computeIfAbsent(key, unknown -> new Recording(part));
            Integer same = recording.files.putIfAbsent(part.number(), number);
            if (same != null) {
                throw UserException.usage(
                        String.format(
                                Locale.ROOT,
                                "%s and %s are both part %d of one recording; name one of them",
                                files.get(same - 1).path(),
                                files.get(number - 1).path(),
                                part.number()));
            }
        }
        return List.copyOf(recordings.values());
    }

    /** Numbers of the files. */
    List<Integer> files() {
        return List.copyOf(files.values());
    }

    /** Whether one of its files is among the first this many. */
    boolean begins(int number) {
        return files.values().stream().anyMatch(file -> file <= number);
    }

    /** Number of the first part that is there; 1 for an ordinary trace. */
    int firstPart() {
        return files.firstKey();
    }

    /** The numbers of the parts that are there: "3, 5 to 12"; null for an ordinary trace. */
    String parts() {
        return ofParts ? ranges(files.keySet()) : null;
    }

    /** The numbers of the parts that are missing between the first and the last; null for none. */
    String absent() {
        List<String> absent = new ArrayList<>();
        int expected = firstPart();
        for (int number : files.keySet()) {
            if (number > expected) {
                absent.add(range(expected, number - 1));
            }
            expected = number + 1;
        }
        return absent.isEmpty() ? null : String.join(", ", absent);
    }

    private static String ranges(Set<Integer> numbers) {
        Collection<String> ranges = new ArrayList<>();
        int begin = 0;
        int end = 0;
        for (int number : numbers) {
            if (number != end + 1 || begin == 0) {
                if (begin > 0) {
                    ranges.add(range(begin, end));
                }
                begin = number;
            }
            end = number;
        }
        ranges.add(range(begin, end));
        return String.join(", ", ranges);
    }

    private static String range(int begin, int end) {
        return begin == end ? Integer.toString(begin) : begin + " to " + end;
    }
}

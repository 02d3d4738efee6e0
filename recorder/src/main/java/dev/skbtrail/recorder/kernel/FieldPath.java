package dev.skbtrail.recorder.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A path to a member in C syntax, split into steps in the order of evaluation.
 *
 * <pre>
 * path    = root { step }
 * root    = skb | skb_shinfo(skb) | "((struct NAME *)" path ")"
 * step    = "->" MEMBER | "." MEMBER | "[" NUMBER "]"
 * </pre>
 */
final class FieldPath {
    /** An operation on the value so far. */
    sealed interface Step permits Member, Index, Cast {}

    /** Selects a member of a structure, directly or through a pointer. */
    record Member(String name, boolean pointer) implements Step {}

    /** Selects an element of an array. */
    record Index(int number) implements Step {}

    /** Casts a pointer to one to another structure. */
    record Cast(String structure) implements Step {}

    private static final String SHARED_INFO = "skb_shinfo(skb)";
    private static final String PACKET = "skb";
    private static final String CAST = "((struct";
    private static final int LENGTH_MAX = 256;
    private static final int CASTS_MAX = 8;
    private static final int INDEX_MAX = 1 << 20;

    private final String text;
    private final List<Step> steps = new ArrayList<>();
    private boolean fromSharedInfo;
    private int at;

    private FieldPath(String text) {
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException saying where the text stops being a valid path
     */
    static FieldPath parse(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("longer than " + LENGTH_MAX + " characters");
        }
        FieldPath path = new FieldPath(text);
        path.path(0);
        if (path.at < text.length()) {
            throw path.expected("'->', '.' or '['");
        }
        if (path.steps.isEmpty() || path.steps.get(path.steps.size() - 1) instanceof Cast) {
            throw new IllegalArgumentException("names no member, such as skb->mark");
        }
        return path;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    boolean isFromSharedInfo() {
        return fromSharedInfo;
    }

    private void path(int casts) {
        if (casts > CASTS_MAX) {
            throw new IllegalArgumentException("more than " + CASTS_MAX + " casts");
        }
        if (take(CAST)) {
            String structure = word("the name of a struct");
            require("*");
            require(")");
            path(casts + 1);
            require(")");
            steps.add(new Cast(structure));
        } else if (take(SHARED_INFO)) {
            fromSharedInfo = true;
        } else if (!take(PACKET)) {
            throw expected("skb, skb_shinfo(skb) or ((struct NAME *)...)");
        }
        while (step()) {
            skipSpaces();
        }
    }

    private boolean step() {
        if (take("->")) {
            steps.add(new Member(word("a member"), true));
        } else if (take(".")) {
            steps.add(new Member(word("a member"), false));
        } else if (take("[")) {
            steps.add(new Index(number()));
            require("]");
        } else {
            return false;
        }
        return true;
    }

    private String word(String what) {
        skipSpaces();
        int begin = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        if (begin == at || Character.isDigit(text.charAt(begin))) {
            at = begin;
            throw expected(what);
        }
        return text.substring(begin, at);
    }

    private int number() {
        skipSpaces();
        int begin = at;
        int number = 0;
        while (at < text.length()
                && text.charAt(at) >= '0'
                && text.charAt(at) <= '9'
                && number < INDEX_MAX) {
            number = number * 10 + text.charAt(at++) - '0';
        }
        if (begin == at || number >= INDEX_MAX) {
            at = begin;
            throw expected("a number");
        }
        return number;
    }

    private static boolean isWord(char c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private boolean take(String token) {
        skipSpaces();
        boolean found = text.startsWith(token, at);
        int end = at + token.length();
        boolean wordGoesOn =
                isWord(token.charAt(token.length() - 1))
                        && end < text.length()
                        && isWord(text.charAt(end));
        if (!found || wordGoesOn) {
            return false;
        }
        at = end;
        return true;
    }

    private void require(String token) {
        if (!take(token)) {
            throw expected("'" + token + "'");
        }
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private IllegalArgumentException expected(String what) {
        String here = at < text.length() ? "at '" + text.substring(at) + "'" : "at its end";
        return new IllegalArgumentException("expected " + what + " " + here);
    }
}

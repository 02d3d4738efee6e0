package dev.skbtrail.analyzer.fuzz;

import dev.skbtrail.analyzer.cli.Cli;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** The program in a process of its own, command after command: what ends it ends no test. */
final class Worker {
    private static final int UNCAUGHT = 99;

    private Worker() {}

    public static void main(String[] args) throws IOException {
        // The shell reads its script where this process is told its commands.
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(System.out);
        try {
            while (true) {
                Object[] words = new Object[in.readInt()];
                for (int i = 0; i < words.length; i++) {
                    words[i] = read(in);
                }
                System.setIn(new ByteArrayInputStream(read(in).getBytes(StandardCharsets.UTF_8)));
                Cli.Result result = run(words);
                out.writeInt(result.exitCode());
                write(out, result.out());
                write(out, result.err());
                out.flush();
            }
        } catch (EOFException e) {
            return;
        }
    }

    private static Cli.Result run(Object[] words) {
        try {
            return Cli.run(words);
        } catch (Throwable e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            return new Cli.Result(UNCAUGHT, "", trace.toString());
        }
    }

    static String read(DataInputStream in) throws IOException {
        byte[] text = new byte[in.readInt()];
        in.readFully(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
